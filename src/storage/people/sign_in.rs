//! Requests for codes to sign in with. The code itself is derived, never stored.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    ADD = "INSERT INTO sign_in_code (id, staff, asked_at, good_until, letters, tries) VALUES ($1, $2, $3, $4, 1, 0)";
    BY_ID = "SELECT id, staff, asked_at, good_until, letters, tries, used_at FROM sign_in_code WHERE id = $1";
    AGAIN = "UPDATE sign_in_code SET letters = letters + 1 WHERE id = $1 AND letters < $2 AND used_at IS NULL AND good_until > $3";
    TRY_IT = "UPDATE sign_in_code SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND used_at IS NULL AND good_until > $3";
    USE_IT = "UPDATE sign_in_code SET used_at = $1 WHERE id = $2 AND used_at IS NULL";
    RECENT = "SELECT COUNT(*) FROM sign_in_code WHERE staff = $1 AND asked_at > $2";
    PURGE = "DELETE FROM sign_in_code WHERE good_until < $1";
    PURGE_LETTERS = "DELETE FROM due WHERE report IS NULL AND kind = 'sign-in' AND made_at < $1";
}

/// How often a code may be typed wrongly.
pub const TRIES: i64 = 5;

/// A request for a code.
#[derive(Debug, Clone)]
pub struct SignInCode {
    /// Its id, from which the code is derived.
    pub id: Uuid,
    /// Whose account it opens; nothing when there is none.
    pub staff: Option<Uuid>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until when the code is good.
    pub good_until: DateTime<Utc>,
    /// How many letters with it were asked for.
    pub letters: i64,
    /// How often it was tried.
    pub tries: i64,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

type Row = (Uuid, Option<Uuid>, DateTime<Utc>, DateTime<Utc>, i64, i64, Option<DateTime<Utc>>);

/// Writes a request.
pub async fn add(tx: &mut Tx<'_>, request: &SignInCode) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD)
        .bind(request.id)
        .bind(request.staff)
        .bind(request.asked_at)
        .bind(request.good_until)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The request with this id.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<SignInCode>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(BY_ID).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(|(id, staff, asked_at, good_until, letters, tries, used_at)| SignInCode {
        id,
        staff,
        asked_at,
        good_until,
        letters,
        tries,
        used_at,
    }))
}

/// Counts one more letter with the same code. Says whether one was left.
pub async fn again(tx: &mut Tx<'_>, id: Uuid, most: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows =
        on!(tx, |conn| sqlx::query(AGAIN).bind(id).bind(most).bind(now).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
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

/// How many codes were asked for since `since` for this account.
pub async fn recent(tx: &mut Tx<'_>, staff: Uuid, since: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(RECENT).bind(staff).bind(since).fetch_one(conn).await)?;
    Ok(count)
}

/// Forgets requests that were good until before `before`, and the letters with them.
pub async fn purge(tx: &mut Tx<'_>, before: DateTime<Utc>) -> Result<(), StoreError> {
    for statement in [PURGE, PURGE_LETTERS] {
        on!(tx, |conn| sqlx::query(statement).bind(before).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}
