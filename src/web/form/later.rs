//! Stopping, and coming back to the form later.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;

use crate::web::form::draft::{self, Draft};
use crate::web::form::way::answers_for;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /report/later`: how to stop and come back.
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    match answers_for(&visit, false).await? {
        Ok(draft) => visit.show(&Later { frame: draft.frame(&visit), kept: draft.long, shared: draft.shared }),
        Err(instead) => Ok(instead),
    }
}

/// `POST /report/later`: keeps the answers for a day.
pub(crate) async fn keep(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    match Draft::change(&visit, |draft| draft.long = !draft.shared).await? {
        None => return Ok(visit.go("/report?over")),
        Some((draft, ())) if draft.long => visit.keep_cookie(draft::LONG),
        // Where others use the device nothing outlives the browser.
        Some(_) => {}
    }
    Ok(visit.go("/report/later"))
}

/// `/report/later`: stopping, and coming back to the form.
#[derive(Template)]
#[template(path = "pages/form/later.html")]
pub(crate) struct Later {
    /// What every page has.
    pub frame: Frame,
    /// Whether the answers are kept for a day already.
    pub kept: bool,
    /// Whether others use the device.
    pub shared: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Later;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::Sample;

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let later = |kept: bool, shared: bool| Later { frame: frame.clone(), kept, shared };
        vec![
            ("later", later(false, false).render()),
            ("later-kept", later(true, false).render()),
            ("later-shared", later(false, true).render()),
        ]
    }
}
