//! An organisation cannot help. Nobody else is told in its place before the person saw their name: they are asked first.

use waymark_core::handling::fold::Handling;
use waymark_core::referral::State;
use waymark_core::report::Permission;
use waymark_core::report::permission::{Granted, IfUnable, Value};
use waymark_core::routing::{Agreement, Book};
use waymark_core::vocabulary::AgencyId;

use crate::journeys::placing::existing::Held;

/// What the person allows once somebody declined: "ask me first" for what was declined and nobody else has. Whoever could help in their place is
/// somebody whom the person has not seen – unless they allowed everybody who does this and said that another may be told, or refused it, or it lapsed.
pub(crate) fn after_declines(book: &Book, told: &Handling, held: &[Held]) -> Permission {
    let mut permission = told.permission.clone();
    for one in held.iter().filter(|one| one.referral.state == State::Declined) {
        let purpose = one.referral.purpose;
        let served = |other: &Held| other.allowed && other.referral.purpose == purpose && covers(book, other, one);
        let lapsed = told.lapsed.contains(&purpose);
        let next = permission.next.get(&one.referral.agency).and_then(|next| next.get(&purpose)).cloned();
        let could = |next: &AgencyId| !held.iter().any(|other| other.referral.agency == *next && other.declined_for(purpose));
        if let Some(next) = next.filter(|next| !lapsed && could(next))
            && let Some(granted) = permission.granted_as_next(told.facts.standing(), &next, purpose)
        {
            // The person saw the next one's name too.
            let value = if granted == Granted::Full { Value::Full } else { Value::Anonymous };
            permission.agencies.entry(next).or_default().insert(purpose, value);
            continue;
        }
        let settled = match permission.purposes.get(&purpose) {
            Some(Value::No) => true,
            Some(Value::Full | Value::Anonymous) => permission.if_unable == IfUnable::Another,
            Some(Value::Ask) | None => false,
        };
        if !settled && !lapsed && !held.iter().any(served) {
            permission.purposes.insert(purpose, Value::Ask);
        }
    }
    permission
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
