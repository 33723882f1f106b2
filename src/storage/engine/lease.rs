//! Rows that somebody claims for a while and settles with the same lease: what is due.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::engine::sql::on;
use waymark_core::store_error::StoreError;

/// Claims what is due of a table's rows of this sort, and gives these columns back.
macro_rules! claiming {
    ($table:literal, $sort:literal, $columns:literal) => {
        concat!(
            "UPDATE ", $table, " SET lease = $1, leased_until = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM ", $table,
            " WHERE ", $sort, " AND state = 'waiting' AND due_at <= $3 AND (leased_until IS NULL OR leased_until < $3) ORDER BY due_at, id LIMIT $4)",
            " AND state = 'waiting' AND (leased_until IS NULL OR leased_until < $3) RETURNING ", $columns
        )
    };
}
pub(crate) use claiming;

/// Settles a claimed row of a table: why, when, which row, with which lease.
macro_rules! settling {
    ($table:literal, $state:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET state = '",
            $state,
            "', fault = $1, lease = NULL, leased_until = NULL, settled_at = $2",
            " WHERE id = $3 AND lease = $4"
        )
    };
}
pub(crate) use settling;

/// Gives a claimed row back until later: why, when it is due again, which row, with which lease.
macro_rules! postponing {
    ($table:literal) => {
        concat!("UPDATE ", $table, " SET fault = $1, due_at = $2, lease = NULL, leased_until = NULL WHERE id = $3 AND lease = $4")
    };
}
pub(crate) use postponing;

/// Gives a claimed row back until later because it is not yet its time: nothing was tried.
macro_rules! deferring {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET fault = $1, due_at = $2, attempts = attempts - 1, lease = NULL, leased_until = NULL WHERE id = $3 AND lease = $4"
        )
    };
}
pub(crate) use deferring;

/// Runs one of these statements. Says whether the lease still held.
pub(crate) async fn with_lease(
    tx: &mut Tx<'_>,
    sql: &'static str,
    (id, lease): (Uuid, Uuid),
    fault: Option<&str>,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(sql)
        .bind(fault)
        .bind(at)
        .bind(id)
        .bind(lease)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
