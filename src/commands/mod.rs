//! The command line: serve, check, agreements, migrate, keys, places, queue, audit.

mod agreements;
mod audit;
mod check;
mod command_line;
mod coverage;
mod explain;
mod keys;
mod migrate;
mod places;
mod queue;
mod serve;
mod staff;
pub mod tools;

pub use command_line::run;
