//! Looking after one report: reading it, whose case it is, actions, links, answers, its district, and a lost receipt.

pub mod actions;
pub mod answer;
pub mod area;
pub mod care;
pub mod cases;
pub mod child;
pub mod close;
pub mod hold;
pub mod links;
pub mod people;
pub mod read;
pub mod release;
pub mod renew;
pub mod reply;
pub mod risk;
