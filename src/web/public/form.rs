//! The one-page form.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use serde::{Deserialize, Serialize};

use super::super::body::Form;
use super::super::limits::Door;
use super::super::page::{Stop, Visit};
use super::super::pages::{FaultLine, anchor, public::ReportForm};
use super::super::problem::words_of;
use super::form_fields::{FieldFault, field_of, groups, to_report};
use crate::journeys::sessions::{self, Kind};
use crate::journeys::submit::{Retry, submit};
use crate::report::parse;

/// A form that was not taken, kept under the visitor's own key: answers and what is wrong with them.
#[derive(Serialize, Deserialize, Default)]
struct Draft {
    typed: Vec<(String, String)>,
    faults: Vec<FieldFault>,
}

/// `GET /report`: a blank form, or – sent back by ourselves – the answers that need mending. Coming back never shows them unasked.
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let mut draft = Draft::default();
    if visit.query() == "mend"
        && let Some(secret) = visit.known_secret()
    {
        let kept = sessions::find(&visit.service, &secret, Kind::Draft).await.map_err(|error| visit.stop(error))?;
        draft = kept.unwrap_or_default();
    }
    let typed = Form(draft.typed);
    let faults = draft.faults.iter().map(|(field, words)| FaultLine { anchor: anchor(field), text: words.clone() });
    visit.show(&ReportForm {
        frame: visit.frame(true),
        form_token: visit.form_token(),
        groups: groups(&visit.service, visit.speaker(), &typed, &draft.faults),
        faults: faults.collect(),
    })
}

/// `POST /report`
pub(in crate::web) async fn send(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Sending)?;
    let form = visit.form(payload).await?;
    let service = &visit.service;
    let json = to_report(&form, visit.speaker().language());
    let is_agency = |id: &str| service.book.agency(id).is_some();
    let report = match parse::report(&json, &service.reading(&is_agency)) {
        Ok(report) => report,
        Err(faults) => {
            let t = visit.speaker();
            let words = |fault: &parse::Fault| {
                // A missing account has words of its own: it is the one answer that everything else hangs on.
                let own = format!("fault-{}{}", fault.code.id(), fault.pointer.replace('/', "-"));
                if t.has(&own) { t.say(&own) } else { words_of(&fault.code, t) }
            };
            let faults = faults.iter().map(|fault| (field_of(&fault.pointer), words(fault))).collect();
            let draft = Draft { typed: form.0, faults };
            sessions::keep(service, &visit.secret(), Kind::Draft, &draft).await.map_err(|error| visit.stop(error))?;
            return Ok(visit.go("/report?mend"));
        }
    };
    // The same answers sent twice from one visit – a double click, a reload – are one report.
    let body = json.to_string().into_bytes();
    let secret = visit.secret();
    let digest = ring::digest::digest(&ring::digest::SHA256, &body);
    let key = format!("form {} {}", secret.form_token(service), data_encoding::HEXLOWER.encode(digest.as_ref()));
    let receipted = submit(service, &report, "web", Some(&Retry { key, body })).await.map_err(|fault| visit.stop(fault))?;
    sessions::keep(service, &secret, Kind::Receipt, &receipted).await.map_err(|error| visit.stop(error))?;
    sessions::end(service, &secret, Kind::Draft).await.map_err(|error| visit.stop(error))?;
    Ok(visit.go("/report/receipt"))
}
