//! The page that asks once more before something ends for good (a confirmation).

use askama::Template;

use crate::web::parts::frame::Frame;

/// What asks before something ends for good.
#[derive(Template)]
#[template(path = "pages/desk/sure.html")]
pub(crate) struct Sure {
    /// What every page has.
    pub frame: Frame,
    /// What it asks.
    pub title: String,
    /// What happens then.
    pub what: String,
    /// The button that does it.
    pub yes: String,
    /// Where its form goes: where it came from.
    pub action: String,
    /// Names and values that the form carries on.
    pub fields: Vec<(String, String)>,
    /// Where the way back leads.
    pub back: &'static str,
}
