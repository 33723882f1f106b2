//! A report at the desk: opening it is written down; reading it again for a while is not.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::handling::question::Question;
use waymark_core::head::Head;
use waymark_core::referral::State;
use waymark_core::report::labels::RISK;
use waymark_core::report::permission::Granted;
use waymark_core::report::person::Way;
use waymark_core::report::{Contact, Facts, RiskLevel, Section, Told};
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::case::held_by::HeldBy;
use crate::journeys::desk::care::care::{self, Care};
use crate::journeys::desk::care::read::{self, Case};
use crate::journeys::desk::reach::{self, CareFault};
use crate::journeys::service::Service;
use crate::web::desk::care::holders::{contact, held_at_desk, talked};
use crate::web::desk::care::steps::{said_last, step};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{open_by_reference, to_work_on};
use crate::web::desk::passing::never::{NeverTold, told_never};
use crate::web::desk::words::clock::reason;
use crate::web::desk::words::views::{ActionView, ReasonView, Step};
use crate::web::desk::words::{action, link, risk, subject};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{DESK_FAULT, DESK_NOTICE};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::holder::{self, Message};
use crate::web::parts::rows::{QuestionView, Row, SectionView};
use crate::web::parts::{held_by, sections};

/// `POST /desk/reports`: opens a report by its reference.
pub(crate) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let desk = Desk::enter(visit, Act::Open).await?;
    open_by_reference(desk, form.get("reference")).await
}

/// `GET /desk/reports/<reference>`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Open).await?;
    let visit = &desk.visit;
    let head = reach::find(&visit.service, &desk.who, &reference).await?;
    if !desk.who.has_open(head.id, visit.service.now()) {
        return Ok(visit.go("/desk"));
    }
    page(&desk, head, Typed::default(), Vec::new()).await
}

/// The page of a report, with what was typed and not taken.
async fn page(desk: &Desk, head: Head, typed: Typed, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let never = told_never(desk, &head).await?;
    let case = read::read(&visit.service, &desk.who, head, t).await?;
    visit.show(&CasePage { never, ..case_page(desk, case, typed, faults, t) })
}

fn case_page(desk: &Desk, case: Case, typed: Typed, faults: Vec<FaultLine>, t: &Speaker) -> CasePage {
    let visit = &desk.visit;
    let now = visit.service.now();
    let all = [Section::Incident, Section::Victim, Section::Contact, Section::Suspect];
    let whose = subject::section(&case, &visit.service.book, t);
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
        frame: desk.frame(),
        reference: case.head.reference.to_string(),
        never: None,
        received: t.when(case.head.received_at),
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
        out_of_hours: out_of_hours(&case.head, case.is_child, &visit.service),
        held: case.head.held,
        kept_since: said_last(&handling, true, t),
        frozen: case.frozen,
        frozen_since: said_last(&handling, false, t),
        sections: views,
        referrals: case.referrals.iter().map(|held| held_at_desk(held, t)).collect(),
        questions: asked,
        waiting: case.unplaced.iter().flat_map(|entry| held_by::waits_at_desk(entry, &visit.service.book, t)).collect(),
        messages: case
            .messages
            .iter()
            .map(|message| holder::Message {
                from_you: message.from == "team",
                at: t.when(message.at),
                text: message.text.reveal().to_owned(),
            })
            .collect(),
        steps: handling.iter().map(|(at, entry)| step(t.when(*at), entry, t)).collect(),
        tasks: case.tasks.iter().map(|one| reason(one, &desk.who, t)).collect(),
        actions: case.actions.iter().map(|(since, one)| action::view(*since, one, now, t)).collect(),
        has_account: case.parts.story.incident.account.is_some(),
        released: case.released.as_ref().map(|told| told.reveal().to_owned()).unwrap_or_default(),
        typed,
        risks: RiskLevel::IDS
            .into_iter()
            .map(|id| Choice { value: id.to_owned(), label: t.of(&RISK, id), hint: String::new(), chosen: id == chosen })
            .collect(),
        stopped: if desk.who.may(Act::Renew) { stopped(&case.parts.contact, t) } else { Vec::new() },
        may_answer: desk.who.may(Act::Answer),
        may_note: desk.who.may(Act::Note),
        may_risk: desk.who.may(Act::Risk),
        may_hold: desk.who.may(Act::Hold),
        may_release: desk.who.may(Act::Release),
        may_place: desk.who.may(Act::Place)
            && (case.rests || !case.unplaced.is_empty() || case.referrals.iter().any(|held| held.state == "declined")),
        may_overrule: desk.who.may(Act::Overrule),
        also: link::also(desk, &case.head.reference.to_string()),
        notice: DESK_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&DESK_NOTICE, word)),
        faults,
    }
}

/// Ways that the person stopped, to choose one.
fn stopped(contact: &Contact, t: &Speaker) -> Vec<Choice> {
    let stopped: Vec<Way> = contact.ways().into_iter().filter(|way| way.stopped_at.is_some()).collect();
    let alone = stopped.len() == 1;
    let choice = |way: &Way| Choice { value: way.place.to_string(), label: way.in_words(t), hint: String::new(), chosen: alone };
    stopped.iter().map(choice).collect()
}

/// What each organisation asked, with where it is answered.
fn questions(desk: &Desk, reference: &str, referrals: &[HeldBy], asked: &[Vec<Question>]) -> Vec<Vec<QuestionView>> {
    let link = |id: Uuid| desk.who.may(Act::Answer).then(|| format!("/desk/reports/{reference}/questions/{id}"));
    let t = desk.visit.speaker();
    let live = referrals.iter().map(|held| State::from_id(held.state).is_some_and(State::is_live));
    let view = |one: &Question, live: bool| QuestionView {
        at: t.when(one.at),
        text: one.text.reveal().to_owned(),
        answer: one.answer.as_ref().map(|reply| (t.when(reply.at), reply.text.reveal().to_owned())),
        link: link(one.id).filter(|_| live && one.answer.is_none()),
        over: !live && one.answer.is_none(),
    };
    asked.iter().zip(live).map(|(asked, live)| asked.iter().map(|one| view(one, live)).collect()).collect()
}

/// The name of the district, if it is known.
pub(crate) fn district(head: &Head, service: &Service) -> Option<String> {
    let gazetteer = &service.book.gazetteer;
    gazetteer.district(head.district.as_deref()?).and_then(|code| gazetteer.name(code)).map(str::to_owned)
}

/// Whom to ring about a child when nobody of the council answers; blank for anybody else, and when nobody is named.
fn out_of_hours(head: &Head, is_child: bool, service: &Service) -> String {
    let district = head.district.as_deref().and_then(|code| service.book.gazetteer.district(code));
    let areas = service.book.gazetteer.areas_of(district).iter().map(waymark_core::places::AreaCode::as_str);
    let number = service.settings.operator.children_out_of_hours.of(areas);
    if is_child { number.to_owned() } else { String::new() }
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
        "use-again" => (Care::UseAgain(form.get("way").parse().ok()?, text), "used-again"),
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
        "use-again" => Typed { way: text, ..none },
        "done" => Typed { done: text, ..none },
        _ => none,
    }
}

/// `POST /desk/reports/<reference>/<what>`
pub(crate) async fn care(visit: Visit, path: Path<(String, String)>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let (reference, what) = path.into_inner();
    let mut desk = Desk::enter(visit, Act::Open).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let (care, word) = match care_of(&form, &what) {
        Some(Ok(asked)) => asked,
        Some(Err(field)) => return faulty(&desk, head, &form, &what, field).await,
        None => return Err(Stop::NotFound),
    };
    match care::care(&desk.visit.service, &desk.who, &head, care).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?{word}", head.reference)))
        }
        Err(CareFault::NoReason) => faulty(&desk, head, &form, &what, "reason").await,
        Err(CareFault::Missing(fields)) => faulty(&desk, head, &form, &what, fields.first().copied().unwrap_or("note")).await,
        Err(fault) => Err(fault.into()),
    }
}

/// The page again, with what was typed and what is missing.
async fn faulty(desk: &Desk, head: Head, form: &Form, what: &str, field: &str) -> Result<HttpResponse, Stop> {
    let text = desk.visit.speaker().of(&DESK_FAULT, field);
    page(desk, head, typed(form, what), vec![FaultLine { anchor: field.to_owned(), text }]).await
}

/// `/desk/reports/<reference>`
#[derive(Template)]
#[template(path = "pages/desk/care/report.html")]
pub(crate) struct CasePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// When it came in.
    pub received: String,
    /// How and when the talk took place; blank for none.
    pub talked: String,
    /// The risk level in words.
    pub risk: String,
    /// Whether it is high.
    pub urgent: bool,
    /// Whether nobody assessed it, and whoever looks may do so.
    pub unassessed: bool,
    /// Why somebody should look soon, a few words each; none for whoever may not see it.
    pub why: Vec<String>,
    /// What was answered about danger; nothing for whoever may not see it.
    pub answers: Vec<Row>,
    /// Where it belongs; empty when nobody knows.
    pub district: String,
    /// Whether a person may say where it belongs.
    pub may_area: bool,
    /// Whose case it is.
    pub cases: Vec<String>,
    /// Whether they may give it to somebody.
    pub may_assign: bool,
    /// Whether the person is under 18, for whoever writes down what they wish.
    pub is_child: bool,
    /// Whom to ring about a child when nobody of the council answers; blank for nobody.
    pub out_of_hours: String,
    /// Whether it must not be destroyed.
    pub held: bool,
    /// Since when, by whom and why; empty for whoever may not read that.
    pub kept_since: Vec<String>,
    /// Whether nothing goes out by itself for now.
    pub frozen: bool,
    /// Since when, by whom and why; empty for whoever may not read that.
    pub frozen_since: Vec<String>,
    /// What was told.
    pub sections: Vec<SectionView>,
    /// Who was told.
    pub referrals: Vec<crate::web::parts::holder::HeldBy>,
    /// What each of them asked, in the same order.
    pub questions: Vec<Vec<QuestionView>>,
    /// What nobody takes for now, a sentence each.
    pub waiting: Vec<String>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// What was done, the oldest first.
    pub steps: Vec<Step>,
    /// What needs a person.
    pub tasks: Vec<ReasonView>,
    /// What somebody agreed to do.
    pub actions: Vec<ActionView>,
    /// Whether there is an account that could be written without names.
    pub has_account: bool,
    /// What was released before.
    pub released: String,
    /// What was typed before.
    pub typed: Typed,
    /// Risk levels.
    pub risks: Vec<Choice>,
    /// Whether they may answer the reporter.
    pub may_answer: bool,
    /// Ways to reach the person that they stopped, for whoever may use one again.
    pub stopped: Vec<Choice>,
    /// Whether they may add notes.
    pub may_note: bool,
    /// Whether they may set the risk.
    pub may_risk: bool,
    /// Whether they may hold it.
    pub may_hold: bool,
    /// Whether they may release an account.
    pub may_release: bool,
    /// Whether they may place it by hand now.
    pub may_place: bool,
    /// Whether they may ask to pass it on without permission.
    pub may_overrule: bool,
    /// What else can be done with it, on pages of their own: address and words.
    pub also: Vec<(String, String)>,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `answer`, `note`, `level`, `reason`, `hold-reason`, `way-reason`, `closing`.
    pub faults: Vec<FaultLine>,
}

impl CasePage {
    /// What whoever stands at this place among the referrals asked.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands on what it walks through as a reference")]
    fn asked_by(&self, place: &usize) -> &[QuestionView] {
        self.questions.get(*place).map_or(&[], Vec::as_slice)
    }
}

/// What was typed on the page of a report, and not taken.
#[derive(Default)]
pub(crate) struct Typed {
    /// An answer.
    pub answer: String,
    /// A note.
    pub note: String,
    /// Another risk level.
    pub level: String,
    /// Why the risk is another.
    pub reason: String,
    /// Why it is held.
    pub hold: String,
    /// Why a way to reach the person is used again.
    pub way: String,
    /// Why something urgent is closed.
    pub done: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{CasePage, Typed};
    use crate::web::desk::passing::never::sample::never;
    use crate::web::desk::words::views::{ActionView, Step};
    use crate::web::parts::families::DESK_FAULT;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::holder::{HeldBy, Message, Step as Event};
    use crate::web::parts::rows::{Row, SectionView};
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, fault, rag, reasons, s};

    fn held(frame: &Frame) -> HeldBy {
        let t = &frame.t;
        HeldBy {
            name: s(HOSTILE),
            purpose: t.say("purpose-support"),
            shown: vec![t.say("section-incident")],
            agreement: String::new(),
            asked: None,
            overruled: None,
            happened: vec![Event { what: t.say("happened-sent"), why: None, at: Some(s("20 November 2026")) }],
            next: t.say1("next-step-late", "when", "24 November 2026"),
            late: true,
        }
    }

    fn case(frame: &Frame, faulty: bool) -> CasePage {
        let t = &frame.t;
        let story = format!("{HOSTILE}\n\nThey shouted at me. {LONG}");
        let section = |title: &str| SectionView {
            title: t.say(title),
            rows: vec![Row { label: t.say("row-account"), lines: vec![story.clone(), s(LONG)] }],
        };
        let step = |what: &str| Step { at: s("20 November 2026"), what: t.say(what), text: story.clone(), by: s(HOSTILE) };
        let action = ActionView { task: s("0193-aa"), what: story.clone(), who: s(LONG), rag: rag(t, 0) };
        let message = |from_you| Message { from_you, at: s("20 November 2026"), text: story.clone() };
        let wrong = ["answer", "note", "level", "reason", "hold-reason", "way-reason", "closing"];
        CasePage {
            frame: frame.clone(),
            never: Some(never()),
            reference: s(REFERENCE),
            received: s("20 November 2026, 2:03pm"),
            talked: format!("{} · 18 November 2026", t.say("channel-letter")),
            risk: t.say(if faulty { "risk-none" } else { "risk-high" }),
            urgent: !faulty,
            unassessed: faulty,
            why: if faulty { Vec::new() } else { vec![t.say("why-in-danger"), t.say("why-self-harm-plan")] },
            answers: vec![Row { label: t.say("risk-question-in-danger"), lines: vec![t.say("risk-answer-yes")] }],
            district: if faulty { String::new() } else { s(HOSTILE) },
            may_area: true,
            cases: vec![s(HOSTILE), s(LONG)],
            may_assign: true,
            is_child: true,
            out_of_hours: s(HOSTILE),
            held: true,
            kept_since: vec![s(HOSTILE), s(LONG)],
            frozen: !faulty,
            frozen_since: vec![s(HOSTILE)],
            sections: vec![section("agency-section-incident"), section("agency-section-contact")],
            referrals: vec![held(frame), held(frame)],
            questions: Vec::new(),
            waiting: vec![t.say1("unplaced-no-agreement", "purpose", t.say("purpose-protect"))],
            messages: vec![message(true), message(false)],
            steps: vec![step("desk-step-arrived"), step("desk-step-noted"), step("desk-step-child-heard")],
            tasks: reasons(t),
            actions: vec![action],
            has_account: true,
            released: if faulty { String::new() } else { story.clone() },
            typed: if faulty {
                Typed { answer: story.clone(), note: story.clone(), ..Typed::default() }
            } else {
                Typed::default()
            },
            risks: ["low", "high"]
                .map(|id| choice(id, &t.say(if id == "low" { "risk-low" } else { "risk-high" }), String::new()))
                .into(),
            stopped: vec![choice("0", &t.say2("way-numbered", "way", t.say("contact-email"), "number", 1), String::new())],
            may_answer: true,
            may_note: true,
            may_risk: true,
            may_hold: true,
            may_release: true,
            may_place: true,
            may_overrule: true,
            also: vec![(s("/desk/reports/x/links"), s(HOSTILE))],
            notice: (!faulty).then(|| t.say("desk-notice-answered")),
            faults: wrong.iter().filter(|_| faulty).map(|name| fault(name, t.of(&DESK_FAULT, name))).collect(),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-case", case(frame, false).render()), ("desk-case-faulty", case(frame, true).render())]
    }
}
