//! The database itself: two engines behind one door, transactions, the group commit, leases, migrations and errors.

pub(crate) mod engine;
pub(crate) mod error;
pub mod insert;
pub(crate) mod lease;
mod migrations;
pub mod sql;
pub mod tx;
mod writer;
