//! What in a text could name a person: a help for whoever writes an account so that it names nobody. It knows shapes – a telephone number,
//! a registration, a capital in mid-sentence – and what the report itself holds. It cannot find everything, and must never be trusted to:
//! a person reads the text as a neighbour would.

pub mod found;
mod lists;
mod patterns;
#[cfg(test)]
mod tests;
mod text;

use crate::report::naming::found::{Found, Span, Why};
use crate::report::naming::lists::{DOES, EMPTY, MONTHS, ORDINARY, STARTERS, TITLES};
use crate::report::naming::text::{Word, words};
use crate::report::told::Told;

/// What else the report holds that must not stand in the text.
#[derive(Default)]
pub struct Known {
    /// Names of the person it happened to.
    pub own: Vec<Told>,
    /// Names and numbers of others, addresses: whole texts.
    pub others: Vec<Told>,
    /// Where it happened, in words.
    pub places: Vec<Told>,
}
crate::redacted!(Known);

/// Everything in a text that could name somebody, in its order, each once. What is not found may name somebody all the same.
#[must_use]
pub fn look(text: &str, known: &Known) -> Vec<Found> {
    let words = words(text);
    let mut spans: Vec<Span> = Vec::new();
    let mut add = |more: Vec<Span>| {
        for span in more {
            // What is found for a better reason is not found again.
            if !spans.iter().any(|(start, end, _)| span.0 < *end && *start < span.1) {
                spans.push(span);
            }
        }
    };
    add(patterns::contacts(&words));
    add(patterns::telephones(text));
    add(patterns::registrations(&words));
    add(patterns::postcodes(&words));
    add(self::known(&words, known));
    add(patterns::addresses(&words));
    add(patterns::ages(&words));
    add(patterns::times(&words));
    add(patterns::dates(&words));
    add(patterns::rare(&words));
    add(patterns::places(&words));
    add(capitals(&words));
    spans.sort_unstable_by_key(|(start, ..)| *start);
    let mut found: Vec<Found> = Vec::new();
    for (start, end, why) in spans {
        let one = Found { words: Told::new(&text[start..end]), why };
        if !found.iter().any(|other| other.mark() == one.mark()) {
            found.push(one);
        }
    }
    found
}

/// Words of a known text that tell something: long enough, and not ordinary.
fn telling(told: &[Told], longest_ordinary: usize, any_case: bool) -> Vec<String> {
    let mut found = Vec::new();
    for told in told {
        for word in words(told.reveal()) {
            let plain = word.plain();
            let is_empty =
                EMPTY.contains(&plain.as_str()) || STARTERS.contains(&plain.as_str()) || TITLES.contains(&plain.as_str());
            let tells = any_case || word.is_capital() || plain.bytes().any(|b| b.is_ascii_digit());
            let ordinary = ORDINARY.contains(&plain.as_str()) || MONTHS.contains(&plain.as_str());
            if tells && !is_empty && !ordinary && plain.chars().count() > longest_ordinary {
                found.push(plain);
            }
        }
    }
    found
}

/// Words that stand elsewhere in the report.
fn known(words: &[Word<'_>], known: &Known) -> Vec<Span> {
    let own = telling(&known.own, 1, true);
    let others = telling(&known.others, 2, false);
    let places = telling(&known.places, 3, true);
    let mut spans = Vec::new();
    for word in words {
        let plain = word.plain();
        let why = if own.contains(&plain) {
            Why::OwnName
        } else if others.contains(&plain) {
            Why::Known
        } else if places.contains(&plain) {
            Why::Place
        } else {
            continue;
        };
        spans.push((word.start, word.end, why));
    }
    spans
}

/// Capitals where no sentence begins, together with those beside them; and what begins a sentence and looks like a name.
fn capitals(words: &[Word<'_>]) -> Vec<Span> {
    let is_ordinary = |word: &Word<'_>| ORDINARY.contains(&word.plain().as_str()) || ORDINARY.contains(&word.small().as_str());
    let shouted = |place: usize| {
        let beside = |other: Option<&Word<'_>>| other.is_some_and(Word::shouts);
        words[place].shouts() && (beside(words.get(place + 1)) || place > 0 && beside(words.get(place - 1)))
    };
    let names = |place: usize| {
        let word = &words[place];
        if !word.is_capital() || is_ordinary(word) || shouted(place) {
            return false;
        }
        if !word.opens {
            return true;
        }
        let plain = word.plain();
        let next = words.get(place + 1).filter(|next| !next.opens);
        let before_a_name = next.is_some_and(|next| next.is_capital() && !is_ordinary(next) && !next.shouts());
        let acts = next.is_some_and(|next| DOES.contains(&next.small().as_str()));
        let again = words.iter().any(|other| !other.opens && other.is_capital() && other.plain() == plain);
        let owns = word.text.ends_with("'s") || word.text.ends_with("’s");
        !STARTERS.contains(&plain.as_str()) && (before_a_name || acts || again || owns)
    };
    let mut spans: Vec<Span> = Vec::new();
    for place in (0..words.len()).filter(|place| names(*place)) {
        let word = &words[place];
        let joined = place > 0 && !word.opens && spans.last().is_some_and(|last| last.1 == words[place - 1].end);
        match spans.last_mut().filter(|_| joined) {
            Some(last) => last.1 = word.end,
            None => spans.push((word.start, word.end, Why::Capital)),
        }
    }
    spans
}
