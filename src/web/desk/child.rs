//! What a child understands and wishes.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};

use super::super::page::{Stop, Visit, Why};
use super::super::pages::agency::Row;
use super::super::pages::care::ChildPage;
use super::super::pages::{Choice, FaultLine};
use super::door::Desk;
use super::inbox::nav;
use super::report::{at_report, stop, to_work_on};
use crate::journeys::desk::child::{self, Heard, Hearing, ParentMay};
use crate::journeys::desk::look_after::{CareFault, Head};
use crate::report::Told;
use crate::staff::Act;
use crate::words::Speaker;

/// What a child said, row by row.
pub(super) fn rows(heard: &Heard, t: &Speaker) -> Vec<Row> {
    let row = |name: &str, line: String| Row { label: t.say(&format!("child-{name}")), lines: vec![line] };
    vec![
        row("understands", heard.understands.reveal().to_owned()),
        row("wants", heard.wants.reveal().to_owned()),
        row("with", heard.with.reveal().to_owned()),
        row("parent", t.say(&format!("child-parent-{}", heard.parent.id()))),
    ]
}

async fn page(desk: &Desk, head: &Head, typed: Option<Hearing>, wrong: Vec<&'static str>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let child = child::look(&visit.service, &desk.who, head).await.map_err(|fault| stop(visit, fault))?;
    if !child.is_child {
        return Err(visit.stop(Why::NotFound));
    }
    let before = child.heard.is_some();
    let heard = child.heard.map(|heard| Hearing {
        understands: heard.understands,
        wants: heard.wants,
        with: heard.with,
        parent: Some(heard.parent),
    });
    let shown = typed.or(heard).unwrap_or_default();
    let text = |told: &Told| told.reveal().to_owned();
    visit.show(&ChildPage {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        nav: nav(desk),
        reference: head.reference.to_string(),
        before,
        understands: text(&shown.understands),
        wants: text(&shown.wants),
        with: text(&shown.with),
        parents: ParentMay::ALL
            .into_iter()
            .map(|(answer, id)| Choice {
                value: id.to_owned(),
                label: t.say(&format!("child-parent-{id}")),
                hint: String::new(),
                chosen: shown.parent == Some(answer),
            })
            .collect(),
        faults: wrong
            .into_iter()
            .map(|one| FaultLine { anchor: one.to_owned(), text: t.say(&format!("child-fault-{one}")) })
            .collect(),
    })
}

/// `GET /desk/reports/<reference>/child`
pub(in crate::web) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::OpenHandling).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, None, Vec::new()).await
}

/// `POST /desk/reports/<reference>/child`
pub(in crate::web) async fn hear(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::OpenHandling).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let hearing = Hearing {
        understands: Told::new(form.get("understands")),
        wants: Told::new(form.get("wants")),
        with: Told::new(form.get("with")),
        parent: ParentMay::from_id(form.get("parent")),
    };
    match child::hear(&desk.visit.service, &desk.who, &head, hearing.clone()).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?child-heard", head.reference)))
        }
        Err(CareFault::Missing(wrong)) => page(&desk, &head, Some(hearing), wrong).await,
        Err(fault) => Err(stop(&desk.visit, fault)),
    }
}
