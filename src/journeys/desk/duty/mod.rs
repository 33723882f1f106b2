//! Duty (on call): letters that call people to the desk.

pub mod call;
