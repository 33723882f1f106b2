//! The style sheet, the script, the icon and the logo: all that a page asks for beside itself.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Bytes;

use crate::web::http::current::Current;
use crate::web::http::stop::Stop;

/// An hour: a new version is seen soon, and a slow connection asks once.
const KEEP: &str = "public, max-age=3600";

/// The style sheet with the colours of the service as it is now.
pub(crate) async fn style(service: Current) -> HttpResponse {
    answer("text/css; charset=utf-8", Bytes::from(service.settings.theme.style()))
}

pub(crate) async fn desk_style() -> HttpResponse {
    answer("text/css; charset=utf-8", Bytes::from(waymark_core::config::theme::desk_style()))
}

pub(crate) async fn script() -> HttpResponse {
    answer("text/javascript; charset=utf-8", Bytes::from_static(include_bytes!("../../../assets/page.js")))
}

/// What keeps words while they are typed, on pages where something is written.
pub(crate) async fn keeper() -> HttpResponse {
    answer("text/javascript; charset=utf-8", Bytes::from_static(include_bytes!("../../../assets/keep.js")))
}

/// `GET /assets/stay.js`: for the person's own page, which stays open while they write.
pub(crate) async fn stayer() -> HttpResponse {
    answer("text/javascript; charset=utf-8", Bytes::from_static(include_bytes!("../../../assets/stay.js")))
}

pub(crate) async fn desk_script() -> HttpResponse {
    answer("text/javascript; charset=utf-8", Bytes::from_static(include_bytes!("../../../assets/desk.js")))
}

pub(crate) async fn icon() -> HttpResponse {
    answer("image/svg+xml", Bytes::from_static(include_bytes!("../../../assets/icon.svg")))
}

pub(crate) async fn logo(service: Current) -> Result<HttpResponse, Stop> {
    let logo = service.settings.theme.logo.as_ref().ok_or(Stop::NotFound)?;
    Ok(answer(logo.kind, Bytes::copy_from_slice(&logo.bytes)))
}

fn answer(kind: &'static str, bytes: Bytes) -> HttpResponse {
    HttpResponse::Ok().content_type(kind).insert_header((CACHE_CONTROL, KEEP)).body(bytes)
}
