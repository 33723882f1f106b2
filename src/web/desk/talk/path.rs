//! Where the pages of a talk begin.

/// The page of the questions.
pub(crate) const PAGE: &str = "/desk/take-down";
