//! A day, and a day with its time, as a person reads them, in London time.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;

/// A day as a person reads it, in London time.
pub(crate) fn day(at: DateTime<Utc>) -> String {
    at.with_timezone(&London).format("%-d %B %Y").to_string()
}

/// A day and a time as a person reads it, in London time.
pub(crate) fn when(at: DateTime<Utc>) -> String {
    at.with_timezone(&London).format("%-d %B %Y, %-I:%M%P").to_string()
}
