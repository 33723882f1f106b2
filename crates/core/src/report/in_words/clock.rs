//! A time of the day as people say it.

use crate::report::in_words::lexicon::{Lexicon, Token};
use crate::words::Speaker;

/// What was understood of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// An hour and a minute of the 24-hour clock.
    At(u32, u32),
    /// morning, afternoon, evening or night: no more was said, or it was said that it is not exact.
    In(&'static str),
}

impl Heard {
    /// morning, afternoon, evening or night.
    #[must_use]
    pub fn part(self) -> &'static str {
        match self {
            Self::At(hour, _) => part_of(hour),
            Self::In(part) => part,
        }
    }
}

/// The part of the day that an hour lies in.
pub(crate) fn part_of(hour: u32) -> &'static str {
    match hour {
        5..12 => "morning",
        12..17 => "afternoon",
        17..22 => "evening",
        _ => "night",
    }
}

/// Which half of the day an hour of a dial with twelve belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
    Part(&'static str),
    /// The clock has 24 hours.
    Whole,
    /// It was not said.
    Open,
}

/// An hour, a minute, and what says which half of the day it is.
type Dial = (u32, u32, Half);

/// Reads a time: nothing when it cannot be read, or when it could be two ("half nine", without morning or evening).
#[must_use]
pub fn time(text: &str, t: &Speaker) -> Option<Heard> {
    let lexicon = Lexicon { t };
    heard(&lexicon.tokens(text)?, &lexicon)
}

pub(super) fn heard(tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Heard> {
    let (tokens, vague) = lexicon.without_fill(tokens);
    let tokens = tokens.as_slice();
    if let [only] = tokens
        && let Some(part) = lexicon.part(only)
    {
        return Some(Heard::In(part));
    }
    if let Some(dial) = dial(tokens, lexicon) {
        let (hour, minute) = of_day(dial)?;
        return Some(if vague { Heard::In(part_of(hour)) } else { Heard::At(hour, minute) });
    }
    between(tokens, lexicon)
}

/// "9-10pm", "between nine and ten in the evening": the part of the day in which it begins.
fn between(tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Heard> {
    let tokens = match tokens {
        [first, rest @ ..] if lexicon.is("read-between", first) => rest,
        _ => tokens,
    };
    (1..tokens.len()).find_map(|at| {
        let parts = tokens[at].is_mark("-/") || lexicon.is("read-until", &tokens[at]);
        let (begins, ends) = (&tokens[..at], &tokens[at + 1..]);
        let ((hour, minute, half), (end, _, ends_in)) = (dial(begins, lexicon).filter(|_| parts)?, dial(ends, lexicon)?);
        let half = match (half, ends_in) {
            // "11-1pm" begins in the other half.
            (Half::Open, Half::Pm) if hour % 12 > end % 12 => Half::Am,
            (Half::Open, other) => other,
            (own, _) => own,
        };
        Some(Heard::In(part_of(of_day((hour, minute, half))?.0)))
    })
}

/// An hour and a minute of the clock of 24 hours.
fn of_day((hour, minute, half): Dial) -> Option<(u32, u32)> {
    let on_dial = (1..=12).contains(&hour);
    let hour = match half {
        Half::Am if on_dial => hour % 12,
        Half::Pm if on_dial => hour % 12 + 12,
        Half::Part("morning") if on_dial => hour % 12,
        Half::Part("afternoon" | "evening") if on_dial => hour % 12 + 12,
        Half::Part(_) if on_dial => {
            if (6..12).contains(&hour) {
                hour + 12
            } else {
                hour % 12
            }
        }
        // "21:30pm" leaves no doubt.
        Half::Pm if (13..24).contains(&hour) => hour,
        Half::Part(_) | Half::Whole => hour,
        Half::Open if hour == 0 || hour > 12 => hour,
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// The hands of a clock, with nothing left over.
fn dial(tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Dial> {
    let (last, before) = tokens.split_last()?;
    let half = |token: &Token| match token {
        Token::Word(word) if *word == lexicon.t.say("time-am").to_lowercase() => Some(Half::Am),
        Token::Word(word) if *word == lexicon.t.say("time-pm").to_lowercase() => Some(Half::Pm),
        token if lexicon.is("read-hours", token) => Some(Half::Whole),
        token => lexicon.part(token).map(Half::Part),
    };
    for (list, hour) in [("read-noon", 12), ("read-midnight", 0)] {
        if lexicon.is(list, last) {
            let twelve = matches!(before, []) || before.len() == 1 && lexicon.number(&before[0]) == Some(12);
            return twelve.then_some((hour, 0, Half::Whole));
        }
    }
    match half(last) {
        // "21h30" has its letter in the middle.
        Some(half) if !before.is_empty() => {
            let (hour, minute, own) = hands(before, lexicon)?;
            // "half nine pm": what stands behind says more.
            Some((hour, minute, if own == Half::Whole && hour <= 12 && half != Half::Whole { half } else { own.or(half) }))
        }
        _ => hands(tokens, lexicon),
    }
}

impl Half {
    fn or(self, other: Self) -> Self {
        if self == Self::Open || (self == Self::Whole && other != Self::Whole) { other } else { self }
    }
}

fn hands(tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Dial> {
    match tokens {
        [only] => {
            let digits = match only {
                Token::Number(digits) => digits.as_str(),
                _ => "",
            };
            // "930" and "2130".
            if let 3..=4 = digits.len() {
                let (hour, minute) = digits.split_at(digits.len() - 2);
                return Some((hour.parse().ok()?, minute.parse().ok()?, Half::Whole));
            }
            let begins_with_0 = digits.len() == 2 && digits.starts_with('0');
            Some((lexicon.number(only)?, 0, if begins_with_0 { Half::Whole } else { Half::Open }))
        }
        [hour, mark, minute] if mark.is_mark(":.;") || lexicon.is("read-hours", mark) => minutes(hour, minute),
        [hour, mark, minute, second_mark, second] if mark.is_mark(":.") && second_mark.is_mark(":.") => {
            second.number().filter(|second| *second < 60)?;
            minutes(hour, minute)
        }
        [hour, minute @ Token::Number(digits)] if digits.len() == 2 => {
            let (hour, minute, _) = minutes(hour, minute)?;
            Some((hour, minute, Half::Whole))
        }
        _ => spoken(tokens, lexicon),
    }
}

fn minutes(hour: &Token, minute: &Token) -> Option<Dial> {
    let two = matches!(minute, Token::Number(digits) if digits.len() == 2);
    two.then_some((hour.number()?, minute.number()?, Half::Whole))
}

/// "half past nine", "half nine", "quarter to ten", "twenty past three", "five to nine".
fn spoken(tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Dial> {
    let (last, before) = tokens.split_last()?;
    let hour = lexicon.number(last).filter(|hour| (1..=12).contains(hour))?;
    let words = |of: &[Token]| -> Option<String> {
        let words = of.iter().map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        });
        Some(words.collect::<Option<Vec<&str>>>()?.join(" "))
    };
    if words(before).is_some_and(|before| lexicon.list("read-half").contains(&before)) {
        return Some((hour, 30, Half::Open));
    }
    let (way, amount) = before.split_last()?;
    let amount = match amount {
        [rest @ .., unit] if lexicon.is("read-minutes", unit) => rest,
        whole => whole,
    };
    let minute = match amount {
        [quarter] if lexicon.is("read-quarter", quarter) => 15,
        [twenty, five] if lexicon.is("read-twenty", twenty) => 20 + lexicon.number(five).filter(|five| *five < 10)?,
        [one] => lexicon.number(one).filter(|minute| *minute < 60)?,
        _ => return None,
    };
    if lexicon.is("read-past", way) {
        Some((hour, minute, Half::Open))
    } else if lexicon.is("read-to-hour", way) && minute > 0 && !matches!(amount, [Token::Number(_)]) {
        // "ten to eleven" in words; "10 to 11" is from one to the other.
        Some((if hour == 1 { 12 } else { hour - 1 }, 60 - minute, Half::Open))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn english() -> Speaker {
        std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"])
    }

    #[test]
    fn times_are_read_as_people_say_them() {
        let t = english();
        for (typed, hour, minute) in [
            ("21:30", 21, 30),
            ("9.30PM", 21, 30),
            ("9.30 p.m.", 21, 30),
            ("9:30 a.m", 9, 30),
            ("2130", 21, 30),
            ("930", 9, 30),
            ("0930", 9, 30),
            ("9;30pm", 21, 30),
            ("9 30 pm", 21, 30),
            ("1500hrs", 15, 0),
            ("21h30", 21, 30),
            ("21h", 21, 0),
            ("21:30:15", 21, 30),
            ("9 pm", 21, 0),
            ("9pm", 21, 0),
            ("at 9 o'clock in the evening", 21, 0),
            ("12am", 0, 0),
            ("12 noon", 12, 0),
            ("noon", 12, 0),
            ("midday", 12, 0),
            ("12 midnight", 0, 0),
            ("midnight", 0, 0),
            ("half past nine pm", 21, 30),
            ("half nine at night", 21, 30),
            ("half nine in the morning", 9, 30),
            ("quarter to ten pm", 21, 45),
            ("quarter past 3 in the afternoon", 15, 15),
            ("twenty past eight am", 8, 20),
            ("twenty five to one pm", 12, 35),
            ("five minutes to 9 pm", 20, 55),
            ("2 at night", 2, 0),
            ("23", 23, 0),
            ("21:30pm", 21, 30),
            ("٢١:٣٠", 21, 30),
            ("９：３０ｐｍ", 21, 30),
        ] {
            assert_eq!(time(typed, &t), Some(Heard::At(hour, minute)), "{typed}");
        }
    }

    #[test]
    fn what_is_not_exact_is_a_part_of_the_day() {
        let t = english();
        for (typed, part) in [
            ("3am ish", "night"),
            ("3ish am", "night"),
            ("about 9pm", "evening"),
            ("around noon", "afternoon"),
            ("~9pm", "evening"),
            ("9-10pm", "evening"),
            ("9 to 10 pm", "evening"),
            ("between 9 and 10pm", "evening"),
            ("11-1pm", "morning"),
            ("21:00-22:00", "evening"),
            ("in the evening", "evening"),
            ("night", "night"),
            ("tonight", "night"),
            ("just after midnight", "night"),
            ("lunchtime", "afternoon"),
        ] {
            assert_eq!(time(typed, &t), Some(Heard::In(part)), "{typed}");
        }
    }

    #[test]
    fn what_could_be_two_times_or_none_is_left_as_it_was_said() {
        let t = english();
        for typed in [
            "half nine",
            "half past nine",
            "9",
            "about 11",
            "9-10",
            "nine o'clock",
            "25:00",
            "13:75",
            "late",
            "",
            "when I came home",
            "9pm or 10pm",
            "x".repeat(500).as_str(),
        ] {
            assert_eq!(time(typed, &t), None, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_breaks_it(text in "\\PC{0,40}") {
            if let Some(Heard::At(hour, minute)) = time(&text, &english()) {
                proptest::prop_assert!(hour < 24 && minute < 60);
            }
        }

        #[test]
        fn every_minute_is_read_back(hour in 0u32..24, minute in 0u32..60) {
            let t = english();
            let (dial, half) = (if hour % 12 == 0 { 12 } else { hour % 12 }, if hour < 12 { "am" } else { "pm" });
            for text in [format!("{hour:02}:{minute:02}"), format!("{hour:02}{minute:02}"), format!("{dial}.{minute:02}{half}"), format!("{dial}:{minute:02} {half}")] {
                proptest::prop_assert_eq!(time(&text, &t), Some(Heard::At(hour, minute)), "{}", text);
            }
        }
    }
}
