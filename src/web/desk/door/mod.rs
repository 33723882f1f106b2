//! The door of the desk: signing in, who may come in for what, and asking once more before something ends.

pub(crate) mod by_letter;
pub(crate) mod confirm;
pub(crate) mod door;
pub(crate) mod invitation;
mod nav;
pub(crate) mod sign_in;
