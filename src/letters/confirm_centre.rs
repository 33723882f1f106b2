//! Is what people are told about a centre still right?

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// Is what people are told about a centre still right? To whoever knows. It names no centre: some must not be known of.
#[derive(Template)]
#[template(path = "letters/confirm_centre.txt")]
pub struct ConfirmCentre {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Whether it was asked before and not answered.
    pub again: bool,
    /// Where it is answered.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

impl ConfirmCentre {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = if self.again { "letter-centre-again-subject" } else { "letter-centre-subject" };
        Letter { subject: self.t.say(subject), body: written(self) }
    }
}
