//! The time within which an organisation promised to answer: `2 working days`, `4 hours` (CONTRACT §2 and §5).

use std::fmt;

use chrono::{DateTime, Days, Duration, NaiveTime, Utc};
use chrono_tz::Europe::London;
use serde::Serialize;

use crate::clock::hours::{Hours, WorkingCalendar, london};

/// A promised time. The clock starts when the mail server has accepted the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// So many minutes, day and night.
    Minutes(u32),
    /// So many hours, day and night.
    Hours(u32),
    /// So many times 24 hours.
    Days(u32),
    /// The same London time so many working days later.
    WorkingDays(u32),
    /// So many hours of the organisation's own opening hours.
    WorkingHours(u32),
}

/// Why a promised time was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseFault;

impl fmt::Display for PromiseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time looks like \"2 working days\", \"4 hours\", \"30 minutes\", \"1 day\" or \"4 working hours\"")
    }
}

impl Promise {
    /// Reads a promised time.
    ///
    /// # Errors
    /// Anything that is not a whole number from 1 to 999 and a unit.
    pub fn parse(text: &str) -> Result<Self, PromiseFault> {
        let mut words = text.split_whitespace();
        let number: u32 = words.next().and_then(|n| n.parse().ok()).ok_or(PromiseFault)?;
        if !(1..=999).contains(&number) {
            return Err(PromiseFault);
        }
        match (words.next(), words.next(), words.next()) {
            (Some("minute" | "minutes"), None, None) => Ok(Self::Minutes(number)),
            (Some("hour" | "hours"), None, None) => Ok(Self::Hours(number)),
            (Some("day" | "days"), None, None) => Ok(Self::Days(number)),
            (Some("working"), Some("day" | "days"), None) => Ok(Self::WorkingDays(number)),
            (Some("working"), Some("hour" | "hours"), None) => Ok(Self::WorkingHours(number)),
            _ => Err(PromiseFault),
        }
    }

    /// When a promise whose clock started at `from` is broken.
    #[must_use]
    pub fn due(self, calendar: &WorkingCalendar, hours: &Hours, from: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Minutes(n) => from + Duration::minutes(i64::from(n)),
            Self::Hours(n) => from + Duration::hours(i64::from(n)),
            Self::Days(n) => from + Duration::hours(24 * i64::from(n)),
            Self::WorkingHours(n) => hours.after(calendar, from, Duration::hours(i64::from(n))),
            Self::WorkingDays(n) => {
                let wall = from.with_timezone(&London).naive_local();
                let (mut day, mut time) = (wall.date(), wall.time());
                if !calendar.is_working_day(day) {
                    while !calendar.is_working_day(day) {
                        day = day + Days::new(1);
                    }
                    time = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or(time);
                }
                for _ in 0..n {
                    day = calendar.next_working_day(day);
                }
                london(day.and_time(time))
            }
        }
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match *self {
            Self::Minutes(n) => (n, "minute"),
            Self::Hours(n) => (n, "hour"),
            Self::Days(n) => (n, "day"),
            Self::WorkingDays(n) => (n, "working day"),
            Self::WorkingHours(n) => (n, "working hour"),
        };
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

impl Serialize for Promise {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn calendar() -> WorkingCalendar {
        WorkingCalendar::new([NaiveDate::from_ymd_opt(2026, 12, 25).unwrap(), NaiveDate::from_ymd_opt(2026, 12, 28).unwrap()])
    }

    #[test]
    fn every_unit_is_read_and_printed_again() {
        for text in ["30 minutes", "1 hour", "4 hours", "1 day", "2 working days", "4 working hours"] {
            assert_eq!(Promise::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "2", "two days", "0 days", "2 weeks", "2 working", "2 working days late", "-1 days"] {
            assert!(Promise::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn two_working_days_from_a_thursday_before_christmas_end_on_the_wednesday_after() {
        let due = Promise::WorkingDays(2).due(&calendar(), &Hours::always(), at("2026-12-24T15:30:00Z"));
        assert_eq!(due, at("2026-12-30T15:30:00Z"));
    }

    #[test]
    fn what_arrives_on_a_saturday_counts_from_nine_on_monday() {
        let due = Promise::WorkingDays(1).due(&calendar(), &Hours::always(), at("2026-11-21T22:00:00Z"));
        assert_eq!(due, at("2026-11-24T09:00:00Z"));
    }

    #[test]
    fn the_same_london_time_holds_across_the_change_of_the_clocks() {
        // Friday 23 October 2026 10:00 BST; Monday 26 October is GMT.
        let due = Promise::WorkingDays(1).due(&calendar(), &Hours::always(), at("2026-10-23T09:00:00Z"));
        assert_eq!(due, at("2026-10-26T10:00:00Z"));
    }

    #[test]
    fn one_day_is_twenty_four_hours() {
        let due = Promise::Days(1).due(&calendar(), &Hours::always(), at("2026-10-24T12:00:00Z"));
        assert_eq!(due, at("2026-10-25T12:00:00Z"));
    }
}
