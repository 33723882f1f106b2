//! A day of an agreement is near.

use askama::Template;
use waymark_core::words::Speaker;

use crate::letters::letter::{Letter, written};

/// What a day of an agreement means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Its last day in force.
    End,
    /// When it should be looked at again.
    Review,
}

/// An agreement ends soon, or is to be looked at again: to its organisation, or to the coordinator.
#[derive(Template)]
#[template(path = "letters/reminder.txt")]
pub struct Reminder {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// What the day means.
    pub about: About,
    /// The agreement's id.
    pub agreement: String,
    /// Its version.
    pub version: i64,
    /// The day, in words.
    pub day: String,
    /// How many days are left.
    pub days: i64,
    /// The organisation, when the coordinator is told.
    pub agency: Option<String>,
    /// The number to be sure with.
    pub call_back: String,
}

impl Reminder {
    fn what(&self) -> String {
        let what = if self.about == About::End { "letter-ends-what" } else { "letter-review-what" };
        self.t.say2(what, "day", self.day.as_str(), "days", self.days)
    }

    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = if self.about == About::End { "letter-ends-subject" } else { "letter-review-subject" };
        let subject = self.t.say1(subject, "day", self.day.as_str());
        Letter { subject, body: written(self) }
    }
}
