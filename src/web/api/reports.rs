//! Taking reports in, and saying what would happen to one.

use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::super::limits::Door;
use super::super::problem::Problem;
use super::{json, pass, told, understood};
use crate::journeys::submit::{Arrival, Retry, first_answer, submit as take_in};
use crate::journeys::{Service, preview as previews};
use crate::report::parse;

/// `POST /api/v1/reports`
pub(in crate::web) async fn submit(
    request: HttpRequest,
    service: Data<Service>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    pass(&request, &service, Door::Sending)?;
    // No key has been given out yet, so none is known.
    if request.headers().contains_key(AUTHORIZATION) {
        return Err(Problem::bearer());
    }
    let key = retry_key(&request)?;
    let body = json(&request, payload).await?;
    let retry = key.map(|key| Retry { key, body: body.to_string().into_bytes() });
    if let Some(retry) = &retry
        && let Some(answer) = first_answer(&service, retry).await?
    {
        return Ok(HttpResponse::Created().json(answer));
    }
    let report = understood(&request, &service, &body, parse::report)?;
    let answer = take_in(&service, &report, &Arrival::by("api", None), retry.as_ref()).await?;
    Ok(HttpResponse::Created().json(answer))
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
pub(in crate::web) async fn preview(
    request: HttpRequest,
    service: Data<Service>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    pass(&request, &service, Door::Preview)?;
    let case = told(&request, &service, payload, parse::preview).await?;
    Ok(HttpResponse::Ok().json(previews::preview(&service, &case).await?))
}
