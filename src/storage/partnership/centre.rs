//! What changes about centres: when each was confirmed, the epoch of its code, and the keys of its own systems.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::vault::Sealed;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    STATES = "SELECT centre, epoch, confirmed_at, off_at FROM centre_state";
    CONFIRM = "INSERT INTO centre_state (centre, epoch, confirmed_at) VALUES ($1, 1, $2) ON CONFLICT (centre) DO UPDATE SET confirmed_at = excluded.confirmed_at";
    TAKE_OFF = "INSERT INTO centre_state (centre, epoch, off_at) VALUES ($1, 1, $2) ON CONFLICT (centre) DO UPDATE SET off_at = excluded.off_at WHERE centre_state.off_at IS NULL";
    PUT_BACK = "UPDATE centre_state SET off_at = NULL WHERE centre = $1 AND off_at IS NOT NULL";
    NEXT_CODE = "INSERT INTO centre_state (centre, epoch) VALUES ($1, 2) ON CONFLICT (centre) DO UPDATE SET epoch = centre_state.epoch + 1";
    ADD_KEY = "INSERT INTO api_key (id, centre, digest, sealed, made_at) VALUES ($1, $2, $3, $4, $5)";
    KEYS = "SELECT id, centre, sealed, made_at, last_used_at, revoked_at FROM api_key WHERE centre = $1 OR $2 ORDER BY id DESC LIMIT $3";
    KEY = "SELECT id, centre, sealed, made_at, last_used_at, revoked_at FROM api_key WHERE id = $1";
    BY_DIGEST = "SELECT id, centre, sealed, made_at, last_used_at, revoked_at FROM api_key WHERE digest = $1 AND revoked_at IS NULL";
    USED = "UPDATE api_key SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $3)";
    REVOKE = "UPDATE api_key SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
}

/// What changes about a centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreState {
    /// Which centre, by its id in `centres.toml`.
    pub centre: String,
    /// The epoch of its code.
    pub epoch: i64,
    /// When somebody last said that what the public reads is right.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Since when it is off the public list.
    pub off_at: Option<DateTime<Utc>>,
}

/// Every state there is; a centre without one has epoch 1 and was never confirmed.
pub async fn states(tx: &mut Tx<'_>) -> Result<Vec<CentreState>, StoreError> {
    type Row = (String, i64, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(STATES).fetch_all(conn).await)?;
    let state = |(centre, epoch, confirmed_at, off_at)| CentreState { centre, epoch, confirmed_at, off_at };
    Ok(rows.into_iter().map(state).collect())
}

/// Notes that a centre was confirmed.
pub async fn confirm(tx: &mut Tx<'_>, centre: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(CONFIRM).bind(centre).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Takes a centre off the public list. Says whether it was on it.
pub async fn take_off(tx: &mut Tx<'_>, centre: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(TAKE_OFF).bind(centre).bind(now).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Puts a centre back on the public list. Says whether it was off it.
pub async fn put_back(tx: &mut Tx<'_>, centre: &str) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(PUT_BACK).bind(centre).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}

/// Ends the code of a centre: the next epoch has another.
pub async fn next_code(tx: &mut Tx<'_>, centre: &str) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(NEXT_CODE).bind(centre).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// A key of a centre's own system.
#[derive(Debug, Clone)]
pub struct ApiKeyRow {
    /// What the key is revoked by; it is no secret.
    pub id: Uuid,
    /// The centre.
    pub centre: String,
    /// What it is called.
    pub sealed: Sealed,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The day on which it was last used, more or less.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub revoked_at: Option<DateTime<Utc>>,
}

type Row = (Uuid, String, Vec<u8>, DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

fn key((id, centre, sealed, made_at, last_used_at, revoked_at): Row) -> Result<ApiKeyRow, StoreError> {
    Ok(ApiKeyRow { id, centre, sealed: Sealed::from_stored(sealed)?, made_at, last_used_at, revoked_at })
}

/// Writes a key.
///
/// # Errors
/// When the database refuses.
pub async fn add_key(tx: &mut Tx<'_>, row: &ApiKeyRow, digest: &[u8]) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD_KEY)
        .bind(row.id)
        .bind(row.centre.as_str())
        .bind(digest)
        .bind(row.sealed.as_bytes())
        .bind(row.made_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Keys of one centre or of all, the newest first.
pub async fn keys(tx: &mut Tx<'_>, centre: Option<&str>, most: i64) -> Result<Vec<ApiKeyRow>, StoreError> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(KEYS)
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .bind(most)
        .fetch_all(conn)
        .await)?;
    rows.into_iter().map(key).collect()
}

/// The key with this id.
pub async fn key_by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<ApiKeyRow>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(KEY).bind(id).fetch_optional(conn).await)?;
    row.map(key).transpose()
}

/// The key with this digest, unless it ended.
pub async fn key_by_digest(tx: &mut Tx<'_>, digest: &[u8]) -> Result<Option<ApiKeyRow>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(BY_DIGEST).bind(digest).fetch_optional(conn).await)?;
    row.map(key).transpose()
}

/// Notes that a key was used, unless that was noted after `recently`.
pub async fn used(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>, recently: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(USED).bind(now).bind(id).bind(recently).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Ends a key. Says whether it had not ended before.
pub async fn revoke(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(REVOKE).bind(now).bind(id).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}
