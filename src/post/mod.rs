//! How mail leaves – into a folder in a demonstration, by SMTP in a service – and how it comes in: by a Maildir.

mod folder;
pub mod incoming;
pub mod mail;
pub mod maildir;
mod mailer;
mod message;
mod smtp;

pub use mailer::Mailer;
