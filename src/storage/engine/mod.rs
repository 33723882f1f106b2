//! The database itself: two engines behind one door, transactions, the group commit, leases, migrations and errors.

pub(crate) mod error;
pub mod insert;
pub(crate) mod lease;
pub(crate) mod migrations;
pub mod sql;
pub mod tx;
pub mod write;
pub(crate) mod writer;
