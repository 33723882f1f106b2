//! Reads the words in which somebody said when it is safe.

use chrono::{DateTime, Utc};

use crate::clock::safe_times::eval::{Unread, week};
use crate::clock::safe_times::phrase::{items, spelt_out};
use crate::clock::safe_times::week::Week;
use crate::clock::safe_times::words::{Token, tokens};
use crate::tidy::tidy;

/// When somebody can be written to, as their own words were read.
#[derive(Clone, PartialEq, Eq)]
pub enum SafeTimes {
    /// At these times.
    Within(Week),
    /// Their words are for a person to read, and until then nothing leaves by itself.
    ForAPerson {
        /// What of their words was read, where that is something: the rest may narrow it.
        read: Option<Week>,
        /// Why it was not all.
        why: Unread,
    },
}
crate::redacted!(SafeTimes);

impl SafeTimes {
    /// Reads what somebody said. Whoever said nothing can be written to at any time by day.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let words: Vec<_> = text.lines().map(tidy).collect();
        let words = words.join("\n");
        let tokens = tokens(&words);
        if tokens.is_empty() && words.trim().is_empty() {
            return Self::Within(Week::whole());
        }
        let ways = ways(&tokens);
        let tokens = spelt_out(tokens);
        let (said, is_all) = items(&tokens);
        let read = if said.is_empty() { Err(Unread::Words) } else { week(&said) };
        match read {
            // What is said of one way to reach them may not hold for another, unless it only makes the time shorter.
            Ok(week) if is_all && (ways == 0 || ways == 1 && !week.is_whole()) => Self::Within(week),
            Ok(week) => Self::ForAPerson { read: (ways == 0 && !week.is_whole()).then_some(week), why: Unread::Words },
            Err(why) => Self::ForAPerson { read: None, why: if is_all { why } else { Unread::Words } },
        }
    }

    /// When they can next be written to; nothing while a person has to decide.
    #[must_use]
    pub fn next(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Within(week) => Some(week.for_letters().next(from)),
            Self::ForAPerson { .. } => None,
        }
    }
}

/// How many ways to reach somebody are named.
fn ways(tokens: &[Token]) -> usize {
    let mut named: Vec<&str> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Way(way) => Some(*way),
            _ => None,
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    named.len()
}
