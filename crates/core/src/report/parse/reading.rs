//! What answers are checked against: lists of ids, districts, organisations, and the time.

use chrono::{DateTime, Utc};

use crate::places::Gazetteer;
use crate::vocabulary::Vocabulary;

/// What answers are checked against.
pub struct Reading<'a> {
    /// The lists of ids.
    pub vocabulary: &'a Vocabulary,
    /// The districts.
    pub gazetteer: &'a Gazetteer,
    /// Whether an organisation with this id is configured.
    pub is_agency: &'a dyn Fn(&str) -> bool,
    /// Now.
    pub now: DateTime<Utc>,
}
