//! For children and young people: what they may do here, who is told, and who listens now.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;
use crate::web::parts::help::{LineView, young_lines};

/// `GET /under-18`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    visit.show(&Under18 { frame: visit.frame(true), young: young_lines(&visit.service) })
}

/// `/under-18`
#[derive(Template)]
#[template(path = "pages/public/under_18.html")]
pub(crate) struct Under18 {
    /// What every page has.
    pub frame: Frame,
    /// Lines for children and young people.
    pub young: Vec<LineView>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Under18;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, help_lines};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let [young, ..] = help_lines(&frame.t);
        let nobody = Under18 { frame: frame.clone(), young: Vec::new() };
        vec![("under-18", Under18 { frame: frame.clone(), young }.render()), ("under-18-nobody", nobody.render())]
    }
}
