//! What can be wrong with an answer, and where.

use std::fmt;

use crate::words::Speaker;

/// What is wrong with an answer. None holds what was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultCode {
    /// It must be there.
    Required,
    /// No question has this name.
    UnknownField,
    /// The id is not on the list.
    UnknownId,
    /// Another kind of value is wanted.
    WrongType(&'static str),
    /// Longer than so many characters, or more than so many entries.
    TooLong(usize),
    /// No day or time.
    BadDate,
    /// A day that is yet to come.
    DateInFuture,
    /// The end comes before the start.
    RangeReversed,
    /// No postcode.
    BadPostcode,
    /// No district of the gazetteer.
    UnknownArea,
    /// No phone number.
    BadPhone,
    /// No e-mail address.
    BadEmail,
    /// Two answers that cannot both be right.
    Contradicts,
}

impl FaultCode {
    /// The code of CONTRACT §4.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::UnknownField => "unknown-field",
            Self::UnknownId => "unknown-id",
            Self::WrongType(_) => "wrong-type",
            Self::TooLong(_) => "too-long",
            Self::BadDate => "bad-date",
            Self::DateInFuture => "date-in-future",
            Self::RangeReversed => "range-reversed",
            Self::BadPostcode => "bad-postcode",
            Self::UnknownArea => "unknown-area",
            Self::BadPhone => "bad-phone",
            Self::BadEmail => "bad-email",
            Self::Contradicts => "contradicts",
        }
    }

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

    /// Every code, for documentation and for the test that each has its words.
    pub const IDS: [&'static str; 13] = [
        "required",
        "unknown-field",
        "unknown-id",
        "wrong-type",
        "too-long",
        "bad-date",
        "date-in-future",
        "range-reversed",
        "bad-postcode",
        "unknown-area",
        "bad-phone",
        "bad-email",
        "contradicts",
    ];
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
