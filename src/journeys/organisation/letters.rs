//! Writing the letters that are due: which words, to whom, under which Message-ID.

use waymark_core::clock::Promise;
use waymark_core::handling::fold::Handling;
use waymark_core::head::Head;
use waymark_core::referral::Referral;
use waymark_core::routing::Agency;

use crate::journeys::case::letter::{Turn, is_urgent, link};
use crate::journeys::service::Service;
use crate::letters;
use crate::storage::people::code;
use waymark_core::store_error::StoreError;

pub(crate) fn notice(
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

pub(crate) fn more_to_see(service: &Service, head: &Head, referral: Referral, agency: &Agency) -> Result<Turn, StoreError> {
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

pub(crate) fn please_stop(service: &Service, head: &Head, referral: Referral, agency: &Agency) -> Turn {
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

pub(crate) fn one_time_code(
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
