//! A set of minutes of the week, in London time: when somebody can be written to, and when that is next.

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

/// Minutes of a day.
pub(super) const DAY: usize = 24 * 60;
/// Minutes of a week.
const WEEK: usize = 7 * DAY;
/// From when on nobody is written to at night, and until when.
const QUIET: (usize, usize) = (21 * 60, 8 * 60);
/// How much of the day must be left of a safe time for the night to be kept quiet all the same.
const ENOUGH: usize = 60;
/// How far ahead the next time is looked for: two weeks, as the only hour of one week may be the one that the clocks skip.
const AHEAD: u64 = 15;

/// Minutes of the week in London, Monday first. There is always one.
#[derive(Clone, PartialEq, Eq)]
pub struct Week(Vec<bool>);
crate::redacted!(Week);

impl Week {
    /// The whole week.
    #[must_use]
    pub fn whole() -> Self {
        Self(vec![true; WEEK])
    }

    pub(super) fn empty() -> Self {
        Self(vec![false; WEEK])
    }

    /// On each of these days (a bit each, Monday the lowest) from one minute of the day to another; over midnight when the end comes first.
    pub(super) fn of(days: u8, from: usize, to: usize) -> Self {
        let mut week = Self::empty();
        let to = if to <= from { to + DAY } else { to };
        for day in (0..7).filter(|day| days & (1 << day) != 0) {
            (day * DAY + from..day * DAY + to).for_each(|minute| week.0[minute % WEEK] = true);
        }
        week
    }

    pub(super) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| *a && *b).collect())
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| *a || *b).collect())
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| *a && !*b).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }

    pub(super) fn is_whole(&self) -> bool {
        !self.0.contains(&false)
    }

    /// Whether all of it is at night, when nobody is written to without having asked for it.
    pub(super) fn is_quiet(&self) -> bool {
        self.0.iter().enumerate().all(|(minute, is)| !is || is_quiet(minute))
    }

    /// The spans of a day, in minutes of it.
    pub(super) fn of_day(&self, day: usize) -> Vec<(usize, usize)> {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for minute in (0..DAY).filter(|minute| self.0[day * DAY + minute]) {
            match spans.last_mut() {
                Some(last) if last.1 == minute => last.1 = minute + 1,
                _ => spans.push((minute, minute + 1)),
            }
        }
        spans
    }

    /// What of it letters use. The night from 21:00 to 08:00 is left out, where an hour or more of a safe time remains without it; a safe
    /// time that lies at night is used as it was said: quiet hours are there for the person, and never against what they say.
    #[must_use]
    pub fn for_letters(&self) -> Self {
        let Some(gap) = self.0.iter().position(|is| !is) else {
            return Self((0..WEEK).map(|minute| !is_quiet(minute)).collect());
        };
        let (mut kept, mut run) = (Self::empty(), Vec::new());
        // Once around the week, from where nothing is safe: a time over midnight is one.
        for minute in (gap..=gap + WEEK).map(|minute| minute % WEEK) {
            if self.0[minute] {
                run.push(minute);
                continue;
            }
            let by_day = run.iter().filter(|minute| !is_quiet(**minute)).count();
            run.drain(..).filter(|minute| by_day < ENOUGH || !is_quiet(*minute)).for_each(|minute| kept.0[minute] = true);
        }
        kept
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn has(&self, at: DateTime<Utc>) -> bool {
        let wall = at.with_timezone(&London).naive_local();
        let minute = wall.time().num_seconds_from_midnight() as usize / 60;
        self.0[wall.weekday().num_days_from_monday() as usize * DAY + minute]
    }

    /// The first moment from this one on that lies in it: at most eight days later – or fifteen, where the week has no other hour than the
    /// one that the clocks skip in March.
    #[must_use]
    pub fn next(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        if self.has(from) {
            return from;
        }
        let today = from.with_timezone(&London).date_naive();
        let days = (0..=AHEAD).map(|days| today + Days::new(days));
        let begins = days.flat_map(|day| {
            let of_day = self.of_day(day.weekday().num_days_from_monday() as usize);
            let first = of_day.into_iter().map(|(start, _)| start).chain([60]).collect::<Vec<_>>();
            first.into_iter().flat_map(move |minute| moments(at_minute(day, minute)))
        });
        begins.filter(|at| *at > from && self.has(*at)).min().unwrap_or(from)
    }
}

fn is_quiet(minute: usize) -> bool {
    let of_day = minute % DAY;
    of_day >= QUIET.0 || of_day < QUIET.1
}

fn at_minute(day: NaiveDate, minute: usize) -> NaiveDateTime {
    let seconds = u32::try_from(minute * 60).unwrap_or_default();
    day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or(NaiveTime::MIN))
}

/// The moments at which a clock in London shows this: two in October; where it never does, in March, when the skipped hour is over.
fn moments(wall: NaiveDateTime) -> Vec<DateTime<Utc>> {
    match London.from_local_datetime(&wall) {
        LocalResult::Single(at) => vec![at.to_utc()],
        LocalResult::Ambiguous(first, second) => vec![first.to_utc(), second.to_utc()],
        LocalResult::None => {
            let over = wall.date().and_hms_opt(wall.hour() + 1, 0, 0);
            over.and_then(|over| London.from_local_datetime(&over).earliest()).map(|at| at.to_utc()).into_iter().collect()
        }
    }
}
