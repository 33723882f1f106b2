//! What we say: every word a person reads, as Fluent messages by language, and who says them (localisation, i18n).

mod dates;
pub mod label;
mod speaker;
mod words;

pub use label::{Family, Labelled};
pub use speaker::Speaker;
pub use words::{FILES, Words, WordsFault, is_shipped, names};
