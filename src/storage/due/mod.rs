//! What is to be done later: jobs that are due, letters that left, and mail that came in.

pub mod due;
pub mod incoming;
pub mod letter;
pub mod row;
