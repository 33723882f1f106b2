//! Where somebody is told in person, and telling by oneself with help at a centre.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};

use crate::journeys::centre::standing::{Doubt, Standing, of_code, standing};
use crate::web::form::question::begin_with;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::centre::view;
use crate::web::public::centre_pages::{CentresPage, With};

/// `GET /centres`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let all = standing(&visit.service).await?;
    let (t, book) = (visit.speaker(), &visit.service.book);
    let mut listed: Vec<&Standing<'_>> = all.iter().filter(|one| one.centre.listed && one.off_since.is_none()).collect();
    listed.sort_by_key(|one| one.centre.name.to_lowercase());
    let views = |doubt: Option<Doubt>| listed.iter().filter(|one| one.doubt() == doubt).map(|one| view(one, book, t)).collect();
    let (centres, changed, dormant) = (views(None), views(Some(Doubt::Changed)), views(Some(Doubt::Dormant)));
    visit.show(&CentresPage { frame: visit.frame(true), centres, changed, dormant })
}

async fn centre_of<'v>(visit: &'v Visit, code: &str) -> Result<Standing<'v>, Stop> {
    let found = of_code(&visit.service, code).await?;
    found.ok_or(Stop::NotFound)
}

/// What somebody at a centre is told that nobody should count on.
fn doubted(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Dormant => "with-dormant",
        Doubt::Changed => "with-changed",
    }
}

/// `GET /with/<code>`: what it means to tell with help at this centre. Changes nothing.
pub(in crate::web) async fn with(visit: Visit, code: Path<String>) -> Result<HttpResponse, Stop> {
    let one = centre_of(&visit, &code).await?;
    visit.show(&With {
        frame: visit.form_frame(true),
        path: format!("/with/{}", code.to_ascii_lowercase()),
        name: one.centre.name.clone(),
        doubt: one.doubt().map(|doubt| visit.speaker().say1(doubted(doubt), "name", one.centre.name.as_str())),
    })
}

/// `POST /with/<code>`: a form of its own begins, which goes to this centre.
pub(in crate::web) async fn begin(visit: Visit, code: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    visit.form(payload).await?;
    let one = centre_of(&visit, &code).await?;
    begin_with(&visit, &one.centre.id).await
}
