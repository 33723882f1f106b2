//! A report opens again: with another receipt, or after it was erased.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::vault::Lookup;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    BRING_BACK = "UPDATE report SET state = 'open', erase_at = NULL, changed_at = $1 WHERE id = $2 AND state = 'sealed-off' AND erase_at > $3";
    RENEW = "UPDATE report SET lookup = $1, renewed_at = $2, changed_at = $3 WHERE id = $4 AND state = 'open'";
    RENEWED_AT = "SELECT renewed_at FROM report WHERE id = $1";
}

/// Opens a report again that is sealed off and not to be destroyed yet. Says whether it was.
pub async fn bring_back(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(BRING_BACK)
        .bind(now)
        .bind(report)
        .bind(now)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Lets another receipt lead to a report, and the one before to nothing. Says whether the report is open.
pub async fn renew(tx: &mut Tx<'_>, report: Uuid, lookup: &Lookup, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(RENEW)
        .bind(lookup.as_bytes())
        .bind(now)
        .bind(now)
        .bind(report)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// When a report got another receipt than its first.
pub async fn renewed_at(tx: &mut Tx<'_>, report: Uuid) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(Option<DateTime<Utc>>,)> =
        on!(tx, |conn| sqlx::query_as(RENEWED_AT).bind(report).fetch_optional(conn).await)?;
    Ok(row.and_then(|(at,)| at))
}
