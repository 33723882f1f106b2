//! What needs a person.

use actix_web::HttpResponse;

use super::super::page::{Stop, Visit, Why};
use super::super::pages::desk::{Entry, InboxPage, Nav};
use super::super::public::your_report::when;
use super::door::Desk;
use crate::journeys::desk::inbox::{self, Place};
use crate::journeys::desk::mail;
use crate::staff::{Act, Role};

/// `GET /desk`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::signed_in(visit).await?;
    let (visit, who) = (&desk.visit, &desk.who);
    if who.role == Role::Auditor {
        return Ok(visit.go("/desk/record"));
    }
    if !who.may(Act::Inbox) {
        return Err(visit.stop(Why::Role));
    }
    let from = visit.query().split('&').find_map(|part| Place::parse(part.strip_prefix("from=")?)).unwrap_or(Place::FIRST);
    let list = inbox::inbox(&visit.service, who, from).await.map_err(|error| visit.stop(error))?;
    let letters = mail::count(&visit.service, who).await.map_err(|error| visit.stop(error))?;
    let t = visit.speaker();
    let entries = list.entries.into_iter().map(|one| Entry {
        reference: one.reference,
        kind: t.say(&format!("desk-task-{}", one.kind.id())),
        urgent: one.duty,
        since: when(one.since),
        due: one.due_at.map(|at| t.say1("desk-due", "when", when(at))),
        district: one.district.unwrap_or_default(),
        risk: one.facts.as_ref().map(|facts| t.say(&format!("risk-{}", facts.risk.id()))).unwrap_or_default(),
        types: one.facts.iter().flat_map(|facts| &facts.types).map(|id| t.say(&format!("type-{id}"))).collect(),
    });
    visit.show(&InboxPage {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        nav: nav(&desk),
        entries: entries.collect(),
        next: list.next.map(|place| format!("/desk?from={}", place.to_text())),
        first: from == Place::FIRST,
        unknown: visit.asks("unknown"),
        may_undo: who.may(Act::Undo),
        letters: letters.filter(|count| *count > 0).map(|count| t.say1("mail-waits", "count", count)),
    })
}

/// What stands above every page of the desk.
pub(super) fn nav(desk: &Desk) -> Nav {
    let t = desk.visit.speaker();
    Nav {
        name: desk.who.name.clone(),
        role: t.say(&format!("desk-role-{}", desk.who.role.id())),
        figures: desk.who.may(Act::Statistics),
        people: desk.who.may(Act::Staff),
        take_down: desk.who.may(Act::TakeDown),
        inbox: desk.who.may(Act::Inbox),
        record: desk.who.may(Act::Audit),
        mail: desk.who.may(Act::Mail),
        shared: desk.who.sitting.shared,
    }
}
