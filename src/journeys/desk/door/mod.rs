//! The door of the desk: accounts, invitations, signing in, sessions, and slowing down whoever guesses (brute force).

pub mod accounts;
pub mod by_letter;
mod common_passwords;
pub mod devices;
pub mod guessing;
pub mod invitations;
pub mod inviting;
pub mod sitting;
