//! What is to be done later: the outbox and reminders, letters that left, and mail that came in.

pub mod incoming;
pub mod letter;
pub mod outbox;
pub mod reminder;
pub mod row;
