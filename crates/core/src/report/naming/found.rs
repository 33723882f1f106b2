//! What was found in a text that could name a person, and why.

use crate::report::told::Told;

crate::ids! {
    /// Why words could name somebody.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Why {
        /// The name of the person it happened to.
        OwnName = "own-name",
        /// A name, a number or an address that stands elsewhere in the report.
        Known = "known",
        /// A telephone number, or another long one.
        Telephone = "telephone",
        /// An e-mail address.
        Email = "email",
        /// A name on the web.
        Handle = "handle",
        /// An address on the web.
        Link = "link",
        /// A postcode, or the beginning of one.
        Postcode = "postcode",
        /// A house, or a street.
        Address = "address",
        /// A day.
        Date = "date",
        /// A time of the day.
        Time = "time",
        /// An age.
        Age = "age",
        /// The registration of a vehicle.
        Registration = "registration",
        /// Where it happened, or a place that a small area has one of.
        Place = "place",
        /// A capital where no sentence begins: mostly a name.
        Capital = "capital",
        /// Something that few share.
        Rare = "rare",
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
