//! Pages of the desk for looking after one report.

pub(crate) mod actions;
pub(crate) mod area;
pub(crate) mod cases;
pub(crate) mod child;
pub mod held;
pub mod link_pages;
pub(crate) mod links;
pub mod more_pages;
pub mod pages;
pub(crate) mod release;
pub(crate) mod renew;
pub(crate) mod reply;
pub(crate) mod report;
pub mod steps;
