//! Writing the letters that are due: which words, to whom, under which Message-ID.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::clock::Promise;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::job::Kind;
use waymark_core::report::{Purpose, RiskLevel};
use waymark_core::routing::Agency;

use crate::journeys::Service;
use crate::letters::{self, Letter};
use crate::post::mail::Mail;
use crate::storage::outbox::Claimed;
use crate::storage::referral::Referral;
use crate::storage::report::Head;
use crate::storage::{StoreError, code};

/// What became of a claimed row.
pub(super) enum Turn {
    Send {
        letter: Letter,
        to: String,
        step: &'static str,
        referral: Box<Referral>,
        promise: Option<Promise>,
    },
    /// To the person who reported.
    Tell(Box<Mail>),
    /// Not now, but then.
    Later(DateTime<Utc>),
    Drop(&'static str),
    /// Nobody is there to get it: a person has to look.
    GiveUp(&'static str),
    Done,
}

/// Whether somebody there has to act at once. Who only counts has nothing to hurry for.
pub(super) fn is_urgent(referral: &Referral, told: &Handling) -> bool {
    told.facts.risk == RiskLevel::High && referral.purpose != Purpose::Inform
}

pub(super) fn notice(
    service: &Service,
    head: &Head,
    referral: Referral,
    agency: &Agency,
    promise: Promise,
    told: &Handling,
) -> Result<Turn, StoreError> {
    let letter = letters::Notice {
        t: service.speaker(),
        service: service.settings.operator.service_name.clone(),
        demonstration: service.settings.operator.demonstration,
        reference: head.reference.to_string(),
        urgent: is_urgent(&referral, told),
        promise: promise.to_string(),
        link: link(service, &referral)?,
        call_back: service.settings.operator.call_back.clone(),
    };
    Ok(Turn::Send {
        letter: letter.letter(),
        to: agency.email.clone(),
        step: "notice",
        referral: Box::new(referral),
        promise: Some(promise),
    })
}

pub(super) fn more_to_see(service: &Service, head: &Head, referral: Referral, agency: &Agency) -> Result<Turn, StoreError> {
    let letter = letters::MoreToSee {
        t: service.speaker(),
        service: service.settings.operator.service_name.clone(),
        demonstration: service.settings.operator.demonstration,
        reference: head.reference.to_string(),
        link: link(service, &referral)?,
        call_back: service.settings.operator.call_back.clone(),
    };
    Ok(Turn::Send {
        letter: letter.letter(),
        to: agency.email.clone(),
        step: "more-to-see",
        referral: Box::new(referral),
        promise: None,
    })
}

pub(super) fn please_stop(service: &Service, head: &Head, referral: Referral, agency: &Agency) -> Turn {
    let letter = letters::PleaseStop {
        t: service.speaker(),
        service: service.settings.operator.service_name.clone(),
        demonstration: service.settings.operator.demonstration,
        reference: head.reference.to_string(),
        call_back: service.settings.operator.call_back.clone(),
    };
    Turn::Send {
        letter: letter.letter(),
        to: agency.email.clone(),
        step: "please-stop",
        referral: Box::new(referral),
        promise: None,
    }
}

pub(super) fn one_time_code(
    service: &Service,
    head: &Head,
    referral: Referral,
    agency: &Agency,
    request: &code::CodeRequest,
) -> Result<Turn, StoreError> {
    let now = service.now();
    if request.good_until <= now || request.used_at.is_some() {
        return Ok(Turn::Drop("code-over"));
    }
    let readers = std::iter::once(&agency.email).chain(&agency.readers);
    let mut to = None;
    for address in readers {
        if service.vault.mark("reader", address.as_bytes())? == request.reader[..] {
            to = Some(address.clone());
        }
    }
    let Some(to) = to else { return Ok(Turn::Drop("no-reader")) };
    let letter = letters::OneTimeCode {
        t: service.speaker(),
        service: service.settings.operator.service_name.clone(),
        demonstration: service.settings.operator.demonstration,
        reference: head.reference.to_string(),
        request_name: request.name.clone(),
        code: service.vault.code(request.id)?.reveal(),
        // Begun minutes count, so that the letter says what the page says.
        minutes: ((request.good_until - now).num_seconds() + 59) / 60,
        call_back: service.settings.operator.call_back.clone(),
    };
    Ok(Turn::Send { letter: letter.letter(), to, step: "one-time-code", referral: Box::new(referral), promise: None })
}

fn link(service: &Service, referral: &Referral) -> Result<String, StoreError> {
    let token = service.vault.link_token(referral.id, referral.link_epoch)?;
    Ok(format!("{}/r/{}", service.settings.public_url, token.reveal()))
}

/// The same on every retry, and different for each referral, step, recipient and code. An addition's notice differs by its row.
pub(super) fn message_id(
    service: &Service,
    referral: &Referral,
    step: &str,
    to: &str,
    row: &Claimed,
) -> Result<String, StoreError> {
    let which = match row.kind {
        Kind::OneTimeCode => row.request.unwrap_or(Uuid::nil()),
        Kind::MoreToSee => row.id,
        _ => Uuid::nil(),
    };
    let of = [&referral.id.as_bytes()[..], step.as_bytes(), b"\0", to.as_bytes(), b"\0", which.as_bytes()].concat();
    message_id_of(service, &of)
}

/// The mark in one of our Message-IDs; nothing in another's.
pub(super) fn mark_of(message_id: &str) -> Option<[u8; 16]> {
    let local = message_id.trim_matches(['<', '>', ' ']).split('@').next()?;
    data_encoding::HEXLOWER.decode(local.as_bytes()).ok()?.try_into().ok()
}

/// The Message-ID of what a letter is about.
pub(super) fn message_id_of(service: &Service, of: &[u8]) -> Result<String, StoreError> {
    let mark = service.vault.mark("message", of)?;
    let domain = service.settings.operator.mail_from_address.rsplit('@').next().unwrap_or("localhost").to_owned();
    Ok(format!("{}@{domain}", data_encoding::HEXLOWER.encode(&mark)))
}
