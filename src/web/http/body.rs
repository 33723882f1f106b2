//! Reading what is sent, with a limit in size and in time.

use std::time::Duration;

use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;

/// The longest body (CONTRACT §4): 50,000 letters of any script fit, whichever way they are written.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// How long a body may take: a poor connection, not a dripping one.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFault {
    TooLong,
    TooSlow,
    Broken,
}

/// Reads a whole body.
pub(crate) async fn read(payload: Payload) -> Result<Bytes, BodyFault> {
    tokio::time::timeout(PATIENCE, collect(payload)).await.unwrap_or(Err(BodyFault::TooSlow))
}

async fn collect(mut payload: Payload) -> Result<Bytes, BodyFault> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| BodyFault::Broken)?;
        if body.len() + chunk.len() > LONGEST {
            return Err(BodyFault::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Reads the fields of a form, in their order.
pub(crate) async fn read_form(payload: Payload) -> Result<Form, BodyFault> {
    let body = read(payload).await?;
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
