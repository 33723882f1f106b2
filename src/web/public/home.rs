//! The first page, and the way out.

use actix_web::HttpResponse;
use askama::Template;

use crate::journeys::person::sent;
use crate::journeys::service::sessions::{self, Kind, Secret};
use crate::web::form::unsaved::Unsaved;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /`
pub(in crate::web) async fn home(visit: Visit) -> Result<HttpResponse, Stop> {
    let operator = &visit.service.settings.operator;
    let (runs, staffed) = (operator.controller_name.clone(), operator.staffed.clone());
    visit.show(&Home { frame: visit.frame(true), runs, staffed, reports: true })
}

/// `GET /exit`: ends the visitor's own session and leads somewhere with no personal content.
pub(in crate::web) async fn exit(visit: Visit) -> Result<HttpResponse, Stop> {
    let to = &visit.service.settings.operator.exit_to;
    let to = if to.is_empty() { "/" } else { to };
    if visit.only_looks() {
        return Ok(visit.go(to));
    }
    let mut waits = None;
    if let Some(secret) = visit.known_secret() {
        waits = waiting(&visit, &secret).await;
        // Whatever happens to the database, the visitor leaves and the cookie goes.
        if let Err(error) = sessions::end_all(&visit.service, &secret).await {
            tracing::warn!(%error, "a session was not ended; it ends by itself");
        }
    }
    match waits {
        // Sent, and a word chosen: the receipt waits for it. The cookie looks like any other, and opens nothing without the word.
        Some(waits) if sent::wait_on(&visit.service, &waits).await.is_ok() => Ok(visit.go_with(to, waits, Kind::Waiting.lasts())),
        _ => Ok(visit.go_and_forget(to)),
    }
}

/// What a receipt waits under when this visitor leaves: it was shown just now, or they left before.
async fn waiting(visit: &Visit, secret: &Secret) -> Option<Secret> {
    if let Some(unsaved) = Unsaved::find(visit).await.ok()? {
        return unsaved.waits;
    }
    sent::waits(&visit.service, secret).await.ok()?.then(|| secret.clone())
}

/// `/`: what this is, who runs it, what happens.
#[derive(Template)]
#[template(path = "pages/public/home.html")]
pub(crate) struct Home {
    /// What every page has.
    pub frame: Frame,
    /// The organisation that runs the service; empty when nobody has said so.
    pub runs: String,
    /// When somebody is there to read reports; empty when nobody has said so.
    pub staffed: String,
    /// Whether reports are taken here now.
    pub reports: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Home;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, STAFFED, Sample, s};

    fn home(frame: &Frame, open: bool) -> Home {
        let said = |words: &str| if open { s(words) } else { String::new() };
        let (runs, staffed) = (said("Waymark Demonstration (not a real organisation)"), said(STAFFED));
        Home { frame: Frame { listed: true, ..frame.clone() }, runs, staffed, reports: open }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("home", home(frame, true).render()),
            ("home-closed", home(&Frame { logo: Some(s(HOSTILE)), ..frame.clone() }, false).render()),
        ]
    }
}
