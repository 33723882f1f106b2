//! Whose case a report is.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::head::Head;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::care::cases;
use crate::journeys::desk::care::people::{self, Person};
use crate::journeys::desk::reach::CareFault;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::CASES_NOTICE;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

fn person(people: &[Person], fault: Option<String>, t: &Speaker) -> Field {
    let choice = |one: &Person| Choice {
        value: one.id.to_string(),
        label: t.say2("action-person", "name", one.name.reveal(), "role", t.label(one.role)),
        hint: String::new(),
        chosen: false,
    };
    Field {
        name: "person".to_owned(),
        label: t.say("cases-person"),
        hint: t.say("cases-person-hint"),
        kind: FieldKind::Select,
        choices: people.iter().filter(|one| !one.case).map(choice).collect(),
        fault,
        ..Field::default()
    }
}

async fn page(desk: &Desk, head: &Head, faulty: bool) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let people = people::people(&visit.service, &desk.who, head).await?;
    let fault = faulty.then(|| t.say("cases-fault"));
    visit.show(&CasesPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        cases: people.iter().filter(|one| one.case).map(|one| (one.id.to_string(), one.name.reveal().to_owned())).collect(),
        person: person(&people, fault.clone(), t),
        notice: CASES_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&CASES_NOTICE, word)),
        faults: fault.map(|text| FaultLine { anchor: "person".to_owned(), text }).into_iter().collect(),
    })
}

/// `GET /desk/reports/<reference>/cases`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Assign).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, false).await
}

/// `POST /desk/reports/<reference>/cases`
pub(crate) async fn give(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Assign).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let back = form.get("go") == "back";
    let staff = Uuid::parse_str(form.get("person")).unwrap_or_default();
    match cases::give(&desk.visit.service, &desk.who, &head, staff, back).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            let word = if back { "taken-back" } else { "given" };
            Ok(desk.visit.go(&format!("/desk/reports/{}/cases?{word}", head.reference)))
        }
        Err(CareFault::Missing(_)) => page(&desk, &head, true).await,
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/reports/<reference>/cases`: whose case it is.
#[derive(Template)]
#[template(path = "pages/desk/care/cases.html")]
pub(crate) struct CasesPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Whose case it is: the account and the name.
    pub cases: Vec<(String, String)>,
    /// To whom it can be given.
    pub person: Field,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Id: `person`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::CasesPage;
    use crate::web::parts::field::{Field, FieldKind};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, fault, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let page = CasesPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            cases: vec![(s("1"), s(HOSTILE)), (s("2"), s(LONG))],
            person: Field {
                name: s("person"),
                label: t.say("cases-person"),
                hint: t.say("cases-person-hint"),
                kind: FieldKind::Select,
                choices: vec![choice("3", HOSTILE, String::new())],
                fault: Some(t.say("cases-fault")),
                ..Field::default()
            },
            notice: None,
            faults: vec![fault("person", t.say("cases-fault"))],
        };
        vec![("desk-cases-faulty", page.render())]
    }
}
