//! Days and nights in London, whatever UTC says.

use chrono::{DateTime, Days, NaiveDate, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

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

#[cfg(test)]
mod tests {
    use super::*;

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
