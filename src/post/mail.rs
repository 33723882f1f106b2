//! A letter on its way to one recipient, and why one did not leave.

use chrono::{DateTime, Utc};

/// A letter on its way to one recipient.
pub struct Mail {
    /// The recipient.
    pub to: String,
    /// Neutral: reference and deadline only.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// The same on every retry, without angle brackets.
    pub message_id: String,
    /// When it is sent.
    pub at: DateTime<Utc>,
    /// Whom it comes from.
    pub from: Sender,
}

/// Whom a letter comes from: what stands on the envelope, and on a screen that is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The service, as organisations know it.
    Service,
    /// What people who reported see: it tells nothing (`[reporters]`).
    Reporters,
}

/// Why a letter did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendFault {
    /// A word for the queue's list; never a server's own words, which may hold an address.
    pub code: &'static str,
    /// Whether it may leave later.
    pub again: bool,
}

/// Why the way mail leaves cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum MailerFault {
    /// The folder cannot be made.
    #[error("the folder for mail cannot be made: {0}")]
    Folder(std::io::Error),
    /// The server's URL is not understood.
    #[error("WAYMARK_MAIL is not understood: write smtp://user:password@host:587 or smtps://user:password@host")]
    Url,
    /// The sender's address is none.
    #[error("mail.from_address or reporters.from_address is no e-mail address")]
    From,
    /// The certificate file cannot be used.
    #[error("WAYMARK_MAIL_CA is no readable PEM certificate")]
    Certificate,
}
