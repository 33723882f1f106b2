//! Time: the clock that is passed in, and the working days and hours in which organisations promise to answer.

mod hours;
mod promise;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Days, Duration, NaiveDate, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

pub use hours::{Hours, HoursFault, WorkingCalendar, london};
pub use promise::{Promise, PromiseFault};

/// Where "now" comes from. UTC, whole microseconds (what both databases keep).
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// A clock that everything shares.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's clock, shifted by a fixed offset in a demonstration (`WAYMARK_CLOCK_OFFSET`).
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    offset: Duration,
}

impl SystemClock {
    /// A clock that runs `offset` ahead of the machine's.
    #[must_use]
    pub fn shifted(offset: Duration) -> Self {
        Self { offset }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for the time")]
    fn now(&self) -> DateTime<Utc> {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let micros = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
        DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH) + self.offset
    }
}

/// A clock that stands still until it is moved: for tests.
#[derive(Debug)]
pub struct HeldClock(AtomicI64);

impl HeldClock {
    /// A clock held at `at`.
    #[must_use]
    pub fn at(at: DateTime<Utc>) -> Self {
        Self(AtomicI64::new(at.timestamp_micros()))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for HeldClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// The date in London at a moment: the day on which agreements are in force.
#[must_use]
pub fn london_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

/// The next moment outside 21:00 to 08:00 in London: nobody is written to at night, when somebody else may look at the screen.
#[must_use]
pub fn after_quiet_hours(at: DateTime<Utc>) -> DateTime<Utc> {
    let local = at.with_timezone(&London);
    let day = match local.hour() {
        0..8 => local.date_naive(),
        21.. => local.date_naive() + Days::new(1),
        _ => return at,
    };
    let eight = day.and_hms_opt(8, 0, 0).and_then(|eight| London.from_local_datetime(&eight).earliest());
    eight.map_or(at, |eight| eight.to_utc())
}

/// Why a clock offset such as `+3d` was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetFault;

impl fmt::Display for OffsetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a clock offset is a sign, a number and one of m, h, d: for example +3d or +26h")
    }
}

/// Reads a clock offset: `+3d`, `+26h`, `-10m`.
///
/// # Errors
/// Anything else.
pub fn parse_offset(text: &str) -> Result<Duration, OffsetFault> {
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'+') => (1, &text[1..]),
        Some(b'-') => (-1, &text[1..]),
        _ => return Err(OffsetFault),
    };
    let unit = rest.chars().last().ok_or(OffsetFault)?;
    let number: i64 = rest[..rest.len() - unit.len_utf8()].parse().map_err(|_| OffsetFault)?;
    if !(0..=100_000).contains(&number) {
        return Err(OffsetFault);
    }
    match unit {
        'm' => Ok(Duration::minutes(sign * number)),
        'h' => Ok(Duration::hours(sign * number)),
        'd' => Ok(Duration::days(sign * number)),
        _ => Err(OffsetFault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_reads_days_hours_and_minutes_and_refuses_the_rest() {
        assert_eq!(parse_offset("+3d"), Ok(Duration::days(3)));
        assert_eq!(parse_offset("+26h"), Ok(Duration::hours(26)));
        assert_eq!(parse_offset("-5m"), Ok(Duration::minutes(-5)));
        for bad in ["", "3d", "+d", "+3w", "+3", "+-3d", "+3é"] {
            assert_eq!(parse_offset(bad), Err(OffsetFault), "{bad}");
        }
    }

    #[test]
    fn quiet_hours_are_londons_and_end_at_eight() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        assert_eq!(after_quiet_hours(at("2026-11-20T11:00:00Z")), at("2026-11-20T11:00:00Z"));
        assert_eq!(after_quiet_hours(at("2026-11-20T21:00:00Z")), at("2026-11-21T08:00:00Z"));
        assert_eq!(after_quiet_hours(at("2026-11-20T07:59:59Z")), at("2026-11-20T08:00:00Z"));
        assert_eq!(after_quiet_hours(at("2026-07-01T20:30:00Z")), at("2026-07-02T07:00:00Z"), "in summer it is an hour earlier");
        assert_eq!(after_quiet_hours(at("2026-07-01T07:00:00Z")), at("2026-07-01T07:00:00Z"));
    }

    #[test]
    fn the_day_is_londons_even_when_utc_is_still_on_the_day_before() {
        let late = DateTime::parse_from_rfc3339("2026-06-30T23:30:00Z").unwrap().to_utc();
        assert_eq!(london_day(late), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap());
    }
}
