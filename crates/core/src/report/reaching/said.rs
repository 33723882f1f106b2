//! How words about safe times were read, in words: for the person before they send, and for whoever may reach them.

use crate::clock::{SafeTimes, Unread, Week};
use crate::report::labels::{SAFE_DAYS, SAFE_READ, SAFE_TIME};
use crate::words::Speaker;

/// Who reads how words were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Whoever said them.
    Told,
    /// Whoever may reach that person.
    Reaches,
}

/// How these words were read, a sentence a line; and where they are for a person to read, what comes of that.
#[must_use]
pub fn said_again(words: &str, reader: Reader, t: &Speaker) -> Vec<String> {
    let lines = |week: &Week, how: &'static str| {
        let one = |line: &crate::clock::SafeLine| {
            let (days, from, to) = (t.of(&SAFE_DAYS, line.days), t.time_of_day(line.from), t.time_of_day(line.to));
            let time = t.of_all(&SAFE_TIME, line.time(), &[("days", &days), ("from", &from), ("to", &to)]);
            t.of1(&SAFE_READ, how, "time", time.as_str())
        };
        week.lines().iter().map(one).collect::<Vec<_>>()
    };
    match SafeTimes::read(words) {
        SafeTimes::Within(week) => lines(&week, "whole"),
        SafeTimes::ForAPerson { read, why } => {
            let part = read.iter().flat_map(|week| lines(week, "part"));
            part.chain([t.say(why_unread(why, reader))]).collect()
        }
    }
}

fn why_unread(why: Unread, reader: Reader) -> &'static str {
    match (why, reader) {
        (_, Reader::Reaches) => "safe-unread-reach",
        (Unread::Words, Reader::Told) => "safe-unread-words",
        (Unread::Half, Reader::Told) => "safe-unread-half",
    }
}
