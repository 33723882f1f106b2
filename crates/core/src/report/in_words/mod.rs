//! Days and times as people say them – "last summer", "half past nine at night", "June to August", "3am ish" –, read where they can be. One
//! reading serves every door; what it cannot read stays as it was said, and stops nobody.

mod clock;
mod day;
mod lexicon;
mod relative;
mod span;

pub(crate) use clock::part_of;
pub use clock::{Heard, time};
pub use day::{day, when};
pub use span::Span;
