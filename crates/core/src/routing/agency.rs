//! Organisations that get referrals.

use chrono::NaiveDate;
use serde::Serialize;

use crate::clock::Hours;
use crate::vocabulary::AgencyId;

crate::ids! {
    /// What kind of organisation it is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(missing_docs, reason = "the kinds of CONTRACT §2, by their names")]
    pub enum Kind: Serialize {
        Police = "police",
        TransportPolice = "transport-police",
        Council = "council",
        Housing = "housing",
        Education = "education",
        Health = "health",
        Advocate = "advocate",
        LgbtSupport = "lgbt-support",
        Support = "support",
        Other = "other",
    }
}

/// How referrals reach the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Delivery {
    /// A mail without content, with a link.
    Link,
    /// The content in the mail, to an address whose transport somebody assured.
    Full {
        /// Who assured it.
        assured_by: String,
        /// When it was checked.
        checked_on: NaiveDate,
    },
    /// The content in the mail, encrypted to the organisation's key.
    OpenPgp {
        /// The key's file, within the configuration folder.
        key: String,
    },
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// As its page among the agreements names it; referrals keep it.
    pub id: AgencyId,
    /// Its name as people know it.
    pub name: String,
    /// What kind it is.
    pub kind: Kind,
    /// The mailbox for referrals.
    pub email: String,
    /// Named people who may ask for a code at their own address.
    pub readers: Vec<String>,
    /// Who is told when nobody answers.
    pub escalate_to: Vec<String>,
    /// When it is open.
    pub hours: Hours,
    /// How referrals reach it.
    pub delivery: Delivery,
    /// Whether nothing is sent for now.
    pub suspended: bool,
    /// What the public directory says of it; nothing when it is not in the directory.
    pub public: Option<Public>,
}

/// What anybody may know of an organisation. Nothing else of it is ever published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Public {
    /// What it does.
    pub description: String,
    /// Its website.
    pub website: Option<String>,
    /// A number that anybody may ring.
    pub phone: Option<String>,
    /// A number that anybody may send a text message to.
    pub text_number: Option<String>,
    /// An address that anybody may write to: never the mailbox for referrals.
    pub email: Option<String>,
    /// Languages spoken there, as tags.
    pub languages: Vec<String>,
    /// Whether somebody there signs BSL.
    pub bsl: bool,
    /// When it is open, in words.
    pub opening: Option<String>,
    /// Where people may come; nothing when the place is confidential.
    pub address: Option<String>,
    /// The postcode of the address.
    pub postcode: Option<String>,
    /// Whether there is a way in without steps.
    pub step_free: Option<bool>,
    /// Services; none when the organisation itself is the one service.
    pub services: Vec<PublicService>,
}

/// A service that the directory lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicService {
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: String,
}

impl PublicService {
    /// The name as an id: what stays the same when capitals and spaces change.
    #[must_use]
    pub fn slug(&self) -> String {
        let words = self.name.to_lowercase();
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    }
}
