//! What was found in a text that could name a person, and why.

use crate::report::told::Told;

/// Why words could name somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The name of the person it happened to.
    OwnName,
    /// A name, a number or an address that stands elsewhere in the report.
    Known,
    /// A telephone number, or another long one.
    Telephone,
    /// An e-mail address.
    Email,
    /// A name on the web.
    Handle,
    /// An address on the web.
    Link,
    /// A postcode, or the beginning of one.
    Postcode,
    /// A house, or a street.
    Address,
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// An age.
    Age,
    /// The registration of a vehicle.
    Registration,
    /// Where it happened, or a place that a small area has one of.
    Place,
    /// A capital where no sentence begins: mostly a name.
    Capital,
    /// Something that few share.
    Rare,
}

impl Why {
    /// Every reason with its id.
    pub const ALL: [(Self, &'static str); 15] = [
        (Self::OwnName, "own-name"),
        (Self::Known, "known"),
        (Self::Telephone, "telephone"),
        (Self::Email, "email"),
        (Self::Handle, "handle"),
        (Self::Link, "link"),
        (Self::Postcode, "postcode"),
        (Self::Address, "address"),
        (Self::Date, "date"),
        (Self::Time, "time"),
        (Self::Age, "age"),
        (Self::Registration, "registration"),
        (Self::Place, "place"),
        (Self::Capital, "capital"),
        (Self::Rare, "rare"),
    ];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Words that could name somebody.
#[derive(Clone)]
pub struct Found {
    /// The words, as they are written.
    pub words: Told,
    /// Why.
    pub why: Why,
}
crate::redacted!(Found);

impl Found {
    /// As whoever looked at it says that it names nobody: another text, or another reason, was not looked at.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("{} {}", self.why.id(), self.words.reveal().to_lowercase())
    }
}

/// A place in the text, and why it could name somebody.
pub(crate) type Span = (usize, usize, Why);
