//! An old tab, after the report went off: it says so, and sends no second one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use waymark_core::report::questions::Shape;

use crate::journeys::person::sent::was_sent;
use crate::web::asking::answers::shape_of;
use crate::web::form::draft::Draft;
use crate::web::form::tabs::Since;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// The page that says so, if what was sent here comes from a form that went off before; `draft` are the answers that are here now.
pub(crate) async fn already(visit: &Visit, sent: &Form, draft: Option<&Draft>) -> Result<Option<HttpResponse>, Stop> {
    let since = Since::of(sent);
    if since.form().is_empty() || draft.is_some_and(|draft| draft.id == since.form()) {
        return Ok(None);
    }
    if !was_sent(&visit.service, since.form()).await? {
        return Ok(None);
    }
    let is_text = |name: &str| matches!(shape_of(name), Some(Shape::Text { .. }));
    let typed = sent.0.iter().filter(|(name, value)| is_text(name) && !value.trim().is_empty());
    let page = Already { frame: visit.frame(true), typed: typed.map(|(_, value)| value.clone()).collect() };
    visit.show_as(StatusCode::CONFLICT, &page).map(Some)
}

/// The report went off; what was typed since in an old tab did not.
#[derive(Template)]
#[template(path = "pages/form/sent.html")]
pub(crate) struct Already {
    /// What every page has.
    pub frame: Frame,
    /// What was typed in the old tab just now, to be copied.
    pub typed: Vec<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Already;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let already = |typed: Vec<String>| Already { frame: frame.clone(), typed };
        vec![("sent", already(vec![]).render()), ("sent-typed", already(vec![s(HOSTILE), s(LONG)]).render())]
    }
}
