//! What waits for a place: found by id and time alone, for why it waits is sealed.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::vault::Sealed;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    NEXT = "SELECT report, since FROM unplaced WHERE since >= $1 AND (since > $1 OR report > $2) ORDER BY since, report LIMIT $3";
    SINCE = "SELECT DISTINCT report FROM unplaced WHERE since > $1 AND since <= $2 ORDER BY report";
    RESEAL = "UPDATE unplaced SET sealed = $1 WHERE report = $2 AND number = $3";
}

/// Reports with something that waits, longest first, after this one. One of which several wishes wait since different times comes up for
/// each of them.
pub async fn next(tx: &mut Tx<'_>, after: (DateTime<Utc>, Uuid), most: i64) -> Result<Vec<(DateTime<Utc>, Uuid)>, StoreError> {
    let rows: Vec<(Uuid, DateTime<Utc>)> =
        on!(tx, |conn| sqlx::query_as(NEXT).bind(after.0).bind(after.1).bind(most).fetch_all(conn).await)?;
    let mut found: Vec<(DateTime<Utc>, Uuid)> = rows.into_iter().map(|(report, since)| (since, report)).collect();
    found.dedup();
    Ok(found)
}

/// Reports with something that has waited since after `from`, up to `to`.
pub async fn since(tx: &mut Tx<'_>, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(SINCE).bind(from).bind(to).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(report,)| report).collect())
}

/// Seals anew what one waits for.
pub async fn reseal(tx: &mut Tx<'_>, report: Uuid, number: i64, sealed: &Sealed) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(RESEAL).bind(sealed.as_bytes()).bind(report).bind(number).execute(conn).await.map(|_| ()))?;
    Ok(())
}
