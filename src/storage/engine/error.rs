//! What a fault of the database driver means.

use std::borrow::Cow;

use waymark_core::store_error::StoreError;

/// What a fault of the driver means. Its words are kept out, but for its code: they can hold values of a row.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives the error away")]
pub(crate) fn meant(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(cause) if cause.is_unique_violation() => StoreError::Conflict,
        sqlx::Error::Database(cause) if cause.is_foreign_key_violation() => StoreError::KeyRetired,
        // SQLite's 14: the file, or a folder on the way to it, cannot be opened.
        sqlx::Error::Database(cause) if cause.code().as_deref() == Some("14") => {
            StoreError::Database("the file cannot be opened: check that its folder can be written to".to_owned())
        }
        sqlx::Error::Database(cause) => StoreError::Database(cause.code().map_or_else(|| "no code".to_owned(), Cow::into_owned)),
        sqlx::Error::PoolTimedOut => StoreError::Database("no connection in time".to_owned()),
        sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => StoreError::Closed,
        sqlx::Error::Io(cause) => StoreError::Database(format!("io {}", cause.kind())),
        sqlx::Error::Tls(_) => StoreError::Database("tls".to_owned()),
        sqlx::Error::ColumnDecode { index, .. } => StoreError::Database(format!("column {index} cannot be decoded")),
        sqlx::Error::RowNotFound => StoreError::Database("no row".to_owned()),
        _ => StoreError::Database("driver".to_owned()),
    }
}

/// What a statement gave, or what its fault means.
pub(crate) fn said<T>(outcome: Result<T, sqlx::Error>) -> Result<T, StoreError> {
    outcome.map_err(meant)
}
