//! Rows of the record of who did what (the audit log), and of its hash chain.

pub mod audit;
pub mod chain;
pub mod row;
