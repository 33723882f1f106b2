//! Letters that nobody recognised: a coordinator opens each, and says what became of it.

pub mod mail;
pub mod unknown_letter;
mod words;
