//! Sessions, drafts and kept answers: sealed under what only somebody outside holds.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::vault::{Locker, Sealed};

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    GET = "SELECT sealed FROM session WHERE id = $1 AND kind = $2 AND expires_at > $3";
    PUT = "INSERT INTO session (id, kind, sealed, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at";
    CHANGE = "UPDATE session SET sealed = $1, expires_at = $2 WHERE id = $3 AND sealed = $4";
    PROLONG = "UPDATE session SET expires_at = $1 WHERE id = $2 AND expires_at > $3";
    END = "DELETE FROM session WHERE id = $1";
    PURGE = "DELETE FROM session WHERE expires_at <= $1";
    ANSWER = "SELECT report, sealed FROM idempotency WHERE id = $1 AND expires_at > $2";
    PURGE_ANSWERS = "DELETE FROM idempotency WHERE expires_at <= $1";
}

/// What a locker holds.
pub async fn get(tx: &mut Tx<'_>, locker: &Locker, kind: &str, now: DateTime<Utc>) -> Result<Option<Sealed>, StoreError> {
    let row: Option<(Vec<u8>,)> =
        on!(tx, |conn| sqlx::query_as(GET).bind(&locker.id()[..]).bind(kind).bind(now).fetch_optional(conn).await)?;
    Ok(row.map(|(bytes,)| Sealed::from_stored(bytes)).transpose()?)
}

/// Puts something into a locker, in the place of what was there.
pub async fn put(tx: &mut Tx<'_>, id: &[u8], kind: &str, sealed: &Sealed, expires_at: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PUT)
        .bind(id)
        .bind(kind)
        .bind(sealed.as_bytes())
        .bind(expires_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Changes what a locker holds. Answers whether it was still as it had been found: what is gone stays gone.
pub async fn change(
    tx: &mut Tx<'_>,
    id: &[u8],
    found: &Sealed,
    sealed: &Sealed,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = on!(tx, |conn| sqlx::query(CHANGE)
        .bind(sealed.as_bytes())
        .bind(expires_at)
        .bind(id)
        .bind(found.as_bytes())
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Lets what a locker holds last until then, when it is not over.
pub async fn prolong(tx: &mut Tx<'_>, id: &[u8], now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PROLONG).bind(expires_at).bind(id).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Empties a locker.
pub async fn end(tx: &mut Tx<'_>, id: &[u8]) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(END).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// The answer kept for a retry, and the report it is about.
pub async fn kept_answer(tx: &mut Tx<'_>, locker: &Locker, now: DateTime<Utc>) -> Result<Option<(Uuid, Sealed)>, StoreError> {
    let row: Option<(Uuid, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(ANSWER).bind(&locker.id()[..]).bind(now).fetch_optional(conn).await)?;
    row.map(|(report, bytes)| Ok((report, Sealed::from_stored(bytes)?))).transpose()
}

/// Forgets what is over.
pub async fn purge(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    for statement in [PURGE, PURGE_ANSWERS] {
        on!(tx, |conn| sqlx::query(statement).bind(now).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}
