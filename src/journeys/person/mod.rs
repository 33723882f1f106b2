//! What the person who reports comes to do: send a report, come back with the receipt, add to it, and be told of changes.

pub mod add;
pub mod allow;
mod behind;
pub mod erase;
pub mod just_sent;
pub mod known_way;
pub mod look_up;
pub mod message;
pub mod receipt;
pub mod sent;
pub mod shown_back;
pub(crate) mod something_changed;
pub mod stop_ways;
pub mod submit;
pub mod word;
