//! The audit: who did what when, inserted with its fact, without content.

use sqlx::QueryBuilder;
use uuid::Uuid;

use super::submission::{AuditRow, chunk, insert};
use super::{StoreError, Tx, on, statements};

statements! {
    OF_REPORT = "SELECT action, actor, subject FROM audit WHERE report = $1 ORDER BY at, id";
}

/// Writes rows, in the transaction of their fact.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx<'_>, rows: Vec<&AuditRow>) -> Result<(), StoreError> {
    insert!(tx, "INSERT INTO audit (id, at, actor, action, report, subject) ", rows, |b, r| b
        .push_bind(r.id)
        .push_bind(r.at)
        .push_bind(r.actor.as_str())
        .push_bind(r.action)
        .push_bind(r.report)
        .push_bind(r.subject));
    Ok(())
}

/// What happened to a report: action, actor, subject, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_report(tx: &mut Tx<'_>, report: Uuid) -> Result<Vec<(String, String, Option<Uuid>)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(OF_REPORT).bind(report).fetch_all(conn).await)?)
}
