//! The chain over the record of who did what: its links, the lease of whoever makes them, and each time they were checked.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::record::Check;
use waymark_core::vault::Link;

use crate::storage::Tx;
use crate::storage::engine::insert::insert;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    LEASE = "UPDATE lease SET holder = $1, held_until = $2 WHERE name = 'audit-chain' AND (held_until IS NULL OR held_until < $3 OR holder = $1)";
    HEAD = "SELECT position, audit, mac, chained_at FROM audit_chain ORDER BY position DESC LIMIT 1";
    LOOSE = "SELECT a.id, a.at, a.actor, a.action, a.report, a.subject, a.about FROM audit a WHERE a.at >= $1 AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.audit = a.id) ORDER BY a.at, a.id LIMIT $2";
    COUNT_LOOSE = "SELECT COUNT(*) FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.audit = a.id)";
    WALK = "SELECT c.position, c.audit, c.mac, c.chained_at, a.at, a.actor, a.action, a.report, a.subject, a.about FROM audit_chain c LEFT JOIN audit a ON a.id = c.audit WHERE c.position > $1 ORDER BY c.position LIMIT $2";
    CHECKED = "INSERT INTO audit_check (id, at, links, head, fault, fault_position) VALUES ($1, $2, $3, $4, $5, $6)";
    FURTHEST = "SELECT at, links, head FROM audit_check WHERE head IS NOT NULL AND fault IS NULL ORDER BY links DESC, at LIMIT 1";
    LINK_AT = "SELECT mac FROM audit_chain WHERE position = $1";
    FIRST_LINE = "SELECT a.at FROM audit_chain c JOIN audit a ON a.id = c.audit ORDER BY c.position LIMIT 1";
    OLDEST_REPORT = "SELECT received_at FROM report ORDER BY id LIMIT 1";
    COUNT_LOOSE_BETWEEN = "SELECT COUNT(*) FROM audit a WHERE a.at >= $1 AND a.at < $2 AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.audit = a.id)";
    LAST_CHECK = "SELECT at, links, fault, fault_position FROM audit_check ORDER BY at DESC, id DESC LIMIT 1";
}

/// A line of the record, every column of it as it is stored: the chain holds these texts, whatever they mean.
#[derive(Debug, Clone)]
pub struct Line {
    /// Of the line; its link in the chain names it.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// Which report.
    pub report: Option<Uuid>,
    /// A referral, a request, an account.
    pub subject: Option<Uuid>,
    /// Why, as a sealed code.
    pub about: Option<Vec<u8>>,
}

/// A link of the chain.
pub struct LinkRow {
    /// Its place, from 1.
    pub position: i64,
    /// The line it holds.
    pub audit: Uuid,
    /// The link itself; nothing when what is stored cannot be one.
    pub link: Option<Link>,
    /// When it was made.
    pub chained_at: DateTime<Utc>,
}

/// Takes the lease, or holds it on. Says whether it is this holder's.
pub async fn lease(tx: &mut Tx<'_>, holder: Uuid, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(LEASE)
        .bind(holder)
        .bind(until)
        .bind(now)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// The last link.
pub async fn head(tx: &mut Tx<'_>) -> Result<Option<LinkRow>, StoreError> {
    let row: Option<(i64, Uuid, Vec<u8>, DateTime<Utc>)> = on!(tx, |conn| sqlx::query_as(HEAD).fetch_optional(conn).await)?;
    Ok(row.map(|(position, audit, mac, chained_at)| LinkRow { position, audit, link: Link::from_bytes(&mac), chained_at }))
}

type LineRow = (Uuid, DateTime<Utc>, String, String, Option<Uuid>, Option<Uuid>, Option<Vec<u8>>);

/// Lines since then that no link holds, the oldest first.
pub async fn loose(tx: &mut Tx<'_>, since: DateTime<Utc>, most: i64) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<LineRow> = on!(tx, |conn| sqlx::query_as(LOOSE).bind(since).bind(most).fetch_all(conn).await)?;
    let line = |(id, at, actor, action, report, subject, about)| Line { id, at, actor, action, report, subject, about };
    Ok(rows.into_iter().map(line).collect())
}

/// How many lines no link holds.
pub async fn count_loose(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(COUNT_LOOSE).fetch_one(conn).await)?;
    Ok(count)
}

/// Writes links.
///
/// # Errors
/// [`StoreError::Conflict`] when another process was there first.
pub async fn append(tx: &mut Tx<'_>, rows: &[(i64, Uuid, Link)], now: DateTime<Utc>) -> Result<(), StoreError> {
    insert!(tx, "INSERT INTO audit_chain (position, audit, mac, chained_at) ", rows.iter().collect(), |b, r| b
        .push_bind(r.0)
        .push_bind(r.1)
        .push_bind(r.2.as_bytes())
        .push_bind(now));
    Ok(())
}

type WalkRow = (
    i64,
    Uuid,
    Vec<u8>,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
    Option<String>,
    Option<String>,
    Option<Uuid>,
    Option<Uuid>,
    Option<Vec<u8>>,
);

/// Links after a position in their order, each with the line it holds, if that is there.
pub async fn walk(tx: &mut Tx<'_>, after: i64, most: i64) -> Result<Vec<(LinkRow, Option<Line>)>, StoreError> {
    let rows: Vec<WalkRow> = on!(tx, |conn| sqlx::query_as(WALK).bind(after).bind(most).fetch_all(conn).await)?;
    let both = |(position, audit, mac, chained_at, at, actor, action, report, subject, about): WalkRow| {
        let line = match (at, actor, action) {
            (Some(at), Some(actor), Some(action)) => Some(Line { id: audit, at, actor, action, report, subject, about }),
            _ => None,
        };
        (LinkRow { position, audit, link: Link::from_bytes(&mac), chained_at }, line)
    };
    Ok(rows.into_iter().map(both).collect())
}

/// Keeps the outcome of a walk.
pub async fn checked(tx: &mut Tx<'_>, id: Uuid, check: &Check, head: Option<&Link>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(CHECKED)
        .bind(id)
        .bind(check.at)
        .bind(check.links)
        .bind(head.map(Link::as_bytes))
        .bind(check.fault.as_ref().map(|(fault, _)| fault.as_str()))
        .bind(check.fault.as_ref().map(|(_, position)| *position))
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

type CheckRow = (DateTime<Utc>, i64, Option<String>, Option<i64>);

/// The outcome of the last walk.
pub async fn last_check(tx: &mut Tx<'_>) -> Result<Option<Check>, StoreError> {
    let row: Option<CheckRow> = on!(tx, |conn| sqlx::query_as(LAST_CHECK).fetch_optional(conn).await)?;
    Ok(row.map(|(at, links, fault, position)| Check { at, links, fault: fault.zip(position) }))
}

/// The check that found the longest chain, and nothing wrong with it: when, how long it was, and its head then.
pub async fn furthest(tx: &mut Tx<'_>) -> Result<Option<(DateTime<Utc>, i64, Option<Link>)>, StoreError> {
    let row: Option<(DateTime<Utc>, i64, Vec<u8>)> = on!(tx, |conn| sqlx::query_as(FURTHEST).fetch_optional(conn).await)?;
    Ok(row.map(|(at, links, head)| (at, links, Link::from_bytes(&head))))
}

/// The link at this position, as it is stored.
pub async fn link_at(tx: &mut Tx<'_>, position: i64) -> Result<Option<Link>, StoreError> {
    let row: Option<(Vec<u8>,)> = on!(tx, |conn| sqlx::query_as(LINK_AT).bind(position).fetch_optional(conn).await)?;
    Ok(row.and_then(|(mac,)| Link::from_bytes(&mac)))
}

/// Of when the first line is that is chained.
pub async fn first_line(tx: &mut Tx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(DateTime<Utc>,)> = on!(tx, |conn| sqlx::query_as(FIRST_LINE).fetch_optional(conn).await)?;
    Ok(row.map(|(at,)| at))
}

/// When the oldest report came in that is there.
pub async fn oldest_report(tx: &mut Tx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(DateTime<Utc>,)> = on!(tx, |conn| sqlx::query_as(OLDEST_REPORT).fetch_optional(conn).await)?;
    Ok(row.map(|(at,)| at))
}

/// How many lines from between these times no link holds.
pub async fn count_loose_between(tx: &mut Tx<'_>, since: DateTime<Utc>, before: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(COUNT_LOOSE_BETWEEN).bind(since).bind(before).fetch_one(conn).await)?;
    Ok(count)
}
