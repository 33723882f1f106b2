//! What became of a report: an append-only list of entries, folded into how it stands. Pure: it knows no storage and no clock of its own.

pub mod action;
pub mod arrival;
pub mod asking;
pub mod child;
pub mod entry;
pub mod fold;
pub mod job;
pub mod message;
pub mod question;
pub mod record;
pub mod standing;
pub mod task;
pub mod urgency;
pub mod waiting;
pub mod wish;
