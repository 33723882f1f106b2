//! Words that are sealed into a report after it came in: an addition to the story, a message to or from the team.

use serde::{Deserialize, Serialize};

use crate::report::Told;

/// An addition as it is sealed into the `incident` section.
#[derive(Clone, Serialize, Deserialize)]
pub struct Added {
    /// What was added.
    pub addition: Told,
}
crate::redacted!(Added);

/// A message between the reporter and the team.
#[derive(Clone, Serialize, Deserialize)]
pub struct Message {
    /// `reporter` or `team`.
    pub from: String,
    /// The words.
    pub text: Told,
}
crate::redacted!(Message);
