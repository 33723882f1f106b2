//! A reporter erases their report: asked once more, done, and told when it is destroyed.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;

use crate::journeys::person::erase;
use crate::journeys::person::receipt::LookUpFault;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::Sent;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{at_work, must_be_open};
use crate::web::parts::frame::Frame;

/// `GET /your-report/erase`
pub(crate) async fn ask(visit: Visit) -> Result<HttpResponse, Stop> {
    let opened = must_be_open(&visit).await?;
    let reference = opened.head.reference.to_string();
    visit.show(&EraseConfirm { frame: visit.form_frame(true), reference })
}

/// `POST /your-report/erase`
pub(crate) async fn erase(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let (opened, _) = at_work(&visit, Sent::by(&visit)).await?;
    match erase::erase(&visit.service, &opened).await {
        Ok(_) | Err(LookUpFault::Erased) => Ok(visit.go("/your-report/erased")),
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /your-report/erased`
pub(crate) async fn erased(visit: Visit) -> Result<HttpResponse, Stop> {
    let opened = must_be_open(&visit).await?;
    let Some(destroyed_at) = opened.head.erase_at.filter(|_| !opened.head.held) else { return Ok(visit.go("/your-report")) };
    let destroyed_on = visit.speaker().day_of(destroyed_at);
    visit.show(&Erased { frame: visit.frame(true), reference: opened.head.reference.to_string(), destroyed_on })
}

/// Asks once more before a report is erased.
#[derive(Template)]
#[template(path = "pages/mine/erase.html")]
pub(crate) struct EraseConfirm {
    /// What every page has.
    pub frame: Frame,
    /// Of the report.
    pub reference: String,
}

/// A report was erased.
#[derive(Template)]
#[template(path = "pages/mine/erase_done.html")]
pub(crate) struct Erased {
    /// What every page has.
    pub frame: Frame,
    /// Of the report.
    pub reference: String,
    /// The day on which it is destroyed.
    pub destroyed_on: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{EraseConfirm, Erased};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{REFERENCE, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let (frame, reference) = (frame.clone(), s(REFERENCE));
        let erased = Erased { frame: frame.clone(), reference: reference.clone(), destroyed_on: s("27 November 2026") };
        vec![("erase", EraseConfirm { frame, reference }.render()), ("erased", erased.render())]
    }
}
