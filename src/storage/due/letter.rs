//! Letters that left, by the mark in their Message-ID: what a bounce is about. Ids and times alone.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::due::due::Claimed;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    LEFT = "INSERT INTO letter (message, due, kind, report, referral, sent_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (message) DO UPDATE SET due = excluded.due, sent_at = excluded.sent_at, bounced_at = NULL";
    FIND = "SELECT due, kind, report, referral FROM letter WHERE message = $1";
    BOUNCED = "UPDATE letter SET bounced_at = $1 WHERE message = $2 AND bounced_at IS NULL";
    PURGE = "DELETE FROM letter WHERE sent_at < $1";
    FORGET = "DELETE FROM letter WHERE report = $1";
}

/// A letter that left.
#[derive(Debug, Clone)]
pub struct Left {
    /// The row of what was due that it left for.
    pub due: Uuid,
    /// The name of its kind.
    pub kind: String,
    /// Of which report.
    pub report: Uuid,
    /// Of which referral.
    pub referral: Option<Uuid>,
}

/// Notes that a letter left. One that left again can come back again.
///
/// # Errors
/// When the database refuses.
pub async fn left(tx: &mut Tx<'_>, message: &[u8], row: &Claimed, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(LEFT)
        .bind(message)
        .bind(row.id)
        .bind(row.job.kind().id())
        .bind(report)
        .bind(row.job.referral())
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The letter with this mark.
pub async fn find(tx: &mut Tx<'_>, message: &[u8]) -> Result<Option<Left>, StoreError> {
    let row: Option<(Uuid, String, Uuid, Option<Uuid>)> =
        on!(tx, |conn| sqlx::query_as(FIND).bind(message).fetch_optional(conn).await)?;
    Ok(row.map(|(due, kind, report, referral)| Left { due, kind, report, referral }))
}

/// Notes that it came back. Says whether that was new.
pub async fn bounced(tx: &mut Tx<'_>, message: &[u8], now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(BOUNCED).bind(now).bind(message).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}

/// Forgets letters that left before `before`.
pub async fn purge(tx: &mut Tx<'_>, before: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PURGE).bind(before).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Forgets every letter of a report.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(FORGET).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}
