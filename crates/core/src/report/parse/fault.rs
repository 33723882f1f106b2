//! What can be wrong with an answer, and where.

use std::fmt;

use crate::words::Speaker;

crate::ids! {
    /// What is wrong with an answer. None holds what was submitted.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum FaultCode {
        /// It must be there.
        Required = "required",
        /// No question has this name.
        UnknownField = "unknown-field",
        /// The id is not on the list.
        UnknownId = "unknown-id",
        /// Another kind of value is wanted.
        WrongType(&'static str) = "wrong-type",
        /// Longer than so many characters, or more than so many entries.
        TooLong(usize) = "too-long",
        /// No day or time.
        BadDate = "bad-date",
        /// A day that is yet to come.
        DateInFuture = "date-in-future",
        /// The end comes before the start.
        RangeReversed = "range-reversed",
        /// No postcode.
        BadPostcode = "bad-postcode",
        /// No district of the gazetteer.
        UnknownArea = "unknown-area",
        /// No phone number.
        BadPhone = "bad-phone",
        /// No e-mail address.
        BadEmail = "bad-email",
        /// Two answers that cannot both be right.
        Contradicts = "contradicts",
    }
}

impl FaultCode {
    /// What is wrong and how to mend it, in words.
    #[must_use]
    pub fn words(&self, speaker: &Speaker) -> String {
        let id = format!("fault-{}", self.id());
        match self {
            Self::WrongType(wanted) => speaker.say1(&id, "wanted", *wanted),
            Self::TooLong(most) => speaker.say1(&id, "most", *most),
            _ => speaker.say(&id),
        }
    }
}

/// A fault and where it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    /// RFC 6901 pointer to the answer.
    pub pointer: String,
    /// What is wrong.
    pub code: FaultCode,
}

impl fmt::Debug for Fault {
    // A pointer can hold a name that somebody typed as a field's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.code.id())
    }
}
