//! What another person of the centre has begun: whoever manages the centre may read it, which is written down, and change nothing.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::staff::Act;

use crate::journeys::desk::talk::take_down;
use crate::web::asking::read_back::CheckPart;
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::check;
use crate::web::desk::talk::draft::centre;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

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
        parts: check::parts(visit, &kept, centre(&desk)),
    })
}

/// `/desk/people/<id>/begun`
#[derive(Template)]
#[template(path = "pages/desk/talk/watching.html")]
pub(crate) struct Watched {
    /// What every page has.
    pub frame: Frame,
    /// Whose it is.
    pub name: String,
    /// When the last answer came.
    pub at: String,
    /// Answers by group.
    pub parts: Vec<CheckPart>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Watched;
    use crate::web::desk::talk::check::sample::parts;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page = Watched { frame: frame.clone(), name: s(HOSTILE), at: s("20 November 2026, 2:03pm"), parts: parts(frame) };
        vec![("desk-begun", page.render())]
    }
}
