//! A page of a few words and perhaps a link: not found, gone wrong, too many, expired, left.

use askama::Template;

use crate::web::parts::frame::Frame;

/// A few words and perhaps a link: not found, gone wrong, too many, expired, left.
#[derive(Template)]
#[template(path = "pages/notice.html")]
pub(crate) struct Notice {
    /// What every page has.
    pub frame: Frame,
    /// What it is about.
    pub heading: String,
    /// What to know.
    pub paragraphs: Vec<String>,
    /// Where to go, as address and words.
    pub link: Option<(String, String)>,
}
