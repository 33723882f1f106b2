//! Pages of the desk about several reports: what needs a person, finding a report, and figures.

pub(crate) mod figures;
pub(crate) mod find;
pub(crate) mod inbox;
