//! Safe times: when somebody can be written to, read from their own words – or left for a person to read.

mod eval;
mod phrase;
mod read;
mod shown;
#[cfg(test)]
mod tests;
mod week;
mod words;

pub use eval::Unread;
pub use read::SafeTimes;
pub use shown::{SAFE_DAYS, SAFE_TIME, SafeLine};
pub use week::Week;
