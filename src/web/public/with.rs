//! Telling by oneself with help at a centre.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;

use crate::journeys::centre::standing::{Doubt, Standing, of_code};
use crate::web::form::start::begin_with;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

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
pub(crate) async fn show(visit: Visit, code: Path<String>) -> Result<HttpResponse, Stop> {
    let one = centre_of(&visit, &code).await?;
    visit.show(&With {
        frame: visit.form_frame(true),
        path: format!("/with/{}", code.to_ascii_lowercase()),
        name: one.centre.name.clone(),
        doubt: one.doubt().map(|doubt| visit.speaker().say1(doubted(doubt), "name", one.centre.name.as_str())),
    })
}

/// `POST /with/<code>`: a form of its own begins, which goes to this centre.
pub(crate) async fn begin(visit: Visit, code: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    visit.form(payload).await?;
    let one = centre_of(&visit, &code).await?;
    begin_with(&visit, &one.centre.id).await
}

/// `/with/<code>`
#[derive(Template)]
#[template(path = "pages/public/with.html")]
pub struct With {
    /// What every page has.
    pub frame: Frame,
    /// Where it is sent.
    pub path: String,
    /// The centre's name.
    pub name: String,
    /// Why nobody should count on it, a sentence.
    pub doubt: Option<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::With;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let with = |name: &str, doubt: Option<&str>| With {
            frame: frame.clone(),
            path: s("/with/k7m2pq"),
            name: s(name),
            doubt: doubt.map(|words| frame.t.say1(words, "name", name)),
        };
        vec![("with", with(HOSTILE, None).render()), ("with-doubt", with(LONG, Some("with-dormant")).render())]
    }
}
