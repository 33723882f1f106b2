//! Where people knock: pages for the public, for organisations, and the API. This room calls journeys and never storage.

pub(crate) mod agency;
pub(crate) mod api;
pub(crate) mod asking;
pub(crate) mod desk;
pub(crate) mod form;
pub(crate) mod http;
pub(crate) mod mine;
pub(crate) mod parts;
pub(crate) mod public;
mod routes;
#[cfg(test)]
mod samples;
mod serve;

pub use routes::addresses;
pub use serve::serve;
