//! What the person who reports comes to do: send a report, come back with the receipt, add to it, and be told of changes.

pub mod follow_up;
pub mod look_up;
pub(crate) mod something_changed;
pub mod submit;
