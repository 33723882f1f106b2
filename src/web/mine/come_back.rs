//! Coming back with a receipt, and leaving again.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::report::Told;
use waymark_core::vault::Receipt;

use crate::journeys::person::look_up::{LookUpFault, open as open_report};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::form::unsaved::Unsaved;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{Bearer, Draft, opened};
use crate::web::mine::report::page;
use crate::web::parts::frame::{FaultLine, Frame};

/// `GET /your-report`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    if let Some(opened) = opened(&visit).await? {
        return page(&visit, &opened, false, Draft::default()).await;
    }
    let unknown = FaultLine { anchor: "receipt".to_owned(), text: visit.speaker().say("fault-receipt-unknown") };
    let nothing = FaultLine { anchor: "receipt".to_owned(), text: visit.speaker().say("fault-word-opens-nothing") };
    let faults = match visit.query() {
        "unknown" => vec![unknown],
        "word" => vec![nothing],
        _ => Vec::new(),
    };
    visit.show(&ComeBack { frame: visit.form_frame(true), faults })
}

/// `POST /your-report`
pub(crate) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Receipts)?;
    let form = visit.form(payload).await?;
    let word = Some(form.get("word")).filter(|word| !word.trim().is_empty()).map(Told::new);
    if let (Some(word), "") = (&word, form.get("receipt").trim()) {
        let found = Unsaved::reopen(&visit, word).await?;
        return Ok(visit.go(if found.is_some() { "/report/receipt" } else { "/your-report?word" }));
    }
    let Some(receipt) = Receipt::parse(form.get("receipt")) else { return Ok(visit.go("/your-report?unknown")) };
    match open_report(&visit.service, &receipt, word.as_ref()).await {
        Ok(_) => {
            // A fresh secret: nobody who planted a cookie before shares this session.
            let secret = visit.renew_secret();
            let bearer = Bearer { receipt: receipt.reveal(), word };
            sessions::keep(&visit.service, &secret, Kind::Reporter, &bearer).await?;
            Ok(visit.go("/your-report"))
        }
        Err(LookUpFault::Unknown) => Ok(visit.go("/your-report?unknown")),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /your-report/leave`
pub(crate) async fn leave(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await?;
    }
    Ok(visit.go_and_forget("/"))
}

/// `/your-report`: coming back with a receipt.
#[derive(Template)]
#[template(path = "pages/mine/come_back.html")]
pub(crate) struct ComeBack {
    /// What every page has.
    pub frame: Frame,
    /// What is wrong with what was typed. Ids: `receipt`, `word`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::ComeBack;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, faults};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page =
            |faulty| ComeBack { frame: frame.clone(), faults: faults(&frame.t, faulty, &[("receipt", "fault-receipt-unknown")]) };
        vec![("come-back", page(false).render()), ("come-back-faulty", page(true).render())]
    }
}
