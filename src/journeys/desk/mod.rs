//! What people at the desk come to do.

pub mod accounts;
pub mod call;
pub mod figures;
pub mod inbox;
pub mod look_after;
pub mod mail;
pub mod overrule;
pub mod place;
pub mod record;
pub mod reply;
pub mod sitting;
pub mod take_down;
