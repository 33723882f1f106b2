//! Coming back with a receipt, and leaving again.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::report::Told;
use waymark_core::vault::Receipt;

use crate::journeys::person::receipt::LookUpFault;
use crate::journeys::person::receipt::open as open_report;
use crate::journeys::service::sessions::{self, Kind};
use crate::journeys::service::unsent;
use crate::web::form::unsaved::Unsaved;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::Sent;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{Bearer, at_work, opened, whose};
use crate::web::mine::report::page;
use crate::web::parts::frame::{FaultLine, Frame};

/// What is said to whoever did something on their page when it had closed, by the word that we sent them here with.
const SAID: [(&str, &str); 2] = [("kept", "back-kept"), ("ended", "back-ended")];

/// `GET /your-report`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    if let Some(opened) = opened(&visit).await? {
        return page(&visit, &opened, false).await;
    }
    let unknown = FaultLine { anchor: "receipt".to_owned(), text: visit.speaker().say("fault-receipt-unknown") };
    let nothing = FaultLine { anchor: "receipt".to_owned(), text: visit.speaker().say("fault-word-opens-nothing") };
    let faults = match visit.query() {
        "unknown" => vec![unknown],
        "word" => vec![nothing],
        _ => Vec::new(),
    };
    let notice = SAID.into_iter().find(|(word, _)| *word == visit.query()).map(|(_, id)| visit.speaker().say(id));
    visit.show(&ComeBack { frame: visit.form_frame(true), faults, notice })
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
        Ok(opened) => {
            // A fresh secret: nobody who planted a cookie before shares this session. What was typed too late goes along.
            let (old, secret) = (visit.known_secret(), visit.renew_secret());
            let late = unsent::carry(&visit.service, old.as_ref(), &secret, Some(whose(&opened))).await?;
            unsent::sits(&visit.service, &secret, whose(&opened), form.get("shared") == "true").await?;
            let bearer = Bearer { receipt: receipt.reveal(), word };
            sessions::keep(&visit.service, &secret, Kind::Reporter, &bearer).await?;
            Ok(visit.go(late.filter(|_| opened.key.is_some()).map_or("/your-report", |late| page_of(&late.path))))
        }
        Err(LookUpFault::Unknown) => Ok(visit.go("/your-report?unknown")),
        Err(fault) => Err(fault.into()),
    }
}

/// The page with the form of this address.
fn page_of(path: &str) -> &'static str {
    if path == "/your-report/permission" { "/your-report/permission" } else { "/your-report/details" }
}

/// `POST /your-report/here`: somebody is writing. Nothing is done, and their page stays open.
pub(crate) async fn here(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    at_work(&visit, Sent::by(&visit)).await?;
    Ok(HttpResponse::NoContent().finish())
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
    /// That their page had closed, and what became of what they typed.
    pub notice: Option<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::ComeBack;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, faults};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page = |faulty, notice: Option<&str>| ComeBack {
            frame: frame.clone(),
            faults: faults(&frame.t, faulty, &[("receipt", "fault-receipt-unknown")]),
            notice: notice.map(|id| frame.t.say(id)),
        };
        vec![
            ("come-back", page(false, None).render()),
            ("come-back-faulty", page(true, None).render()),
            ("come-back-kept", page(false, Some("back-kept")).render()),
            ("come-back-ended", page(false, Some("back-ended")).render()),
        ]
    }
}
