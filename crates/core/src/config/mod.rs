//! Configuration: how files are read so that every fault is found and placed, and the settings of a running service.

pub mod address;
mod children;
pub mod desk;
pub mod fault;
pub mod help;
pub mod reading;
mod reporters;
pub mod settings;
mod source;
mod team;
mod telling;
pub mod theme;

pub use address::is_example;
pub use children::OutOfHours;
pub use fault::{Fault, Severity};
pub use help::{HelpLine, HelpLines};
pub use reporters::Reporters;
pub use settings::{ClockOffset, Database, MailRoute, Role, Settings};
pub use source::Source;
pub use team::Team;
pub use telling::telling;
pub use theme::{Logo, Theme};
