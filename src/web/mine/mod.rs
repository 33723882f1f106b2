//! Pages for a reporter who came back.

pub(crate) mod bearer;
pub(crate) mod come_back;
pub(crate) mod erase;
pub(crate) mod keep;
pub(crate) mod permission;
pub(crate) mod report;
pub(crate) mod story;
