//! Pages of the desk for looking after one report.

pub(crate) mod actions;
pub(crate) mod area;
pub(crate) mod cases;
pub(crate) mod child;
pub(crate) mod holders;
pub(crate) mod links;
pub(crate) mod release;
pub(crate) mod renew;
pub(crate) mod reply;
pub(crate) mod report;
pub(crate) mod steps;
