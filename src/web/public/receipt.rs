//! The receipt, until its reporter says that it is saved.

use actix_web::HttpResponse;
use actix_web::web::Payload;

use super::super::page::{Stop, Visit, Why};
use super::super::pages::public::{ReceiptPage, Told};
use crate::journeys::sessions::{self, Kind};
use crate::journeys::submit::{Receipted, Waiting};
use crate::words::Speaker;

/// `GET /report/receipt`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(secret) = visit.known_secret() else { return Err(visit.stop(Why::Expired)) };
    let kept: Option<Receipted> =
        sessions::find(&visit.service, &secret, Kind::Receipt).await.map_err(|error| visit.stop(error))?;
    let Some(receipted) = kept else { return Err(visit.stop(Why::Expired)) };
    let t = visit.speaker();
    let told = receipted.referrals.iter().map(|referred| Told {
        name: referred.name.clone(),
        purpose: t.say(&format!("purpose-{}", referred.purpose)),
        sections: referred.sections.iter().map(|section| t.say(&format!("section-{section}"))).collect(),
    });
    visit.show(&ReceiptPage {
        frame: visit.frame(true),
        form_token: visit.form_token(),
        reference: receipted.reference.clone(),
        receipt: receipted.receipt.clone(),
        told: told.collect(),
        waiting: receipted.unplaced.iter().map(|waiting| waits(waiting, t)).collect(),
    })
}

/// What waits, in words.
pub(super) fn waits(waiting: &Waiting, t: &Speaker) -> String {
    t.say1(&format!("unplaced-{}", waiting.reason), "purpose", t.say(&format!("purpose-{}", waiting.purpose)))
}

/// `POST /report/receipt/saved`
pub(in crate::web) async fn saved(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await.map_err(|error| visit.stop(error))?;
    }
    Ok(visit.go_and_forget("/"))
}
