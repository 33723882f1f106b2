//! What we say: every word a person reads, as Fluent messages by language, and who says them (localisation, i18n).

mod dates;
mod speaker;
mod words;

pub use speaker::Speaker;
pub use words::{Words, WordsFault};
