//! Reaching somebody without doing harm: what must be known first, and how their words about safe times are said again.

mod news;
mod safety;
mod said;

pub use news::News;
pub use safety::{SAY_NOTHING, Safety};
pub use said::{Reader, said_again};
