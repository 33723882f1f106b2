//! Rows of a report: itself and its keys, referrals, what waits, what needs a person, and the blind index it is found by.

pub mod batch;
pub mod inbox;
pub mod legal_hold;
pub mod list;
pub mod load;
pub mod mark;
pub mod referral;
pub mod reopen;
pub mod report;
pub mod rows;
pub mod submission;
pub mod tally;
pub mod task;
pub mod undelivered;
pub mod waiting;
