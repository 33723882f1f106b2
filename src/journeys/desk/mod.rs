//! What people at the desk come to do.

pub mod accounts;
pub mod actions;
pub mod area;
pub mod by_letter;
pub mod call;
pub mod cases;
pub mod child;
pub mod devices;
pub mod figures;
pub mod find;
mod guessed;
pub mod guessing;
pub mod inbox;
pub mod invitations;
pub mod late;
pub mod links;
pub mod look_after;
pub mod mail;
pub mod overrule;
pub mod place;
pub mod record;
pub mod renew;
pub mod reply;
pub mod sitting;
pub mod standing;
pub mod take_down;
pub mod undo;
