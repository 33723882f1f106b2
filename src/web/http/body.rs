//! Reading what is sent, with a limit in size and in time.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::web::{Bytes, BytesMut, Data, Payload};
use futures_util::StreamExt;

use crate::web::http::limits::Limits;

/// The longest body (CONTRACT §4): 50,000 letters of any script, which a form writes with up to twelve bytes each, and JSON too.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// The longest body of a page that keeps words which are too long to be sent, so that somebody can shorten them.
pub(crate) const LONGEST_KEPT: usize = 4 * LONGEST;
/// What is longer than this is read for so many at once; others wait, and hold no more than this in memory meanwhile.
const LARGE: usize = 256 * 1024;
/// How long a body may take: 1 MiB over a poor connection, not a dripping one.
const PATIENCE: Duration = Duration::from_mins(2);

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFault {
    TooLong,
    TooSlow,
    Broken,
}

/// Reads a whole body.
pub(crate) async fn read(request: &HttpRequest, payload: Payload) -> Result<Bytes, BodyFault> {
    read_up_to(request, payload, LONGEST).await
}

async fn read_up_to(request: &HttpRequest, payload: Payload, most: usize) -> Result<Bytes, BodyFault> {
    let limits = request.app_data::<Data<Limits>>().map(actix_web::web::Data::get_ref);
    tokio::time::timeout(PATIENCE, collect(limits, payload, most)).await.unwrap_or(Err(BodyFault::TooSlow))
}

async fn collect(limits: Option<&Limits>, mut payload: Payload, most: usize) -> Result<Bytes, BodyFault> {
    let mut body = BytesMut::new();
    let mut place = None;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| BodyFault::Broken)?;
        if body.len() + chunk.len() > most {
            return Err(BodyFault::TooLong);
        }
        if let Some(limits) = limits.filter(|_| place.is_none() && body.len() + chunk.len() > LARGE) {
            place = Some(limits.large_bodies.acquire().await.map_err(|_| BodyFault::Broken)?);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Reads the fields of a form, in their order.
pub(crate) async fn read_form(request: &HttpRequest, payload: Payload, most: usize) -> Result<Form, BodyFault> {
    let body = read_up_to(request, payload, most).await?;
    Ok(Form(form_urlencoded::parse(&body).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
}

/// Whether a form must carry its token (CSRF token): the browser did not say where the request came from.
#[derive(Clone, Copy)]
pub(crate) struct TokenDecides(pub bool);

/// The fields of a form. What they hold was typed by a person: it has no `Debug`.
pub(crate) struct Form(pub Vec<(String, String)>);

impl Form {
    /// The first value of a field; blank when it was left out.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}
