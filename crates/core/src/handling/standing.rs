//! How something stands against its time: in time, due soon, or late.

use chrono::{DateTime, Duration, Utc};

use crate::clock::london_day;

/// How something stands against its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is time.
    InTime,
    /// It is due today, or three quarters of its time are over.
    Soon,
    /// It should have been done so long ago.
    Late(Duration),
}

impl Standing {
    /// How something that waits since then, and is due then, stands now.
    #[must_use]
    pub fn of(since: DateTime<Utc>, due_at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        if now > due_at {
            return Self::Late(now - due_at);
        }
        let last_quarter = (due_at - now) * 4 <= due_at - since;
        if last_quarter || london_day(due_at) == london_day(now) { Self::Soon } else { Self::InTime }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn of(since: &str, due: &str, now: &str) -> Standing {
        Standing::of(at(since), at(due), at(now))
    }

    #[test]
    fn what_is_due_today_or_in_its_last_quarter_is_due_soon() {
        let (since, due) = ("2026-11-20T09:00:00Z", "2026-11-24T09:00:00Z");
        assert_eq!(of(since, due, "2026-11-20T12:00:00Z"), Standing::InTime);
        assert_eq!(of(since, due, "2026-11-23T08:59:00Z"), Standing::InTime);
        assert_eq!(of(since, due, "2026-11-23T09:00:00Z"), Standing::Soon, "a quarter is left");
        assert_eq!(of(since, "2026-11-20T23:00:00Z", "2026-11-20T09:00:00Z"), Standing::Soon, "today in London");
        assert_eq!(of(since, due, due), Standing::Soon, "its last moment is in time");
    }

    #[test]
    fn what_is_late_says_by_how_much() {
        let late = of("2026-11-20T09:00:00Z", "2026-11-20T09:30:00Z", "2026-11-20T11:00:00Z");
        assert_eq!(late, Standing::Late(Duration::minutes(90)));
    }
}
