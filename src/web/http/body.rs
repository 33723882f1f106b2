//! Reading what is sent, with a limit in size and in time.

use std::time::Duration;

use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use tokio::sync::Semaphore;

/// The longest body (CONTRACT §4): 50,000 letters of any script, which a form writes with up to twelve bytes each, and JSON too.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// The longest body of a page that keeps words which are too long to be sent, so that somebody can shorten them.
pub(crate) const LONGEST_KEPT: usize = 4 * LONGEST;
/// What is longer than this is read for so many at once; others wait, and hold none of it in memory meanwhile.
const LARGE: usize = 256 * 1024;
static ROOM: Semaphore = Semaphore::const_new(32);
/// How long a body may take: 1 MiB over a poor connection, not a dripping one.
const PATIENCE: Duration = Duration::from_secs(120);

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFault {
    TooLong,
    TooSlow,
    Broken,
}

/// Reads a whole body.
pub(crate) async fn read(payload: Payload) -> Result<Bytes, BodyFault> {
    read_up_to(payload, LONGEST).await
}

async fn read_up_to(payload: Payload, most: usize) -> Result<Bytes, BodyFault> {
    tokio::time::timeout(PATIENCE, collect(payload, most)).await.unwrap_or(Err(BodyFault::TooSlow))
}

async fn collect(mut payload: Payload, most: usize) -> Result<Bytes, BodyFault> {
    let mut body = BytesMut::new();
    let mut place = None;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| BodyFault::Broken)?;
        if body.len() + chunk.len() > most {
            return Err(BodyFault::TooLong);
        }
        if place.is_none() && body.len() + chunk.len() > LARGE {
            place = Some(ROOM.acquire().await.map_err(|_| BodyFault::Broken)?);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Reads the fields of a form, in their order.
pub(crate) async fn read_form(payload: Payload, most: usize) -> Result<Form, BodyFault> {
    let body = read_up_to(payload, most).await?;
    Ok(Form(form_urlencoded::parse(&body).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
}

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
