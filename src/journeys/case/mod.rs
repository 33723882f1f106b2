//! What every journey about one report shares: reading what was told and done, adding to it, and planning letters about it.

pub mod append;
pub mod by;
pub mod handling;
pub mod held_by;
pub mod letter;
pub mod morning;
pub mod open;
pub mod parts;
pub mod questions;
pub mod retry;
pub mod step;
pub mod tell;
pub mod terms;
pub mod timeline;
pub(crate) mod wishes;
