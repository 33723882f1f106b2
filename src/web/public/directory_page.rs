//! The public directory as a page.

use askama::Template;

use crate::web::parts::frame::{FaultLine, Frame};

/// `/near-you`: organisations, by area or for one area.
#[derive(Template)]
#[template(path = "pages/near_you.html")]
pub(crate) struct NearYou {
    /// What every page has.
    pub frame: Frame,
    /// Whether an area was chosen.
    pub chosen: bool,
    /// Organisations by area.
    pub lots: Vec<Lot>,
    /// What is wrong with what was typed. Id: `place`.
    pub faults: Vec<FaultLine>,
}

/// Organisations of an area.
pub(crate) struct Lot {
    /// The area's name.
    pub heading: String,
    /// The code of the area, when the heading leads to it.
    pub code: Option<String>,
    /// Who serves it.
    pub organisations: Vec<Organisation>,
}

/// An organisation, as anybody may know it.
#[derive(Clone)]
pub(crate) struct Organisation {
    pub name: String,
    pub description: String,
    pub services: Vec<(String, String)>,
    pub phone: Option<String>,
    pub text_number: Option<String>,
    pub email: Option<String>,
    pub website: Option<String>,
    pub opening: Option<String>,
    pub address: Option<String>,
    pub languages: String,
    pub step_free: Option<bool>,
}
