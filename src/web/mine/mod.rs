//! Pages for a reporter who came back.

pub mod bearer;
pub(crate) mod come_back;
pub(crate) mod erase;
pub(crate) mod permission;
pub(crate) mod report;
pub(crate) mod story;
