//! The plan of the house, held by tests: who may import whom, how long a file grows, where a thing is said once.
//!
//! The rules read the sources as the compiler does: a path is followed to the file that defines what it names. Tables that people
//! may want to change are in `plan.rs`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the house has failed")]

mod borders;
mod circles;
mod documents;
mod facts;
mod house;
mod imports;
mod measure;
mod names;
mod pages;
mod places;
mod plan;
mod promises;
mod reading;
mod reading_test;
mod resolving;
mod resolving_test;
mod sizes;
mod syntax;
