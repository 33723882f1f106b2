//! A report at the desk: opening it is written down; reading it again for a while is not.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::arrival;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::question::Question;
use waymark_core::referral::State;
use waymark_core::report::incident::Role;
use waymark_core::report::permission::Granted;
use waymark_core::report::{Facts, RiskLevel, Section, Told};
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::case::held_by::HeldBy;
use crate::journeys::desk::care::care::{self, Care, Head};
use crate::journeys::desk::care::read::{self, Case};
use crate::journeys::desk::ending::kept;
use crate::journeys::desk::reach::{self, CareFault};
use crate::journeys::service::Service;
use crate::web::body::Form;
use crate::web::desk::clock::reason;
use crate::web::desk::door::Desk;
use crate::web::desk::inbox::nav;
use crate::web::desk::{actions, links, risk, whose};
use crate::web::page::{Stop, Visit, Why};
use crate::web::pages::agency::{QuestionView, Row, SectionView};
use crate::web::pages::desk::{CasePage, Step, Typed};
use crate::web::pages::{Choice, FaultLine};
use crate::web::public::your_report::{held_by, overruled, when};
use crate::web::sections;

pub(super) fn stop(visit: &Visit, fault: CareFault) -> Stop {
    match fault {
        CareFault::Store(error) => visit.stop(error),
        CareFault::NotAllowed => visit.stop(Why::Role),
        CareFault::NotInReach | CareFault::Erased | CareFault::NoReason | CareFault::Missing(_) | CareFault::Names(_) => {
            visit.stop(Why::NotFound)
        }
    }
}

/// `POST /desk/reports`: opens a report by its reference.
pub(in crate::web) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let desk = Desk::enter(visit, Act::Open).await?;
    open_by_reference(desk, form.get("reference")).await
}

/// Opens a report for whoever sits here, which is written down.
pub(super) async fn open_by_reference(mut desk: Desk, reference: &str) -> Result<HttpResponse, Stop> {
    let found = reach::find(&desk.visit.service, &desk.who, reference).await;
    let head = match found {
        Ok(head) => head,
        Err(CareFault::NotInReach | CareFault::Erased) => {
            // One that is kept all the same opens for nobody either, and can be let go.
            let kept = kept::find(&desk.visit.service, &desk.who, reference).await.map_err(|error| desk.visit.stop(error))?;
            let to = kept.map_or("/desk?unknown".to_owned(), |kept| format!("/desk/kept?found={kept}"));
            return Ok(desk.visit.go(&to));
        }
        Err(fault) => return Err(stop(&desk.visit, fault)),
    };
    read::open(&desk.visit.service, &desk.who, &head).await.map_err(|fault| stop(&desk.visit, fault))?;
    desk.go_on(Some(head.id)).await?;
    Ok(desk.visit.go(&format!("/desk/reports/{}", head.reference)))
}

/// What a page says after a step was taken.
const NOTICES: [&str; 14] = [
    "answered",
    "noted",
    "risk-set",
    "held",
    "released",
    "done",
    "placed",
    "replied",
    "renewed",
    "action-set",
    "action-changed",
    "action-done",
    "area-given",
    "child-heard",
];

/// A report that somebody has open; nothing when they have to open it first.
pub(super) async fn at_report(desk: &Desk, reference: &str) -> Result<Option<Head>, Stop> {
    let visit = &desk.visit;
    let head = reach::find(&visit.service, &desk.who, reference).await.map_err(|fault| stop(visit, fault))?;
    if !desk.who.has_open(head.id, visit.service.now()) {
        desk.keep_words().await?;
        return Ok(None);
    }
    Ok(Some(head))
}

/// A report that somebody sends something about. Where it was open and is so no longer, that opens it again, which is written down: nothing
/// that was typed is lost for it.
pub(super) async fn to_work_on(desk: &mut Desk, reference: &str) -> Result<Head, Stop> {
    let (service, now) = (desk.visit.service.clone(), desk.visit.service.now());
    let head = reach::find(&service, &desk.who, reference).await.map_err(|fault| stop(&desk.visit, fault))?;
    if !desk.who.has_open(head.id, now) {
        read::open(&service, &desk.who, &head).await.map_err(|fault| stop(&desk.visit, fault))?;
        desk.go_on(Some(head.id)).await?;
    }
    Ok(head)
}

/// `GET /desk/reports/<reference>`
pub(in crate::web) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Open).await?;
    let visit = &desk.visit;
    let head = reach::find(&visit.service, &desk.who, &reference).await.map_err(|fault| stop(visit, fault))?;
    if !desk.who.has_open(head.id, visit.service.now()) {
        return Ok(visit.go("/desk"));
    }
    page(&desk, head, Typed::default(), Vec::new()).await
}

/// The page of a report, with what was typed and not taken.
async fn page(desk: &Desk, head: Head, typed: Typed, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let case = read::read(&visit.service, &desk.who, head, t).await.map_err(|fault| stop(visit, fault))?;
    visit.show(&case_page(desk, case, typed, faults, t))
}

fn case_page(desk: &Desk, case: Case, typed: Typed, faults: Vec<FaultLine>, t: &Speaker) -> CasePage {
    let visit = &desk.visit;
    let now = visit.service.now();
    let all = [Section::Incident, Section::Victim, Section::Contact, Section::Suspect];
    let whose = whose::section(&case, &visit.service.book, t);
    let (mut shown, access) = case.parts.as_shown(&Facts::default(), Granted::Full, all);
    // The team sees every way, and which of them is not safe.
    shown.contact = None;
    shown.additions = case.additions;
    let mut views = vec![whose];
    views.extend(sections::of(&shown, access.as_ref(), &visit.service.book, t));
    let role = case.parts.story.reporter.role;
    views.push(SectionView { title: t.say("agency-section-contact"), rows: contact(&case.parts.contact, role, t) });
    // The answers about danger and what follows from them are for whoever may open `handling`.
    let urgency = case.handling.as_ref().map(|_| &case.urgency);
    let (why, answers) = urgency.map(|urgency| (risk::why(urgency, t), risk::rows(&urgency.answers, t))).unwrap_or_default();
    let reference = case.head.reference.to_string();
    let asked = questions(desk, &reference, &case.referrals, &case.questions);
    let handling = case.handling.unwrap_or_default();
    let level = typed.level.clone();
    let assessed = case.urgency.assessed();
    let chosen = if level.is_empty() { assessed.map_or("", RiskLevel::id) } else { level.as_str() };
    CasePage {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        nav: nav(desk),
        reference: case.head.reference.to_string(),
        received: when(case.head.received_at),
        talked: talked(&case.head, &handling, t),
        risk: risk::level(assessed, t),
        urgent: assessed == Some(RiskLevel::High),
        unassessed: assessed.is_none() && desk.who.may(Act::Risk),
        why,
        answers,
        district: district(&case.head, &visit.service).unwrap_or_default(),
        may_area: case.lacks_area && desk.who.may(Act::Place),
        cases: case.cases.iter().map(|name| name.reveal().to_owned()).collect(),
        may_assign: desk.who.may(Act::Assign),
        is_child: case.is_child && desk.who.may(Act::OpenHandling),
        held: case.head.held,
        kept_since: said_last(&handling, true, t),
        frozen: case.frozen,
        frozen_since: said_last(&handling, false, t),
        sections: views,
        referrals: case.referrals.iter().map(|held| held_at_desk(held, t)).collect(),
        questions: asked,
        waiting: case.unplaced.iter().map(|entry| super::super::public::receipt::waits(entry, t)).collect(),
        messages: case
            .messages
            .iter()
            .map(|message| super::super::pages::public::Message {
                from_you: message.from == "team",
                at: when(message.at),
                text: message.text.reveal().to_owned(),
            })
            .collect(),
        steps: handling.iter().filter_map(|(at, entry)| step(when(*at), entry, t)).collect(),
        tasks: case.tasks.iter().map(|one| reason(one, &desk.who, t)).collect(),
        actions: case.actions.iter().map(|(since, one)| actions::view(*since, one, now, t)).collect(),
        has_account: case.parts.story.incident.account.is_some(),
        released: case.released.as_ref().map(|told| told.reveal().to_owned()).unwrap_or_default(),
        typed,
        risks: RiskLevel::IDS
            .into_iter()
            .map(|id| Choice {
                value: id.to_owned(),
                label: t.say(&format!("risk-{id}")),
                hint: String::new(),
                chosen: id == chosen,
            })
            .collect(),
        may_answer: desk.who.may(Act::Answer),
        may_note: desk.who.may(Act::Note),
        may_risk: desk.who.may(Act::Risk),
        may_hold: desk.who.may(Act::Hold),
        may_release: desk.who.may(Act::Release),
        may_place: desk.who.may(Act::Place)
            && (case.rests || !case.unplaced.is_empty() || case.referrals.iter().any(|held| held.state == "declined")),
        may_overrule: desk.who.may(Act::Overrule),
        also: links::also(desk, &case.head.reference.to_string()),
        notice: NOTICES.into_iter().find(|word| visit.asks(word)).map(|word| t.say(&format!("desk-notice-{word}"))),
        faults,
    }
}

/// What each organisation asked, with where it is answered.
fn questions(desk: &Desk, reference: &str, referrals: &[HeldBy], asked: &[Vec<Question>]) -> Vec<Vec<QuestionView>> {
    let link = |id: Uuid| desk.who.may(Act::Answer).then(|| format!("/desk/reports/{reference}/questions/{id}"));
    let live = referrals.iter().map(|held| State::from_id(held.state).is_some_and(State::is_live));
    let view = |one: &Question, live: bool| QuestionView {
        at: when(one.at),
        text: one.text.reveal().to_owned(),
        answer: one.answer.as_ref().map(|reply| (when(reply.at), reply.text.reveal().to_owned())),
        link: link(one.id).filter(|_| live && one.answer.is_none()),
        over: !live && one.answer.is_none(),
    };
    asked.iter().zip(live).map(|(asked, live)| asked.iter().map(|one| view(one, live)).collect()).collect()
}

/// The name of the district, if it is known.
fn district(head: &Head, service: &Service) -> Option<String> {
    let gazetteer = &service.book.gazetteer;
    gazetteer.district(head.district.as_deref()?).and_then(|code| gazetteer.name(code)).map(str::to_owned)
}

/// A referral, in the words of the desk.
fn held_at_desk(held: &HeldBy, t: &Speaker) -> crate::web::pages::public::HeldBy {
    let mut shown = held_by(held, t);
    shown.shown = seen_by(held, t);
    shown.overruled = held.overruled.map(|ground| overruled("referral-overruled", ground, t));
    if let Some(code) = &held.answer {
        shown.state = t.say2("desk-declined-because", "state", shown.state, "reason", t.say(&format!("decline-{code}")));
    }
    shown
}

/// What an organisation may see, in the words of the desk: the reporter's own page says "you".
pub(super) fn seen_by(held: &HeldBy, t: &Speaker) -> Vec<String> {
    // No file comes with a report yet; what somebody needs goes with every full referral.
    let passes = held.shown.iter().copied().filter(|section| *section != "evidence");
    let access = (held.permission == Some("full")).then_some("access");
    passes.chain(access).map(|section| t.say(&format!("agency-section-{section}"))).collect()
}

/// How a talk took place, and on which day as far as whoever sits here may know; blank for a report that nobody took down.
fn talked(head: &Head, handling: &[(chrono::DateTime<chrono::Utc>, Entry)], t: &Speaker) -> String {
    let day = handling.iter().find_map(|(_, entry)| match entry {
        Entry::Arrived { talked_on, .. } => *talked_on,
        _ => None,
    });
    let how = arrival::is_talk(&head.channel).then(|| t.say(&format!("channel-{}", head.channel)));
    how.into_iter().chain(day.map(actions::day)).collect::<Vec<_>>().join(" · ")
}

/// Every safe way to reach them; apart from those, the ways that must never be used: whoever is in a hurry takes what stands first;
/// and whose they are.
fn contact(contact: &waymark_core::report::Contact, role: Role, t: &Speaker) -> Vec<Row> {
    let ways = |safe: bool| {
        let some = contact.methods.iter().filter(move |method| method.safe == safe);
        some.map(|method| format!("{}: {}", t.say(&format!("contact-{}", method.kind)), method.value.reveal()))
    };
    let mut lines: Vec<String> = ways(true).collect();
    let never: Vec<String> = ways(false).collect();
    if contact.through_centre {
        lines.push(t.say("contact-through"));
    }
    if lines.is_empty() {
        lines.push(t.say("not-provided"));
    }
    let whose = sections::whose(contact, role, t);
    let mut rows: Vec<Row> = std::iter::once(Row { label: t.say("row-ways"), lines }).chain(whose).collect();
    if let Some(times) = &contact.safe_times {
        rows.push(Row { label: t.say("row-safe-times"), lines: vec![times.reveal().to_owned()] });
    }
    if !never.is_empty() {
        rows.push(Row { label: t.say("desk-ways-never"), lines: never });
    }
    rows
}

/// An entry of `handling` in words.
fn step(at: String, entry: &Entry, t: &Speaker) -> Option<Step> {
    let (what, text, by) = match entry {
        // What was answered about danger stands by itself, before the story.
        Entry::Arrived { asked, talked_on, .. } => {
            let talked = talked_on.map(|day| t.say1("desk-step-talked", "day", actions::day(day)));
            let wording = asked.as_ref().map(|asked| t.say1("desk-step-wording", "wording", asked.wording.as_str()));
            let said: Vec<String> = talked.into_iter().chain(wording).collect();
            ("arrived", said.join("\n"), String::new())
        }
        Entry::Allowed { .. } => ("allowed", String::new(), String::new()),
        Entry::Lapsed { .. } => ("lapsed", String::new(), String::new()),
        Entry::Acknowledged { by, .. } => ("acknowledged", String::new(), by.reveal().to_owned()),
        Entry::Noted { text, by } => ("noted", text.reveal().to_owned(), by.reveal().to_owned()),
        Entry::RiskSet { level, reason, by } => {
            ("risk-set", format!("{} {}", t.say(&format!("risk-{}", level.id())), reason.reveal()), by.reveal().to_owned())
        }
        Entry::DutyClosed { reason, by } => ("duty-closed", reason.reveal().to_owned(), by.reveal().to_owned()),
        Entry::Held { held, reason, by } => {
            (if *held { "held" } else { "let-go" }, reason.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::Frozen { frozen, reason, by } => {
            (if *frozen { "frozen" } else { "thawed" }, reason.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::Placed { agreement, reason, by, .. } => {
            ("placed", format!("{agreement} – {}", reason.reveal()), by.reveal().to_owned())
        }
        Entry::OverrideAsked { asking } => {
            let wanted = &asking.wanted;
            let what = if wanted.urgent { "override-at-once" } else { "override-asked" };
            let ground = t.say(&format!("overrule-ground-{}", wanted.ground.id()));
            (what, format!("{} – {ground} – {}", wanted.agreement, wanted.reason.reveal()), asking.by.reveal().to_owned())
        }
        Entry::OverrideDecided { approved, reason, by, .. } => {
            let what = if *approved { "override-approved" } else { "override-refused" };
            (what, reason.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::PersonTold { by, .. } => ("person-told", String::new(), by.reveal().to_owned()),
        Entry::Questioned { text, .. } => ("questioned", text.reveal().to_owned(), String::new()),
        Entry::QuestionAnswered { text, by, .. } => ("question-answered", text.reveal().to_owned(), by.reveal().to_owned()),
        Entry::CameBack { letter, status, .. } => {
            ("came-back", format!("{} {status}", t.say(&format!("mail-kind-{letter}"))), String::new())
        }
        Entry::Linked { .. } | Entry::Unlinked { .. } => return Some(links::step(at, entry, t)),
        Entry::ReceiptRenewed { how, words, by } => {
            let how = t.say(&format!("renew-how-{}", how.id()));
            ("receipt-renewed", format!("{how} {}", words.reveal()).trim().to_owned(), by.reveal().to_owned())
        }
        Entry::ErasureUndone { asked, why, by } => {
            ("erasure-undone", format!("{} – {}", asked.reveal(), why.reveal()), by.reveal().to_owned())
        }
        Entry::Released { account, looked, by } => {
            let words = looked.iter().map(Told::reveal).collect::<Vec<_>>().join(", ");
            let looked = (!looked.is_empty()).then(|| t.say1("desk-step-looked", "words", words));
            let said: Vec<String> = std::iter::once(account.reveal().to_owned()).chain(looked).collect();
            ("released", said.join("\n"), by.reveal().to_owned())
        }
        Entry::Action { acted } => {
            let who = t.say2("action-who", "name", acted.name.reveal(), "day", actions::day(acted.until));
            let said = [acted.what.reveal().to_owned(), who, acted.note.reveal().to_owned()];
            let said: Vec<String> = said.into_iter().filter(|line| !line.trim().is_empty()).collect();
            let what = t.say(&format!("desk-step-action-{}", acted.step.id()));
            return Some(Step { at, what, text: said.join("\n"), by: acted.by.reveal().to_owned() });
        }
        Entry::CaseGiven { to, back, by } => {
            (if *back { "case-taken-back" } else { "case-given" }, to.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::ChildHeard { heard, by } => {
            let rows = super::child::rows(heard, t);
            let lines: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, row.lines.join(" "))).collect();
            ("child-heard", lines.join("\n"), by.reveal().to_owned())
        }
        Entry::AreaGiven { district, reason, by } => {
            ("area-given", format!("{} – {}", district.as_str(), reason.reveal()), by.reveal().to_owned())
        }
    };
    Some(Step { at, what: t.say(&format!("desk-step-{what}")), text, by })
}

/// Since when a report is kept, or stands still, by whom and why; empty for whoever may not read that, or when it is neither.
fn said_last(handling: &[(DateTime<Utc>, Entry)], kept: bool, t: &Speaker) -> Vec<String> {
    let last = handling.iter().rev().find_map(|(at, entry)| match entry {
        Entry::Held { held, reason, by } if kept => Some((*held, at, reason, by)),
        Entry::Frozen { frozen, reason, by } if !kept => Some((*frozen, at, reason, by)),
        _ => None,
    });
    match last {
        Some((true, at, reason, by)) => {
            vec![t.say2("desk-frozen-since", "when", when(*at), "name", by.reveal()), reason.reveal().to_owned()]
        }
        _ => Vec::new(),
    }
}

/// What was asked for, and the word for the notice after it; nothing for what no form of ours sends.
fn care_of(form: &Form, what: &str) -> Option<Result<(Care, &'static str), &'static str>> {
    let text = Told::new(form.get("text"));
    Some(Ok(match what {
        "answer" => (Care::Answer(text), "answered"),
        "note" => (Care::Note(text), "noted"),
        "risk" => match RiskLevel::from_id(form.get("level")) {
            Some(level) => (Care::Risk(level, text), "risk-set"),
            None => return Some(Err("level")),
        },
        "hold" if matches!(form.get("go"), "freeze" | "thaw") => (Care::Freeze(form.get("go") == "freeze", text), "held"),
        "hold" => (Care::Hold(form.get("go") == "hold", text), "held"),
        "done" => (Care::Done(Uuid::parse_str(form.get("task")).ok()?, text), "done"),
        _ => return None,
    }))
}

/// What was typed, in the field where it was typed.
fn typed(form: &Form, what: &str) -> Typed {
    let text = form.get("text").to_owned();
    let none = Typed::default();
    match what {
        "answer" => Typed { answer: text, ..none },
        "note" => Typed { note: text, ..none },
        "risk" => Typed { reason: text, level: form.get("level").to_owned(), ..none },
        "hold" => Typed { hold: text, ..none },
        "done" => Typed { done: text, ..none },
        _ => none,
    }
}

/// `POST /desk/reports/<reference>/<what>`
pub(in crate::web) async fn care(visit: Visit, path: Path<(String, String)>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let (reference, what) = path.into_inner();
    let mut desk = Desk::enter(visit, Act::Open).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let (care, word) = match care_of(&form, &what) {
        Some(Ok(asked)) => asked,
        Some(Err(field)) => return faulty(&desk, head, &form, &what, field).await,
        None => return Err(desk.visit.stop(Why::NotFound)),
    };
    match care::care(&desk.visit.service, &desk.who, &head, care).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?{word}", head.reference)))
        }
        Err(CareFault::NoReason) => faulty(&desk, head, &form, &what, "reason").await,
        Err(CareFault::Missing(fields)) => faulty(&desk, head, &form, &what, fields.first().copied().unwrap_or("note")).await,
        Err(fault) => Err(stop(&desk.visit, fault)),
    }
}

/// The page again, with what was typed and what is missing.
async fn faulty(desk: &Desk, head: Head, form: &Form, what: &str, field: &str) -> Result<HttpResponse, Stop> {
    let text = desk.visit.speaker().say(&format!("desk-fault-{field}"));
    page(desk, head, typed(form, what), vec![FaultLine { anchor: field.to_owned(), text }]).await
}
