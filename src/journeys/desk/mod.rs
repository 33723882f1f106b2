//! What people at the desk come to do.

pub mod accounts;
pub mod figures;
pub mod inbox;
pub mod look_after;
pub mod overrule;
pub mod place;
pub mod sitting;
