//! Taking a report down with a person, until it is sent.

pub mod take_down;
