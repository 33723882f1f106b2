//! Taking a report down with someone: every question on one page, then who may know, then all of it read back.

pub(crate) mod begun;
pub(crate) mod between;
pub(crate) mod check;
mod first;
mod groups;
pub(crate) mod paper;
mod path;
pub(crate) mod permission;
pub(crate) mod questions;
pub(crate) mod slip;
pub(crate) mod watching;
