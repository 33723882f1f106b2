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
    /// Where it stands, a sentence.
    pub state: String,
    /// When it was sent.
    pub sent: Option<String>,
    /// When they should have said that it arrived.
    pub due: Option<String>,
    /// Whether that time is over without an answer.
    pub overdue: bool,
    /// When they said that it arrived.
    pub acknowledged: Option<String>,
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
