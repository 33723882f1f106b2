//! The code that opens a referral.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// A code, and the request it is for.
#[derive(Template)]
#[template(path = "letters/one_time_code.txt")]
pub struct OneTimeCode {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// The name of the request, which the page says too.
    pub request_name: String,
    /// The code.
    pub code: String,
    /// How long it is good for.
    pub minutes: i64,
    /// The number to be sure with.
    pub call_back: String,
}

impl OneTimeCode {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.t.say1("letter-code-subject", "reference", self.reference.as_str());
        Letter { subject, body: written(self) }
    }
}
