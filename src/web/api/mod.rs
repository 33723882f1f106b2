//! The API, `/api/v1` (CONTRACT §4).

pub(crate) mod call;
pub(crate) mod contract;
pub(crate) mod contracts;
pub(crate) mod directory;
pub(crate) mod docs;
pub(crate) mod report;
pub(crate) mod reports;
