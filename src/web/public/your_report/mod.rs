//! A reporter who came back: a neutral view first, the details when asked for.

mod permission;
mod story;

use actix_web::HttpResponse;
use actix_web::web::Payload;
use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use waymark_core::report::Told;
use waymark_core::report::parse::{self, Fault, FaultCode};
use waymark_core::vault::Receipt;
use waymark_core::words::Speaker;

use crate::journeys::person::follow_up;
use crate::journeys::person::look_up::{LookUpFault, Opened, View, open as open_report, view};
use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::body::Form;
use crate::web::limits::Door;
use crate::web::page::{Stop, Visit, Why};
use crate::web::pages::public::{ComeBack, EraseConfirm, Erased, HeldBy, Message, YourReport};
use crate::web::pages::{Choice, FaultLine};
use crate::web::problem::words_of;
use crate::web::public::receipt::waits;

pub(in crate::web) use permission::{allow, choices};
pub(in crate::web) use story::story;

/// What a reporter's session holds, under the key in their cookie.
#[derive(Serialize, Deserialize)]
struct Bearer {
    receipt: String,
    word: Option<Told>,
}

/// What was typed and needs mending, kept under the key in the cookie.
#[derive(Serialize, Deserialize, Default)]
struct Draft {
    field: String,
    text: String,
    faults: Vec<(String, String)>,
}

/// A day and a time as a person reads it, in London time.
pub(in crate::web) fn when(at: DateTime<Utc>) -> String {
    at.with_timezone(&London).format("%-d %B %Y, %-I:%M%P").to_string()
}

/// In which wording somebody was asked for permission, and when: a sentence.
pub(in crate::web) fn asked_in(sentence: &str, wording: &str, language: &str, at: DateTime<Utc>, t: &Speaker) -> String {
    let wording = format!("{wording} ({language})");
    t.say2(sentence, "wording", wording, "day", at.with_timezone(&London).format("%-d %B %Y").to_string())
}

/// The report of this visit's session. Looking does not carry the session on: a GET changes nothing.
async fn opened(visit: &Visit) -> Result<Option<Opened>, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(None) };
    let service = &visit.service;
    let Some(bearer): Option<Bearer> =
        sessions::find(service, &secret, Kind::Reporter).await.map_err(|error| visit.stop(error))?
    else {
        return Ok(None);
    };
    let Some(receipt) = Receipt::parse(&bearer.receipt) else { return Ok(None) };
    match open_report(service, &receipt, bearer.word.as_ref()).await {
        Ok(opened) => Ok(Some(opened)),
        Err(LookUpFault::Unknown | LookUpFault::Erased) => Ok(None),
        Err(fault) => Err(visit.stop(fault)),
    }
}

async fn must_be_open(visit: &Visit) -> Result<Opened, Stop> {
    opened(visit).await?.ok_or_else(|| visit.stop(Why::Expired))
}

/// The report of a visit that does something: the session goes on from now.
async fn at_work(visit: &Visit) -> Result<Opened, Stop> {
    visit.pass(Door::Receipts)?;
    let opened = must_be_open(visit).await?;
    if let Some(secret) = visit.known_secret() {
        let bearer: Option<Bearer> =
            sessions::find(&visit.service, &secret, Kind::Reporter).await.map_err(|error| visit.stop(error))?;
        if let Some(bearer) = bearer {
            sessions::keep(&visit.service, &secret, Kind::Reporter, &bearer).await.map_err(|error| visit.stop(error))?;
        }
    }
    Ok(opened)
}

/// `GET /your-report`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    if let Some(opened) = opened(&visit).await? {
        return page(&visit, &opened, false, Draft::default()).await;
    }
    let unknown = FaultLine { anchor: "receipt".to_owned(), text: visit.speaker().say("fault-receipt-unknown") };
    let faults = if visit.query() == "unknown" { vec![unknown] } else { Vec::new() };
    visit.show(&ComeBack { frame: visit.frame(true), form_token: visit.form_token(), faults })
}

/// `POST /your-report`
pub(in crate::web) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Receipts)?;
    let form = visit.form(payload).await?;
    let word = Some(form.get("word")).filter(|word| !word.trim().is_empty()).map(Told::new);
    let Some(receipt) = Receipt::parse(form.get("receipt")) else { return Ok(visit.go("/your-report?unknown")) };
    match open_report(&visit.service, &receipt, word.as_ref()).await {
        Ok(_) => {
            // A fresh secret: nobody who planted a cookie before shares this session.
            let secret = visit.renew_secret();
            let bearer = Bearer { receipt: receipt.reveal(), word };
            sessions::keep(&visit.service, &secret, Kind::Reporter, &bearer).await.map_err(|error| visit.stop(error))?;
            Ok(visit.go("/your-report"))
        }
        Err(LookUpFault::Unknown) => Ok(visit.go("/your-report?unknown")),
        Err(fault) => Err(visit.stop(fault)),
    }
}

/// `GET /your-report/details`
pub(in crate::web) async fn details(visit: Visit) -> Result<HttpResponse, Stop> {
    match opened(&visit).await? {
        Some(opened) => {
            let secret = visit.known_secret().filter(|_| visit.query() == "mend");
            let draft: Option<Draft> = match secret {
                Some(secret) => sessions::find(&visit.service, &secret, Kind::Draft).await.map_err(|error| visit.stop(error))?,
                None => None,
            };
            page(&visit, &opened, true, draft.unwrap_or_default()).await
        }
        None => Ok(visit.go("/your-report")),
    }
}

/// What a page says after a step was taken.
const NOTICES: [&str; 3] = ["message-sent", "added", "permission-changed"];

async fn page(visit: &Visit, opened: &Opened, details: bool, draft: Draft) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let seen = view(&visit.service, opened, t).await.map_err(|error| visit.stop(error))?;
    let open = opened.key.is_some();
    let share_with = seen
        .referrals
        .iter()
        .filter(|held| held.permission == Some("full") && held.shown.contains(&"incident") && settled(held.state));
    visit.show(&YourReport {
        frame: visit.frame(true),
        form_token: visit.form_token(),
        reference: seen.reference.clone(),
        received: when(seen.received_at),
        status: seen.status.clone(),
        renewed: seen.receipt_renewed_at.map(|at| at.with_timezone(&London).format("%-d %B %Y").to_string()),
        share_with: share_with
            .map(|held| Choice { value: held.agency.clone(), label: held.name.clone(), hint: String::new(), chosen: false })
            .collect(),
        held_by: seen.referrals.iter().map(|held| held_by(held, t)).collect(),
        waiting: seen.unplaced.iter().map(|entry| waits(entry, t)).collect(),
        messages: messages(&seen),
        faults: draft.faults.into_iter().map(|(anchor, text)| FaultLine { anchor, text }).collect(),
        message_text: if draft.field == "message" { draft.text.clone() } else { String::new() },
        addition_text: if draft.field == "addition" { draft.text } else { String::new() },
        notice: NOTICES.into_iter().find(|name| *name == visit.query()).map(|name| t.say(&format!("notice-{name}"))),
        details,
        erased: !open,
    })
}

fn settled(state: &str) -> bool {
    waymark_core::referral::State::from_id(state).is_some_and(waymark_core::referral::State::is_live)
}

/// That something was passed on without permission, and on which ground.
pub(in crate::web) fn overruled(message: &str, ground: &str, t: &Speaker) -> String {
    t.say1(message, "ground", t.say(&format!("overrule-ground-{ground}")))
}

pub(in crate::web) fn held_by(held: &crate::journeys::case::held_by::HeldBy, t: &Speaker) -> HeldBy {
    // No file comes with a report yet; what somebody needs goes with every full referral.
    let passes = |section: &&&'static str| **section != "evidence";
    let access = (held.permission == Some("full")).then(|| t.say("section-access"));
    HeldBy {
        name: held.name.clone(),
        purpose: t.say(&format!("purpose-{}", held.purpose)),
        shown: held.shown.iter().filter(passes).map(|section| t.say(&format!("section-{section}"))).chain(access).collect(),
        agreement: t.say2("held-agreement", "agreement", held.agreement.as_str(), "version", held.agreement_version),
        asked: held.asked.as_ref().map(|asked| asked_in("held-asked", &asked.wording, &asked.language, asked.at, t)),
        overruled: held.overruled.map(|ground| overruled("held-overruled", ground, t)),
        state: held.state_in_words.clone(),
        sent: held.sent_at.map(when),
        due: held.due_at.filter(|_| held.acknowledged_at.is_none() && settled(held.state)).map(when),
        overdue: held.overdue,
        acknowledged: held.acknowledged_at.map(when),
    }
}

fn messages(seen: &View) -> Vec<Message> {
    let shown = |message: &crate::journeys::case::held_by::ShownMessage| Message {
        from_you: message.from == "reporter",
        at: when(message.at),
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
    sessions::keep(&visit.service, &visit.secret(), Kind::Draft, &draft).await.map_err(|error| visit.stop(error))?;
    Ok(visit.go("/your-report/details?mend"))
}

fn text_of(form: &Form) -> Json {
    json!({"text": form.get("text")})
}

/// `POST /your-report/messages`
pub(in crate::web) async fn message(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    match parse::message(&text_of(&form), &visit.service.reading(&|_| false)) {
        Err(faults) => again(&visit, &form, &faults, "message").await,
        Ok(text) => {
            follow_up::write_message(&visit.service, &opened, text).await.map_err(|fault| visit.stop(fault))?;
            Ok(visit.go("/your-report/details?message-sent"))
        }
    }
}

/// `POST /your-report/additions`
pub(in crate::web) async fn add(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    let mut json = text_of(&form);
    json["share_with"] = form.all("share_with").collect::<Vec<_>>().into();
    match parse::addition(&json, &visit.service.reading(&is_agency(&visit.service))) {
        Err(faults) => again(&visit, &form, &faults, "addition").await,
        Ok(addition) => {
            follow_up::add(&visit.service, &opened, addition).await.map_err(|fault| visit.stop(fault))?;
            Ok(visit.go("/your-report/details?added"))
        }
    }
}

fn is_agency(service: &Service) -> impl Fn(&str) -> bool {
    move |id| service.book.agency(id).is_some()
}

/// `GET /your-report/erase`
pub(in crate::web) async fn confirm_erasure(visit: Visit) -> Result<HttpResponse, Stop> {
    let opened = must_be_open(&visit).await?;
    let reference = opened.head.reference.to_string();
    visit.show(&EraseConfirm { frame: visit.frame(true), form_token: visit.form_token(), reference })
}

/// `POST /your-report/erase`
pub(in crate::web) async fn erase(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    match follow_up::erase(&visit.service, &opened).await {
        Ok(_) | Err(LookUpFault::Erased) => Ok(visit.go("/your-report/erased")),
        Err(fault) => Err(visit.stop(fault)),
    }
}

/// `GET /your-report/erased`
pub(in crate::web) async fn erased(visit: Visit) -> Result<HttpResponse, Stop> {
    let opened = must_be_open(&visit).await?;
    let Some(destroyed_at) = opened.head.erase_at.filter(|_| !opened.head.held) else { return Ok(visit.go("/your-report")) };
    let destroyed_on = destroyed_at.with_timezone(&London).format("%-d %B %Y").to_string();
    visit.show(&Erased { frame: visit.frame(true), reference: opened.head.reference.to_string(), destroyed_on })
}

/// `POST /your-report/leave`
pub(in crate::web) async fn leave(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await.map_err(|error| visit.stop(error))?;
    }
    Ok(visit.go_and_forget("/"))
}
