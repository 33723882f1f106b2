//! Bytes at rest: one SQL text for SQLite and PostgreSQL. This room sees sealed values only.
//!
//! A plain answer cannot be handed to it; this does not compile:
//!
//! ```compile_fail
//! use waymark::storage::submission::ItemRow;
//! fn keep(report: uuid::Uuid, at: chrono::DateTime<chrono::Utc>) -> ItemRow {
//!     let account = waymark::report::Told::new("what happened");
//!     ItemRow { report, section: waymark::report::Section::Incident, number: 1, added_at: at, sealed: account }
//! }
//! ```
//!
//! And this does, because it was sealed:
//!
//! ```
//! use waymark::storage::submission::ItemRow;
//! fn keep(report: uuid::Uuid, at: chrono::DateTime<chrono::Utc>, sealed: waymark::vault::Sealed) -> ItemRow {
//!     ItemRow { report, section: waymark::report::Section::Incident, number: 1, added_at: at, sealed }
//! }
//! ```

mod engine;
mod error;
mod lease;
mod migrations;
mod writer;

pub mod again;
pub mod agreement;
pub mod asking;
pub mod audit;
pub mod centre;
pub mod chain;
pub mod code;
pub mod configuration;
pub mod inbox;
pub mod incoming;
pub mod kept;
pub mod key;
pub mod letter;
pub mod mark;
pub mod outbox;
pub mod referral;
pub mod reminder;
pub mod report;
pub mod session;
pub mod several;
pub mod sign_in;
pub mod staff;
pub mod submission;
pub mod tally;
pub mod task;
pub mod waiting;

pub use engine::{Conn, Store, Tx};
pub use error::StoreError;

/// Runs a statement on whichever engine the transaction is of: one text, one row type, two drivers.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx {
            $crate::storage::Tx::Sqlite(inner) => {
                let $conn = &mut **inner;
                $body
            }
            $crate::storage::Tx::Postgres(inner) => {
                let $conn = &mut **inner;
                $body
            }
        }
    };
}
pub(crate) use on;

/// Names the statements of a file, so that a test can prepare every one of them on both engines.
macro_rules! statements {
    ($($name:ident = $text:expr;)*) => {
        $(const $name: &str = $text;)*
        /// Every statement of this file, with its name.
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use statements;

/// Every statement of the house, with its name.
#[must_use]
pub fn every_statement() -> Vec<(&'static str, &'static str)> {
    [
        again::STATEMENTS,
        agreement::STATEMENTS,
        asking::STATEMENTS,
        audit::STATEMENTS,
        centre::STATEMENTS,
        chain::STATEMENTS,
        code::STATEMENTS,
        configuration::STATEMENTS,
        incoming::STATEMENTS,
        inbox::STATEMENTS,
        kept::STATEMENTS,
        key::STATEMENTS,
        mark::STATEMENTS,
        letter::STATEMENTS,
        outbox::STATEMENTS,
        referral::STATEMENTS,
        reminder::STATEMENTS,
        report::STATEMENTS,
        session::STATEMENTS,
        several::STATEMENTS,
        sign_in::STATEMENTS,
        staff::STATEMENTS,
        submission::STATEMENTS,
        tally::STATEMENTS,
        task::STATEMENTS,
        waiting::STATEMENTS,
    ]
    .concat()
}
