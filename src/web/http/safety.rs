//! What guards every request and every answer: headers, and no request from another site.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpResponse};

use crate::web::http::address::ways::Table;
use crate::web::http::address::{OnlyLooks, index};
use crate::web::http::body::TokenDecides;
use crate::web::http::current::service_of;
use crate::web::http::stop::Stop;
use crate::web::http::stopped;

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
];
/// Set where a search engine may list nothing.
const UNLISTED: (&str, &str) = ("x-robots-tag", "noindex, noarchive");

/// Lets a request through, unless another site sent it, and guards its answer.
pub(crate) async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let table = request.app_data::<Data<Table>>().cloned();
    if *request.method() == Method::HEAD {
        // The head of what GET would answer (RFC 9110 §9.3.2); the server leaves the body out.
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(OnlyLooks);
    }
    // The API holds no cookie: another site that calls it gains nothing.
    let page = !request.path().starts_with("/api/");
    let secure = service_of(request.request()).is_some_and(|service| service.settings.public_url.starts_with("https://"));
    if changes && page {
        match request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes) {
            Some(b"same-origin" | b"none") => {
                request.extensions_mut().insert(TokenDecides(false));
            }
            Some(_) => {
                let stopped = ServiceResponse::from_err(Stop::AnotherSite, request.request().clone());
                let mut response = in_words(stopped.map_into_right_body());
                headers(response.headers_mut(), secure);
                return Ok(response);
            }
            None => {
                request.extensions_mut().insert(TokenDecides(true));
            }
        }
    }
    if !changes && let Some(right) = table.as_ref().and_then(|table| table.spelled(request.uri().path())) {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let elsewhere = HttpResponse::PermanentRedirect().insert_header((LOCATION, format!("{right}{query}"))).finish();
        let mut response = request.into_response(elsewhere).map_into_right_body();
        headers(response.headers_mut(), secure);
        return Ok(response);
    }
    let started = std::time::Instant::now();
    let mut response = in_words(next.call(request).await?.map_into_left_body());
    headers(response.headers_mut(), secure);
    // The pattern, never the path: a path can hold a token.
    let pattern = response.request().match_pattern().unwrap_or_default();
    let status = response.status().as_u16();
    if status == 405
        && let Some(allow) = table.and_then(|table| table.allow(&pattern)).and_then(|allow| HeaderValue::try_from(allow).ok())
    {
        response.headers_mut().insert(ALLOW, allow);
    }
    if index::may_be_listed(response.request()) {
        response.headers_mut().remove(UNLISTED.0);
    }
    let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::debug!(method = response.request().method().as_str(), route = pattern, status, micros, "answered");
    Ok(response)
}

/// Whoever was stopped is told so in their own language, whichever handler stopped them.
fn in_words<B: MessageBody>(response: ServiceResponse<EitherBody<B>>) -> ServiceResponse<EitherBody<B>> {
    let stop = response.response().error().and_then(|error| error.as_error::<Stop>());
    let Some(page) = stop.and_then(|stop| stopped::page(response.request(), stop)) else { return response };
    let mut response = response.map_body(|_, _| EitherBody::right(BoxBody::new(page)));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn headers(headers: &mut HeaderMap, secure: bool) {
    for (name, value) in HEADERS.iter().chain([&UNLISTED]) {
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

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, ResponseError, web};

    use super::*;

    async fn full() -> Result<HttpResponse, Stop> {
        Err(Stop::TooMany(7))
    }

    async fn nobody() -> Result<HttpResponse, Stop> {
        Err(Stop::Kept)
    }

    #[actix_web::test]
    async fn the_guard_learns_what_stopped_somebody() {
        let app = App::new().wrap(from_fn(guard)).route("/full", web::get().to(full)).route("/nobody", web::get().to(nobody));
        let app = init_service(app).await;
        let answer = call_service(&app, TestRequest::with_uri("/full").to_request()).await;
        let stop = answer.response().error().and_then(|error| error.as_error::<Stop>());
        assert!(matches!(stop, Some(Stop::TooMany(7))) && stop.unwrap().word() == Some("too-many"));
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers().get("retry-after").unwrap(), "7");
        assert!(answer.headers().contains_key("content-security-policy"));
        let answer = call_service(&app, TestRequest::with_uri("/nobody").to_request()).await;
        assert_eq!(answer.status(), Stop::SignIn.status_code());
        assert_eq!(answer.headers().get("location").unwrap(), "/desk/sign-in?kept");
    }
}
