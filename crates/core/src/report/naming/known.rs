//! What else the report holds, and where the text says it again.

use crate::report::naming::found::{Span, Why};
use crate::report::naming::lists::{EMPTY, MONTHS, ORDINARY, STARTERS, TITLES};
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
pub(crate) fn known(words: &[Word<'_>], known: &Known) -> Vec<Span> {
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
