//! The style sheet and the icon: all that a page asks for beside itself.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;

/// An hour: a new version is seen soon, and a slow connection asks once.
const KEEP: &str = "public, max-age=3600";

pub(super) async fn style() -> HttpResponse {
    answer("text/css; charset=utf-8", include_str!("../../assets/style.css"))
}

pub(super) async fn icon() -> HttpResponse {
    answer("image/svg+xml", include_str!("../../assets/icon.svg"))
}

fn answer(kind: &'static str, text: &'static str) -> HttpResponse {
    HttpResponse::Ok().content_type(kind).insert_header((CACHE_CONTROL, KEEP)).body(text)
}
