//! Configuration: how files are read so that every fault is found and placed, and the settings of a running service.

pub mod fault;
pub mod reading;
pub mod settings;
mod source;

pub use fault::{Fault, Severity};
pub use settings::{ClockOffset, Database, MailRoute, Role, Settings};
pub use source::Source;
