//! The style sheet, the script, the icon and the logo: all that a page asks for beside itself.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::page::{Stop, Why};
use crate::config::{Logo, Theme};

/// An hour: a new version is seen soon, and a slow connection asks once.
const KEEP: &str = "public, max-age=3600";

/// What this service looks like, made once at the start.
pub(super) struct Look {
    style: Bytes,
    logo: Option<(&'static str, Bytes)>,
}

impl Look {
    pub fn of(theme: &Theme) -> Self {
        let logo = |logo: &Logo| (logo.kind, Bytes::copy_from_slice(&logo.bytes));
        Self { style: Bytes::from(theme.style()), logo: theme.logo.as_ref().map(logo) }
    }
}

pub(super) async fn style(look: Data<Look>) -> HttpResponse {
    answer("text/css; charset=utf-8", look.style.clone())
}

pub(super) async fn script() -> HttpResponse {
    answer("text/javascript; charset=utf-8", Bytes::from_static(include_bytes!("../../assets/page.js")))
}

pub(super) async fn icon() -> HttpResponse {
    answer("image/svg+xml", Bytes::from_static(include_bytes!("../../assets/icon.svg")))
}

pub(super) async fn logo(request: HttpRequest, look: Data<Look>) -> Result<HttpResponse, actix_web::Error> {
    let (kind, bytes) = look.logo.clone().ok_or_else(|| Stop::of(&request, Why::NotFound))?;
    Ok(answer(kind, bytes))
}

fn answer(kind: &'static str, bytes: Bytes) -> HttpResponse {
    HttpResponse::Ok().content_type(kind).insert_header((CACHE_CONTROL, KEEP)).body(bytes)
}
