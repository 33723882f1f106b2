//! Parts of pages that ask: an organisation that is offered, answers to check, and whom a report is told to.

use crate::web::parts::field::Field;
use crate::web::parts::rows::SectionView;

/// An organisation that is suggested for a purpose.
pub(crate) struct Offer {
    /// The id of its heading.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of organisation it is, and what for.
    pub what: String,
    /// What it would do.
    pub purpose: String,
    /// Why it is suggested, a sentence each.
    pub because: Vec<String>,
    /// How soon it promised to answer.
    pub within: String,
    /// What to know before saying yes to it.
    pub notes: Vec<String>,
    /// What it would see with a full yes; nothing when it gets facts without a name at most.
    pub full: Vec<SectionView>,
    /// Yes, yes without a name, no, never.
    pub field: Field,
}

/// A part of the form with its answers.
pub(crate) struct CheckPart {
    /// Its heading.
    pub heading: String,
    /// Its questions.
    pub rows: Vec<CheckRow>,
    /// What to mind before it is read out; empty for nothing.
    pub mind: String,
}

/// A question and its answer.
pub(crate) struct CheckRow {
    /// The question.
    pub label: String,
    /// The answer; "Not provided" when it was skipped.
    pub lines: Vec<String>,
    /// Where it can be changed.
    pub change: String,
}

/// An organisation that is told.
pub(crate) struct Told {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it may see, in words.
    pub sections: Vec<String>,
    /// How soon it promised to say that it arrived; empty when that is said elsewhere.
    pub within: String,
}
