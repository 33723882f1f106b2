//! A referral waits: the letter that an answer is promised to.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// There is a referral: please say that it arrived.
#[derive(Template)]
#[template(path = "letters/notice.txt")]
pub struct Notice {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// Whether the risk is high.
    pub urgent: bool,
    /// The time to answer, such as `2 working days`.
    pub promise: String,
    /// Where the referral is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

impl Notice {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject =
            self.t.say2("letter-notice-subject", "reference", self.reference.as_str(), "promise", self.promise.as_str());
        Letter { subject, body: written(self) }
    }
}
