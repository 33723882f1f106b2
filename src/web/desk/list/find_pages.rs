//! Pages of the desk for finding reports, for what belongs together, for a lost receipt and for an erasure that is undone.

use askama::Template;

use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::rows::Row;

/// `/desk/search`
#[derive(Template)]
#[template(path = "pages/desk/find.html")]
pub(crate) struct FindPage {
    /// What every page has.
    pub frame: Frame,
    /// What was searched for.
    pub sought: String,
    /// What came of it, a sentence each.
    pub said: Vec<String>,
    /// What was found, the newest first.
    pub hits: Vec<HitView>,
}

/// A report that was found.
pub(crate) struct HitView {
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

/// `/desk/reports/<reference>/receipt`
#[derive(Template)]
#[template(path = "pages/desk/renew.html")]
pub(crate) struct RenewPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// A new receipt that was not given to its reporter yet.
    pub receipt: Option<String>,
    /// Ways that the person called safe, and when it is safe.
    pub ways: Vec<Row>,
    /// How they may have been recognised.
    pub how: Vec<Choice>,
    /// That they are sure.
    pub sure: Vec<Choice>,
    /// What was typed before.
    pub words: String,
    /// What is wrong. Ids: `how`, `words`, `sure`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/undo`
#[derive(Template)]
#[template(path = "pages/desk/undo.html")]
pub(crate) struct UndoPage {
    /// What every page has.
    pub frame: Frame,
    /// The reference that was typed before.
    pub reference: String,
    /// Who asked, as it was typed before.
    pub asked: String,
    /// Why, as it was typed before.
    pub why: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `reference`, `asked`, `why`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/kept`
#[derive(Template)]
#[template(path = "pages/desk/kept.html")]
pub(crate) struct KeptPage {
    /// What every page has.
    pub frame: Frame,
    /// Reports that were erased and are kept, the longest erased first.
    pub reports: Vec<Choice>,
    /// Whether there are more than these.
    pub more: bool,
    /// Why, as it was typed before.
    pub why: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `reference`, `why`.
    pub faults: Vec<FaultLine>,
}
