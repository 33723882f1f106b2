//! Pages for taking a report down with someone.

use askama::Template;

use crate::web::asking::pages::{CheckPart, Offer, Told};
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::help::LineView;
use crate::web::parts::rows::SectionView;

/// Questions that belong together.
pub(crate) struct Group {
    /// Its name in links.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// Help for whoever asks.
    pub guides: Vec<Guide>,
    /// Questions that are always there.
    pub fields: Vec<Field>,
    /// Questions that are folded away.
    pub folded: Vec<Field>,
    /// What unfolds them.
    pub unfold: String,
    /// Whether they are unfolded already.
    pub unfolded: bool,
    /// Ages, with spaces between, that unfold them where a script may; empty for none.
    pub unfolds_for: String,
}

/// Help for whoever asks.
pub(crate) struct Guide {
    /// What it helps with.
    pub label: String,
    /// What to know.
    pub text: String,
}

/// `/desk/take-down`
#[derive(Template)]
#[template(path = "pages/desk/take_down.html")]
pub(crate) struct TakeDown {
    /// What every page has.
    pub frame: Frame,
    /// What keeps the words of this page when the session ends meanwhile.
    pub own: String,
    /// The questions.
    pub groups: Vec<Group>,
    /// What is wrong with the answers.
    pub faults: Vec<FaultLine>,
    /// Whether answers are here already.
    pub begun: bool,
    /// What was just done.
    pub notice: Option<String>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number.
    pub duty_phone: String,
}

/// What cannot wait: somebody may be in danger, or is under 18.
pub(crate) struct First {
    /// Why it cannot wait.
    pub why: String,
    /// What to do until somebody answers.
    pub stay: String,
    /// Lines for somebody who may not stay alive.
    pub crisis: Vec<LineView>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number; blank when the service names nobody.
    pub duty_phone: String,
}

/// `/desk/take-down`, when something is begun already and somebody may look who must not read it.
#[derive(Template)]
#[template(path = "pages/desk/between.html")]
pub(crate) struct Between {
    /// What every page has.
    pub frame: Frame,
    /// When the last answer came.
    pub last: String,
    /// Until when it is kept.
    pub until: String,
}

/// `/desk/take-down/allow`
#[derive(Template)]
#[template(path = "pages/desk/take_down_allow.html")]
pub(crate) struct TakeDownAllow {
    /// What every page has.
    pub frame: Frame,
    /// What keeps the choices of this page when the session ends meanwhile.
    pub own: String,
    /// Organisations that are suggested.
    pub offers: Vec<Offer>,
    /// What facts without a name are, in this case.
    pub without_name: Vec<SectionView>,
    /// For purposes that nobody serves.
    pub unserved: Vec<Field>,
    /// What to do when one of them cannot help.
    pub if_unable: Option<Field>,
    /// Whom to ring before this goes on.
    pub first: Option<First>,
    /// Whether it came on paper: then it is copied, and nothing is read aloud.
    pub on_paper: bool,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// Whether all of it was asked.
    pub read: Field,
    /// What is wrong.
    pub faults: Vec<FaultLine>,
}

/// `/desk/take-down/check`
#[derive(Template)]
#[template(path = "pages/desk/take_down_check.html")]
pub(crate) struct TakeDownCheck {
    /// What every page has.
    pub frame: Frame,
    /// Answers by group.
    pub parts: Vec<CheckPart>,
    /// Who is told when it is sent.
    pub told: Vec<Told>,
    /// Whether somebody is suggested whom the person was not asked about yet.
    pub unasked: bool,
    /// Whom to ring before this goes on.
    pub first: Option<First>,
    /// What does not fit together about a child, and where to put it right.
    pub child: Option<(String, String)>,
}

/// `/desk/take-down/slip`
#[derive(Template)]
#[template(path = "pages/desk/slip.html")]
pub(crate) struct Slip {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone; what the slip prints.
    pub reference: String,
    /// Opens the report; never printed.
    pub receipt: String,
    /// The service's neutral number.
    pub phone: String,
    /// The service's address on the web.
    pub web: String,
    /// Whom to ring before anything else.
    pub first: Option<First>,
    /// Who is told.
    pub told: Vec<String>,
    /// What to tell the person comes next.
    pub after: String,
    /// Whether somebody on duty looks at it.
    pub called: bool,
}

/// `/desk/people/<id>/begun`
#[derive(Template)]
#[template(path = "pages/desk/begun.html")]
pub(crate) struct Watched {
    /// What every page has.
    pub frame: Frame,
    /// Whose it is.
    pub name: String,
    /// When the last answer came.
    pub at: String,
    /// Answers by group.
    pub parts: Vec<CheckPart>,
}

/// A kind of help that somebody may allow on paper.
pub(crate) struct PaperKind {
    /// What it is.
    pub what: String,
    /// What it means.
    pub about: String,
    /// What to know before one says yes.
    pub notes: Vec<String>,
    /// What can be ticked.
    pub choices: Vec<String>,
}

/// `/desk/paper`
#[derive(Template)]
#[template(path = "pages/desk/paper.html")]
pub(crate) struct Paper {
    /// What every page has.
    pub frame: Frame,
    /// The questions.
    pub groups: Vec<Group>,
    /// Who may know, by kind of help.
    pub kinds: Vec<PaperKind>,
    /// What to do when one of them cannot help.
    pub if_unable: Field,
    /// The number of the words of permission.
    pub wording: String,
    /// Lines that they can call themselves.
    pub calls: Vec<LineView>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number.
    pub duty_phone: String,
}
