//! The session of a reporter who came back: the receipt it holds, the report that opens, and words that were not sent.

use serde::{Deserialize, Serialize};
use waymark_core::report::Told;
use waymark_core::vault::Receipt;

use crate::journeys::person::receipt::{LookUpFault, Opened, open as open_report};
use crate::journeys::service::sessions::{self, Kind, Secret};
use crate::journeys::service::unsent::{Whose, was_shared};
use crate::web::http::limits::Door;
use crate::web::http::refill::Again;
use crate::web::http::stop::{Closed, Stop};
use crate::web::http::unsent::{self, Sent};
use crate::web::http::visit::Visit;

/// What a reporter's session holds, under the key in their cookie.
#[derive(Serialize, Deserialize)]
pub(crate) struct Bearer {
    pub(crate) receipt: String,
    pub(crate) word: Option<Told>,
}

/// Whose words they are that are typed on the page of this report.
pub(crate) fn whose(opened: &Opened) -> Whose {
    Whose::Report(opened.head.id)
}

/// The report of this visit's session. Looking does not carry the session on: a GET changes nothing. What was typed here and not sent stands
/// in its form again.
pub(crate) async fn opened(visit: &Visit) -> Result<Option<Opened>, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(None) };
    let service = &visit.service;
    let Some(bearer): Option<Bearer> = sessions::find(service, &secret, Kind::Reporter).await? else {
        return Ok(None);
    };
    let Some(receipt) = Receipt::parse(&bearer.receipt) else { return Ok(None) };
    match open_report(service, &receipt, bearer.word.as_ref()).await {
        Ok(opened) => {
            // What is to be mended says itself what is wrong.
            let mends = visit.query().starts_with("mend");
            let here = if mends { String::new() } else { visit.speaker().say("kept-here") };
            let again = |late: crate::journeys::service::unsent::Late| Again {
                path: late.path,
                fields: late.fields,
                here,
                elsewhere: String::new(),
            };
            unsent::put_back(visit, &secret, whose(&opened), again).await?;
            Ok(Some(opened))
        }
        Err(LookUpFault::Unknown | LookUpFault::Erased) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// The report of a visit that only looks; without a session it is asked for the receipt.
pub(crate) async fn must_be_open(visit: &Visit) -> Result<Opened, Stop> {
    opened(visit).await?.ok_or(Stop::Closed(Closed::Seen))
}

/// The report of a visit that does something: the session goes on from now. When it is over, what was sent is kept, and the visitor is told
/// that nothing was done.
pub(crate) async fn at_work(visit: &Visit, sent: Sent) -> Result<(Opened, Secret), Stop> {
    visit.pass(Door::Receipts)?;
    let Some(secret) = visit.known_secret() else { return Err(Stop::Closed(Closed::Ended)) };
    let Some(opened) = opened(visit).await? else {
        let kept = !was_shared(&visit.service, &secret).await? && unsent::keep(visit, &secret, None, sent).await?;
        return Err(Stop::Closed(if kept { Closed::Kept } else { Closed::Ended }));
    };
    sessions::prolong(&visit.service, &secret, Kind::Reporter, Kind::Reporter.lasts()).await?;
    Ok((opened, secret))
}
