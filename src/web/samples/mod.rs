//! What all samples share, the list of them, and what must hold of every page. The sample of a page stands in its file.

pub(crate) mod common;
mod families_test;
mod reading_grade;
mod samples;
mod tests;
