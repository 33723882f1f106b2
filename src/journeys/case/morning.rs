//! Nine in the morning in London, or now when that is over: when a letter leaves that can wait.

use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::London;
use waymark_core::clock::london_day;

/// Nine in the morning in London, or now when that is over.
pub(crate) fn in_the_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).and_then(|nine| {
        let local = london_day(now).and_time(nine);
        London.from_local_datetime(&local).earliest()
    });
    nine.map_or(now, |nine| now.max(nine.to_utc()))
}
