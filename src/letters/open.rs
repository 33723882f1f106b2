//! What waits at the desk in the morning.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// What waits at the desk in the morning: to the coordinator.
#[derive(Template)]
#[template(path = "letters/open.txt")]
pub struct Open {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// How many entries there are of each kind.
    pub counts: Vec<(&'static str, i64)>,
    /// Where the desk is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

impl Open {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-open-subject"), body: written(self) }
    }
}
