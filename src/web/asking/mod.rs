//! Asking the questions of a report, for the form and the desk alike: fields, steps, what was typed, and who may know.

pub(crate) mod answers;
pub(crate) mod fields;
pub(crate) mod offers;
pub(crate) mod place;
mod put;
pub(crate) mod read_back;
#[cfg(test)]
mod real_answers;
pub(crate) mod steps;
pub(crate) mod typed;
pub(crate) mod ways;
pub(crate) mod when;
