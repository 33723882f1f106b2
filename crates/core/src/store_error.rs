//! What can go wrong with bytes at rest (storage errors), in words that know no database. No error holds a value of a row.

use uuid::Uuid;

use crate::vault::OpenFault;

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
