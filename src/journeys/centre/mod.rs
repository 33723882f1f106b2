//! Centres that take reports in person: how each stands, letters that ask it to confirm that, and the keys of its system.

pub mod api_keys;
pub mod centres;
pub mod confirmations;
pub mod rounds;
pub mod standing;
