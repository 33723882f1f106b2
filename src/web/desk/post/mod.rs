//! Pages of the desk for letters that nobody recognised.

pub(crate) mod mail;
