//! What in a text could name a person: a help for whoever writes an account so that it names nobody. It knows shapes – a telephone number,
//! a registration, a capital in mid-sentence – and what the report itself holds. It cannot find everything, and must never be trusted to:
//! a person reads the text as a neighbour would.

mod capitals;
pub mod found;
mod known;
mod lists;
mod look;
mod patterns;
#[cfg(test)]
mod tests;
mod text;
mod veil;

pub use known::Known;
pub use look::look;
pub use veil::Veil;
