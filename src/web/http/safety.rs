//! What guards every request and every answer: headers, and no request from another site.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};

use crate::web::http::current::service_of;
use crate::web::http::stop::{Stop, Why};
use crate::web::http::token::TokenDecides;

/// Set on every answer. Nothing inline, nothing from elsewhere, no frame around us, no address handed on.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex, noarchive"),
];

/// Lets a request through, unless another site sent it, and guards its answer.
pub(crate) async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // The API holds no cookie: another site that calls it gains nothing.
    let page = !request.path().starts_with("/api/");
    let secure = service_of(request.request()).is_some_and(|service| service.settings.public_url.starts_with("https://"));
    if changes && page {
        match request.headers().get("sec-fetch-site").map(|site| site.as_bytes()) {
            Some(b"same-origin" | b"none") => {
                request.extensions_mut().insert(TokenDecides(false));
            }
            Some(_) => {
                let stop = Stop::of(request.request(), Why::AnotherSite);
                let mut response = ServiceResponse::from_err(stop, request.request().clone());
                headers(response.headers_mut(), secure);
                return Ok(response.map_into_right_body());
            }
            None => {
                request.extensions_mut().insert(TokenDecides(true));
            }
        }
    }
    let started = std::time::Instant::now();
    let mut response = next.call(request).await?;
    headers(response.headers_mut(), secure);
    // The pattern, never the path: a path can hold a token.
    let pattern = response.request().match_pattern().unwrap_or_default();
    let (status, micros) = (response.status().as_u16(), started.elapsed().as_micros() as u64);
    tracing::debug!(method = response.request().method().as_str(), route = pattern, status, micros, "answered");
    Ok(response.map_into_left_body())
}

fn headers(headers: &mut HeaderMap, secure: bool) {
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if secure {
        headers.insert(
            HeaderName::from_static("strict-transport-security"),
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
}
