//! Taking reports in, and saying what would happen to one.

use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use waymark_core::handling::arrival::Arrival;
use waymark_core::report::parse;

use crate::journeys::centre::api_keys::centre_of;
use crate::journeys::person::submit::{Retry, first_answer, submit as take_in};
use crate::journeys::placing::preview as previews;
use crate::web::api::call::{json, pass, told, understood};
use crate::web::http::current::Current;
use crate::web::http::limits::Door;
use crate::web::http::problem::Problem;

/// `POST /api/v1/reports`
pub(in crate::web) async fn submit(request: HttpRequest, service: Current, payload: Payload) -> Result<HttpResponse, Problem> {
    pass(&request, &service, Door::Sending)?;
    let centre = centre(&request, &service).await?;
    let key = retry_key(&request)?;
    let body = json(&request, payload).await?;
    let retry = key.map(|key| Retry { key, body: body.to_string().into_bytes() });
    if let Some(retry) = &retry
        && let Some(answer) = first_answer(&service, retry).await?
    {
        return Ok(HttpResponse::Created().json(answer));
    }
    let report = understood(&request, &service, &body, parse::report)?;
    let answer = take_in(&service, &report, &Arrival { centre, ..Arrival::by("api", None) }, retry.as_ref()).await?;
    Ok(HttpResponse::Created().json(answer))
}

/// The centre whose own system sends this; nothing for anybody else. A key that is not known stops it.
async fn centre(request: &HttpRequest, service: &Current) -> Result<Option<String>, Problem> {
    let Some(value) = request.headers().get(AUTHORIZATION) else { return Ok(None) };
    let (scheme, key) = value.to_str().ok().and_then(|value| value.split_once(' ')).ok_or_else(Problem::bearer)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Problem::bearer());
    }
    Ok(Some(centre_of(service, key.trim()).await?.ok_or_else(Problem::bearer)?))
}

fn retry_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().map_err(|_| Problem::bad_retry_key())?;
    if !(16..=255).contains(&key.len()) {
        return Err(Problem::bad_retry_key());
    }
    Ok(Some(key.to_owned()))
}

/// `POST /api/v1/routing/preview`
pub(in crate::web) async fn preview(request: HttpRequest, service: Current, payload: Payload) -> Result<HttpResponse, Problem> {
    pass(&request, &service, Door::Preview)?;
    let case = told(&request, &service, payload, parse::preview).await?;
    Ok(HttpResponse::Ok().json(previews::preview(&service, &case).await?))
}
