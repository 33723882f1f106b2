//! Pages about centres for everybody: the list of them, and telling by oneself with help at one.

use askama::Template;

use crate::web::parts::centre::CentreView;
use crate::web::parts::frame::Frame;

/// `/centres`
#[derive(Template)]
#[template(path = "pages/centres.html")]
pub(crate) struct CentresPage {
    /// What every page has.
    pub frame: Frame,
    /// Centres, by name.
    pub centres: Vec<CentreView>,
    /// Those that said that something is wrong, until somebody has dealt with it.
    pub changed: Vec<CentreView>,
    /// Those that did not answer their letters: nobody knows whether they are open.
    pub dormant: Vec<CentreView>,
}

/// `/with/<code>`
#[derive(Template)]
#[template(path = "pages/with.html")]
pub(crate) struct With {
    /// What every page has.
    pub frame: Frame,
    /// Where it is sent.
    pub path: String,
    /// The centre's name.
    pub name: String,
    /// Why nobody should count on it, a sentence.
    pub doubt: Option<String>,
}
