//! Requests for one-time codes. The code itself is derived, never stored.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    BY_ID = "SELECT id, referral, reader, name, asked_at, good_until, tries, used_at FROM code_request WHERE id = $1";
    ADD = "INSERT INTO code_request (id, referral, reader, name, asked_at, good_until, tries) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TRY_IT = "UPDATE code_request SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND used_at IS NULL AND good_until > $3";
    USE_IT = "UPDATE code_request SET used_at = $1 WHERE id = $2 AND used_at IS NULL";
    RECENT = "SELECT COUNT(*) FROM code_request WHERE referral = $1 AND asked_at > $2";
    PURGE = "DELETE FROM code_request WHERE good_until < $1";
}

/// How often a code may be typed wrongly.
pub const TRIES: i64 = 5;

/// A request for a one-time code.
#[derive(Debug, Clone)]
pub struct CodeRequest {
    /// Its id, from which the code is derived.
    pub id: Uuid,
    /// The referral it opens.
    pub referral: Uuid,
    /// Whom it is sent to: a mark of the address.
    pub reader: Vec<u8>,
    /// Its short name, which mail and page both show.
    pub name: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until when the code is good.
    pub good_until: DateTime<Utc>,
    /// How often it was tried.
    pub tries: i64,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

type Row = (Uuid, Uuid, Vec<u8>, String, DateTime<Utc>, DateTime<Utc>, i64, Option<DateTime<Utc>>);

fn request((id, referral, reader, name, asked_at, good_until, tries, used_at): Row) -> CodeRequest {
    CodeRequest { id, referral, reader, name, asked_at, good_until, tries, used_at }
}

/// The request with this id.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<CodeRequest>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(BY_ID).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(request))
}

/// Writes a request.
pub async fn add(tx: &mut Tx<'_>, request: &CodeRequest) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD)
        .bind(request.id)
        .bind(request.referral)
        .bind(&request.reader[..])
        .bind(request.name.as_str())
        .bind(request.asked_at)
        .bind(request.good_until)
        .bind(request.tries)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Counts a try. Says whether one was left.
pub async fn count_try(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows =
        on!(tx, |conn| sqlx::query(TRY_IT).bind(id).bind(TRIES).bind(now).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Notes that a code was used. Says whether it was not used before.
pub async fn used(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(USE_IT).bind(now).bind(id).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// How many codes were asked for since `since`, whoever asked.
pub async fn recent(tx: &mut Tx<'_>, referral: Uuid, since: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(RECENT).bind(referral).bind(since).fetch_one(conn).await)?;
    Ok(count)
}

/// Forgets requests that were good until before `before`.
pub async fn purge(tx: &mut Tx<'_>, before: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PURGE).bind(before).execute(conn).await.map(|_| ()))?;
    Ok(())
}
