//! Pages for taking a report down with someone.

use askama::Template;

use super::agency::SectionView;
use super::desk::Nav;
use super::guidance::LineView;
use super::public::{CheckPart, Offer, Told};
use super::{FaultLine, Field, FieldKind, Frame};

/// Questions that belong together.
pub struct Group {
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
pub struct Guide {
    /// What it helps with.
    pub label: String,
    /// What to know.
    pub text: String,
}

/// `/desk/take-down`
#[derive(Template)]
#[template(path = "pages/desk/take_down.html")]
pub struct TakeDown {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
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

/// `/desk/take-down/allow`
#[derive(Template)]
#[template(path = "pages/desk/take_down_allow.html")]
pub struct TakeDownAllow {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
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
    /// Whether somebody needs help before this goes on: danger now, or thoughts of ending their life.
    pub now: bool,
    /// Lines for somebody who may not stay alive.
    pub crisis: Vec<LineView>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number.
    pub duty_phone: String,
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
pub struct TakeDownCheck {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// Answers by group.
    pub parts: Vec<CheckPart>,
    /// Who is told when it is sent.
    pub told: Vec<Told>,
    /// Whether somebody is suggested whom the person was not asked about yet.
    pub unasked: bool,
    /// What does not fit together about a child, and where to put it right.
    pub child: Option<(String, String)>,
}

/// `/desk/take-down/slip`
#[derive(Template)]
#[template(path = "pages/desk/slip.html")]
pub struct Slip {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// May be spoken to anyone; what the slip prints.
    pub reference: String,
    /// Opens the report; never printed.
    pub receipt: String,
    /// The service's neutral number.
    pub phone: String,
    /// The service's address on the web.
    pub web: String,
    /// Who is told.
    pub told: Vec<String>,
}

/// `/desk/people/<id>/begun`
#[derive(Template)]
#[template(path = "pages/desk/begun.html")]
pub struct Watched {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// Whose it is.
    pub name: String,
    /// When the last answer came.
    pub at: String,
    /// Answers by group.
    pub parts: Vec<CheckPart>,
}

/// `/desk/paper`
#[derive(Template)]
#[template(path = "pages/desk/paper.html")]
pub struct Paper {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// The questions.
    pub groups: Vec<Group>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number.
    pub duty_phone: String,
}
