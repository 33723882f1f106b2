//! The first page, and the way out.

use actix_web::HttpResponse;
use askama::Template;

use crate::journeys::service::sessions;
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
    if let Some(secret) = visit.known_secret() {
        // Whatever happens to the database, the visitor leaves and the cookie goes.
        if let Err(error) = sessions::end_all(&visit.service, &secret).await {
            tracing::warn!(%error, "a session was not ended; it ends by itself");
        }
    }
    let to = &visit.service.settings.operator.exit_to;
    Ok(visit.go_and_forget(if to.is_empty() { "/" } else { to }))
}

/// `/`: what this is, who runs it, what happens.
#[derive(Template)]
#[template(path = "pages/public/home.html")]
pub struct Home {
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
        Home { frame: frame.clone(), runs, staffed, reports: open }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("home", home(frame, true).render()),
            ("home-closed", home(&Frame { logo: Some(s(HOSTILE)), ..frame.clone() }, false).render()),
        ]
    }
}
