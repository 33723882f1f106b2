//! The one letter to a person who reported.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// Something changed on the page of somebody who reported. It may be seen by whoever did them harm: it says nothing else.
#[derive(Template)]
#[template(path = "letters/something_changed.txt")]
pub struct SomethingChanged {
    /// Who says the words.
    pub t: Speaker,
    /// Whether the banner stands above it.
    pub demonstration: bool,
}

impl SomethingChanged {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-changed-subject"), body: written(self) }
    }
}
