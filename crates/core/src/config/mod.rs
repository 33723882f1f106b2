//! Configuration: how files are read so that every fault is found and placed, and the settings of a running service.

pub mod address;
pub mod desk;
pub mod fault;
pub mod help;
pub mod reading;
pub mod settings;
mod source;
pub mod theme;

pub use address::is_example;
pub use fault::{Fault, Severity};
pub use help::{HelpLine, HelpLines};
pub use settings::{ClockOffset, Database, MailRoute, Role, Settings};
pub use source::Source;
pub use theme::{Logo, Theme};
