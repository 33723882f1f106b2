//! Guessing at the desk's door is slowed: after a few tries the pauses grow. Each device on which the account signed in before, and each
//! network for all others, has a count of its own, so that whoever guesses in another's name keeps nobody out. Counts are held in memory
//! only, under keyed hashes.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};

/// Tries without a pause.
const FREE: u32 = 5;
/// The first pause, in seconds; each is twice as long as the one before.
const FIRST: i64 = 5;
/// The longest, in seconds.
const LONGEST: i64 = 15 * 60;
/// After how long without a try a count is forgotten.
const FORGOTTEN: Duration = Duration::hours(24);
/// How many counts are held before those that are over are swept out.
const MANY: usize = 10_000;

/// Where somebody tries from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Whence {
    /// A device on which this account signed in before.
    Device([u8; 16]),
    /// A network.
    Network(Option<[u8; 16]>),
}

/// What is tried: in whose name, and from where.
#[derive(Hash)]
pub(crate) struct Try<'a> {
    /// `password`, `code`, `letter`.
    pub what: &'static str,
    /// The typed address, or the id of the account.
    pub who: &'a str,
    /// From where.
    pub whence: Whence,
}

struct Count {
    tries: u32,
    last: DateTime<Utc>,
    until: DateTime<Utc>,
}

/// The counts of this process.
#[derive(Default)]
pub(crate) struct Slow {
    hasher: RandomState,
    counts: Mutex<HashMap<u64, Count>>,
}

impl Slow {
    /// Counts a try, before it is known whether it is right; or says after how many seconds one may be made.
    pub(crate) fn take(&self, one: &Try<'_>, now: DateTime<Utc>) -> Result<(), u64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > MANY {
            counts.retain(|_, count| now - count.last < FORGOTTEN);
        }
        let fresh = Count { tries: 0, last: now, until: now };
        let count = counts.entry(self.hasher.hash_one(one)).or_insert(fresh);
        if now - count.last >= FORGOTTEN {
            count.tries = 0;
        }
        if count.until > now {
            return Err(u64::try_from((count.until - now).num_seconds()).unwrap_or(0) + 1);
        }
        count.tries += 1;
        count.last = now;
        if count.tries >= FREE {
            let pause = FIRST << (count.tries - FREE).min(16);
            count.until = now + Duration::seconds(pause.min(LONGEST));
        }
        Ok(())
    }

    /// Whether whoever tries from there has to wait now.
    pub(crate) fn waits(&self, one: &Try<'_>, now: DateTime<Utc>) -> bool {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(&self.hasher.hash_one(one)).is_some_and(|count| count.until > now)
    }

    /// It was right: nothing is held against whoever tries from there.
    pub(crate) fn right(&self, one: &Try<'_>) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.hasher.hash_one(one));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(who: &str, whence: Whence) -> Try<'_> {
        Try { what: "password", who, whence }
    }

    #[test]
    fn pauses_grow_to_a_quarter_of_an_hour_and_end_with_a_day_of_quiet() {
        let (slow, mut now) = (Slow::default(), DateTime::UNIX_EPOCH);
        let from = one("sam", Whence::Network(None));
        let mut pauses = Vec::new();
        for _ in 0..16 {
            if let Err(seconds) = slow.take(&from, now) {
                pauses.push(seconds - 1);
                now += Duration::seconds(seconds as i64);
                assert!(slow.take(&from, now).is_ok(), "the pause was as long as it said");
            }
        }
        assert_eq!(pauses[..4], [5, 10, 20, 40]);
        assert_eq!(pauses.last(), Some(&900));
        now += FORGOTTEN;
        assert!((0..FREE).all(|_| slow.take(&from, now).is_ok()));
    }

    #[test]
    fn whoever_guesses_keeps_nobody_out_elsewhere() {
        let (slow, now) = (Slow::default(), DateTime::UNIX_EPOCH);
        let guesser = one("sam", Whence::Network(Some([1; 16])));
        while slow.take(&guesser, now).is_ok() {}
        for free in [Whence::Network(Some([2; 16])), Whence::Device([1; 16])] {
            assert!(slow.take(&one("sam", free), now).is_ok());
        }
        assert!(slow.take(&one("alex", Whence::Network(Some([1; 16]))), now).is_ok(), "a colleague in the same building");
    }

    #[test]
    fn what_was_right_wipes_the_count_out() {
        let (slow, now) = (Slow::default(), DateTime::UNIX_EPOCH);
        let from = one("sam", Whence::Network(None));
        for _ in 0..50 {
            assert!(slow.take(&from, now).is_ok());
            slow.right(&from);
        }
    }
}
