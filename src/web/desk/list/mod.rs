//! Pages of the desk about several reports: what needs a person, finding a report, and figures.

pub(crate) mod figures;
pub mod figures_page;
pub(crate) mod find;
pub mod find_pages;
pub(crate) mod inbox;
pub mod pages;
