//! Rows about people: accounts of the desk, sessions and drafts, and requests for one-time codes.

pub mod code;
pub mod session;
pub mod sign_in;
pub mod staff;
