//! Where the chain over the record ends (the head of the audit log).

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// Where the chain over the record ends, to be kept apart from the service.
#[derive(Template)]
#[template(path = "letters/record_head.txt")]
pub struct RecordHead {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// The day, in words.
    pub day: String,
    /// The position of the last link.
    pub position: i64,
    /// When it was made.
    pub made: String,
    /// The last link.
    pub head: String,
    /// Where the record does not add up, when the last check found that.
    pub wrong: Option<i64>,
    /// The number to be sure with.
    pub call_back: String,
}

impl RecordHead {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = if self.wrong.is_some() { "letter-record-wrong-subject" } else { "letter-record-subject" };
        Letter { subject: self.t.say1(subject, "day", self.day.as_str()), body: written(self) }
    }
}
