//! The audit: who did what when, inserted with its fact, without content.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::record::Action;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use crate::storage::record::chain::Line;
use crate::storage::record::row::AuditRow;
use waymark_core::store_error::StoreError;

statements! {
    OF_REPORT = "SELECT action, actor, subject FROM audit WHERE report = $1 ORDER BY at, id";
    NOTED_OF = "SELECT id FROM audit WHERE at > $1 AND action = $2 AND subject = $3 LIMIT 1";
    PAGE = "SELECT a.id, a.at, a.actor, a.action, a.report, a.subject, a.about, r.reference, c.position FROM audit a LEFT JOIN report r ON r.id = a.report LEFT JOIN audit_chain c ON c.audit = a.id WHERE a.at <= $1 AND (a.at < $1 OR a.id < $2) ORDER BY a.at DESC, a.id DESC LIMIT $3";
    PAGE_OF_REPORT = "SELECT a.id, a.at, a.actor, a.action, a.report, a.subject, a.about, r.reference, c.position FROM audit a LEFT JOIN report r ON r.id = a.report LEFT JOIN audit_chain c ON c.audit = a.id WHERE a.report = $4 AND a.at <= $1 AND (a.at < $1 OR a.id < $2) ORDER BY a.at DESC, a.id DESC LIMIT $3";
}

/// Writes rows, in the transaction of their fact.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx<'_>, rows: Vec<&AuditRow>) -> Result<(), StoreError> {
    crate::storage::engine::insert::insert!(
        tx,
        "INSERT INTO audit (id, at, actor, action, report, subject, about) ",
        rows,
        |b, r| b
            .push_bind(r.id)
            .push_bind(r.at)
            .push_bind(r.actor.to_string())
            .push_bind(r.action.id())
            .push_bind(r.report)
            .push_bind(r.subject)
            .push_bind(r.about.as_deref())
    );
    Ok(())
}

/// What happened to a report: action, actor, subject, oldest first.
pub async fn of_report(tx: &mut Tx<'_>, report: Uuid) -> Result<Vec<(String, String, Option<Uuid>)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(OF_REPORT).bind(report).fetch_all(conn).await)?)
}

/// Whether this was noted of an account since then.
pub async fn is_noted(tx: &mut Tx<'_>, action: Action, subject: Uuid, since: DateTime<Utc>) -> Result<bool, StoreError> {
    let row: Option<(Uuid,)> =
        on!(tx, |conn| sqlx::query_as(NOTED_OF).bind(since).bind(action.id()).bind(subject).fetch_optional(conn).await)?;
    Ok(row.is_some())
}

/// A line of the record as an auditor reads it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The line.
    pub line: Line,
    /// The report's spoken name; nothing once it is forgotten.
    pub reference: Option<String>,
    /// Its place in the chain; nothing while it is not chained.
    pub position: Option<i64>,
}

type SeenRow = (Uuid, DateTime<Utc>, String, String, Option<Uuid>, Option<Uuid>, Option<Vec<u8>>, Option<String>, Option<i64>);

/// Lines before a place, the newest first: of one report, or of all.
pub async fn page(
    tx: &mut Tx<'_>,
    before: (DateTime<Utc>, Uuid),
    report: Option<Uuid>,
    most: i64,
) -> Result<Vec<Seen>, StoreError> {
    let rows: Vec<SeenRow> = on!(tx, |conn| match report {
        Some(report) => {
            let query = sqlx::query_as(PAGE_OF_REPORT).bind(before.0).bind(before.1).bind(most).bind(report);
            query.fetch_all(conn).await
        }
        None => sqlx::query_as(PAGE).bind(before.0).bind(before.1).bind(most).fetch_all(conn).await,
    })?;
    let seen = |(id, at, actor, action, report, subject, about, reference, position)| Seen {
        line: Line { id, at, actor, action, report, subject, about },
        reference,
        position,
    };
    Ok(rows.into_iter().map(seen).collect())
}
