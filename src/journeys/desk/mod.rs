//! What people at the desk come to do.

pub mod accounts;
pub mod inbox;
pub mod look_after;
pub mod sitting;
pub mod take_down;
