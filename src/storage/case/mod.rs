//! Rows of a report: itself and its keys, referrals, what waits, what needs a person, and the blind index it is found by.

pub mod again;
pub mod batch;
pub mod inbox;
pub mod kept;
pub mod load;
pub mod mark;
pub mod referral;
pub mod report;
pub mod rows;
pub mod several;
pub mod submission;
pub mod tally;
pub mod task;
pub mod undelivered;
pub mod waiting;
