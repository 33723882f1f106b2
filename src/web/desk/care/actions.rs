//! What somebody agreed to do on a report: agreeing it, changing it, handing it over, and saying that it is done.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use uuid::Uuid;
use waymark_core::handling::action::Acted;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::care::actions::{self, Wanted};
use crate::journeys::desk::care::people::{self, Person};
use crate::journeys::desk::care::read;
use crate::journeys::desk::reach::CareFault;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{ACTION_FAULT, FORM_DATE};
use crate::web::parts::field::{Field, FieldKind, Part};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// What is typed on the page.
#[derive(Default)]
struct Typed {
    what: String,
    owner: String,
    day: [String; 3],
    give: bool,
    note: String,
}

impl Typed {
    fn of(form: &Form) -> Self {
        let text = |name: &str| form.get(name).trim().to_owned();
        Self {
            what: form.get("what").to_owned(),
            owner: text("owner"),
            day: [text("until.day"), text("until.month"), text("until.year")],
            give: form.get("give") == "yes",
            note: form.get("note").to_owned(),
        }
    }

    fn at(one: &Acted) -> Self {
        let day = [one.until.day().to_string(), one.until.month().to_string(), one.until.year().to_string()];
        Self { what: one.what.reveal().to_owned(), owner: one.owner.to_string(), day, ..Self::default() }
    }

    fn wanted(&self) -> Wanted {
        let number = |place: usize| self.day[place].parse::<u32>().ok();
        let year = self.day[2].parse::<i32>().ok().filter(|year| (2000..3000).contains(year));
        let until = year.zip(number(1)).zip(number(0)).and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
        Wanted { what: Told::new(self.what.as_str()), owner: Uuid::parse_str(&self.owner).ok(), until, give: self.give }
    }
}

fn owner(people: &[Person], typed: &Typed, may_give: bool, t: &Speaker) -> Field {
    let label = |one: &Person| {
        let role = t.label(one.role);
        let id = if one.reaches { "action-person" } else { "action-person-new" };
        t.say2(id, "name", one.name.reveal(), "role", role)
    };
    let offered = people.iter().filter(|one| one.reaches || may_give);
    Field {
        name: "owner".to_owned(),
        label: t.say("action-owner"),
        hint: t.say("action-owner-hint"),
        kind: FieldKind::Select,
        choices: offered
            .map(|one| Choice {
                value: one.id.to_string(),
                label: label(one),
                hint: String::new(),
                chosen: one.id.to_string() == typed.owner,
            })
            .collect(),
        ..Field::default()
    }
}

fn until(typed: &Typed, t: &Speaker) -> Field {
    let part = |name: &str, value: &str, size: u8| Part {
        name: format!("until.{name}"),
        label: t.of(&FORM_DATE, name),
        value: value.to_owned(),
        size,
    };
    Field {
        name: "until".to_owned(),
        label: t.say("action-until"),
        hint: t.say("action-until-hint"),
        kind: FieldKind::Day,
        parts: vec![part("day", &typed.day[0], 2), part("month", &typed.day[1], 2), part("year", &typed.day[2], 4)],
        ..Field::default()
    }
}

async fn page(
    desk: &Desk,
    head: &Head,
    task: Option<Uuid>,
    typed: Typed,
    wrong: Vec<&'static str>,
) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let people = people::people(&visit.service, &desk.who, head).await?;
    let may_give = desk.who.may(Act::Assign);
    let mut fields = vec![owner(&people, &typed, may_give, t), until(&typed, t)];
    let mut faults = Vec::new();
    for one in wrong {
        let text = t.of(&ACTION_FAULT, one);
        let anchor = match one {
            "past" | "until" => fields[1].target(),
            other => other.to_owned(),
        };
        match one {
            "owner" => fields[0].fault = Some(text.clone()),
            "past" | "until" => fields[1].fault = Some(text.clone()),
            _ => {}
        }
        faults.push(FaultLine { anchor, text });
    }
    let new_people = may_give && people.iter().any(|one| !one.reaches);
    let give = Choice { value: "yes".to_owned(), label: t.say("action-give"), hint: String::new(), chosen: typed.give };
    visit.show(&ActionPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        task: task.map(|task| task.to_string()),
        what: typed.what,
        fields,
        give: new_people.then_some(give).into_iter().collect(),
        note: typed.note,
        faults,
    })
}

/// Goes back to the report after a step, or shows what is wrong with what was typed.
async fn after(
    mut desk: Desk,
    head: &Head,
    task: Option<Uuid>,
    typed: Typed,
    done: Result<(), CareFault>,
    word: &str,
) -> Result<HttpResponse, Stop> {
    match done {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?{word}", head.reference)))
        }
        Err(CareFault::Missing(wrong)) => page(&desk, head, task, typed, wrong).await,
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /desk/reports/<reference>/actions`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Note).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let typed = Typed { owner: desk.who.id.to_string(), ..Typed::default() };
    page(&desk, &head, None, typed, Vec::new()).await
}

/// `POST /desk/reports/<reference>/actions`
pub(crate) async fn set(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Note).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let typed = Typed::of(&form);
    let done = actions::set(&desk.visit.service, &desk.who, &head, typed.wanted()).await;
    after(desk, &head, None, typed, done, "action-set").await
}

/// `GET /desk/reports/<reference>/actions/<task>`
pub(crate) async fn one(visit: Visit, path: Path<(String, Uuid)>) -> Result<HttpResponse, Stop> {
    let (reference, task) = path.into_inner();
    let desk = Desk::enter(visit, Act::Note).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let service = &desk.visit.service;
    let case = read::read(service, &desk.who, head.clone(), desk.visit.speaker()).await?;
    let found = case.actions.iter().find(|(_, one)| one.task == task);
    let Some((_, found)) = found else { return Err(Stop::NotFound) };
    page(&desk, &head, Some(task), Typed::at(found), Vec::new()).await
}

/// `POST /desk/reports/<reference>/actions/<task>`
pub(crate) async fn change(visit: Visit, path: Path<(String, Uuid)>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let (reference, task) = path.into_inner();
    let mut desk = Desk::enter(visit, Act::Note).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let typed = Typed::of(&form);
    let (service, who) = (&desk.visit.service, &desk.who);
    let (done, word) = if form.get("go") == "done" {
        (actions::done(service, who, &head, task, Told::new(typed.note.as_str())).await, "action-done")
    } else {
        (actions::change(service, who, &head, task, typed.wanted()).await, "action-changed")
    };
    after(desk, &head, Some(task), typed, done, word).await
}

/// `/desk/reports/<reference>/actions`: agreeing an action, or changing one.
#[derive(Template)]
#[template(path = "pages/desk/care/actions.html")]
pub(crate) struct ActionPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// The task, when one is changed.
    pub task: Option<String>,
    /// What is to be done.
    pub what: String,
    /// Whose it is, and by when.
    pub fields: Vec<Field>,
    /// That it becomes the case of somebody who does not reach it yet; nothing where nobody could.
    pub give: Vec<Choice>,
    /// What came of it.
    pub note: String,
    /// What is wrong. Ids: `what`, `owner`, `until-day`, `give`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::ActionPage;
    use crate::web::parts::families::{ACTION_FAULT, FORM_DATE};
    use crate::web::parts::field::{Field, FieldKind, Part};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, fault, s};

    fn action(frame: &Frame, changes: bool) -> ActionPage {
        let t = &frame.t;
        let part = |name: &str| Part { name: format!("until.{name}"), label: t.of(&FORM_DATE, name), value: s("9"), size: 4 };
        let owner = Field {
            name: s("owner"),
            label: t.say("action-owner"),
            hint: t.say("action-owner-hint"),
            kind: FieldKind::Select,
            choices: vec![choice("1", HOSTILE, String::new()), choice("2", LONG, String::new())],
            fault: changes.then(|| t.say("action-fault-owner")),
            ..Field::default()
        };
        let until = Field {
            name: s("until"),
            label: t.say("action-until"),
            hint: t.say("action-until-hint"),
            kind: FieldKind::Day,
            parts: ["day", "month", "year"].map(part).into(),
            fault: changes.then(|| t.say("action-fault-past")),
            ..Field::default()
        };
        let wrong = [("what", "what"), ("owner", "owner"), ("until-day", "past"), ("give", "give")];
        ActionPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            task: changes.then(|| s("0193-aa")),
            what: s(HOSTILE),
            fields: vec![owner, until],
            give: vec![choice("yes", &t.say("action-give"), String::new())],
            note: s(LONG),
            faults: wrong.iter().filter(|_| changes).map(|(anchor, id)| fault(anchor, t.of(&ACTION_FAULT, id))).collect(),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-action", action(frame, false).render()), ("desk-action-faulty", action(frame, true).render())]
    }
}
