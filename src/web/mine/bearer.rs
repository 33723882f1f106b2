//! The session of a reporter who came back: the receipt it holds, the report that opens, and words that need mending.

use serde::{Deserialize, Serialize};
use waymark_core::report::Told;
use waymark_core::vault::Receipt;

use crate::journeys::person::receipt::open as open_report;
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

/// What a reporter's session holds, under the key in their cookie.
#[derive(Serialize, Deserialize)]
pub(crate) struct Bearer {
    pub(crate) receipt: String,
    pub(crate) word: Option<Told>,
}

/// What was typed and needs mending, kept under the key in the cookie.
#[derive(Serialize, Deserialize, Default)]
pub(crate) struct Draft {
    pub(crate) field: String,
    pub(crate) text: String,
    pub(crate) faults: Vec<(String, String)>,
}

/// The report of this visit's session. Looking does not carry the session on: a GET changes nothing.
pub(crate) async fn opened(visit: &Visit) -> Result<Option<Opened>, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(None) };
    let service = &visit.service;
    let Some(bearer): Option<Bearer> = sessions::find(service, &secret, Kind::Reporter).await? else {
        return Ok(None);
    };
    let Some(receipt) = Receipt::parse(&bearer.receipt) else { return Ok(None) };
    match open_report(service, &receipt, bearer.word.as_ref()).await {
        Ok(opened) => Ok(Some(opened)),
        Err(LookUpFault::Unknown | LookUpFault::Erased) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn must_be_open(visit: &Visit) -> Result<Opened, Stop> {
    opened(visit).await?.ok_or(Stop::Expired)
}

/// The report of a visit that does something: the session goes on from now.
pub(crate) async fn at_work(visit: &Visit) -> Result<Opened, Stop> {
    visit.pass(Door::Receipts)?;
    let opened = must_be_open(visit).await?;
    if let Some(secret) = visit.known_secret() {
        let bearer: Option<Bearer> = sessions::find(&visit.service, &secret, Kind::Reporter).await?;
        if let Some(bearer) = bearer {
            sessions::keep(&visit.service, &secret, Kind::Reporter, &bearer).await?;
        }
    }
    Ok(opened)
}
