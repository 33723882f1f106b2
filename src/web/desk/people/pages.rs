//! The page of everybody with an account, and what it shows of each.

use askama::Template;

use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// `/desk/people`
#[derive(Template)]
#[template(path = "pages/desk/people.html")]
pub(crate) struct PeoplePage {
    /// What every page has.
    pub frame: Frame,
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Which centre, where it is asked.
    pub centre: Option<Field>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Whether this is the beginning.
    pub first: bool,
    /// The link of an invitation that was just made, and whom it is for.
    pub link: Option<(String, String)>,
    /// How many days an invitation lasts.
    pub days: i64,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `address`, `name`, `role`, `centre`.
    pub faults: Vec<FaultLine>,
}

/// Somebody with an account.
pub(crate) struct PersonRow {
    /// The account's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are, in words.
    pub role: String,
    /// Their centre.
    pub centre: String,
    /// Where the account stands, in words.
    pub state: String,
    /// When they signed in last.
    pub last: Option<String>,
    /// Their address.
    pub address: String,
    /// When their invitation ends, or that it did.
    pub invitation: Option<String>,
    /// Whether they sign in with codes that come by e-mail.
    pub by_letter: bool,
    /// Whether their role needs more than that, so that they have to set up their account anew.
    pub locked_out: bool,
    /// Whether the account is in use.
    pub active: bool,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// What they can be, when the reader may change it.
    pub roles: Vec<Choice>,
    /// Whether they have begun a report that the reader may read.
    pub begun: bool,
}
