//! When a centre is asked again to confirm what the public reads of it, by how many letters, and when it is dormant.

use chrono::{DateTime, Days, Months, Utc};
use waymark_core::clock::london_day;

use crate::storage::partnership::asking::{self, Round};
use crate::storage::partnership::centre as stored;
use waymark_core::store_error::StoreError;

/// How long a centre counts as open after somebody said that all about it is right.
pub(crate) const CONFIRMED_FOR: Months = Months::new(6);
/// How long between two letters of a round, and how long after the third until the centre is dormant.
const BETWEEN: Days = Days::new(7);
/// After how many letters without an answer it is dormant.
const LETTERS: usize = 3;
/// How long before it would no longer count as confirmed a centre is asked again: time for three letters.
const AHEAD: Days = Days::new(21);

/// When a centre that was last heard of then is asked again.
fn ask_after(heard: DateTime<Utc>) -> Option<DateTime<Utc>> {
    heard.checked_add_months(CONFIRMED_FOR)?.checked_sub_days(AHEAD)
}

/// When the next letter of an unanswered round is due: a week after the one before; after the third twice a year.
fn next_letter(letters: &[DateTime<Utc>]) -> Option<DateTime<Utc>> {
    let last = *letters.last()?;
    if letters.len() < LETTERS { last.checked_add_days(BETWEEN) } else { last.checked_add_months(Months::new(6)) }
}

/// Since when a centre is dormant: a week after the third letter that it did not answer.
pub(crate) fn dormant_since(round: &Round) -> Option<DateTime<Utc>> {
    let third = round.letters.get(LETTERS - 1).filter(|_| round.answered_at.is_none())?;
    third.checked_add_days(BETWEEN)
}

/// The next letter to a centre: its round, and which letter of it. Nothing when none is due.
pub(crate) fn due(confirmed_at: Option<DateTime<Utc>>, round: Option<&Round>, now: DateTime<Utc>) -> Option<(i64, usize)> {
    // By the day: a letter that left at ten is repeated at nine.
    let has_come = |at: Option<DateTime<Utc>>| at.is_some_and(|at| london_day(at) <= london_day(now));
    match round {
        Some(round) if round.answered_at.is_none() => {
            let due = round.letters.is_empty() || has_come(next_letter(&round.letters));
            due.then_some((round.number, round.letters.len() + 1))
        }
        _ => {
            let heard = confirmed_at.max(round.and_then(|round| round.answered_at));
            let number = round.map_or(1, |round| round.number + 1);
            (heard.is_none() || has_come(heard.and_then(ask_after))).then_some((number, 1))
        }
    }
}

/// Confirms a centre within a transaction: an open round is answered.
pub(crate) async fn confirmed(tx: &mut crate::storage::Tx<'_>, centre: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    stored::confirm(tx, centre, now).await?;
    asking::answer(tx, centre, now).await
}
