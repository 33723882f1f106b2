//! Looking through a text (what the trade calls detection of personal data): every shape is tried, the better reason first.

use crate::report::naming::capitals::capitals;
use crate::report::naming::found::{Found, Span};
use crate::report::naming::known::{self, Known};
use crate::report::naming::patterns;
use crate::report::naming::text::words;
use crate::report::told::Told;

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
    add(known::known(&words, known));
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
