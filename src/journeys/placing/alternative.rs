//! An organisation cannot help, and the person said beforehand: ask another like it. Nobody gets more than the first was given, for
//! nothing else than it was given for, and nobody who was refused is asked.

use chrono::NaiveDate;
use waymark_core::handling::fold::Handling;
use waymark_core::referral::State;
use waymark_core::report::Permission;
use waymark_core::report::permission::{Granted, IfUnable, Value};
use waymark_core::routing::{Agreement, Book, Now, Plan, route};

use crate::journeys::placing::existing::Held;

/// Adds to the plan whoever is like those who declined. Says what the person allows then, each new organisation by name, when there
/// is any.
pub(crate) fn like_those_who_declined(
    book: &Book,
    told: &Handling,
    held: &[Held],
    day: NaiveDate,
    now: &Now,
    plan: &mut Plan,
) -> Option<Permission> {
    if told.permission.if_unable != IfUnable::Another {
        return None;
    }
    let mut permission = told.permission.clone();
    for one in held.iter().filter(|one| one.referral.state == State::Declined) {
        let purpose = one.referral.purpose;
        if told.lapsed.contains(&purpose) {
            continue;
        }
        let served = |other: &Held| other.allowed && other.referral.purpose == purpose && covers(book, other, one);
        let Some(declined) = book.agreement(&one.referral.agreement).filter(|_| !held.iter().any(served)) else { continue };
        let value = if one.granted == Granted::Full { Value::Full } else { Value::Anonymous };
        let mut wider = permission.clone();
        wider.purposes.insert(purpose, value);
        let found = route(book, &told.facts, &wider, day, now);
        for planned in found.referrals.into_iter().filter(|planned| planned.purpose == purpose) {
            let agreement = book.agreement_at(planned.agreement);
            let allowed_already = permission.granted(told.facts.standing(), &agreement.agency, purpose).is_some();
            let known = held.iter().any(|other| other.referral.agency == agreement.agency && other.referral.purpose == purpose);
            if allowed_already || known || !is_like(declined, agreement) {
                continue;
            }
            permission.agencies.entry(agreement.agency.clone()).or_default().insert(purpose, value);
            plan.referrals.push(planned);
        }
    }
    (permission != told.permission).then_some(permission)
}

/// Whether somebody else has what was declined already.
pub(crate) fn covers(book: &Book, other: &Held, declined: &Held) -> bool {
    match (book.agreement(&other.referral.agreement), book.agreement(&declined.referral.agreement)) {
        (Some(other), Some(declined)) => is_like(declined, other),
        _ => false,
    }
}

/// Whether two agreements serve the same people: a strand in common, or one that serves all.
pub(crate) fn is_like(one: &Agreement, other: &Agreement) -> bool {
    let (one, other) = (&one.when.strands, &other.when.strands);
    one.is_empty() || other.is_empty() || one.iter().any(|strand| other.contains(strand))
}
