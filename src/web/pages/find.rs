//! Pages of the desk for finding reports, for what belongs together, for a lost receipt and for an erasure that is undone.

use askama::Template;

use super::agency::Row;
use super::desk::Nav;
use super::{Choice, FaultLine, Frame};

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

/// `/desk/reports/<reference>/links`
#[derive(Template)]
#[template(path = "pages/desk/links.html")]
pub struct LinksPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// The report's spoken name.
    pub reference: String,
    /// Reports that belong together, in the order of time: this one alone when it is linked with none.
    pub members: Vec<MemberView>,
    /// Whether there are more.
    pub more: bool,
    /// Others that may belong to it: each with the id of what it would be linked as, and the same in words.
    pub suggestions: Vec<(HitView, String, String)>,
    /// Why two reports belong together.
    pub bonds: Vec<Choice>,
    /// The reference that was typed before.
    pub other: String,
    /// The note that was typed before.
    pub note: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `other`, `bond`, `note`.
    pub faults: Vec<FaultLine>,
}

/// A report of a pattern.
pub struct MemberView {
    /// The report's spoken name.
    pub reference: String,
    /// The day, a sentence.
    pub day: String,
    /// Where; empty when it is not known.
    pub district: String,
    /// Kinds of incident, in words.
    pub types: String,
    /// Strands, in words.
    pub strands: String,
    /// The risk level, in words.
    pub risk: String,
    /// Whether it is high.
    pub urgent: bool,
    /// Where it stands, in words.
    pub standing: String,
    /// What links it with what: the link in words, its note, and who said so.
    pub bonds: Vec<(String, String, String)>,
    /// Whether it is the report that the page is of.
    pub own: bool,
    /// Whether it is linked with that one itself.
    pub direct: bool,
}

/// `/desk/reports/<reference>/receipt`
#[derive(Template)]
#[template(path = "pages/desk/renew.html")]
pub struct RenewPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
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
pub struct UndoPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
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
pub struct KeptPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
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
