//! Something urgent waits at the desk.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// Something urgent waits at the desk: to whoever is on duty. It tells how much, and nothing of what.
#[derive(Template)]
#[template(path = "letters/urgent.txt")]
pub struct Urgent {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// How many urgent entries there are.
    pub entries: i64,
    /// Who was called before and opened nothing in time; blank when this is the first call.
    pub on_duty: String,
    /// Where the desk is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

impl Urgent {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-urgent-subject"), body: written(self) }
    }
}
