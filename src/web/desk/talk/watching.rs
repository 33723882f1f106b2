//! What another person of the centre has begun: whoever manages the centre may read it, which is written down, and change nothing.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use uuid::Uuid;
use waymark_core::staff::Act;

use crate::journeys::desk::talk::take_down;
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::begun::centre;
use crate::web::desk::talk::pages::Watched;
use crate::web::desk::talk::sending;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

/// `POST /desk/people/<id>/begun`
pub(crate) async fn open(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let there = take_down::is_begun(&desk.visit.service, &desk.who, *id).await?;
    if !there {
        return Ok(desk.visit.go("/desk/people?nothing-begun"));
    }
    take_down::open(&desk.visit.service, &desk.who, *id).await?;
    desk.go_on(Some(*id)).await?;
    Ok(desk.visit.go(&format!("/desk/people/{id}/begun")))
}

/// `GET /desk/people/<id>/begun`
pub(crate) async fn show(visit: Visit, id: Path<Uuid>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let visit = &desk.visit;
    let there = take_down::is_begun(&visit.service, &desk.who, *id).await?;
    if !there {
        return Ok(visit.go("/desk/people?nothing-begun"));
    }
    let read = take_down::read(&visit.service, &desk.who, *id).await;
    let (member, kept) = read?;
    if !desk.who.has_open(*id, visit.service.now()) {
        return Ok(visit.go("/desk/people"));
    }
    visit.show(&Watched {
        frame: desk.frame(),
        name: member.known.name.reveal().to_owned(),
        at: visit.speaker().when(kept.touched),
        parts: sending::parts(visit, &kept, centre(&desk)),
    })
}
