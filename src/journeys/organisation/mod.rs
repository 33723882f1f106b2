//! What somebody at an organisation comes to do: follow a link, ask for a one-time code, read, ask, and answer.

pub mod answer;
pub mod ask;
pub mod codes;
pub(crate) mod letters;
pub mod link;
pub mod moved;
pub mod overdue;
pub mod page;
pub mod read;
