//! The desk: people who look after reports. Every page and call asks at one door who may do what.

pub(crate) mod care;
pub(crate) mod centre;
pub(crate) mod door;
pub(crate) mod ending;
pub(crate) mod list;
pub(crate) mod opening;
pub(crate) mod passing;
pub(crate) mod people;
pub(crate) mod post;
pub(crate) mod record;
pub(crate) mod talk;
pub(crate) mod words;
