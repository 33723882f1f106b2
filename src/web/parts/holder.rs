//! An organisation that has a report or had it, and a message between the reporter and the team, to be shown.

/// An organisation that has a report, or had it.
pub(crate) struct HeldBy {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it was shown, in words.
    pub shown: Vec<String>,
    /// Under which agreement, a sentence.
    pub agreement: String,
    /// In which wording the person was asked, and when, a sentence.
    pub asked: Option<String>,
    /// That it was passed on without permission, and on which ground, a sentence.
    pub overruled: Option<String>,
    /// What happened, the oldest first: where it stands is the last.
    pub happened: Vec<Step>,
    /// What comes next, a sentence or two.
    pub next: String,
    /// Whether they are late.
    pub late: bool,
}

/// Something that happened at an organisation.
pub(crate) struct Step {
    /// What, a sentence.
    pub what: String,
    /// Why, a sentence.
    pub why: Option<String>,
    /// When, where that is known.
    pub at: Option<String>,
}

/// A message between a reporter and the team.
pub(crate) struct Message {
    /// Whether the reporter wrote it.
    pub from_you: bool,
    /// When.
    pub at: String,
    /// What it says.
    pub text: String,
}
