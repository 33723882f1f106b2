//! Opening hours and working days, in London time.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::Europe::London;

/// The days on which nobody works: bank holidays of England and Wales, from dated configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingCalendar {
    holidays: BTreeSet<NaiveDate>,
}

impl WorkingCalendar {
    /// A calendar with these bank holidays.
    pub fn new(holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// Whether `day` is a bank holiday.
    #[must_use]
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.holidays.contains(&day)
    }

    /// Whether `day` is a working day: Monday to Friday and no bank holiday.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_holiday(day)
    }

    /// The first working day after `day`.
    #[must_use]
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut next = day + Days::new(1);
        while !self.is_working_day(next) {
            next = next + Days::new(1);
        }
        next
    }
}

/// When an organisation is open: per weekday, spans of London time. No hours given means always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours {
    /// Seven lists, Monday first, each sorted.
    week: Option<[Vec<(NaiveTime, NaiveTime)>; 7]>,
    /// Whether the hours hold on bank holidays too.
    pub on_holidays: bool,
}

/// Why opening hours were not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursFault;

impl fmt::Display for HoursFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("opening hours look like \"Mon-Fri 09:00-17:00\" or \"Tue,Thu 10:00-12:30\"")
    }
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Hours {
    /// Open always.
    #[must_use]
    pub fn always() -> Self {
        Self { week: None, on_holidays: true }
    }

    /// Reads lines such as `Mon-Fri 09:00-17:00`; none means always.
    ///
    /// # Errors
    /// The places in the list of all lines that are not understood.
    pub fn parse<'a>(lines: impl IntoIterator<Item = &'a str>, on_holidays: bool) -> Result<Self, Vec<(usize, HoursFault)>> {
        let mut week: [Vec<(NaiveTime, NaiveTime)>; 7] = Default::default();
        let (mut any, mut faults) = (false, Vec::new());
        for (place, line) in lines.into_iter().enumerate() {
            any = true;
            match parse_line(line) {
                Some((days, from, to)) => days.into_iter().for_each(|day| week[day].push((from, to))),
                None => faults.push((place, HoursFault)),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        if !any {
            return Ok(Self::always());
        }
        for spans in &mut week {
            spans.sort_unstable();
            // Spans that meet or overlap are one: no hour counts twice.
            spans.dedup_by(|later, kept| {
                let joined = later.0 <= kept.1;
                if joined {
                    kept.1 = kept.1.max(later.1);
                }
                joined
            });
        }
        Ok(Self { week: Some(week), on_holidays })
    }

    /// Whether the organisation never closes.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.week.is_none()
    }

    /// The longest time in an ordinary week for which the organisation is closed at a stretch.
    #[must_use]
    pub fn longest_closed(&self) -> Duration {
        let Some(week) = &self.week else { return Duration::zero() };
        let minute = |time: NaiveTime| i64::from(time.num_seconds_from_midnight().div_ceil(60));
        let spans = week.iter().enumerate().flat_map(|(day, spans)| {
            let start = day as i64 * 24 * 60;
            spans.iter().map(move |(from, to)| (start + minute(*from), start + minute(*to)))
        });
        let spans: Vec<(i64, i64)> = spans.collect();
        let next = spans.iter().skip(1).map(|span| span.0).chain(spans.first().map(|first| first.0 + 7 * 24 * 60));
        let longest = spans.iter().zip(next).map(|((_, closes), opens)| opens - closes).max();
        Duration::minutes(longest.unwrap_or(7 * 24 * 60))
    }

    /// The moment at which `amount` of open time has passed since `from`.
    ///
    /// An organisation that is never open within a year of `from` is taken to be always open, so that a deadline exists.
    #[must_use]
    pub fn after(&self, calendar: &WorkingCalendar, from: DateTime<Utc>, amount: Duration) -> DateTime<Utc> {
        let Some(week) = &self.week else { return from + amount };
        let mut left = amount;
        let mut day = from.with_timezone(&London).date_naive();
        for _ in 0..400 {
            if self.on_holidays || !calendar.is_holiday(day) {
                let spans = &week[day.weekday().num_days_from_monday() as usize];
                for &(opens, closes) in spans {
                    let (opens, closes) = (london(day.and_time(opens)).max(from), london(day.and_time(closes)));
                    if closes <= opens {
                        continue;
                    }
                    if opens + left <= closes {
                        return opens + left;
                    }
                    left -= closes - opens;
                }
            }
            day = day + Days::new(1);
        }
        from + amount
    }
}

fn parse_line(line: &str) -> Option<(Vec<usize>, NaiveTime, NaiveTime)> {
    let (days, span) = line.trim().split_once(' ')?;
    let (from, to) = span.trim().split_once('-')?;
    let (from, to) = (time(from)?, time(to)?);
    if from >= to {
        return None;
    }
    let day = |name: &str| DAYS.iter().position(|d| name.eq_ignore_ascii_case(d));
    let mut found = Vec::new();
    for part in days.split(',') {
        match part.split_once('-') {
            None => found.push(day(part)?),
            Some((first, last)) => {
                let (first, last) = (day(first)?, day(last)?);
                if first > last {
                    return None;
                }
                found.extend(first..=last);
            }
        }
    }
    Some((found, from, to))
}

fn time(text: &str) -> Option<NaiveTime> {
    if text.trim() == "24:00" {
        return NaiveTime::from_hms_opt(23, 59, 59);
    }
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

/// London wall-clock time as UTC. An hour that does not exist in March counts from the hour after, one that comes twice in October
/// is the first.
#[must_use]
pub fn london(wall: NaiveDateTime) -> DateTime<Utc> {
    London.from_local_datetime(&wall).earliest().map_or_else(
        || {
            let offset = London.offset_from_utc_datetime(&wall).fix();
            (wall - Duration::seconds(i64::from(offset.local_minus_utc()))).and_utc()
        },
        |at| at.to_utc(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn hours_are_read_with_ranges_and_lists_of_days() {
        assert!(Hours::parse(["Mon-Fri 09:00-17:00", "Sat,Sun 10:00-12:30"], false).is_ok());
        for bad in ["", "Mon", "Mon 09:00", "Mon 17:00-09:00", "Fri-Mon 09:00-17:00", "Xyz 09:00-10:00", "Mon 9-5"] {
            assert!(Hours::parse([bad], false).is_err(), "{bad}");
        }
        assert!(Hours::parse([], false).unwrap().is_always());
    }

    #[test]
    fn working_hours_pause_overnight_at_weekends_and_on_bank_holidays() {
        let calendar = WorkingCalendar::new([NaiveDate::from_ymd_opt(2026, 12, 25).unwrap()]);
        let hours = Hours::parse(["Mon-Fri 09:00-17:00"], false).unwrap();
        // Thursday 24 December, 16:00: one hour that day, none on Friday (Christmas) or the weekend, three on Monday.
        let done = hours.after(&calendar, at("2026-12-24T16:00:00Z"), Duration::hours(4));
        assert_eq!(done, at("2026-12-28T12:00:00Z"));
    }

    #[test]
    fn hours_that_overlap_count_once() {
        let hours = Hours::parse(["Mon-Fri 09:00-17:00", "Wed 09:00-20:00"], false).unwrap();
        // Wednesday 25 November, 15:00: four hours later it is 19:00.
        let done = hours.after(&WorkingCalendar::default(), at("2026-11-25T15:00:00Z"), Duration::hours(4));
        assert_eq!(done, at("2026-11-25T19:00:00Z"));
    }

    #[test]
    fn an_hour_that_the_clocks_skip_still_has_a_moment() {
        let wall = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap().and_hms_opt(1, 30, 0).unwrap();
        let _ = london(wall);
    }
}
