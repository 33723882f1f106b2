//! What the desk shows, in words that several of its pages share: risk, time, links, actions, and whose report it is.

pub mod action;
pub mod child;
pub(crate) mod clock;
pub mod link;
pub(crate) mod risk;
pub mod standing;
pub mod views;
pub(crate) mod whose;
