//! Pages for everybody: telling, and coming back.

use askama::Template;

use crate::web::asking::pages::{CheckPart, Offer, Told};
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::help;
use crate::web::parts::rows::SectionView;

/// `/report`: before the form begins.
#[derive(Template)]
#[template(path = "pages/form_start.html")]
pub(crate) struct FormStart {
    /// What every page has.
    pub frame: Frame,
    /// When somebody is there to read reports.
    pub staffed: String,
    /// What just happened to answers that were here; empty for nothing.
    pub notice: String,
    /// Whether answers of this visitor are here, to go on with.
    pub begun: bool,
}

/// A page of the form: one thing, in one or a few questions. Every page that asks is this one.
#[derive(Template)]
#[template(path = "pages/question.html")]
pub(crate) struct Question {
    /// What every page has.
    pub frame: Frame,
    /// The number of the page, for its title.
    pub number: usize,
    /// The part of the form, said above the heading.
    pub part: String,
    /// The heading, when it is not the only question's own.
    pub heading: String,
    /// Sentences before the questions.
    pub notes: Vec<String>,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// The questions.
    pub fields: Vec<Field>,
    /// What is wrong with the answers.
    pub faults: Vec<FaultLine>,
    /// What just happened to answers that were here; empty for nothing.
    pub notice: String,
    /// Where it is sent.
    pub path: String,
    /// What comes before.
    pub back: String,
    /// Whether the visitor came to change one answer, and goes back to all of them.
    pub change: bool,
    /// Whether something is asked that can be left empty.
    pub optional: bool,
    /// Whether the form can be finished from here.
    pub finish: bool,
    /// Whether help is shown at once: for danger now.
    pub danger: bool,
    /// Crisis lines, to be shown at once; none when they are not needed.
    pub crisis: Vec<help::LineView>,
    /// When somebody of the service looks.
    pub staffed: String,
}

/// `/report/allow`: who may know, one organisation at a time.
#[derive(Template)]
#[template(path = "pages/allow.html")]
pub(crate) struct Allow {
    /// What every page has.
    pub frame: Frame,
    /// The part of the form, said above the heading.
    pub part: String,
    /// Organisations that are suggested.
    pub offers: Vec<Offer>,
    /// What facts without a name are, in this case.
    pub without_name: Vec<SectionView>,
    /// For purposes that nobody serves: why, and whether it may be passed on when somebody can.
    pub unserved: Vec<Field>,
    /// What to do when one of them cannot help.
    pub if_unable: Option<Field>,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// What changed since the page was here last; empty for nothing.
    pub notice: String,
    /// The names of those who must never be told.
    pub never: Vec<String>,
    /// What comes before.
    pub back: String,
    /// Whether the visitor came to change one answer.
    pub change: bool,
    /// Where it is sent.
    pub path: String,
}

/// `/report/check`: every answer, to be looked at and sent.
#[derive(Template)]
#[template(path = "pages/check.html")]
pub(crate) struct Check {
    /// What every page has.
    pub frame: Frame,
    /// Answers by part of the form.
    pub parts: Vec<CheckPart>,
    /// Who is told when it is sent.
    pub told: Vec<Told>,
    /// Whether somebody is suggested whom the visitor was not asked about yet.
    pub unasked: bool,
    /// What is wrong with the answers. Each anchor is a page of the form and a field of it.
    pub faults: Vec<FaultLine>,
    /// What comes before.
    pub back: String,
}

/// `/report/later`: stopping, and coming back to the form.
#[derive(Template)]
#[template(path = "pages/later.html")]
pub(crate) struct Later {
    /// What every page has.
    pub frame: Frame,
    /// Whether the answers are kept for a day already.
    pub kept: bool,
}

/// The receipt, shown once.
#[derive(Template)]
#[template(path = "pages/receipt.html")]
pub(crate) struct ReceiptPage {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone.
    pub reference: String,
    /// Opens the report.
    pub receipt: String,
    /// Who is told.
    pub told: Vec<Told>,
    /// What waits, a sentence each.
    pub waiting: Vec<String>,
    /// Whether a word of one's own is needed with the receipt now.
    pub worded: bool,
    /// When somebody of the service looks.
    pub staffed: String,
    /// What is wrong with what was typed. Ids: `word`.
    pub faults: Vec<FaultLine>,
}
