//! Bytes at rest: one SQL text for SQLite and PostgreSQL. This room sees sealed values only.
//!
//! A plain answer cannot be handed to it; this does not compile:
//!
//! ```compile_fail
//! use waymark::storage::case::rows::ItemRow;
//! fn keep(report: uuid::Uuid, at: chrono::DateTime<chrono::Utc>) -> ItemRow {
//!     let account = waymark_core::report::Told::new("what happened");
//!     ItemRow { report, section: waymark_core::report::Section::Incident, number: 1, added_at: at, sealed: account }
//! }
//! ```
//!
//! And this does, because it was sealed:
//!
//! ```
//! use waymark::storage::case::rows::ItemRow;
//! fn keep(report: uuid::Uuid, at: chrono::DateTime<chrono::Utc>, sealed: waymark_core::vault::Sealed) -> ItemRow {
//!     ItemRow { report, section: waymark_core::report::Section::Incident, number: 1, added_at: at, sealed }
//! }
//! ```

pub mod case;
pub mod due;
pub mod engine;
pub mod partnership;
pub mod people;
pub mod record;
pub mod statements;
mod store;

pub use engine::tx::{Conn, Tx};
pub use engine::write::Write;
pub use store::Store;
