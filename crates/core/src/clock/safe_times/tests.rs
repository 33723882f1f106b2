//! What people say about safe times, and how it is read.

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;

use super::words::EVERY;
use super::{SafeTimes, Unread, Week};

/// A reading as lines of days and hours; `?` where it is for a person, with what of it was read.
fn read(words: &str) -> String {
    let lines = |week: &Week| {
        let of = |line: &super::SafeLine| format!("{} {}-{}", line.days, clock(line.from), clock(line.to));
        week.lines().iter().map(of).collect::<Vec<_>>().join(", ")
    };
    match SafeTimes::read(words) {
        SafeTimes::Within(week) => lines(&week),
        SafeTimes::ForAPerson { read: Some(week), .. } => format!("? {}", lines(&week)),
        SafeTimes::ForAPerson { read: None, why: Unread::Half } => "am or pm?".to_owned(),
        SafeTimes::ForAPerson { read: None, why: Unread::Words } => "?".to_owned(),
    }
}

fn clock(minute: u32) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    if minute == 0 { hour.to_string() } else { format!("{hour}:{minute:02}") }
}

#[test]
fn what_people_say_is_read() {
    for (words, reading) in [
        ("", "every 0-24"),
        ("only after 9pm", "every 21-24"),
        ("after 6", "every 18-24"),
        ("After 6 PM please!", "every 18-24"),
        ("weekdays", "weekdays 0-24"),
        ("weekdays after 6pm", "weekdays 18-24"),
        ("after 6pm on weekdays", "weekdays 18-24"),
        ("mornings", "every 8-12"),
        ("in the morning", "every 8-12"),
        ("not weekends", "weekdays 0-24"),
        ("Any time", "every 0-24"),
        ("24/7", "every 0-24"),
        ("any day but Friday", "monday 0-24, tuesday 0-24, wednesday 0-24, thursday 0-24, weekend 0-24"),
        ("Mon-Fri 9-5", "weekdays 9-17"),
        ("Mon–Fri, 9am to 5pm", "weekdays 9-17"),
        ("Monday to Wednesday 10 to 2", "monday 10-14, tuesday 10-14, wednesday 10-14"),
        ("Tues & Thurs afternoons", "tuesday 12-17, thursday 12-17"),
        ("tuesday mornings and thursday evenings", "tuesday 8-12, thursday 18-21"),
        ("mornings on Monday, evenings on Tuesday", "monday 8-12, tuesday 18-21"),
        ("weekdays after 6pm, weekends any time", "weekdays 18-24, weekend 0-24"),
        ("not before 10am", "every 10-24"),
        ("no calls after 8pm", "every 0-20"),
        ("never on Sundays or Mondays", "tuesday 0-24, wednesday 0-24, thursday 0-24, friday 0-24, saturday 0-24"),
        ("any time except 5pm to 7pm", "every 0-17, every 19-24"),
        ("before 10am or after 6pm", "every 0-10, every 18-24"),
        ("after 6pm, before 9pm", "every 18-21"),
        ("6-8pm", "every 18-20"),
        ("between half past six and 8 in the evening", "every 18:30-20"),
        ("evenings 6 to 8", "every 18-20"),
        ("18:30 onwards", "every 18:30-24"),
        ("9am-5", "every 9-17"),
        ("11-1pm", "every 11-13"),
        ("10pm to 2am", "every 0-2, every 22-24"),
        ("working hours", "weekdays 9-17"),
        ("at noon", "every 12-12:30"),
        ("after ٦ pm", "every 18-24"),
        ("Friday to Monday", "monday 0-24, friday 0-24, weekend 0-24"),
        ("not weekends, but weekdays after 6pm", "weekdays 18-24"),
        ("weekday evenings but not Fridays", "monday 18-21, tuesday 18-21, wednesday 18-21, thursday 18-21"),
        ("p.m. only", "?"),
        ("until 9 p.m.", "every 0-21"),
        ("2-4", "every 14-16"),
        ("mornings and evenings", "every 8-12, every 18-21"),
        ("week days only after 16:00", "weekdays 16-24"),
        ("anytime but mornings", "every 12-24"),
        ("don't call in the evenings", "every 0-17"),
        ("evenings (not Fridays)", "monday 18-21, tuesday 18-21, wednesday 18-21, thursday 18-21, weekend 18-21"),
        ("between 12 and 1pm", "every 12-13"),
        ("9pm to 7am", "every 0-7, every 21-24"),
        ("weekends and evenings", "weekend 18-21"),
        ("Friday 13:00-15:00; Monday 10:00–12:00", "monday 10-12, friday 13-15"),
        ("never before 6pm and never at weekends", "weekdays 18-24"),
        ("mon 9-5 tue 10-2", "monday 9-17, tuesday 10-14"),
        ("mon-fri 9-5, sat 10-2", "weekdays 9-17, saturday 10-14"),
        ("only Tuesdays after 6pm or Wednesdays before 10am", "tuesday 18-24, wednesday 0-10"),
        ("after 2100", "every 21-24"),
        ("9-5 not weekends", "weekdays 9-17"),
        ("\u{200b}after\u{a0}6pm", "every 18-24"),
        ("not monday mornings", "monday 12-24, tuesday 0-24, wednesday 0-24, thursday 0-24, friday 0-24, weekend 0-24"),
    ] {
        assert_eq!(read(words), reading, "{words}");
    }
}

#[test]
fn what_cannot_be_read_whole_is_for_a_person() {
    for (words, reading) in [
        ("not when dad is home", "?"),
        ("Tuesdays when he is at work", "? tuesday 0-24"),
        ("only after 9pm when dad is out", "? every 21-24"),
        ("when my partner is at work", "?"),
        ("usually after 6pm", "?"),
        ("after school", "?"),
        ("never", "?"),
        ("not at all", "?"),
        ("after 6pm if the light is on", "? every 18-24"),
        ("6 to 8", "am or pm?"),
        ("before 8", "am or pm?"),
        ("after 6, before 9", "am or pm?"),
        ("9-11", "am or pm?"),
        ("after 6pm weekdays and weekends any time", "?"),
        ("not Mondays, after 6pm", "?"),
        ("Monday after 6pm, Tuesday", "?"),
        ("calls after 6pm, texts any time", "?"),
        ("text any time", "?"),
        ("tomorrow after 6", "?"),
        ("every other Tuesday", "?"),
        ("after midnight", "?"),
        ("po 18:00", "?"),
        ("après 18h", "?"),
        ("after 25", "?"),
        ("after 6pm?", "? every 18-24"),
        ("x", "?"),
        ("🙂", "?"),
        ("weekends, not weekends", "?"),
        ("am", "?"),
        ("after 10", "am or pm?"),
        ("at 7", "am or pm?"),
        ("around 7pm", "?"),
        ("unsafe after 6", "?"),
        ("it is never safe", "?"),
        ("ok", "?"),
        ("he works nights so nights are fine", "?"),
        ("after 6pm but only on Tuesdays", "?"),
        ("weekday mornings or weekends", "?"),
        ("not on 24 December", "?"),
        ("Only when I text first", "?"),
        ("after 9pm UK time", "? every 21-24"),
        ("none", "?"),
    ] {
        assert_eq!(read(words), reading, "{words}");
    }
}

#[test]
fn the_night_is_kept_quiet_unless_they_ask_for_it() {
    let letters = |words: &str| match SafeTimes::read(words) {
        SafeTimes::Within(week) => {
            let spans = week.for_letters();
            spans.lines().iter().map(|line| format!("{} {}-{}", line.days, clock(line.from), clock(line.to))).collect::<Vec<_>>()
        }
        SafeTimes::ForAPerson { .. } => vec![],
    };
    assert_eq!(letters(""), ["every 8-21"]);
    assert_eq!(letters("after 6pm"), ["every 18-21"]);
    assert_eq!(letters("after 9pm"), ["every 21-24"]);
    assert_eq!(letters("nights"), ["every 22-24"]);
    assert_eq!(letters("6pm to 2am"), ["every 18-21"], "a time over midnight is one");
    assert_eq!(letters("8:30pm to 11pm"), ["every 20:30-23"], "half an hour would be too little");
    assert_eq!(letters("before 9am"), ["every 8-9"]);
    assert_eq!(letters("weekdays"), ["weekdays 8-21"]);
}

#[test]
fn the_same_clock_holds_when_the_clocks_change() {
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    let SafeTimes::Within(week) = SafeTimes::read("1am to 2am") else { panic!("it is read") };
    // The hour does not exist on 29 March 2026, and comes twice on 25 October.
    assert_eq!(week.next(at("2026-03-29T00:59:59Z")), at("2026-03-30T00:00:00Z"));
    assert_eq!(week.next(at("2026-10-25T00:30:00Z")), at("2026-10-25T00:30:00Z"));
    assert_eq!(week.next(at("2026-10-25T01:30:00Z")), at("2026-10-25T01:30:00Z"));
    assert_eq!(week.next(at("2026-10-25T02:00:00Z")), at("2026-10-26T01:00:00Z"));
    let SafeTimes::Within(week) = SafeTimes::read("after 6pm") else { panic!("it is read") };
    assert_eq!(week.next(at("2026-10-24T23:30:00Z")), at("2026-10-25T18:00:00Z"));
    assert_eq!(week.next(at("2026-03-29T12:00:00Z")), at("2026-03-29T17:00:00Z"));
}

fn weeks() -> impl Strategy<Value = Week> {
    let span = (1_u8..=EVERY, 0_usize..1440, 1_usize..1440);
    proptest::collection::vec(span, 1..6).prop_map(|spans| {
        spans.into_iter().fold(Week::empty(), |week, (days, from, long)| week.or(&Week::of(days, from, (from + long) % 1440)))
    })
}

proptest! {
    #[test]
    fn the_next_time_lies_in_the_week_and_is_never_far(
        week in weeks(),
        // A year from the turn of 2026: over both changes of the clocks.
        minutes in 0_i64..(366 * 1440),
        second in 0_i64..60,
    ) {
        let from: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
        let from = from + Duration::minutes(minutes) + Duration::seconds(second);
        for week in [week.for_letters(), week.clone()] {
            prop_assert!(!week.is_empty());
            let next = week.next(from);
            prop_assert!(week.has(next) && next >= from, "{} {}", from, next);
            // The only hour of the week can be the one that is skipped: then it is the week after.
            let skipped = (0..7).all(|day| week.of_day(day).iter().all(|(start, end)| day == 6 && *start >= 60 && *end <= 120));
            prop_assert!(next - from <= Duration::days(if skipped { 15 } else { 8 }), "{} {}", from, next);
            // Nothing before it would do: looked at minute by minute for two days.
            let mut at = from;
            while at < next && at < from + Duration::days(2) {
                prop_assert!(!week.has(at));
                at += Duration::minutes(1);
            }
        }
    }

    #[test]
    fn letters_keep_to_what_was_said_and_find_a_time_in_it(week in weeks()) {
        let letters = week.for_letters();
        prop_assert!(letters.without(&week).is_empty() && !letters.is_empty());
        prop_assert!(week.is_quiet() || !letters.is_quiet() || week.without(&letters).is_empty());
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_reading(words in "\\PC{0,60}", known in proptest::collection::vec(proptest::sample::select(vec![
        "not", "after", "before", "6", "6pm", "12", "0", "24", "to", "and", "or", ",", "but", "weekdays", "tuesday", "mornings", "evening",
        "between", "from", "half", "past", "quarter", "onwards", "any time", "9-5", "18:00", "working hours", "text", "call",
    ]), 0..9)) {
        for words in [words, known.join(" ")] {
            match SafeTimes::read(&words) {
                SafeTimes::Within(week) | SafeTimes::ForAPerson { read: Some(week), .. } => prop_assert!(!week.is_empty()),
                SafeTimes::ForAPerson { read: None, .. } => {}
            }
        }
    }
}
