//! A referral was withdrawn.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// A referral was withdrawn: please stop using it, delete what you can, and tell us.
#[derive(Template)]
#[template(path = "letters/please_stop.txt")]
pub struct PleaseStop {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// The number to answer to.
    pub call_back: String,
}

impl PleaseStop {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.t.say1("letter-stop-subject", "reference", self.reference.as_str());
        Letter { subject, body: written(self) }
    }
}
