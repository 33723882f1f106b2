//! How a report comes in: by itself, or taken down by somebody who talks with the person.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::handling::child::Heard;
use crate::handling::entry::Entry;
use crate::report::Told;
use crate::report::permission::Asked;

/// How a report came.
#[derive(Clone)]
pub struct Arrival {
    /// `web`, `api`, `phone`, …
    pub channel: &'static str,
    /// Who asked for permission, in which words; nothing when another system did.
    pub asked: Option<Asked>,
    /// The centre that takes it.
    pub centre: Option<String>,
    /// Who took it down with somebody; nothing when nobody did.
    pub taker: Option<Taker>,
}

impl Arrival {
    /// By a way that nobody of the service stands at.
    #[must_use]
    pub fn by(channel: &'static str, asked: Option<Asked>) -> Self {
        Self { channel, asked, centre: None, taker: None }
    }
}

/// Who took a report down with somebody: it is their case from then on.
#[derive(Clone)]
pub struct Taker {
    /// Their account.
    pub id: Uuid,
    /// Their name.
    pub name: Told,
    /// What they noted, for the team alone; blank for nothing.
    pub note: Told,
    /// The day of the talk: a paper form is typed in later.
    pub talked_on: Option<NaiveDate>,
    /// What a child understands and wishes, for the team alone; blank for nothing.
    pub heard: Heard,
}
crate::redacted!(Taker);

impl Taker {
    /// What they wrote down besides the report.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let by = || self.name.clone();
        let noted = (!self.note.is_blank()).then(|| Entry::Noted { text: self.note.clone(), by: by() });
        let heard = self.heard();
        noted.into_iter().chain(heard.map(|heard| Entry::ChildHeard { heard: Box::new(heard.clone()), by: by() })).collect()
    }

    /// What a child understands and wishes, if anything of it was written down.
    #[must_use]
    pub fn heard(&self) -> Option<&Heard> {
        Some(&self.heard).filter(|heard| !heard.is_blank())
    }
}

/// Whether a report came in by a talk.
#[must_use]
pub fn is_talk(channel: &str) -> bool {
    CHANNELS.contains(&channel)
}
/// It was not a talk: a letter or a paper form is typed in.
pub const LETTER: &str = "letter";
/// How the talk took place.
pub const CHANNELS: [&str; 5] = ["in-person", "phone", LETTER, "outreach", "home-visit"];
