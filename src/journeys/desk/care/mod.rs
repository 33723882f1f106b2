//! Looking after one report: reading it, whose case it is, actions, links, answers, its district, and a lost receipt.

pub mod actions;
pub mod area;
pub mod care;
pub mod cases;
pub mod child;
pub mod links;
pub mod people;
pub mod read;
pub mod renew;
pub mod reply;
