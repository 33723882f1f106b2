//! Pages of the desk for what comes back: questions from organisations, and letters that nobody recognised.

use askama::Template;

use crate::web::parts::frame::{FaultLine, Frame};

/// `/desk/reports/<reference>/questions/<id>`
#[derive(Template)]
#[template(path = "pages/desk/reply.html")]
pub(crate) struct ReplyPage {
    /// What every page has.
    pub frame: Frame,
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

/// `/desk/mail`
#[derive(Template)]
#[template(path = "pages/desk/mail.html")]
pub(crate) struct MailPage {
    /// What every page has.
    pub frame: Frame,
    /// Whether it lists letters that are done.
    pub done: bool,
    /// Letters, the oldest first.
    pub letters: Vec<LetterLine>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Whether this is the beginning of the list.
    pub first: bool,
    /// What was just done.
    pub notice: Option<String>,
}

/// A letter that nobody recognised, in a list.
pub(crate) struct LetterLine {
    /// Its id.
    pub id: String,
    /// When it came in.
    pub came: String,
    /// Who says that they wrote it.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// When it was done, and what became of it.
    pub done: Option<(String, String)>,
}

/// `/desk/mail/<id>`
#[derive(Template)]
#[template(path = "pages/desk/mail_letter.html")]
pub(crate) struct LetterPage {
    /// What every page has.
    pub frame: Frame,
    /// What the list shows of it.
    pub letter: LetterLine,
    /// The words.
    pub text: String,
    /// How many files came with it, a sentence.
    pub files: Option<String>,
    /// Whether it was longer than what was kept.
    pub cut: bool,
    /// The note as it was typed.
    pub note: String,
    /// The reference as it was typed.
    pub reference: String,
    /// What is wrong with what was typed. Ids: `note`, `reference`.
    pub faults: Vec<FaultLine>,
}
