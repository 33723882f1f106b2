//! The service that journeys run in: its parts, keys and sessions, and a configuration that can be replaced while it runs.

pub mod configuration;
pub mod keys;
pub(crate) mod note;
pub(crate) mod running;
mod service;
pub mod sessions;
pub mod unsent;
pub mod versions;
pub mod write;

pub use service::Service;
