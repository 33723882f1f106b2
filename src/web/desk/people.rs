//! The people of a centre or of the service: inviting them, and ending their accounts.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use uuid::Uuid;

use super::super::page::{Stop, Visit, Why};
use super::super::pages::desk::{PeoplePage, PersonRow};
use super::super::pages::{Choice, FaultLine};
use super::super::public::your_report::when;
use super::door::Desk;
use super::inbox::nav;
use crate::journeys::desk::accounts::{self, AccountFault, Invitee};
use crate::journeys::desk::take_down;
use crate::staff::{Act, Role, Scope};

/// How many people a page shows.
const MOST: i64 = 200;

/// The centre of whoever sits here; nothing for somebody of the whole service.
pub(super) fn centre(desk: &Desk) -> Option<String> {
    match desk.who.scope() {
        Scope::Centre(centre) => Some(centre),
        _ => None,
    }
}

async fn page(desk: &Desk, link: Option<String>, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let of = centre(desk);
    let members = accounts::members(&visit.service, Uuid::nil(), of.as_deref(), MOST).await;
    let t = visit.speaker();
    let members = members.map_err(|error| visit.stop(error))?;
    let mut begun = Vec::new();
    for one in members.iter().filter(|one| take_down::may_read(&desk.who, one)) {
        let found = take_down::begun(&visit.service, one.account.id).await.map_err(|error| visit.stop(error))?;
        begun.extend(found.map(|_| one.account.id));
    }
    let people = members.into_iter().map(|one| PersonRow {
        begun: begun.contains(&one.account.id),
        id: one.account.id.to_string(),
        name: one.known.name.reveal().to_owned(),
        role: t.say(&format!("desk-role-{}", one.account.role.id())),
        centre: one.account.centre.clone(),
        state: t.say(&format!("desk-account-{}", one.account.state.id())),
        last: one.account.last_at.map(when),
        own: one.account.id == desk.who.id,
        over: one.account.state == crate::journeys::desk::accounts::AccountState::Ended,
    });
    let roles = Role::ALL.into_iter().filter(|(role, _)| desk.who.role.may_invite(*role)).map(|(_, id)| Choice {
        value: id.to_owned(),
        label: t.say(&format!("desk-role-{id}")),
        hint: t.say(&format!("desk-role-{id}-what")),
        chosen: false,
    });
    visit.show(&PeoplePage {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        nav: nav(desk),
        people: people.collect(),
        roles: roles.collect(),
        asks_centre: of.is_none(),
        link,
        faults,
    })
}

/// `GET /desk/people`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    page(&desk, None, Vec::new()).await
}

/// `POST /desk/people`: invites somebody. The link is shown once, to be handed over.
pub(in crate::web) async fn invite(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let role = Role::from_id(form.get("role")).filter(|role| desk.who.role.may_invite(*role));
    let t = desk.visit.speaker().clone();
    let line = |anchor: &str, message: &str| vec![FaultLine { anchor: anchor.to_owned(), text: t.say(message) }];
    let Some(role) = role else { return page(&desk, None, line("role", "desk-fault-role")).await };
    let invitee = Invitee {
        address: form.get("address").to_owned(),
        name: form.get("name").to_owned(),
        role,
        centre: centre(&desk).unwrap_or_else(|| form.get("centre").to_owned()),
    };
    let outcome = accounts::invite(&desk.visit.service, &desk.who.actor(), invitee).await;
    desk.go_on(None).await?;
    match outcome {
        Ok(link) => page(&desk, Some(link), Vec::new()).await,
        Err(AccountFault::NoAddress) => page(&desk, None, line("address", "desk-fault-address")).await,
        Err(AccountFault::NoName) => page(&desk, None, line("name", "desk-fault-name")).await,
        Err(AccountFault::Centre) => page(&desk, None, line("centre", "desk-fault-centre")).await,
        Err(AccountFault::NoCentre { near, .. }) => {
            let text = match near {
                Some(near) => t.say1("desk-fault-no-centre-near", "near", near),
                None => t.say("desk-fault-no-centre"),
            };
            page(&desk, None, vec![FaultLine { anchor: "centre".to_owned(), text }]).await
        }
        Err(AccountFault::Known) => page(&desk, None, line("address", "desk-fault-known")).await,
        Err(AccountFault::Store(error)) => Err(desk.visit.stop(error)),
        Err(_) => Err(desk.visit.stop(Why::Role)),
    }
}

/// `POST /desk/people/<id>/end`
pub(in crate::web) async fn end(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let service = &desk.visit.service;
    let member = accounts::member(service, *id).await.map_err(|error| desk.visit.stop(error))?;
    let reached = member.filter(|one| desk.who.role.may_invite(one.account.role) && one.account.id != desk.who.id);
    let own = centre(&desk);
    let Some(member) = reached.filter(|one| own.as_ref().is_none_or(|centre| *centre == one.account.centre)) else {
        return Err(desk.visit.stop(Why::Role));
    };
    let ended = accounts::end(service, &desk.who.actor(), member.account.id).await;
    ended.map_err(|error| desk.visit.stop(error))?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/people"))
}
