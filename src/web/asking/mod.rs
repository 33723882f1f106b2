//! Asking the questions of a report, for the form and the desk alike: fields, steps, what was typed, and who may know.

pub(crate) mod answers;
pub(crate) mod days;
pub(crate) mod fields;
pub(crate) mod offers;
pub(crate) mod read_back;
pub(crate) mod steps;
pub(crate) mod typed;
