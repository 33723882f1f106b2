//! The desk: people who look after reports. Every page and call asks at one door who may do what.

pub mod care;
pub mod centre;
pub mod door;
pub mod ending;
pub mod list;
pub mod opened;
pub mod passing;
pub mod people;
pub mod post;
pub(crate) mod record;
pub(crate) mod talk;
pub mod words;
