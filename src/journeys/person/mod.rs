//! What the person who reports comes to do: send a report, come back with the receipt, add to it, and be told of changes.

pub mod add;
pub mod allow;
pub mod erase;
pub mod look_up;
pub mod message;
pub mod sent;
pub(crate) mod something_changed;
pub mod submit;
pub mod word;
