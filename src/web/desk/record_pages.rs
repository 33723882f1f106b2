//! The page of the desk with the record of who did what (the audit log), and a line of it.

use askama::Template;

use crate::web::parts::frame::Frame;

/// `/desk/record`: who did what.
#[derive(Template)]
#[template(path = "pages/desk/record.html")]
pub(crate) struct RecordPage {
    /// What every page has.
    pub frame: Frame,
    /// Whether they opened it.
    pub open: bool,
    /// Where the chain ends and when it was checked, a sentence each.
    pub chain: Vec<String>,
    /// What is wrong with the chain, or missing from it, a sentence or more each.
    pub wrong: Vec<String>,
    /// The report it is shown for; nothing for the whole record.
    pub of: Option<String>,
    /// Lines, the newest first.
    pub lines: Vec<RecordLine>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Where the beginning is.
    pub beginning: String,
    /// Whether this is the beginning.
    pub first: bool,
    /// Whether a reference was typed that no report has.
    pub unknown: bool,
}

/// A line of the record.
pub(crate) struct RecordLine {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// Whose account it is about.
    pub about: Option<String>,
    /// Why, in words.
    pub why: Option<String>,
    /// Which report.
    pub report: Option<String>,
    /// Whether and where it is chained.
    pub chained: String,
}
