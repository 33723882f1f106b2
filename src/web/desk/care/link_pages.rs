//! The page of reports that belong together, and what it shows of each.

use askama::Template;

use crate::web::desk::list::find_pages::HitView;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// `/desk/reports/<reference>/links`
#[derive(Template)]
#[template(path = "pages/desk/links.html")]
pub(crate) struct LinksPage {
    /// What every page has.
    pub frame: Frame,
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
pub(crate) struct MemberView {
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
