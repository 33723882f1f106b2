//! Helping people write agreement files: every key in words, a schema for editors, an example to fill in.

mod example;
mod keys;
mod schema;
#[cfg(test)]
mod tests;

pub use example::{Wanted, example};
pub use schema::schema;
