//! What people at the desk come to do.

pub mod accounts;
pub mod call;
pub mod inbox;
pub mod look_after;
pub mod record;
pub mod sitting;
