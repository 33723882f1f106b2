//! What can go wrong with bytes at rest. No error holds a value of a row.

use std::borrow::Cow;

use uuid::Uuid;
use waymark_core::vault::OpenFault;

/// Why storage did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row with this key is there already.
    #[error("a row with the same key is there already")]
    Conflict,
    /// An agreement had no place free when its place was taken.
    #[error("an agreement has no place free")]
    NoPlace,
    /// Whoever wrote decided against it: nothing of it stays.
    #[error("what was written was taken back")]
    TakenBack,
    /// The database did not answer, or refused. Its words are kept out of the way of logs but for its code.
    #[error("the database failed ({0})")]
    Database(String),
    /// The key that this process seals to was retired.
    #[error("the key this process seals to was retired: restart it with the current keyring")]
    KeyRetired,
    /// The service is shutting down.
    #[error("the store is closed")]
    Closed,
    /// A value that this version does not understand.
    #[error("row {id} of {table}: column {column} does not hold what it should")]
    Row {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row.
        id: Uuid,
    },
    /// Something did not open or seal.
    #[error("sealed bytes: {0}")]
    Sealed(#[from] OpenFault),
}

impl StoreError {
    /// Whether what is kept is damaged: trying again does not help.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Sealed(_) | Self::Row { .. })
    }

    /// Whether doing the same again may succeed: two transactions met, or the engine was busy.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Database(code) if matches!(code.as_str(), "40001" | "40P01" | "5" | "517" | "261"))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(cause) if cause.is_unique_violation() => Self::Conflict,
            sqlx::Error::Database(cause) if cause.is_foreign_key_violation() => Self::KeyRetired,
            // SQLite's 14: the file, or a folder on the way to it, cannot be opened.
            sqlx::Error::Database(cause) if cause.code().as_deref() == Some("14") => {
                Self::Database("the file cannot be opened: check that its folder can be written to".to_owned())
            }
            sqlx::Error::Database(cause) => Self::Database(cause.code().map_or_else(|| "no code".to_owned(), Cow::into_owned)),
            sqlx::Error::PoolTimedOut => Self::Database("no connection in time".to_owned()),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Closed,
            sqlx::Error::Io(cause) => Self::Database(format!("io {}", cause.kind())),
            sqlx::Error::Tls(_) => Self::Database("tls".to_owned()),
            sqlx::Error::ColumnDecode { index, .. } => Self::Database(format!("column {index} cannot be decoded")),
            sqlx::Error::RowNotFound => Self::Database("no row".to_owned()),
            _ => Self::Database("driver".to_owned()),
        }
    }
}
