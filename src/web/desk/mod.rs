//! The desk: people who look after reports. Every page and call asks at one door who may do what.

pub(super) mod actions;
pub(super) mod area;
pub(super) mod by_letter;
pub(super) mod cases;
pub(super) mod centres;
pub(super) mod child;
mod clock;
mod door;
pub(super) mod figures;
pub(super) mod find;
pub(super) mod inbox;
pub(super) mod kept;
pub(super) mod links;
pub(super) mod mail;
pub(super) mod overrule;
pub(super) mod people;
pub(super) mod place;
pub(super) mod poster;
pub(super) mod record;
pub(super) mod release;
pub(super) mod renew;
pub(super) mod reply;
pub(super) mod report;
pub(super) mod sign_in;
pub(super) mod take_down;
pub(super) mod undo;
mod whose;
