//! The code of a sign-in at the desk.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// A code to sign in at the desk with. It says nothing of what the desk is.
#[derive(Template)]
#[template(path = "letters/sign_in_code.txt")]
pub struct SignInCode {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// The code.
    pub code: String,
    /// How long it is good for.
    pub minutes: i64,
    /// The number to be sure with.
    pub call_back: String,
}

impl SignInCode {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-sign-in-subject"), body: written(self) }
    }
}
