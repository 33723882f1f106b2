//! What people at the desk come to do.

pub mod accounts;
pub mod actions;
pub mod area;
pub mod call;
pub mod cases;
pub mod child;
pub mod figures;
pub mod inbox;
pub mod look_after;
pub mod overrule;
pub mod place;
pub mod record;
pub mod sitting;
pub mod standing;
pub mod take_down;
