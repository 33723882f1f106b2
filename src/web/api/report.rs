//! A reporter's own report, by its receipt.

use std::collections::BTreeSet;

use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value as Json, json};
use waymark_core::handling::wish::Wish;
use waymark_core::report::parse::reading::Reading;
use waymark_core::report::{Told, parse};
use waymark_core::vault::Receipt;

use crate::journeys::person::look_up::{self, View};
use crate::journeys::person::receipt::{self, Opened};
use crate::journeys::person::{add, allow, erase, message, stop_ways, word};
use crate::web::api::call::{json, pass, told, understood};
use crate::web::http::current::Current;
use crate::web::http::limits::Door;
use crate::web::http::problem::Problem;
use crate::web::http::visit::speaker;

struct Bearer {
    pub(crate) receipt: Receipt,
    opened: Opened,
}

/// Opens the report of the headers `Receipt` and `Receipt-Word`.
async fn bearer(request: &HttpRequest, service: &Current) -> Result<Bearer, Problem> {
    pass(request, service, Door::Receipts)?;
    let header = |name: &str| request.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let receipt = header("receipt").ok_or_else(Problem::receipt_missing)?;
    let receipt = Receipt::parse(&receipt).ok_or_else(Problem::receipt_unknown)?;
    let word = header("receipt-word").filter(|word| !word.trim().is_empty()).map(Told::new);
    let opened = receipt::open(service, &receipt, word.as_ref()).await?;
    Ok(Bearer { receipt, opened })
}

async fn seen(request: &HttpRequest, service: &Current, opened: &Opened) -> Result<View, Problem> {
    Ok(look_up::view(service, opened, &speaker(service, request)).await?)
}

/// `GET /api/v1/report`
pub(in crate::web) async fn view(request: HttpRequest, service: Current) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    Ok(HttpResponse::Ok().json(seen(&request, &service, &bearer.opened).await?))
}

/// `POST /api/v1/report/messages`
pub(in crate::web) async fn message(request: HttpRequest, service: Current, payload: Payload) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    let text = told(&request, &service, payload, parse::message).await?;
    message::write_message(&service, &bearer.opened, text).await?;
    Ok(HttpResponse::Created().json(seen(&request, &service, &bearer.opened).await?))
}

/// `POST /api/v1/report/additions`
pub(in crate::web) async fn add(request: HttpRequest, service: Current, payload: Payload) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    let addition = told(&request, &service, payload, parse::addition).await?;
    add::add(&service, &bearer.opened, addition).await?;
    Ok(HttpResponse::Created().json(seen(&request, &service, &bearer.opened).await?))
}

/// `POST /api/v1/report/permission`
pub(in crate::web) async fn allow(request: HttpRequest, service: Current, payload: Payload) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    let said = |json: &Json, reading: &Reading<'_>| Ok((parse::permission(json, reading)?, json.get("never").is_none()));
    let (permission, keeps_never) = told(&request, &service, payload, said).await?;
    let wish = Wish { permission, keep: false, keeps_never, lifts: BTreeSet::new(), asked: None };
    allow::allow(&service, &bearer.opened, wish).await?;
    Ok(HttpResponse::Ok().json(seen(&request, &service, &bearer.opened).await?))
}

/// `PATCH /api/v1/report/contact`
pub(in crate::web) async fn contact(request: HttpRequest, service: Current, payload: Payload) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    let body = json(&request, payload).await?;
    let adds = |value: &Json| !value.is_null() && value.as_array().is_none_or(|ways| !ways.is_empty());
    if body.get("add").is_some_and(adds) {
        return Err(Problem::new_way());
    }
    bearer.opened.key()?;
    let known = seen(&request, &service, &bearer.opened).await?.ways;
    let ways = understood(&request, &service, &body, |json, _| parse::stop(json, known.len()))?;
    stop_ways::stop_ways(&service, &bearer.opened, ways, &speaker(&service, &request)).await?;
    Ok(HttpResponse::Ok().json(seen(&request, &service, &bearer.opened).await?))
}

/// `POST /api/v1/report/word`
pub(in crate::web) async fn choose_word(
    request: HttpRequest,
    service: Current,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    let word = told(&request, &service, payload, parse::own_word).await?;
    word::choose_word(&service, &bearer.opened, &bearer.receipt, &word).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `DELETE /api/v1/report`
pub(in crate::web) async fn erase(request: HttpRequest, service: Current) -> Result<HttpResponse, Problem> {
    let bearer = bearer(&request, &service).await?;
    let destroyed_at = erase::erase(&service, &bearer.opened).await?;
    let status = look_up::sealed_off(Some(destroyed_at), &speaker(&service, &request));
    Ok(HttpResponse::Ok().json(json!({"reference": bearer.opened.head.reference.as_str(), "state": "sealed-off", "status": status, "destroyed_at": destroyed_at})))
}
