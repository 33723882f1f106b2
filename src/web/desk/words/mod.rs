//! What the desk shows, in words that several of its pages share: risk, time, links, actions, and whose report it is.

pub(crate) mod action;
pub(crate) mod child;
pub(crate) mod clock;
pub(crate) mod link;
pub(crate) mod risk;
pub(crate) mod standing;
pub(crate) mod subject;
pub(crate) mod views;
