//! Pages about centres: for the public, and for whoever runs one.

use askama::Template;

use crate::web::parts::centre::CentreView;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// `/desk/centre`
#[derive(Template)]
#[template(path = "pages/desk/centre.html")]
pub(crate) struct CentresAtDesk {
    /// What every page has.
    pub frame: Frame,
    /// Centres in reach.
    pub centres: Vec<CentreRow>,
    /// What was just done.
    pub notice: Option<String>,
}

/// A centre at the desk.
pub(crate) struct CentreRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// All that the public reads of it, its hours too.
    pub facts: CentreView,
    /// Whether the public finds it.
    pub listed: bool,
    /// When it was last confirmed.
    pub confirmed: Option<String>,
    /// Whether that is short enough ago.
    pub trusted: bool,
    /// Where it stands with its letters, a sentence each.
    pub letters: Vec<String>,
    /// Whether it did not answer them.
    pub dormant: bool,
    /// Whether it said that something is wrong, and nobody has dealt with that yet.
    pub says_wrong: bool,
    /// Since when it is off the public list.
    pub off: Option<String>,
    /// Whether they may take it off the public list, and put it back.
    pub may_list: bool,
    /// What it says is wrong: id, when, and the words. For whoever answers for the whole service.
    pub wrong: Vec<(String, String, String)>,
    /// The address for telling with help there.
    pub link: String,
}

impl CentreRow {
    /// What the public reads of it, under the name that the list of it expects.
    #[must_use]
    pub(crate) fn public(&self) -> [&CentreView; 1] {
        [&self.facts]
    }
}

/// `/desk/poster`
#[derive(Template)]
#[template(path = "pages/desk/poster.html")]
pub(crate) struct Poster {
    /// What every page has.
    pub frame: Frame,
    /// Whether it hangs at a centre, where somebody can be asked.
    pub at_centre: bool,
    /// Whether that centre is not in the list: then it is not named.
    pub unlisted: bool,
    /// Whether the public is told that it may not be open.
    pub doubtful: bool,
    /// The centre's name; empty for none.
    pub place: String,
    /// Where the modules of the QR code lie.
    pub view: String,
    /// Its dark modules; empty when the address is too long for a code.
    pub path: String,
    /// The address as somebody types it.
    pub typed: String,
    /// The address on the slips.
    pub web: String,
    /// The service's neutral number; empty for none.
    pub phone: String,
}

/// `/desk/keys`
#[derive(Template)]
#[template(path = "pages/desk/keys.html")]
pub(crate) struct KeysPage {
    /// What every page has.
    pub frame: Frame,
    /// Keys, the newest first.
    pub keys: Vec<KeyRow>,
    /// Centres to choose from; none when whoever sits here is of one.
    pub centres: Vec<Choice>,
    /// A key that was just made.
    pub made: Option<String>,
    /// What is wrong. Ids: `name`, `centre`.
    pub faults: Vec<FaultLine>,
}

/// A key of a centre's own system.
pub(crate) struct KeyRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its centre.
    pub centre: String,
    /// When it was made.
    pub made: String,
    /// When it was last used, more or less.
    pub used: Option<String>,
    /// When it ended.
    pub revoked: Option<String>,
}
