//! Something was added to a referral.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// Something was added to a referral.
#[derive(Template)]
#[template(path = "letters/more_to_see.txt")]
pub struct MoreToSee {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// Where the referral is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

impl MoreToSee {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.t.say1("letter-more-subject", "reference", self.reference.as_str());
        Letter { subject, body: written(self) }
    }
}
