//! Pages of the desk for finding reports, for what belongs together, for a lost receipt and for an erasure that is undone.

use askama::Template;

use super::Frame;
use super::desk::Nav;

/// `/desk/search`
#[derive(Template)]
#[template(path = "pages/desk/find.html")]
pub struct FindPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// What was searched for.
    pub sought: String,
    /// What came of it, a sentence each.
    pub said: Vec<String>,
    /// What was found, the newest first.
    pub hits: Vec<HitView>,
}

/// A report that was found.
pub struct HitView {
    /// The report's spoken name.
    pub reference: String,
    /// On which day it came in.
    pub received: String,
    /// Where; empty when it is not known.
    pub district: String,
    /// Where it stands, in words.
    pub standing: String,
    /// What it shares with another, in words; empty where that is not said.
    pub shares: String,
}
