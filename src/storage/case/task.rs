//! What needs a person, and whose case a report is. How it is listed, `inbox` says.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::task::TaskKind;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    OF_REPORT = "SELECT id, report, kind, duty, since FROM task WHERE report = $1 AND done_at IS NULL ORDER BY id";
    DONE = "UPDATE task SET done_at = $1, done_by = $2 WHERE id = $3 AND done_at IS NULL";
    DONE_OF = "UPDATE task SET done_at = $1, done_by = $2 WHERE report = $3 AND kind = $4 AND done_at IS NULL";
    OVER = "UPDATE task SET done_at = $1 WHERE report = $2 AND kind = $3 AND done_at IS NULL";
    HAND_OVER = "UPDATE task SET owner = $1, due_at = $2 WHERE id = $3 AND done_at IS NULL";
    HAS = "SELECT COUNT(*) FROM task WHERE report = $1 AND kind = $2 AND done_at IS NULL";
    ASSIGN = "INSERT INTO assignment (report, staff, made_at) VALUES ($1, $2, $3) ON CONFLICT (report, staff) DO NOTHING";
    TAKE_BACK = "DELETE FROM assignment WHERE report = $1 AND staff = $2";
    ASSIGNED = "SELECT staff FROM assignment WHERE report = $1 ORDER BY made_at, staff";
    IS_ASSIGNED = "SELECT COUNT(*) FROM assignment WHERE report = $1 AND staff = $2";
    DUE = "UPDATE task SET due_at = $1 WHERE id = $2";
    FORGET = "DELETE FROM task WHERE report = $1";
    FORGET_ASSIGNMENT = "DELETE FROM assignment WHERE report = $1";
    COUNTS = "SELECT t.kind, t.duty, COUNT(*) FROM task t JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' GROUP BY t.kind, t.duty";
    UNTOLD = "SELECT COUNT(*) FROM task WHERE duty AND told_at IS NULL AND done_at IS NULL";
    SEEN = "UPDATE task SET seen_at = $1 WHERE report = $2 AND duty AND seen_at IS NULL AND done_at IS NULL";
    UNSEEN = "SELECT COUNT(*) FROM task WHERE duty AND seen_at IS NULL AND deputy_at IS NULL AND done_at IS NULL AND due_at <= $1";
    CALL_DEPUTY = "UPDATE task SET deputy_at = $1 WHERE duty AND seen_at IS NULL AND deputy_at IS NULL AND done_at IS NULL AND due_at <= $1";
    TELL = "UPDATE task SET told_at = $1 WHERE duty AND told_at IS NULL AND done_at IS NULL";
}

/// A new task.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// What it is handed over and ended by.
    pub id: Uuid,
    /// Of which report.
    pub report: Uuid,
    /// Why.
    pub kind: TaskKind,
    /// Whether it comes before everything else.
    pub duty: bool,
    /// Of which centre; blank for the service itself.
    pub centre: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when somebody should have looked at it.
    pub due_at: DateTime<Utc>,
    /// Whose it is, if it is somebody's own.
    pub owner: Option<Uuid>,
}

/// Why a report needs a person now.
#[derive(Debug, Clone)]
pub struct Open {
    /// The task's id.
    pub id: Uuid,
    /// Why.
    pub kind: TaskKind,
    /// Whether it comes before everything else.
    pub duty: bool,
    /// Of which centre; blank for the service itself.
    pub centre: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when somebody should have looked at it.
    pub due_at: DateTime<Utc>,
    /// Whose it is, if it is somebody's own.
    pub owner: Option<Uuid>,
    /// When whoever is on duty was called to it.
    pub told_at: Option<DateTime<Utc>>,
    /// When somebody on duty looked at it.
    pub seen_at: Option<DateTime<Utc>>,
}

/// Writes tasks.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx<'_>, rows: Vec<&TaskRow>) -> Result<(), StoreError> {
    crate::storage::engine::insert::insert!(
        tx,
        "INSERT INTO task (id, report, kind, duty, centre, since, due_at, owner) ",
        rows,
        |b, r| b
            .push_bind(r.id)
            .push_bind(r.report)
            .push_bind(r.kind.id())
            .push_bind(r.duty)
            .push_bind(r.centre.as_str())
            .push_bind(r.since)
            .push_bind(r.due_at)
            .push_bind(r.owner)
    );
    Ok(())
}

/// Writes a task unless the report has an open one of its kind.
///
/// # Errors
/// When the database refuses.
pub async fn insert_once(tx: &mut Tx<'_>, row: &TaskRow) -> Result<(), StoreError> {
    let (known,): (i64,) = on!(tx, |conn| sqlx::query_as(HAS).bind(row.report).bind(row.kind.id()).fetch_one(conn).await)?;
    if known == 0 { insert(tx, vec![row]).await } else { Ok(()) }
}

/// Notes until when somebody should look at a task.
pub async fn due(tx: &mut Tx<'_>, task: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DUE).bind(at).bind(task).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Open tasks of a report: id, kind, whether on duty, since when.
pub async fn of_report(tx: &mut Tx<'_>, report: Uuid) -> Result<Vec<(Uuid, TaskKind, bool, DateTime<Utc>)>, StoreError> {
    let rows: Vec<(Uuid, Uuid, String, bool, DateTime<Utc>)> =
        on!(tx, |conn| sqlx::query_as(OF_REPORT).bind(report).fetch_all(conn).await)?;
    rows.into_iter()
        .map(|(id, _, kind, duty, since)| {
            let kind = TaskKind::from_id(&kind).ok_or(StoreError::Row { table: "task", column: "kind", id })?;
            Ok((id, kind, duty, since))
        })
        .collect()
}

/// Notes that a task is done. Says whether it was open.
pub async fn done(tx: &mut Tx<'_>, task: Uuid, by: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(DONE).bind(now).bind(by).bind(task).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}

/// Notes that every task of a kind is done for a report.
pub async fn done_of(tx: &mut Tx<'_>, report: Uuid, kind: TaskKind, by: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DONE_OF).bind(now).bind(by).bind(report).bind(kind.id()).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Notes that the reason for every task of a kind is gone, though nobody did anything.
pub async fn over(tx: &mut Tx<'_>, report: Uuid, kind: TaskKind, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(OVER).bind(now).bind(report).bind(kind.id()).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Makes an open task somebody's own, until then. Says whether it was open.
pub async fn hand_over(tx: &mut Tx<'_>, task: Uuid, owner: Uuid, due_at: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(HAND_OVER)
        .bind(owner)
        .bind(due_at)
        .bind(task)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// A report is somebody's case no longer. Says whether it was.
pub async fn take_back(tx: &mut Tx<'_>, report: Uuid, staff: Uuid) -> Result<bool, StoreError> {
    let rows =
        on!(tx, |conn| sqlx::query(TAKE_BACK).bind(report).bind(staff).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Whose case a report is, the longest first.
pub async fn assigned(tx: &mut Tx<'_>, report: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(ASSIGNED).bind(report).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(staff,)| staff).collect())
}

/// Makes a report somebody's case.
pub async fn assign(tx: &mut Tx<'_>, report: Uuid, staff: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ASSIGN).bind(report).bind(staff).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Makes new reports somebody's cases.
///
/// # Errors
/// When the database refuses.
pub async fn assign_all(tx: &mut Tx<'_>, rows: Vec<&(Uuid, Uuid, DateTime<Utc>)>) -> Result<(), StoreError> {
    crate::storage::engine::insert::insert!(tx, "INSERT INTO assignment (report, staff, made_at) ", rows, |b, r| b
        .push_bind(r.0)
        .push_bind(r.1)
        .push_bind(r.2));
    Ok(())
}

/// Whether a report is somebody's case.
pub async fn is_assigned(tx: &mut Tx<'_>, report: Uuid, staff: Uuid) -> Result<bool, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(IS_ASSIGNED).bind(report).bind(staff).fetch_one(conn).await)?;
    Ok(count > 0)
}

/// Forgets what a report needed, and whose case it was.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    for statement in [FORGET, FORGET_ASSIGNMENT] {
        on!(tx, |conn| sqlx::query(statement).bind(report).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// How many urgent tasks nobody was told of.
pub async fn untold(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(UNTOLD).fetch_one(conn).await)?;
    Ok(count)
}

/// Notes that somebody is told of every urgent task. Says whether there was one that nobody had been told of.
pub async fn tell(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(TELL).bind(now).execute(conn).await.map(|done| done.rows_affected()))? > 0)
}

/// Notes that somebody on duty looks at what is urgent about a report.
pub async fn seen(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(SEEN).bind(now).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// How many urgent tasks nobody on duty looked at in time, of which the deputy does not know.
pub async fn unseen(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(UNSEEN).bind(now).fetch_one(conn).await)?;
    Ok(count)
}

/// Notes that the deputy is called to all of them. Says whether there was one.
pub async fn call_deputy(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(CALL_DEPUTY).bind(now).execute(conn).await.map(|done| done.rows_affected()))? > 0)
}

/// How many tasks of reports that are open wait, by kind and whether on duty: for a letter that holds nothing else.
pub async fn counts(tx: &mut Tx<'_>) -> Result<Vec<(String, bool, i64)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(COUNTS).fetch_all(conn).await)?)
}
