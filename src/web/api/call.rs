//! What every call of the API begins with: its method, its body with every fault, and the door that holds floods back (rate limit).

use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Data, Payload};
use serde_json::Value as Json;
use waymark_core::report::parse::Fault;
use waymark_core::report::parse::reading::Reading;

use crate::journeys::service::Service;
use crate::web::http::address::ways::Place;
use crate::web::http::body;
use crate::web::http::limits::{Door, Limits};
use crate::web::http::problem::Problem;
use crate::web::http::visit::speaker;

/// A resource that answers other methods with problem details.
pub(crate) fn only(place: Place) -> Place {
    place.of_the_api()
}

/// Reads a JSON body.
pub(crate) async fn json(request: &HttpRequest, payload: Payload) -> Result<Json, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind != "application/json" && !kind.ends_with("+json") {
        return Err(Problem::media_type());
    }
    let body = body::read(request, payload).await?;
    // Some systems begin a text with a mark of its byte order. RFC 8259 lets a reader pass over it.
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
    serde_json::from_slice(body).map_err(|_| Problem::not_json())
}

/// Reads a JSON body into what it says, or names every fault of it.
pub(crate) async fn told<T>(
    request: &HttpRequest,
    service: &Service,
    payload: Payload,
    read: impl Fn(&Json, &Reading<'_>) -> Result<T, Vec<Fault>>,
) -> Result<T, Problem> {
    let body = json(request, payload).await?;
    understood(request, service, &body, read)
}

/// What a body says, or every fault of it in the language asked for.
pub(crate) fn understood<T>(
    request: &HttpRequest,
    service: &Service,
    body: &Json,
    read: impl Fn(&Json, &Reading<'_>) -> Result<T, Vec<Fault>>,
) -> Result<T, Problem> {
    let is_agency = |id: &str| service.book.agency(id).is_some();
    read(body, &service.reading(&is_agency)).map_err(|faults| Problem::faults(&faults, &speaker(service, request)))
}

/// Lets a request through a door, or holds it back for a while.
pub(crate) fn pass(request: &HttpRequest, service: &Service, door: Door) -> Result<(), Problem> {
    let limits = request.app_data::<Data<Limits>>();
    limits.map_or(Ok(()), |limits| limits.pass(request, service.settings.behind_proxy, door)).map_err(Problem::too_many)
}
