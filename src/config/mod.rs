//! Configuration: how files are read so that every fault is found and placed, and the settings of a running service.

pub mod fault;
pub mod help;
pub mod reading;
pub mod settings;
pub mod theme;

pub use fault::{Fault, Severity};
pub use help::{HelpLine, HelpLines};
pub use settings::{ClockOffset, Database, MailRoute, Role, Settings};
pub use theme::{Logo, Theme};
