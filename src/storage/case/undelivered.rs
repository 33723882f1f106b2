//! Ends the task that says that a letter could not be delivered, unless there still is one.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::task::TaskKind;

use crate::storage::Tx;
use crate::storage::case::task;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    UNDELIVERED = "SELECT COUNT(*) FROM due WHERE report = $1 AND state = 'given-up'";
}

/// Ends the task that says that a letter of a report could not be delivered, unless there still is one.
pub async fn none_undelivered(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (left,): (i64,) = on!(tx, |conn| sqlx::query_as(UNDELIVERED).bind(report).fetch_one(conn).await)?;
    if left == 0 { task::over(tx, report, TaskKind::Undelivered, now).await } else { Ok(()) }
}
