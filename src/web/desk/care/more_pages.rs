//! Pages of the desk for looking after a report: what somebody agreed to do, whose case it is, the account without names, where it belongs,
//! and what a child wishes.

use askama::Template;

use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// `/desk/reports/<reference>/actions`: agreeing an action, or changing one.
#[derive(Template)]
#[template(path = "pages/desk/action.html")]
pub(crate) struct ActionPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// The task, when one is changed.
    pub task: Option<String>,
    /// What is to be done.
    pub what: String,
    /// Whose it is, and by when.
    pub fields: Vec<Field>,
    /// That it becomes the case of somebody who does not reach it yet; nothing where nobody could.
    pub give: Vec<Choice>,
    /// What came of it.
    pub note: String,
    /// What is wrong. Ids: `what`, `owner`, `until-day`, `give`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/reports/<reference>/cases`: whose case it is.
#[derive(Template)]
#[template(path = "pages/desk/cases.html")]
pub(crate) struct CasesPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Whose case it is: the account and the name.
    pub cases: Vec<(String, String)>,
    /// To whom it can be given.
    pub person: Field,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Id: `person`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/reports/<reference>/release`: the account without names.
#[derive(Template)]
#[template(path = "pages/desk/release.html")]
pub(crate) struct ReleasePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// The account as it was told.
    pub account: String,
    /// Whether a version was released before.
    pub before: bool,
    /// The version that is written.
    pub text: String,
    /// Words in it that could name somebody.
    pub found: Vec<Choice>,
    /// What is wrong. Ids: `redacted`, `looked`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/reports/<reference>/area`: where it belongs.
#[derive(Template)]
#[template(path = "pages/desk/area.html")]
pub(crate) struct AreaPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Where it was said to belong; empty when nobody knows.
    pub district: String,
    /// What is searched for.
    pub place: Field,
    /// What was found.
    pub found: Vec<Choice>,
    /// Why.
    pub reason: String,
    /// What is wrong. Ids: `place`, `area`, `reason`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/reports/<reference>/child`: what a child understands and wishes.
#[derive(Template)]
#[template(path = "pages/desk/child.html")]
pub(crate) struct ChildPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Whether something was written down before.
    pub before: bool,
    /// What they understand.
    pub understands: String,
    /// What they want.
    pub wants: String,
    /// Whether they were heard alone.
    pub alone: Vec<Choice>,
    /// Who is with them.
    pub with: String,
    /// Whether a parent or carer may know.
    pub parents: Vec<Choice>,
    /// What is wrong. Ids: `understands`, `wants`, `alone`, `with`, `parent`.
    pub faults: Vec<FaultLine>,
}
