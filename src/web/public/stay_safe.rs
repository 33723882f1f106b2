//! Staying safe: what to know before, while and after telling.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /stay-safe`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    visit.show(&StaySafe { frame: visit.frame(true) })
}

/// `/stay-safe`
#[derive(Template)]
#[template(path = "pages/public/stay_safe.html")]
pub struct StaySafe {
    /// What every page has.
    pub frame: Frame,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::StaySafe;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::Sample;

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("stay-safe", StaySafe { frame: frame.clone() }.render())]
    }
}
