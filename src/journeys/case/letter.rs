//! What becomes of a job that is due: a letter or none, the link in it, and the Message-ID that is the same on every retry.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::clock::Promise;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::job::Job;
use waymark_core::report::Purpose;

use crate::journeys::service::Service;
use crate::letters::Letter;
use crate::post::mail::Mail;
use crate::storage::due::due::Claimed;
use waymark_core::referral::Referral;
use waymark_core::store_error::StoreError;

/// What became of a claimed row.
pub(crate) enum Turn {
    Send {
        letter: Letter,
        to: String,
        step: &'static str,
        referral: Box<Referral>,
        promise: Option<Promise>,
    },
    /// A letter that is about no referral.
    Tell(Box<Mail>),
    /// Not now, but then.
    Later(DateTime<Utc>),
    Drop(&'static str),
    /// Nobody is there to get it: a person has to look.
    GiveUp(&'static str),
    Done,
}

/// Whether somebody there has to act at once. Who only counts has nothing to hurry for.
pub(crate) fn is_urgent(referral: &Referral, told: &Handling) -> bool {
    told.facts.calls_duty() && referral.purpose != Purpose::Inform
}

pub(crate) fn link(service: &Service, referral: &Referral) -> Result<String, StoreError> {
    let token = service.vault.link_token(referral.id, referral.link_epoch)?;
    Ok(format!("{}/r/{}", service.settings.public_url, token.reveal()))
}

/// The same on every retry, and different for each referral, step, recipient and code. An addition's notice differs by its row.
pub(crate) fn message_id(
    service: &Service,
    referral: &Referral,
    step: &str,
    to: &str,
    row: &Claimed,
) -> Result<String, StoreError> {
    let which = match row.job {
        Job::OneTimeCode { request, .. } => request,
        Job::MoreToSee { .. } => row.id,
        _ => Uuid::nil(),
    };
    let of = [&referral.id.as_bytes()[..], step.as_bytes(), b"\0", to.as_bytes(), b"\0", which.as_bytes()].concat();
    message_id_of(service, &of)
}

/// The mark in one of our Message-IDs; nothing in another's.
pub(crate) fn mark_of(message_id: &str) -> Option<[u8; 16]> {
    let local = message_id.trim_matches(['<', '>', ' ']).split('@').next()?;
    data_encoding::HEXLOWER.decode(local.as_bytes()).ok()?.try_into().ok()
}

/// The Message-ID of what a letter of the service is about.
pub(crate) fn message_id_of(service: &Service, of: &[u8]) -> Result<String, StoreError> {
    message_id_from(service, &service.settings.operator.mail_from_address, of)
}

/// The Message-ID of what a letter from this address is about: it ends in the domain of its sender.
pub(crate) fn message_id_from(service: &Service, from: &str, of: &[u8]) -> Result<String, StoreError> {
    let mark = service.vault.mark("message", of)?;
    let domain = from.rsplit('@').next().unwrap_or("localhost");
    Ok(format!("{}@{domain}", data_encoding::HEXLOWER.encode(&mark)))
}
