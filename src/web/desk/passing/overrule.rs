//! Passing a report on without permission: asking, deciding as a second person, and saying that the person was told.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::handling::asking::Wanted;
use waymark_core::head::Head;
use waymark_core::labels::OVERRULE_GROUND;
use waymark_core::referral::Ground;
use waymark_core::report::permission::Granted;
use waymark_core::report::{Section, Told};
use waymark_core::routing::Book;
use waymark_core::staff::Act;
use waymark_core::vocabulary::AgreementId;
use waymark_core::words::Speaker;

use crate::journeys::desk::passing::overrule::{self, OverruleFault, Pending, Target};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::at_report;
use crate::web::desk::passing::never::{NeverTold, told_never};
use crate::web::desk::passing::recipient;
use crate::web::desk::words::child;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{OVERRULE_FAULT, OVERRULE_NOTICE, OVERRULE_TOLD, OVERRULE_URGENT};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::rows::Row;

impl From<OverruleFault> for Stop {
    fn from(fault: OverruleFault) -> Self {
        match fault {
            OverruleFault::Store(error) => error.into(),
            OverruleFault::NotAllowed => Self::Role,
            _ => Self::NotFound,
        }
    }
}

/// What is wrong, beside the field that mends it.
fn fault_line(fault: &OverruleFault, t: &Speaker) -> Option<FaultLine> {
    let (anchor, word) = match fault {
        OverruleFault::Missing(field) => (*field, *field),
        OverruleFault::NotOffered => ("agreement", "not-offered"),
        OverruleFault::Own => ("decision", "own"),
        OverruleFault::Over => ("decision", "over"),
        OverruleFault::NotAllowed | OverruleFault::Erased | OverruleFault::Store(_) => return None,
    };
    Some(FaultLine { anchor: anchor.to_owned(), text: t.of(&OVERRULE_FAULT, word) })
}

fn names<'a>(sections: impl IntoIterator<Item = &'a Section>, t: &Speaker) -> Vec<String> {
    sections.into_iter().map(|section| t.label(section)).collect()
}

fn choice(value: &str, label: String, hint: String, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label, hint, chosen }
}

fn target(target: &Target, form: Option<&Form>, book: &Book, t: &Speaker) -> Choice {
    let mut hint = t.say1("overrule-most", "sections", names(&target.sections, t).join(", "));
    if target.never {
        hint = format!("{hint} {}", t.say("overrule-never"));
    }
    let chosen = form.is_some_and(|form| form.get("agreement") == target.agreement.as_str());
    choice(target.agreement.as_str(), recipient::words(book, &target.agreement, t), hint, chosen)
}

/// What the person said against it.
fn warnings(one: &Pending, t: &Speaker) -> Vec<String> {
    let agreed = match one.granted {
        Some(Granted::Full) => None,
        Some(Granted::Anonymous) => Some("overrule-agreed-anonymous"),
        None => Some("overrule-agreed-no"),
    };
    one.never.then_some("overrule-never").into_iter().chain(agreed).map(|word| t.say(word)).collect()
}

fn pending(one: &Pending, may_approve: bool, book: &Book, t: &Speaker) -> PendingView {
    let wanted = &one.asking.wanted;
    let row = |label: &str, lines: Vec<String>| Row { label: t.say(label), lines };
    let mut rows = vec![
        row("overrule-row-who", vec![recipient::words(book, &wanted.agreement, t)]),
        row("overrule-row-ground", vec![t.label(wanted.ground)]),
        row("overrule-row-sections", names(&wanted.sections, t)),
        row("desk-reason", vec![wanted.reason.reveal().to_owned()]),
    ];
    rows.extend(wanted.heard.iter().flat_map(|heard| child::rows(heard, t)));
    let mut told = vec![t.say(if wanted.told { "overrule-told-yes" } else { "overrule-told-no" })];
    told.extend((!wanted.not_told.is_blank()).then(|| wanted.not_told.reveal().to_owned()));
    rows.push(row("overrule-told", told));
    rows.push(row("overrule-row-by", vec![one.asking.by.reveal().to_owned(), t.when(one.at)]));
    PendingView {
        task: one.asking.task.to_string(),
        warnings: warnings(one, t),
        rows,
        urgent: wanted.urgent,
        may_decide: may_approve && !one.own,
        own: one.own,
    }
}

async fn page(desk: &Desk, head: &Head, form: Option<&Form>, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let seen = overrule::look(&visit.service, &desk.who, head).await?;
    let chose = |name: &str, value: &str| form.is_some_and(|form| form.all(name).any(|chosen| chosen == value));
    let typed = |name: &str| form.map(|form| form.get(name).to_owned()).unwrap_or_default();
    let may_approve = desk.who.may(Act::Approve);
    let book = &visit.service.book;
    let (near, far): (Vec<&Target>, Vec<&Target>) = seen.targets.iter().partition(|one| one.near);
    let listed = |list: Vec<&Target>| list.into_iter().map(|one| target(one, form, book, t)).collect::<Vec<_>>();
    let (near, far) = (listed(near), listed(far));
    let district = seen.district.map(|code| book.gazetteer.name(code).unwrap_or(code.as_str()).to_owned());
    let section = |section: Section| choice(section.id(), t.label(section), String::new(), chose("section", section.id()));
    let told = |id: &str| choice(id, t.of(&OVERRULE_TOLD, id), String::new(), chose("told", id));
    let urgent = |id: &str, hint: String| choice(id, t.of(&OVERRULE_URGENT, id), hint, chose("urgent", id));
    visit.show(&OverrulePage {
        frame: desk.frame(),
        never: told_never(desk, head).await?,
        reference: head.reference.to_string(),
        pending: seen.pending.iter().map(|one| pending(one, may_approve, book, t)).collect(),
        untold: seen.untold.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        near_what: match (district, near.is_empty()) {
            (None, _) => t.say("overrule-near-unknown"),
            (Some(district), false) => t.say1("overrule-near", "district", district),
            (Some(district), true) => t.say1("overrule-near-none", "district", district),
        },
        far_open: far.iter().any(|one| one.chosen),
        near,
        far,
        grounds: Ground::IDS
            .into_iter()
            .map(|id| choice(id, t.of(&OVERRULE_GROUND, id), String::new(), chose("ground", id)))
            .collect(),
        sections: std::iter::once(Section::Summary).chain(Section::DISCLOSABLE).map(section).collect(),
        told: vec![told("yes"), told("no")],
        urgent: if may_approve {
            vec![urgent("no", String::new()), urgent("yes", t.say("overrule-urgent-yes-what"))]
        } else {
            Vec::new()
        },
        is_child: seen.is_child,
        heard: seen.heard.iter().flat_map(|heard| child::rows(heard, t)).collect(),
        typed: Typed { reason: typed("reason"), not_told: typed("not-told"), decision: typed("decision") },
        notice: OVERRULE_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&OVERRULE_NOTICE, word)),
        faults,
    })
}

/// `GET /desk/reports/<reference>/overrule`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Overrule).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, None, Vec::new()).await
}

/// What was asked for; the field that is missing otherwise.
fn wanted(form: &Form) -> Result<Wanted, OverruleFault> {
    let missing = OverruleFault::Missing;
    let agreement = Some(form.get("agreement")).filter(|id| !id.is_empty()).ok_or(missing("agreement"))?;
    let told = match form.get("told") {
        "yes" => true,
        "no" => false,
        _ => return Err(missing("told")),
    };
    Ok(Wanted {
        agreement: AgreementId::from(agreement),
        ground: Ground::from_id(form.get("ground")).ok_or(missing("ground"))?,
        reason: Told::new(form.get("reason")),
        sections: form.all("section").filter_map(Section::from_id).collect(),
        told,
        not_told: Told::new(form.get("not-told")),
        heard: None,
        urgent: form.get("urgent") == "yes",
    })
}

/// Goes on after a step, or shows what is wrong with what was typed.
async fn after(
    mut desk: Desk,
    head: &Head,
    form: &Form,
    done: Result<(), OverruleFault>,
    word: &str,
) -> Result<HttpResponse, Stop> {
    match done {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}/overrule?{word}", head.reference)))
        }
        Err(fault) => match fault_line(&fault, desk.visit.speaker()) {
            Some(line) => page(&desk, head, Some(form), vec![line]).await,
            None => Err(fault.into()),
        },
    }
}

/// `POST /desk/reports/<reference>/overrule`
pub(crate) async fn ask(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let desk = Desk::enter(visit, Act::Overrule).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let (done, word) = match wanted(&form) {
        Err(fault) => (Err(fault), ""),
        Ok(wanted) => {
            let word = if wanted.urgent { "passed" } else { "asked" };
            (overrule::ask(&desk.visit.service, &desk.who, &head, wanted).await, word)
        }
    };
    after(desk, &head, &form, done, word).await
}

/// `POST /desk/reports/<reference>/overrule/decide`
pub(crate) async fn decide(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let desk = Desk::enter(visit, Act::Approve).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let approve = match form.get("go") {
        "approve" => true,
        "refuse" => false,
        _ => return Err(Stop::NotFound),
    };
    let task = Uuid::parse_str(form.get("task")).unwrap_or_default();
    let reason = Told::new(form.get("decision"));
    let done = overrule::decide(&desk.visit.service, &desk.who, &head, task, approve, reason).await;
    after(desk, &head, &form, done, "approved").await
}

/// `POST /desk/reports/<reference>/overrule/told`
pub(crate) async fn told(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let desk = Desk::enter(visit, Act::Overrule).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let referral = Uuid::parse_str(form.get("referral")).unwrap_or_default();
    let done = overrule::person_told(&desk.visit.service, &desk.who, &head, referral).await;
    after(desk, &head, &form, done, "told").await
}

/// `/desk/reports/<reference>/overrule`
#[derive(Template)]
#[template(path = "pages/desk/passing/overrule.html")]
pub(crate) struct OverrulePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// What waits for a second person.
    pub pending: Vec<PendingView>,
    /// What the person was not told of: the referral's id and the organisation's name.
    pub untold: Vec<(String, String)>,
    /// Agreements it could pass under whose organisations serve the place.
    pub near: Vec<Choice>,
    /// The others.
    pub far: Vec<Choice>,
    /// Whom the first list holds, a sentence.
    pub near_what: String,
    /// Whether one of the others is chosen: then they are shown.
    pub far_open: bool,
    /// Grounds.
    pub grounds: Vec<Choice>,
    /// What can pass.
    pub sections: Vec<Choice>,
    /// Whether the person was told.
    pub told: Vec<Choice>,
    /// Whether it can wait for a second person; empty for whoever must wait.
    pub urgent: Vec<Choice>,
    /// Whether the person is under 18.
    pub is_child: bool,
    /// What a child understands and wishes, as they said it last.
    pub heard: Vec<Row>,
    /// What was typed before.
    pub typed: Typed,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `agreement`, `ground`, `reason`, `sections`, `told`, `not-told`, `child`, `decision`.
    pub faults: Vec<FaultLine>,
}

/// What was typed before.
#[derive(Default)]
pub(crate) struct Typed {
    /// Why.
    pub reason: String,
    /// Why the person was not told.
    pub not_told: String,
    /// Why it was decided so.
    pub decision: String,
}

/// Something that waits for a second person.
pub(crate) struct PendingView {
    /// The task's id.
    pub task: String,
    /// What the person said against it, a sentence each.
    pub warnings: Vec<String>,
    /// What was asked for.
    pub rows: Vec<Row>,
    /// Whether it passed already.
    pub urgent: bool,
    /// Whether the reader may decide.
    pub may_decide: bool,
    /// Whether the reader asked for it.
    pub own: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::labels::OVERRULE_GROUND;

    use super::{OverrulePage, PendingView, Typed};
    use crate::web::desk::passing::never::sample::never;
    use crate::web::parts::families::{OVERRULE_FAULT, OVERRULE_TOLD, OVERRULE_URGENT};
    use crate::web::parts::frame::Frame;
    use crate::web::parts::rows::Row;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, choices, fault, s};

    fn overrule(frame: &Frame, faulty: bool) -> OverrulePage {
        let t = &frame.t;
        let row = || Row { label: t.say("desk-reason"), lines: vec![s(HOSTILE), s(LONG)] };
        let pending = |urgent: bool, own: bool| PendingView {
            task: s("0193-aa"),
            warnings: vec![t.say("overrule-never"), t.say("overrule-agreed-no")],
            rows: vec![row()],
            urgent,
            may_decide: !own,
            own,
        };
        let to = |name: &str| choice(name, HOSTILE, t.say1("overrule-most", "sections", LONG));
        let wrong = ["agreement", "ground", "reason", "sections", "told", "not-told", "child", "decision"];
        let about = |name: &str| if name == "decision" { "own" } else { name }.to_owned();
        OverrulePage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            never: Some(never()),
            pending: vec![pending(!faulty, false), pending(faulty, true)],
            untold: vec![(s("0193-bb"), s(HOSTILE))],
            near: if faulty { vec![to("tees")] } else { vec![] },
            far: vec![to("north"), to("south")],
            near_what: t.say1("overrule-near", "district", LONG),
            far_open: false,
            grounds: choices(t, &OVERRULE_GROUND, OVERRULE_GROUND.members),
            sections: vec![choice("incident", &t.say("agency-section-incident"), String::new())],
            told: choices(t, &OVERRULE_TOLD, &["yes", "no"]),
            urgent: choices(t, &OVERRULE_URGENT, &["no", "yes"]),
            is_child: true,
            heard: if faulty { vec![] } else { vec![row()] },
            typed: if faulty { Typed { reason: s(HOSTILE), not_told: s(HOSTILE), decision: s(LONG) } } else { Typed::default() },
            notice: (!faulty).then(|| t.say("overrule-notice-asked")),
            faults: wrong.iter().filter(|_| faulty).map(|name| fault(name, t.of(&OVERRULE_FAULT, about(name)))).collect(),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-overrule", overrule(frame, false).render()), ("desk-overrule-faulty", overrule(frame, true).render())]
    }
}
