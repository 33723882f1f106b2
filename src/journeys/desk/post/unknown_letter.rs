//! A letter that came in and nobody recognised: as it is sealed, as it is listed, and as it is opened.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::report::Told;

/// Who wrote a letter, and its subject, as they are sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct HeadOf {
    pub from: Told,
    pub subject: Told,
}

/// A whole letter as it is sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct WholeOf {
    /// Its bytes, in base 64.
    pub bytes: Told,
    /// Whether it was longer.
    pub cut: bool,
}
waymark_core::redacted!(HeadOf, WholeOf);

/// A letter in the list.
pub struct Listed {
    /// Its id.
    pub id: Uuid,
    /// When it came in.
    pub came_at: DateTime<Utc>,
    /// Who says that they wrote it.
    pub from: Told,
    /// The subject.
    pub subject: Told,
    /// What became of it, and when; nothing while it waits.
    pub done: Option<(DateTime<Utc>, Told)>,
}

/// A letter that somebody opened.
pub struct Opened {
    /// What the list shows.
    pub listed: Listed,
    /// The words, as plain text.
    pub text: Told,
    /// How many files came with it, which are not shown.
    pub files: usize,
    /// Whether it was longer than what was kept.
    pub cut: bool,
}

waymark_core::redacted!(Listed, Opened);
