//! The shapes of what names a person.

use crate::places::Postcode;
use crate::report::naming::found::{Span, Why};
use crate::report::naming::lists::{DAYS, DWELLINGS, ENDINGS, MONTHS, ONLY, PLACES, RARE, STREETS};
use crate::report::naming::text::Word;

fn span(first: &Word<'_>, last: &Word<'_>, why: Why) -> Span {
    (first.start, last.end, why)
}

/// Whether a word is one of a list.
fn is_of(word: &Word<'_>, list: &[&str]) -> bool {
    list.contains(&word.plain().as_str()) || list.contains(&word.small().as_str())
}

/// E-mail addresses, names and addresses on the web.
pub(super) fn contacts(words: &[Word<'_>]) -> Vec<Span> {
    let why = |word: &Word<'_>| {
        let small = word.small();
        let host = small.split(['/', '?', ':']).next().unwrap_or_default();
        let ends = host.contains('.') && host.rsplit('.').next().is_some_and(|end| ENDINGS.contains(&end));
        if let Some((before, after)) = small.split_once('@') {
            return Some(if !before.is_empty() && after.contains('.') { Why::Email } else { Why::Handle });
        }
        let is_link = small.starts_with("http:") || small.starts_with("https:") || small.starts_with("www.") || ends;
        is_link.then_some(Why::Link)
    };
    words.iter().filter_map(|word| Some(span(word, word, why(word)?))).collect()
}

/// Seven digits and more, whatever stands between them, as telephone numbers are written.
pub(super) fn telephones(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut start, mut end, mut digits) = (None, 0, 0);
    let mut close = |start: &mut Option<usize>, end: usize, digits: &mut usize| {
        if let Some(from) = start.take()
            && *digits >= 7
        {
            spans.push((from, end, Why::Telephone));
        }
        *digits = 0;
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            start.get_or_insert(at);
            (end, digits) = (at + 1, digits + 1);
        } else if c == '+' {
            close(&mut start, end, &mut digits);
            start = Some(at);
        } else if !matches!(c, ' ' | '-' | '(' | ')' | '.' | '\u{a0}') || start.is_none() {
            close(&mut start, end, &mut digits);
        }
    }
    close(&mut start, end, &mut digits);
    spans
}

/// The beginning of a postcode, in capitals: one or two letters, a digit, and perhaps one more.
fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &text.as_bytes()[letters..];
    let ends = rest.get(1).is_none_or(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    (1..=2).contains(&letters) && (1..=2).contains(&rest.len()) && rest[0].is_ascii_digit() && ends
}

/// Postcodes, whole or their beginning.
pub(super) fn postcodes(words: &[Word<'_>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let whole = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric()) && Postcode::parse(text).is_some();
        let next = words.get(place + 1).filter(|next| next.text.len() == 3 && !next.opens);
        if let Some(next) = next.filter(|next| whole(&format!("{}{}", word.text, next.text))) {
            spans.push(span(word, next, Why::Postcode));
        } else if whole(word.text) || is_outward(word.text) {
            spans.push(span(word, word, Why::Postcode));
        }
    }
    spans
}

/// Registrations of vehicles: the present form, and the two before it.
pub(super) fn registrations(words: &[Word<'_>]) -> Vec<Span> {
    let shape = |text: &str| -> String {
        let kind = |b: u8| {
            if b.is_ascii_alphabetic() {
                'a'
            } else if b.is_ascii_digit() {
                '0'
            } else {
                '-'
            }
        };
        text.bytes().map(kind).collect()
    };
    let is_plate = |text: &str| {
        let shape = shape(text);
        let old = ["a000aaa", "a00aaa", "aaa000a", "aaa00a"];
        shape == "aa00aaa" || old.contains(&shape.as_str())
    };
    let mut spans = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let next = words.get(place + 1).filter(|next| !next.opens);
        if is_plate(word.text) {
            spans.push(span(word, word, Why::Registration));
        } else if let Some(next) = next.filter(|next| {
            let mixed = word.text.bytes().any(|b| b.is_ascii_digit()) || next.text.bytes().any(|b| b.is_ascii_digit());
            let written = word.shouts() || word.text.bytes().any(|b| b.is_ascii_digit()) && next.shouts();
            mixed && written && is_plate(&format!("{}{}", word.text, next.text))
        }) {
            spans.push(span(word, next, Why::Registration));
        }
    }
    spans
}

/// Houses and streets: "12 Mill Lane", "flat 3", "Mill Lane".
pub(super) fn addresses(words: &[Word<'_>]) -> Vec<Span> {
    let number = |word: &Word<'_>| {
        let digits = word.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (1..=4).contains(&digits.len()) && word.text.len() <= digits.len() + 1 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let mut spans: Vec<Span> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let after = |steps: usize| words.get(place + steps).filter(|next| !next.opens);
        let street = (1..=3).filter_map(after).find(|next| is_of(next, STREETS));
        if number(word)
            && let Some(street) = street
        {
            spans.push(span(word, street, Why::Address));
        } else if is_of(word, DWELLINGS)
            && let Some(next) =
                after(1).filter(|next| number(next) || next.text.len() == 1 && next.is_capital() && next.text != "I")
        {
            spans.push(span(word, next, Why::Address));
        } else if word.is_capital()
            && let Some(next) = after(1).filter(|next| next.is_capital() && is_of(next, STREETS))
            && spans.last().is_none_or(|last| word.start >= last.1)
        {
            spans.push(span(word, next, Why::Address));
        }
    }
    spans
}

/// Ages: "34 years old", "aged 34", "a 34-year-old", "I am 34", "in her 60s".
pub(super) fn ages(words: &[Word<'_>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let small = word.small();
        let next = |steps: usize| words.get(place + steps).map(Word::small).unwrap_or_default();
        let is_years = |text: &str| matches!(text, "years" | "year" | "yrs");
        let decade =
            small.strip_suffix('s').is_some_and(|tens| tens.len() == 2 && tens.ends_with('0') && tens.parse::<u8>().is_ok());
        if small.ends_with("-year-old")
            || small.ends_with("-years-old")
            || small.ends_with("yo") && small.len() < 5 && word.text.starts_with(|c: char| c.is_ascii_digit())
            || decade
        {
            spans.push(span(word, word, Why::Age));
        } else if is_years(&next(1)) && matches!(next(2).as_str(), "old" | "of") {
            spans.push(span(word, &words[place + 2], Why::Age));
        } else if next(1) == "year-old"
            || words.get(place + 1).is_some_and(|number| number.is_number(3))
                && (matches!(small.as_str(), "aged" | "age" | "i'm" | "turned") || is_said_of_somebody(words, place))
        {
            spans.push(span(word, &words[place + 1], Why::Age));
        }
    }
    spans
}

/// "I am 34", "she is 9", "he was 70": not when something is counted.
fn is_said_of_somebody(words: &[Word<'_>], place: usize) -> bool {
    let is = matches!(words[place].small().as_str(), "am" | "is" | "was");
    let who = place.checked_sub(1).map(|before| words[before].small()).unwrap_or_default();
    let ends = words.get(place + 2).is_none_or(|next| next.opens || matches!(next.small().as_str(), "and" | "but"));
    is && matches!(who.as_str(), "i" | "he" | "she" | "who" | "son" | "daughter" | "child" | "mother" | "father") && ends
}

/// Times of the day.
pub(super) fn times(words: &[Word<'_>]) -> Vec<Span> {
    let clock = |text: &str| {
        let digits = text.trim_end_matches(['a', 'p', 'm', '.']);
        let halves = digits.split_once([':', '.']);
        let part = |text: &str, most: u8| text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| n <= most);
        let with_minutes = halves.is_some_and(|(h, m)| part(h, 23) && m.len() == 2 && part(m, 59));
        let with_half = text != digits && part(digits, 12);
        with_minutes || with_half
    };
    let mut spans = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let small = word.small();
        let next = words.get(place + 1);
        let says_half =
            next.is_some_and(|next| matches!(next.small().as_str(), "am" | "pm" | "a.m" | "p.m" | "o'clock" | "oclock"));
        let past = |next: &Word<'_>| matches!(next.small().as_str(), "past" | "to");
        if clock(&small) || matches!(small.as_str(), "noon" | "midnight" | "midday") {
            spans.push(span(word, word, Why::Time));
        } else if let Some(next) = next.filter(|_| says_half && (word.is_number(2) || small != "i")) {
            spans.push(span(word, next, Why::Time));
        } else if matches!(small.as_str(), "half" | "quarter")
            && let (Some(_), Some(hour)) = (next.filter(|next| past(next)), words.get(place + 2))
        {
            spans.push(span(word, hour, Why::Time));
        }
    }
    spans
}

/// Days: "14 November", "14/11/2026", "the 14th", "on Tuesday".
pub(super) fn dates(words: &[Word<'_>]) -> Vec<Span> {
    let ordinal = |text: &str| {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (1..=2).contains(&digits.len())
            && digits.parse::<u8>().is_ok()
            && matches!(&text[digits.len()..], "st" | "nd" | "rd" | "th")
    };
    let in_numbers = |text: &str| {
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        let numbers = parts.iter().all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
        numbers && (parts.len() == 3 || parts.len() == 2 && text.contains('/'))
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut from = 0;
    for (place, word) in words.iter().enumerate() {
        if place < from {
            continue;
        }
        let small = word.small();
        let is_day = |word: &Word<'_>| word.is_number(2) || ordinal(&word.small());
        let is_month = |word: &Word<'_>| is_of(word, MONTHS);
        let after = |steps: usize| words.get(place + steps).filter(|next| !next.opens);
        let of = after(1).filter(|next| next.small() == "of").map_or(1, |_| 2);
        if is_day(word)
            && let Some(month) = after(of).filter(|next| is_month(next))
        {
            spans.push(span(word, month, Why::Date));
            from = place + of + 1;
        } else if is_month(word)
            && let Some(next) = after(1).filter(|next| is_day(next) || next.is_number(4))
        {
            spans.push(span(word, next, Why::Date));
            from = place + 2;
        } else if in_numbers(&small)
            || ordinal(&small)
            || is_of(word, DAYS)
            || is_month(word) && word.is_capital() && !word.opens
            || word.is_number(4) && (small.starts_with("19") || small.starts_with("20"))
        {
            spans.push(span(word, word, Why::Date));
        }
    }
    spans
}

/// What few share: "the only one", "the first", a rare work or illness.
pub(super) fn rare(words: &[Word<'_>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let small = word.small();
        let before = place.checked_sub(1).map(|before| &words[before]);
        let next = words.get(place + 1).filter(|next| !next.opens);
        let set_apart = before.is_some_and(|before| matches!(before.small().as_str(), "the" | "an" | "our" | "their" | "my"));
        let only = small == "only" && next.is_some_and(|next| is_of(next, ONLY));
        let ever = small == "first" && next.is_some_and(|next| next.small() == "ever");
        match small.as_str() {
            "only" | "first" | "oldest" | "youngest" if set_apart || only || ever => {
                let first = before.filter(|_| set_apart).unwrap_or(word);
                spans.push(span(first, next.filter(|_| only || ever || small == "only").unwrap_or(word), Why::Rare));
            }
            _ if is_of(word, RARE) => spans.push(span(word, word, Why::Rare)),
            _ => {}
        }
    }
    spans
}

/// Places that a small area has one of, with the name before them.
pub(super) fn places(words: &[Word<'_>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (place, word) in words.iter().enumerate().filter(|(_, word)| is_of(word, PLACES)) {
        let named = (0..place).rev().take(3).take_while(|before| {
            let after = &words[before + 1];
            words[*before].is_capital() && !words[*before].opens && !after.opens
        });
        let first = named.last().unwrap_or(place);
        spans.push(span(&words[first], word, Why::Place));
    }
    spans
}
