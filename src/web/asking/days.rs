//! Days and times as people write them: with numbers or names of months, in any digits, with or without am and pm.

use chrono::NaiveDate;
use waymark_core::tidy::tidy;
use waymark_core::words::Speaker;

/// A day, or a month of a year, as it is read: "27 March 2026". Nothing when it cannot be read.
pub(crate) fn day_in_words(day: &str, month: &str, year: &str, t: &Speaker) -> Option<String> {
    let read = read_day(if day.is_empty() { "1" } else { day }, month, year, t)?;
    Some(if day.is_empty() { t.month_of(read) } else { t.day(read) })
}

/// A day from its three fields. Nothing when there is no such day.
pub(crate) fn read_day(day: &str, month: &str, year: &str, t: &Speaker) -> Option<NaiveDate> {
    let number = |text: &str| tidy(text).trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok();
    let full: i32 = tidy(year).parse().ok()?;
    let full = if (0..100).contains(&full) && year.trim().chars().count() == 2 { 2000 + full } else { full };
    NaiveDate::from_ymd_opt(full, month_number(&tidy(month), t)?, number(day)?)
}

/// A month by its number or its name.
fn month_number(text: &str, t: &Speaker) -> Option<u32> {
    text.parse().ok().or_else(|| t.month_called(text))
}

/// `21:30` from 21:30, 21.30, 2130, 9.30pm, 9 pm; blank for blank; nothing when it cannot be read.
pub(crate) fn clock_time(text: &str, t: &Speaker) -> Option<String> {
    let close = |text: &str| text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = close(&tidy(text));
    if text.is_empty() {
        return Some(String::new());
    }
    let word = |id: &str| close(&t.say(id));
    let text = text.replace(&word("time-midnight"), "00:00").replace(&word("time-noon"), "12:00");
    let (text, half) = match (text.strip_suffix(&word("time-pm")), text.strip_suffix(&word("time-am"))) {
        (Some(rest), _) => (rest.to_owned(), Some(12)),
        (_, Some(rest)) => (rest.to_owned(), Some(0)),
        _ => (text, None),
    };
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minute)) => (hour.to_owned(), minute.to_owned()),
        None if text.len() == 4 && text.is_ascii() => (text[..2].to_owned(), text[2..].to_owned()),
        None => (text, "0".to_owned()),
    };
    let (mut hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::words::Words;

    fn english() -> Speaker {
        std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"])
    }

    #[test]
    fn days_are_read_in_every_usual_way_and_said_in_words() {
        let t = english();
        for (day, month, year) in
            [("20", "11", "2026"), ("20th", "nov", "26"), ("\u{662}\u{660}", "\u{661}\u{661}", "\u{662}\u{660}\u{662}\u{666}")]
        {
            assert_eq!(day_in_words(day, month, year, &t).as_deref(), Some("20 November 2026"), "{day} {month} {year}");
        }
        assert_eq!(day_in_words("", "11", "2026", &t).as_deref(), Some("November 2026"));
        assert_eq!(day_in_words("31", "11", "2026", &t), None);
    }

    #[test]
    fn times_are_read_in_any_usual_way() {
        let t = english();
        for (typed, read) in [("21:30", "21:30"), ("9.30PM", "21:30"), ("2130", "21:30"), ("9 pm", "21:00"), ("12am", "00:00")] {
            assert_eq!(clock_time(typed, &t).as_deref(), Some(read), "{typed}");
        }
        for typed in ["25:00", "13pm", "late", "9:75"] {
            assert_eq!(clock_time(typed, &t), None, "{typed}");
        }
    }
}
