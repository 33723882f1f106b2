//! Reports that their person erased, and that are kept all the same.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    KEPT = "SELECT id FROM report WHERE state = 'sealed-off' AND held = $1 AND erase_at IS NOT NULL ORDER BY erase_at, id LIMIT $2";
    LET_GO = "UPDATE report SET held = $1, erase_at = $2, changed_at = $3 WHERE id = $4 AND state = 'sealed-off' AND held = $5";
}

/// Reports that were erased and are kept, the longest erased first.
pub async fn kept(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(KEPT).bind(true).bind(most).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Keeps a report that was erased no longer: it is destroyed then. Says whether it was erased and kept.
pub async fn let_go(tx: &mut Tx<'_>, report: Uuid, erase_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(LET_GO)
        .bind(false)
        .bind(erase_at)
        .bind(now)
        .bind(report)
        .bind(true)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
