//! Which keys this database was sealed with, so that a service with other keys refuses to start.

use chrono::{DateTime, Utc};

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    ALL = "SELECT version, fingerprint FROM service_key ORDER BY version";
    ADD = "INSERT INTO service_key (version, fingerprint, first_seen) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING";
    REMOVE = "DELETE FROM service_key WHERE version = $1";
}

/// Every key the database names; version 0 is the pepper.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<(i64, String)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(ALL).fetch_all(conn).await)?)
}

/// Names a key.
pub async fn add(tx: &mut Tx<'_>, version: i64, fingerprint: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD).bind(version).bind(fingerprint).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Forgets a key that was retired.
pub async fn remove(tx: &mut Tx<'_>, version: i64) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(REMOVE).bind(version).execute(conn).await.map(|_| ()))?;
    Ok(())
}
