//! What needs a person: open tasks, the urgent ones first, and whose case a report is.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::submission::{chunk, insert};
use super::{StoreError, Tx, on, statements};

statements! {
    OPEN = "SELECT t.id, t.report, t.kind, t.duty, t.since, r.reference, r.district, r.centre, t.due_at FROM task t JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' AND t.duty = $1 AND t.id > $2 AND (t.centre = $3 OR $4) AND ($5 OR EXISTS (SELECT 1 FROM assignment a WHERE a.report = t.report AND a.staff = $6)) ORDER BY t.id LIMIT $7";
    OF_REPORT = "SELECT id, report, kind, duty, since FROM task WHERE report = $1 AND done_at IS NULL ORDER BY id";
    DONE = "UPDATE task SET done_at = $1, done_by = $2 WHERE id = $3 AND done_at IS NULL";
    DONE_OF = "UPDATE task SET done_at = $1, done_by = $2 WHERE report = $3 AND kind = $4 AND done_at IS NULL";
    OVER = "UPDATE task SET done_at = $1 WHERE report = $2 AND kind = $3 AND done_at IS NULL";
    HAS = "SELECT COUNT(*) FROM task WHERE report = $1 AND kind = $2 AND done_at IS NULL";
    ASSIGN = "INSERT INTO assignment (report, staff, made_at) VALUES ($1, $2, $3) ON CONFLICT (report, staff) DO NOTHING";
    IS_ASSIGNED = "SELECT COUNT(*) FROM assignment WHERE report = $1 AND staff = $2";
    DUE = "UPDATE task SET due_at = $1 WHERE id = $2";
    FORGET = "DELETE FROM task WHERE report = $1";
    FORGET_ASSIGNMENT = "DELETE FROM assignment WHERE report = $1";
    COUNTS = "SELECT t.kind, t.duty, COUNT(*) FROM task t JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' GROUP BY t.kind, t.duty";
    UNTOLD = "SELECT COUNT(*) FROM task WHERE duty AND told_at IS NULL AND done_at IS NULL";
    TELL = "UPDATE task SET told_at = $1 WHERE duty AND told_at IS NULL AND done_at IS NULL";
}

/// Why a report needs a person. Kept as its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// Somebody on duty must look at once.
    Duty,
    /// Nobody takes it for now.
    Unplaced,
    /// An account waits to be written without what names a person.
    Release,
    /// Its reporter wrote.
    Message,
    /// An organisation declined.
    Declined,
    /// A letter could not be delivered.
    Undelivered,
    /// Passing on without permission waits for a second person.
    Override,
    /// It was passed on at once without permission: a second person looks at it.
    OverrideReview,
    /// An organisation asks for more.
    Question,
    /// Nobody at an organisation acknowledged in time.
    Overdue,
    /// Its erasure was undone: somebody looks at what should become of it.
    Undone,
}

impl TaskKind {
    /// Every kind with its id.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Duty, "duty"),
        (Self::Unplaced, "unplaced"),
        (Self::Release, "release"),
        (Self::Message, "message"),
        (Self::Declined, "declined"),
        (Self::Undelivered, "undelivered"),
        (Self::Override, "override"),
        (Self::OverrideReview, "override-review"),
        (Self::Question, "question"),
        (Self::Overdue, "overdue"),
        (Self::Undone, "undone"),
    ];

    /// Whether only a decision of a second person ends it.
    #[must_use]
    pub fn needs_a_decision(self) -> bool {
        matches!(self, Self::Override | Self::OverrideReview)
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(kind, _)| kind)
    }
}

/// A new task.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// Its id.
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
}

/// An open task as a list shows it.
#[derive(Debug, Clone)]
pub struct OpenTask {
    /// Its id: the place in the list.
    pub id: Uuid,
    /// Of which report.
    pub report: Uuid,
    /// Why.
    pub kind: TaskKind,
    /// Whether it comes before everything else.
    pub duty: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The report's spoken name.
    pub reference: String,
    /// Its district's code.
    pub district: Option<String>,
    /// The centre that took it.
    pub centre: Option<String>,
    /// Until when somebody should have looked at it.
    pub due_at: Option<DateTime<Utc>>,
}

/// Whose tasks are listed.
#[derive(Debug, Clone)]
pub enum Whose {
    /// Of all reports.
    All,
    /// Of a centre's reports.
    Centre(String),
    /// Of one person's own cases.
    Own(Uuid),
}

impl Whose {
    /// The centre and the person that narrow a list, as its statement takes them.
    pub(super) fn parts(&self) -> (Option<&str>, Option<Uuid>) {
        match self {
            Self::All => (None, None),
            Self::Centre(centre) => (Some(centre.as_str()), None),
            Self::Own(staff) => (None, Some(*staff)),
        }
    }
}

/// Writes tasks.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx<'_>, rows: Vec<&TaskRow>) -> Result<(), StoreError> {
    insert!(tx, "INSERT INTO task (id, report, kind, duty, centre, since) ", rows, |b, r| b
        .push_bind(r.id)
        .push_bind(r.report)
        .push_bind(r.kind.id())
        .push_bind(r.duty)
        .push_bind(r.centre.as_str())
        .push_bind(r.since));
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

type Row = (Uuid, Uuid, String, bool, DateTime<Utc>, String, Option<String>, Option<String>, Option<DateTime<Utc>>);

/// Open tasks after `after`, oldest first: those on duty, or the others.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &mut Tx<'_>, whose: &Whose, duty: bool, after: Uuid, most: i64) -> Result<Vec<OpenTask>, StoreError> {
    let (centre, own) = whose.parts();
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(OPEN)
        .bind(duty)
        .bind(after)
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .bind(own.is_none())
        .bind(own.unwrap_or_default())
        .bind(most)
        .fetch_all(conn)
        .await)?;
    rows.into_iter()
        .map(|(id, report, kind, duty, since, reference, district, centre, due_at)| {
            let kind = TaskKind::from_id(&kind).ok_or(StoreError::Row { table: "task", column: "kind", id })?;
            Ok(OpenTask { id, report, kind, duty, since, reference, district, centre, due_at })
        })
        .collect()
}

/// Notes until when somebody should look at a task.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &mut Tx<'_>, task: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DUE).bind(at).bind(task).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Open tasks of a report: id, kind, whether on duty, since when.
///
/// # Errors
/// When the database does not answer.
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
///
/// # Errors
/// When the database does not answer.
pub async fn done(tx: &mut Tx<'_>, task: Uuid, by: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(DONE).bind(now).bind(by).bind(task).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}

/// Notes that every task of a kind is done for a report.
///
/// # Errors
/// When the database does not answer.
pub async fn done_of(tx: &mut Tx<'_>, report: Uuid, kind: TaskKind, by: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DONE_OF).bind(now).bind(by).bind(report).bind(kind.id()).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Notes that the reason for every task of a kind is gone, though nobody did anything.
///
/// # Errors
/// When the database does not answer.
pub async fn over(tx: &mut Tx<'_>, report: Uuid, kind: TaskKind, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(OVER).bind(now).bind(report).bind(kind.id()).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Makes a report somebody's case.
///
/// # Errors
/// When the database does not answer.
pub async fn assign(tx: &mut Tx<'_>, report: Uuid, staff: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ASSIGN).bind(report).bind(staff).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Makes new reports somebody's cases.
///
/// # Errors
/// When the database refuses.
pub async fn assign_all(tx: &mut Tx<'_>, rows: Vec<&(Uuid, Uuid, DateTime<Utc>)>) -> Result<(), StoreError> {
    insert!(tx, "INSERT INTO assignment (report, staff, made_at) ", rows, |b, r| b.push_bind(r.0).push_bind(r.1).push_bind(r.2));
    Ok(())
}

/// Whether a report is somebody's case.
///
/// # Errors
/// When the database does not answer.
pub async fn is_assigned(tx: &mut Tx<'_>, report: Uuid, staff: Uuid) -> Result<bool, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(IS_ASSIGNED).bind(report).bind(staff).fetch_one(conn).await)?;
    Ok(count > 0)
}

/// Forgets what a report needed, and whose case it was.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    for statement in [FORGET, FORGET_ASSIGNMENT] {
        on!(tx, |conn| sqlx::query(statement).bind(report).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// How many urgent tasks nobody was told of.
///
/// # Errors
/// When the database does not answer.
pub async fn untold(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(UNTOLD).fetch_one(conn).await)?;
    Ok(count)
}

/// Notes that somebody is told of every urgent task. Says whether there was one that nobody had been told of.
///
/// # Errors
/// When the database does not answer.
pub async fn tell(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(TELL).bind(now).execute(conn).await.map(|done| done.rows_affected()))? > 0)
}

/// How many tasks of reports that are open wait, by kind and whether on duty: for a letter that holds nothing else.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &mut Tx<'_>) -> Result<Vec<(String, bool, i64)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(COUNTS).fetch_all(conn).await)?)
}
