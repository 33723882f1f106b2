//! Mail that came in: which files were dealt with, and letters that nobody recognised.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::vault::Sealed;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    SEE = "INSERT INTO incoming (mark, at) VALUES ($1, $2) ON CONFLICT (mark) DO NOTHING";
    PURGE_SEEN = "DELETE FROM incoming WHERE at < $1";
    KEEP = "INSERT INTO unknown_mail (id, came_at, head, whole) VALUES ($1, $2, $3, $4)";
    OPEN = "SELECT id, came_at, head, note, done_at FROM unknown_mail WHERE done_at IS NULL AND id > $1 ORDER BY id LIMIT $2";
    DONE = "SELECT id, came_at, head, note, done_at FROM unknown_mail WHERE done_at IS NOT NULL AND id > $1 ORDER BY id LIMIT $2";
    ONE = "SELECT id, came_at, head, note, done_at FROM unknown_mail WHERE id = $1";
    WHOLE = "SELECT whole FROM unknown_mail WHERE id = $1";
    COUNT = "SELECT COUNT(*) FROM unknown_mail WHERE done_at IS NULL";
    FINISH = "UPDATE unknown_mail SET done_at = $1, note = $2, report = $3 WHERE id = $4 AND done_at IS NULL";
    DUE = "SELECT id FROM unknown_mail WHERE done_at <= $1 ORDER BY done_at LIMIT 50";
    DESTROY = "DELETE FROM unknown_mail WHERE id = $1";
    FORGET = "DELETE FROM unknown_mail WHERE report = $1";
}

/// A letter that nobody recognised, as a list shows it.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// Its id: the place in the list.
    pub id: Uuid,
    /// When it came in.
    pub came_at: DateTime<Utc>,
    /// Who wrote it, and the subject.
    pub head: Sealed,
    /// What became of it.
    pub note: Option<Sealed>,
    /// When that was.
    pub done_at: Option<DateTime<Utc>>,
}

/// Notes that a file was dealt with. Says whether that is new.
pub async fn see(tx: &mut Tx<'_>, mark: &[u8], now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(SEE).bind(mark).bind(now).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}

/// Forgets files that were dealt with before `before`.
pub async fn purge_seen(tx: &mut Tx<'_>, before: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PURGE_SEEN).bind(before).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Keeps a letter that nobody recognised.
///
/// # Errors
/// When the database refuses.
pub async fn keep(tx: &mut Tx<'_>, id: Uuid, at: DateTime<Utc>, head: &Sealed, whole: &Sealed) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(KEEP)
        .bind(id)
        .bind(at)
        .bind(head.as_bytes())
        .bind(whole.as_bytes())
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

type Row = (Uuid, DateTime<Utc>, Vec<u8>, Option<Vec<u8>>, Option<DateTime<Utc>>);

fn unknown((id, came_at, head, note, done_at): Row) -> Result<Unknown, StoreError> {
    let note = note.map(Sealed::from_stored).transpose()?;
    Ok(Unknown { id, came_at, head: Sealed::from_stored(head)?, note, done_at })
}

/// Letters after `after`, the oldest first: those that wait, or those that are done.
pub async fn list(tx: &mut Tx<'_>, done: bool, after: Uuid, most: i64) -> Result<Vec<Unknown>, StoreError> {
    let sql = if done { DONE } else { OPEN };
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(sql).bind(after).bind(most).fetch_all(conn).await)?;
    rows.into_iter().map(unknown).collect()
}

/// One letter with the whole of it.
pub async fn one(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<(Unknown, Sealed)>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(ONE).bind(id).fetch_optional(conn).await)?;
    let whole: Option<(Vec<u8>,)> = on!(tx, |conn| sqlx::query_as(WHOLE).bind(id).fetch_optional(conn).await)?;
    match row.zip(whole) {
        Some((row, (whole,))) => Ok(Some((unknown(row)?, Sealed::from_stored(whole)?))),
        None => Ok(None),
    }
}

/// How many wait.
pub async fn count(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(COUNT).fetch_one(conn).await)?;
    Ok(count)
}

/// Notes what became of one, and to which report it belongs. Says whether it waited.
pub async fn finish(
    tx: &mut Tx<'_>,
    id: Uuid,
    note: &Sealed,
    report: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(FINISH)
        .bind(now)
        .bind(note.as_bytes())
        .bind(report)
        .bind(id)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Letters that were done before `before`.
pub async fn due(tx: &mut Tx<'_>, before: DateTime<Utc>) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(DUE).bind(before).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Destroys one.
pub async fn destroy(tx: &mut Tx<'_>, id: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DESTROY).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Destroys what was linked to a report.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(FORGET).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}
