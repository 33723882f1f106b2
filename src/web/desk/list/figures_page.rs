//! The page on which a quarter is chosen for its figures.

use askama::Template;

use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// `/desk/figures`
#[derive(Template)]
#[template(path = "pages/desk/figures.html")]
pub(crate) struct FiguresPage {
    /// What every page has.
    pub frame: Frame,
    /// Quarters that are over.
    pub quarters: Vec<Choice>,
    /// What is wrong. Id: `quarter`.
    pub faults: Vec<FaultLine>,
}
