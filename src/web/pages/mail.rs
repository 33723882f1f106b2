//! Pages of the desk for what comes back: questions from organisations, and letters that nobody recognised.

use askama::Template;

use super::desk::Nav;
use super::{FaultLine, Frame};

/// `/desk/reports/<reference>/questions/<id>`
#[derive(Template)]
#[template(path = "pages/desk/reply.html")]
pub struct ReplyPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// The report's spoken name.
    pub reference: String,
    /// Where it is answered.
    pub path: String,
    /// The organisation's name.
    pub name: String,
    /// When it asked.
    pub at: String,
    /// The question.
    pub question: String,
    /// What its permission is, a sentence.
    pub allowed: String,
    /// What it may see.
    pub shown: Vec<String>,
    /// The answer as it was typed.
    pub text: String,
    /// What is wrong with it. Id: `text`.
    pub faults: Vec<FaultLine>,
}
