//! What people at the desk come to do.

pub mod care;
pub mod door;
pub mod draft;
pub mod duty;
pub mod ending;
pub mod list;
pub mod passing;
pub mod post;
pub mod reach;
pub mod record;
pub mod talk;
