//! A reporter who came back: a neutral view first, the details when asked for.

pub mod bearer;
pub mod pages;
pub(crate) mod permission;
pub(crate) mod story;

use actix_web::HttpResponse;
use actix_web::web::Payload;
use serde_json::{Value as Json, json};
use waymark_core::report::Told;
use waymark_core::report::parse::{self, Fault, FaultCode};
use waymark_core::vault::Receipt;
use waymark_core::words::Speaker;

use crate::journeys::person::look_up::{LookUpFault, Opened, View, open as open_report, view};
use crate::journeys::person::{add, erase, message};
use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::http::body::Form;
use crate::web::http::limits::Door;
use crate::web::http::problem::words_of;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{Bearer, Draft, at_work, must_be_open, opened};
use crate::web::mine::pages::{ComeBack, EraseConfirm, Erased, YourReport};
use crate::web::parts::families::NOTICE;
use crate::web::parts::frame::{Choice, FaultLine};
use crate::web::parts::held::Message;
use crate::web::parts::held_by::{held_by, settled, waits};

/// `GET /your-report`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    if let Some(opened) = opened(&visit).await? {
        return page(&visit, &opened, false, Draft::default()).await;
    }
    let unknown = FaultLine { anchor: "receipt".to_owned(), text: visit.speaker().say("fault-receipt-unknown") };
    let faults = if visit.query() == "unknown" { vec![unknown] } else { Vec::new() };
    visit.show(&ComeBack { frame: visit.form_frame(true), faults })
}

/// `POST /your-report`
pub(crate) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Receipts)?;
    let form = visit.form(payload).await?;
    let word = Some(form.get("word")).filter(|word| !word.trim().is_empty()).map(Told::new);
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

/// `GET /your-report/details`
pub(crate) async fn details(visit: Visit) -> Result<HttpResponse, Stop> {
    match opened(&visit).await? {
        Some(opened) => {
            let secret = visit.known_secret().filter(|_| visit.query() == "mend");
            let draft: Option<Draft> = match secret {
                Some(secret) => sessions::find(&visit.service, &secret, Kind::Draft).await?,
                None => None,
            };
            page(&visit, &opened, true, draft.unwrap_or_default()).await
        }
        None => Ok(visit.go("/your-report")),
    }
}

async fn page(visit: &Visit, opened: &Opened, details: bool, draft: Draft) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let seen = view(&visit.service, opened, t).await?;
    let open = opened.key.is_some();
    let share_with = seen
        .referrals
        .iter()
        .filter(|held| held.permission == Some("full") && held.shown.contains(&"incident") && settled(held.state));
    visit.show(&YourReport {
        frame: visit.form_frame(true),
        reference: seen.reference.clone(),
        received: t.when(seen.received_at),
        status: seen.status.clone(),
        renewed: seen.receipt_renewed_at.map(|at| t.day_of(at)),
        share_with: share_with
            .map(|held| Choice { value: held.agency.clone(), label: held.name.clone(), hint: String::new(), chosen: false })
            .collect(),
        held_by: seen.referrals.iter().map(|held| held_by(held, t)).collect(),
        waiting: seen.unplaced.iter().map(|entry| waits(entry, t)).collect(),
        messages: messages(&seen, t),
        faults: draft.faults.into_iter().map(|(anchor, text)| FaultLine { anchor, text }).collect(),
        message_text: if draft.field == "message" { draft.text.clone() } else { String::new() },
        addition_text: if draft.field == "addition" { draft.text } else { String::new() },
        notice: NOTICE.members.iter().find(|name| **name == visit.query()).map(|name| t.of(&NOTICE, name)),
        details,
        erased: !open,
    })
}

fn messages(seen: &View, t: &Speaker) -> Vec<Message> {
    let shown = |message: &crate::journeys::case::held_by::ShownMessage| Message {
        from_you: message.from == "reporter",
        at: t.when(message.at),
        text: message.text.reveal().to_owned(),
    };
    seen.messages.iter().map(shown).collect()
}

/// Keeps what was typed and sends the visitor back to mend it.
async fn again(visit: &Visit, form: &Form, faults: &[Fault], field: &str) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let words = faults.iter().map(|fault| match fault.code {
        FaultCode::Required => (field.to_owned(), t.say("fault-required-text")),
        _ => (field.to_owned(), words_of(&fault.code, t)),
    });
    let draft = Draft { field: field.to_owned(), text: form.get("text").to_owned(), faults: words.collect() };
    sessions::keep(&visit.service, &visit.secret(), Kind::Draft, &draft).await?;
    Ok(visit.go("/your-report/details?mend"))
}

fn text_of(form: &Form) -> Json {
    json!({"text": form.get("text")})
}

/// `POST /your-report/messages`
pub(crate) async fn message(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    match parse::message(&text_of(&form), &visit.service.reading(&|_| false)) {
        Err(faults) => again(&visit, &form, &faults, "message").await,
        Ok(text) => {
            message::write_message(&visit.service, &opened, text).await?;
            Ok(visit.go("/your-report/details?message-sent"))
        }
    }
}

/// `POST /your-report/additions`
pub(crate) async fn add(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    let mut json = text_of(&form);
    json["share_with"] = form.all("share_with").collect::<Vec<_>>().into();
    match parse::addition(&json, &visit.service.reading(&is_agency(&visit.service))) {
        Err(faults) => again(&visit, &form, &faults, "addition").await,
        Ok(addition) => {
            add::add(&visit.service, &opened, addition).await?;
            Ok(visit.go("/your-report/details?added"))
        }
    }
}

fn is_agency(service: &Service) -> impl Fn(&str) -> bool {
    move |id| service.book.agency(id).is_some()
}

/// `GET /your-report/erase`
pub(crate) async fn confirm_erasure(visit: Visit) -> Result<HttpResponse, Stop> {
    let opened = must_be_open(&visit).await?;
    let reference = opened.head.reference.to_string();
    visit.show(&EraseConfirm { frame: visit.form_frame(true), reference })
}

/// `POST /your-report/erase`
pub(crate) async fn erase(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let opened = at_work(&visit).await?;
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

/// `POST /your-report/leave`
pub(crate) async fn leave(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await?;
    }
    Ok(visit.go_and_forget("/"))
}
