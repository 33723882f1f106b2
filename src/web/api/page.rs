//! `/api`: the interface for other systems, to read. Its technical text comes from the question table and stays English.

use askama::Template;

use crate::web::parts::frame::Frame;

/// The documentation of the interface.
#[derive(Template)]
#[template(path = "pages/api.html")]
pub(crate) struct ApiDocs {
    /// What every page has.
    pub frame: Frame,
    /// What can be called.
    pub operations: Vec<Operation>,
    /// What a report may hold.
    pub fields: Vec<FieldDoc>,
    /// What can be wrong: code and meaning.
    pub faults: Vec<(String, String)>,
}

/// A call.
pub(crate) struct Operation {
    /// Its method.
    pub method: String,
    /// Its path.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// What else to know; empty for nothing.
    pub detail: String,
    /// An example; empty for none.
    pub example: String,
}

/// A field of a report.
pub(crate) struct FieldDoc {
    /// Where it is.
    pub pointer: String,
    /// What kind of answer it takes.
    pub kind: String,
    /// What it is for.
    pub about: String,
}
