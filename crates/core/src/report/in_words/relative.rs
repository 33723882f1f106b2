//! Days that are said as seen from today: "yesterday", "last Monday", "two weeks ago", "last night".

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::report::in_words::clock::Heard;
use crate::report::in_words::lexicon::Token;
use crate::report::in_words::span::{Reading, Span, Which};

/// A stretch of days that is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
    Weekend,
}

fn unit(reading: &Reading<'_>, token: &Token) -> Option<Unit> {
    let units = [
        ("read-days", Unit::Day),
        ("read-weeks", Unit::Week),
        ("read-months", Unit::Month),
        ("read-years", Unit::Year),
        ("read-weekend", Unit::Weekend),
    ];
    units.into_iter().find(|(list, _)| reading.lexicon.is(list, token)).map(|(_, unit)| unit)
}

/// A span as it is seen from today.
pub(super) fn span(reading: &Reading<'_>, tokens: &[Token]) -> Option<Span> {
    let (lexicon, today) = (&reading.lexicon, reading.today);
    let day =
        |day: NaiveDate, time: Option<&'static str>| Span::of(day, day).map(|span| Span { time: time.map(Heard::In), ..span });
    match tokens {
        [only] if lexicon.is("read-today", only) => return day(today, None),
        [only] if lexicon.is("read-tonight", only) => return day(today, Some("night")),
        [only] if lexicon.is("read-yesterday", only) => return day(today.pred_opt()?, None),
        [before @ .., last] if lexicon.is("read-ago", last) => return ago(reading, before),
        _ => {}
    }
    let (which, rest) = reading.which(tokens);
    match (which, rest) {
        (Some(Which::This), [part]) if lexicon.part(part).is_some() => day(today, lexicon.part(part)),
        (Some(Which::Last), [part]) if lexicon.part(part).is_some() => day(today.pred_opt()?, lexicon.part(part)),
        (_, [weekday]) if lexicon.is("read-weekdays", weekday) => {
            let number = u64::try_from(lexicon.place("read-weekdays", weekday)?).ok()?;
            let since = (u64::from(today.weekday().num_days_from_monday()) + 7 - number) % 7;
            // "Monday" said on a Monday is today's; the last one was a week ago.
            let since = if since == 0 && which == Some(Which::Last) { 7 } else { since };
            day(today.checked_sub_days(Days::new(since))?, None)
        }
        (Some(which), [one]) => within(today, unit(reading, one)?, which),
        (None, [one]) if unit(reading, one) == Some(Unit::Weekend) => within(today, Unit::Weekend, Which::This),
        _ => None,
    }
}

/// "this week", "last month".
fn within(today: NaiveDate, unit: Unit, which: Which) -> Option<Span> {
    let back = u64::from(which == Which::Last);
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    match unit {
        Unit::Day => None,
        Unit::Week => {
            let from = monday.checked_sub_days(Days::new(7 * back))?;
            Span::of(from, from.checked_add_days(Days::new(6))?)
        }
        Unit::Weekend => {
            let saturday = monday.checked_add_days(Days::new(5))?;
            let from = if saturday > today || back == 1 { saturday.checked_sub_days(Days::new(7))? } else { saturday };
            Span::of(from, from.succ_opt()?)
        }
        Unit::Month => {
            let first = today.checked_sub_months(Months::new(u32::from(back == 1)))?;
            Span::month(first.year(), first.month())
        }
        Unit::Year => Span::year(today.year() - i32::from(back == 1)),
    }
}

/// "two weeks ago", "a month ago".
fn ago(reading: &Reading<'_>, tokens: &[Token]) -> Option<Span> {
    let today = reading.today;
    let (last, before) = tokens.split_last()?;
    let number = match before {
        [] => 1,
        [couple] if reading.lexicon.is("read-couple", couple) => 2,
        [number] => reading.lexicon.number(number)?,
        _ => return None,
    };
    let number = Some(number).filter(|number| (1..=100).contains(number))?;
    match unit(reading, last)? {
        Unit::Day => {
            let day = today.checked_sub_days(Days::new(u64::from(number)))?;
            Span::of(day, day)
        }
        // Whoever counts in weeks means a few days more or less.
        Unit::Week => {
            let middle = today.checked_sub_days(Days::new(7 * u64::from(number)))?;
            Span::of(middle.checked_sub_days(Days::new(3))?, middle.checked_add_days(Days::new(3))?)
        }
        Unit::Month => {
            let day = today.checked_sub_months(Months::new(number))?;
            Span::month(day.year(), day.month())
        }
        Unit::Year => Span::year(today.year() - i32::try_from(number).ok()?),
        Unit::Weekend => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::in_words::{day, when};
    use crate::words::{Speaker, Words};

    fn english() -> Speaker {
        std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"])
    }

    /// A Friday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn said(text: &str) -> Option<(String, String)> {
        when(text, today(), &english()).map(|span| (span.from.to_string(), span.to.to_string()))
    }

    #[test]
    fn days_are_read_as_people_say_them() {
        for (typed, on) in [
            ("14/11/2026", "2026-11-14"),
            ("14.11.26", "2026-11-14"),
            ("14-11-2026", "2026-11-14"),
            ("2026-11-14", "2026-11-14"),
            ("14 november 2026", "2026-11-14"),
            ("14th of November", "2026-11-14"),
            ("Nov 14th 2026", "2026-11-14"),
            ("November 14, 2026", "2026-11-14"),
            ("Saturday 14 Nov", "2026-11-14"),
            ("14/11", "2026-11-14"),
            ("24/12", "2025-12-24"),
            ("24 december", "2025-12-24"),
            ("today", "2026-11-20"),
            ("yesterday", "2026-11-19"),
            ("on Monday", "2026-11-16"),
            ("last monday", "2026-11-16"),
            ("Friday", "2026-11-20"),
            ("last friday", "2026-11-13"),
            ("two days ago", "2026-11-18"),
            ("١٤ ١١ ٢٠٢٦", "2026-11-14"),
            ("１４／１１／２０２６", "2026-11-14"),
        ] {
            assert_eq!(said(typed), Some((on.to_owned(), on.to_owned())), "{typed}");
        }
    }

    #[test]
    fn stretches_of_days_are_read_as_people_say_them() {
        for (typed, from, to) in [
            ("last summer", "2026-06-01", "2026-08-31"),
            ("summer 2025", "2025-06-01", "2025-08-31"),
            ("the summer of last year", "2025-06-01", "2025-08-31"),
            ("last winter", "2025-12-01", "2026-02-28"),
            ("this autumn", "2026-09-01", "2026-11-20"),
            ("2025", "2025-01-01", "2025-12-31"),
            ("in 2026", "2026-01-01", "2026-11-20"),
            ("March", "2026-03-01", "2026-03-31"),
            ("december", "2025-12-01", "2025-12-31"),
            ("11/2025", "2025-11-01", "2025-11-30"),
            ("about March 2026", "2026-03-01", "2026-03-31"),
            ("early March", "2026-03-01", "2026-03-10"),
            ("mid-june", "2026-06-11", "2026-06-20"),
            ("at the end of May 2025", "2025-05-21", "2025-05-31"),
            ("June to August", "2026-06-01", "2026-08-31"),
            ("between June and August 2025", "2025-06-01", "2025-08-31"),
            ("Nov - Feb 2026", "2025-11-01", "2026-02-28"),
            ("3 to 5 March", "2026-03-03", "2026-03-05"),
            ("1/3/2026 - 5/3/2026", "2026-03-01", "2026-03-05"),
            ("2024-2025", "2024-01-01", "2025-12-31"),
            ("since May", "2026-05-01", "2026-11-20"),
            ("last week", "2026-11-09", "2026-11-15"),
            ("last weekend", "2026-11-14", "2026-11-15"),
            ("at the weekend", "2026-11-14", "2026-11-15"),
            ("last month", "2026-10-01", "2026-10-31"),
            ("last year", "2025-01-01", "2025-12-31"),
            ("a year ago", "2025-01-01", "2025-12-31"),
            ("a couple of weeks ago", "2026-11-03", "2026-11-09"),
            ("3 months ago", "2026-08-01", "2026-08-31"),
        ] {
            assert_eq!(said(typed), Some((from.to_owned(), to.to_owned())), "{typed}");
        }
    }

    #[test]
    fn a_day_and_a_time_are_read_together() {
        let heard = |text: &str| when(text, today(), &english()).map(|span| (span.from.to_string(), span.time));
        for (typed, on, time) in [
            ("last night", "2026-11-19", Heard::In("night")),
            ("this morning", "2026-11-20", Heard::In("morning")),
            ("yesterday evening", "2026-11-19", Heard::In("evening")),
            ("yesterday at 9.30 pm", "2026-11-19", Heard::At(21, 30)),
            ("9pm on Monday", "2026-11-16", Heard::At(21, 0)),
            ("14 November 2026 about 9pm", "2026-11-14", Heard::In("evening")),
            ("3am ish last saturday", "2026-11-14", Heard::In("night")),
        ] {
            assert_eq!(heard(typed), Some((on.to_owned(), Some(time))), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_or_yet_to_come_is_left_as_it_was_said() {
        for typed in [
            "",
            "every Friday",
            "a while back",
            "when my sister stayed",
            "31/11/2026",
            "21 November 2026",
            "2027",
            "in 2062",
            "my 3 kids in 2019",
            "before the flood of 14",
            "99/99/2026",
            "tomorrow",
        ] {
            assert_eq!(said(typed), None, "{typed}");
        }
    }

    #[test]
    fn three_fields_are_a_day_in_every_usual_way() {
        let t = english();
        for (number, month, year) in [("20", "11", "2026"), ("20th", "nov", "26"), ("٢٠", "١١", "٢٠٢٦"), ("২০", "11", "２０２６")]
        {
            assert_eq!(day(number, month, year, &t), Some(today()), "{number} {month} {year}");
        }
        for (number, month, year) in [("31", "11", "2026"), ("", "11", "2026"), ("20", "11", "206"), ("last", "summer", "")] {
            assert_eq!(day(number, month, year, &t), None, "{number} {month} {year}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_breaks_it_or_lies_ahead(text in "[a-z0-9 /.,-]{0,30}|\\PC{0,30}") {
            if let Some(span) = when(&text, today(), &english()) {
                proptest::prop_assert!(span.from <= span.to && span.to <= today());
            }
        }

        #[test]
        fn every_day_that_has_been_is_read(back in 0u64..40_000) {
            let t = english();
            let on = today().checked_sub_days(Days::new(back)).unwrap();
            for text in [t.day(on), on.to_string(), on.format("%d/%m/%Y").to_string(), on.format("%d.%m.%Y").to_string()] {
                let span = when(&text, today(), &t);
                proptest::prop_assert_eq!(span.map(|span| (span.from, span.to)), Some((on, on)), "{}", text);
            }
        }
    }
}
