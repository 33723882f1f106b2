//! Days and times as people read and type them: names and order are messages, so that each language has its own.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Europe::London;
use fluent_bundle::FluentArgs;

use crate::tidy::tidy;
use crate::words::speaker::Speaker;

/// The names of the months, January first.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10", "month-11",
    "month-12",
];

/// Letters by which a month is known, when it is not written out.
const ENOUGH: usize = 3;

impl Speaker {
    /// A day: "27 March 2026".
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        self.date("date-day", &self.parts_of(day))
    }

    /// The day in London at a moment: "27 March 2026".
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> String {
        self.day(in_london(at).date())
    }

    /// The month of a day: "March 2026".
    #[must_use]
    pub fn month_of(&self, day: NaiveDate) -> String {
        self.date("date-month", &self.parts_of(day))
    }

    /// A day and a time as a clock shows it: "27 March 2026, 9:05pm".
    #[must_use]
    pub fn day_and_time(&self, at: NaiveDateTime) -> String {
        self.date("date-day-and-time", &self.parts_with_time(at))
    }

    /// A time as a clock shows it: "9:05pm".
    #[must_use]
    pub fn time(&self, at: NaiveTime) -> String {
        self.date("date-time", &self.parts_with_time(NaiveDate::default().and_time(at)))
    }

    /// A moment, in London time: "27 March 2026, 9:05pm".
    #[must_use]
    pub fn when(&self, at: DateTime<Utc>) -> String {
        self.day_and_time(in_london(at))
    }

    /// A moment to the second, in London time, to be compared with another: "27 March 2026, 21:05:09".
    #[must_use]
    pub fn to_the_second(&self, at: DateTime<Utc>) -> String {
        self.date("date-to-the-second", &self.parts_with_time(in_london(at)))
    }

    /// A time of the clock, by the minutes since midnight: "9:05pm".
    #[must_use]
    pub fn time_of_day(&self, minutes: u32) -> String {
        self.time(NaiveTime::from_num_seconds_from_midnight_opt(minutes % (24 * 60) * 60, 0).unwrap_or_default())
    }

    /// The number of the month that somebody typed by its name, or by enough of its beginning. What comes after that may be anything:
    /// "sept", "Septembre".
    #[must_use]
    pub fn month_called(&self, typed: &str) -> Option<u32> {
        let typed = tidy(typed).to_lowercase();
        let alike = |id: &&str| {
            let name = self.say(id).to_lowercase();
            let letters = name.chars().zip(typed.chars()).take_while(|(its, theirs)| its == theirs).count();
            // Whoever wrote out "month 1" did not mean "month 12".
            if name == typed { usize::MAX } else { letters }
        };
        let alike: Vec<usize> = MONTHS.iter().map(alike).collect();
        let most = alike.iter().copied().max().filter(|most| *most >= ENOUGH)?;
        let mut found = (1..).zip(&alike).filter(|(_, letters)| **letters == most).map(|(number, _)| number);
        found.next().filter(|_| found.next().is_none())
    }

    fn date(&self, pattern: &str, parts: &FluentArgs<'_>) -> String {
        self.look_up(pattern, Some(parts))
    }

    fn parts_of(&self, day: NaiveDate) -> FluentArgs<'static> {
        let mut parts = FluentArgs::with_capacity(10);
        let mut part = |name: &'static str, value: fluent_bundle::FluentValue<'static>| parts.set(Cow::Borrowed(name), value);
        part("day", day.day().into());
        part("month", MONTHS.get(day.month0() as usize).map(|id| self.say(id)).unwrap_or_default().into());
        part("month-number", day.month().into());
        part("year", format!("{:04}", day.year()).into());
        parts
    }

    fn parts_with_time(&self, at: NaiveDateTime) -> FluentArgs<'static> {
        let mut parts = self.parts_of(at.date());
        let mut part = |name: &'static str, value: fluent_bundle::FluentValue<'static>| parts.set(Cow::Borrowed(name), value);
        let (is_pm, hour) = at.hour12();
        part("hour", at.hour().into());
        part("hour-12", hour.into());
        part("hour-two-digits", format!("{:02}", at.hour()).into());
        part("minute", format!("{:02}", at.minute()).into());
        part("second", format!("{:02}", at.second()).into());
        part("half", self.say(if is_pm { "time-pm" } else { "time-am" }).into());
        parts
    }
}

fn in_london(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&London).naive_local()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{Days, Duration};
    use fluent_bundle::FluentResource;
    use fluent_bundle::concurrent::FluentBundle;

    use super::*;
    use crate::words::Words;

    fn english() -> Speaker {
        Arc::new(Words::read([]).unwrap()).speaker(["en"])
    }

    /// Somebody who says dates in a language of their own, and everything else in English.
    fn foreign(tag: &str, messages: &str) -> Speaker {
        let mut words = Words::read([]).unwrap();
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle.add_resource(FluentResource::try_new(messages.to_owned()).unwrap()).unwrap();
        words.bundles.insert(tag.to_owned(), bundle);
        Arc::new(words).speaker([tag])
    }

    #[test]
    fn english_says_every_day_of_a_year_and_every_minute_of_a_day() {
        let t = english();
        let first = NaiveDate::from_ymd_opt(2028, 1, 1).unwrap();
        for day in (0..366).map(|days| first + Days::new(days)) {
            assert_eq!(t.day(day), day.format("%-d %B %Y").to_string());
            assert_eq!(t.month_of(day), day.format("%B %Y").to_string());
        }
        let midnight = first.and_hms_opt(0, 0, 7).unwrap();
        for at in (0..1440).map(|minutes| midnight + Duration::minutes(minutes)) {
            assert_eq!(t.day_and_time(at), at.format("%-d %B %Y, %-I:%M%P").to_string());
            assert_eq!(t.time(at.time()), at.format("%-I:%M%P").to_string());
        }
    }

    #[test]
    fn moments_are_said_in_london_time() {
        let t = english();
        let at: DateTime<Utc> = "2026-07-31T23:05:09Z".parse().unwrap();
        assert_eq!(t.day_of(at), "1 August 2026");
        assert_eq!(t.when(at), "1 August 2026, 12:05am");
        assert_eq!(t.to_the_second(at), "1 August 2026, 00:05:09");
        let at: DateTime<Utc> = "2026-11-20T14:05:00Z".parse().unwrap();
        assert_eq!(t.to_the_second(at), "20 November 2026, 14:05:00");
        let of_day = |hour: u32, minute: u32| t.time_of_day(hour * 60 + minute);
        assert_eq!([of_day(0, 0), of_day(9, 5), of_day(12, 0), of_day(21, 30)], ["12:00am", "9:05am", "12:00pm", "9:30pm"]);
    }

    #[test]
    fn another_language_orders_and_names_otherwise() {
        let polish = "
month-3 = marzec
month-5 = maj
date-month = { $month } { $year }
date-day = { $day } { $month-number ->
    [3] marca
   *[other] { $month }
 } { $year } r.
date-day-and-time = { date-day } o { $hour }.{ $minute }
";
        let t = foreign("pl", polish);
        let day = NaiveDate::from_ymd_opt(2026, 3, 27).unwrap();
        assert_eq!(t.month_of(day), "marzec 2026");
        assert_eq!(t.day_and_time(day.and_hms_opt(21, 5, 0).unwrap()), "27 marca 2026 r. o 21.05");
        assert_eq!((t.month_called("marca"), t.month_called("Maja"), t.month_called("march")), (Some(3), Some(5), Some(3)));
        let hungarian = foreign("hu", "month-3 = március\ndate-day = { $year }. { $month } { $day }.");
        assert_eq!(hungarian.day(day), "2026. március 27.");
    }

    #[test]
    fn months_are_known_by_enough_of_their_names() {
        let t = english();
        for (number, name) in (1..).zip(["Jan", "february", "MARCH", "apr.", "may", "june", "jul", "Augst", "sept", "octobre"]) {
            assert_eq!(t.month_called(name), Some(number), "{name}");
        }
        for name in ["", "ma", "j", "month", "5"] {
            assert_eq!(t.month_called(name), None, "{name}");
        }
        let t = foreign("fr", "month-6 = juin\nmonth-7 = juillet");
        assert_eq!((t.month_called("jui"), t.month_called("juin"), t.month_called("juil")), (None, Some(6), Some(7)));
        let t = foreign("vi", "month-1 = tháng 1\nmonth-10 = tháng 10\nmonth-12 = tháng 12");
        assert_eq!((t.month_called("Tháng 1"), t.month_called("tháng 12")), (Some(1), Some(12)));
    }
}
