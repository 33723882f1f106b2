//! Taking a report down with someone: every question on one page, then who may know, then all of it read back.

pub(crate) mod check;
pub(crate) mod draft;
mod groups;
pub(crate) mod handover;
pub(crate) mod paper;
mod path;
pub(crate) mod permission;
pub(crate) mod questions;
pub(crate) mod slip;
mod urgent;
pub(crate) mod watching;
