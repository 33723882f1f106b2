//! Letters about agreements, and to the people at the desk, with no report: each is planned once, claimed and settled as the outbox is.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::storage::engine::lease::{claiming, postponing, settling, with_lease};
use crate::storage::engine::sql::{on, statements};
use crate::storage::{StoreError, Tx};

statements! {
    PLAN = "INSERT INTO reminder (id, agreement, version, kind, day, recipient, state, due_at, attempts, made_at) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, 0, $8) ON CONFLICT (agreement, kind, day, recipient) DO NOTHING";
    CLAIM = claiming!("reminder", "id, agreement, version, kind, day, recipient, attempts");
    DONE = settling!("reminder", "done");
    DROP_IT = settling!("reminder", "dropped");
    GIVE_UP = settling!("reminder", "given-up");
    LATER = postponing!("reminder");
    RETRY = "UPDATE reminder SET state = 'waiting', due_at = $1, attempts = 0, settled_at = NULL WHERE id = $2 AND state = 'given-up'";
    TROUBLED = "SELECT id, agreement, kind, recipient, state, fault FROM reminder WHERE state = 'given-up' OR (state = 'waiting' AND fault IS NOT NULL) ORDER BY made_at, id LIMIT $1";
    LAST_URGENT = "SELECT due_at FROM reminder WHERE agreement = '' AND kind LIKE 'urgent-%' AND state IN ('waiting', 'done') ORDER BY due_at DESC LIMIT 1";
}

/// A reminder to be sent.
#[derive(Debug, Clone)]
pub struct ReminderRow {
    /// Its id.
    pub id: Uuid,
    /// The agreement; `centre:` and an id for a letter to a centre, `sign-in:` and an id for a code; blank for a letter to the desk.
    pub agreement: String,
    /// Its version when it was planned.
    pub version: i64,
    /// `ends-90`, `ends-30`, `review-90`, `review-30`; `record-head`, `open`, `urgent-` or `late-` and an id.
    pub kind: String,
    /// The day it is about.
    pub day: NaiveDate,
    /// `coordinator`, `agency`, `duty`, `centre` or `staff`.
    pub recipient: &'static str,
    /// Not before.
    pub due_at: DateTime<Utc>,
    /// When it was planned.
    pub made_at: DateTime<Utc>,
}

/// A reminder that was claimed.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its id.
    pub id: Uuid,
    /// The agreement.
    pub agreement: String,
    /// Its version when it was planned.
    pub version: i64,
    /// What it says.
    pub kind: String,
    /// The day it is about.
    pub day: NaiveDate,
    /// Who gets it.
    pub recipient: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// The lease it is settled with.
    pub lease: Uuid,
}

/// A reminder that did not leave, as a person looks at it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id.
    pub id: Uuid,
    /// The agreement.
    pub agreement: String,
    /// What it says.
    pub kind: String,
    /// Who should get it.
    pub recipient: String,
    /// waiting or given-up.
    pub state: String,
    /// What failed last.
    pub fault: Option<String>,
}

/// How a claimed reminder is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The server has it.
    Sent,
    /// It need not be sent any more, and why.
    Dropped(&'static str),
    /// It is tried again at this time.
    Later(&'static str, DateTime<Utc>),
    /// It waits for a person.
    GivenUp(&'static str),
}

/// Plans a reminder. One that was planned before is left as it is.
///
/// # Errors
/// When the database refuses.
pub async fn plan(tx: &mut Tx<'_>, row: &ReminderRow) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PLAN)
        .bind(row.id)
        .bind(row.agreement.as_str())
        .bind(row.version)
        .bind(row.kind.as_str())
        .bind(row.day.to_string())
        .bind(row.recipient)
        .bind(row.due_at)
        .bind(row.made_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

type ClaimedRow = (Uuid, String, i64, String, String, String, i64);

/// Claims what is due until `until`.
///
/// # Errors
/// When the database does not answer, or a row is not understood.
pub async fn claim(
    tx: &mut Tx<'_>,
    lease: Uuid,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Claimed>, StoreError> {
    let rows: Vec<ClaimedRow> =
        on!(tx, |conn| sqlx::query_as(CLAIM).bind(lease).bind(until).bind(now).bind(most).fetch_all(conn).await)?;
    rows.into_iter()
        .map(|(id, agreement, version, kind, day, recipient, attempts)| {
            let day = day.parse().map_err(|_| StoreError::Row { table: "reminder", column: "day", id })?;
            let attempt = u32::try_from(attempts).unwrap_or(1);
            Ok(Claimed { id, agreement, version, kind, day, recipient, attempt, lease })
        })
        .collect()
}

/// Settles a claimed reminder.
pub async fn settle(tx: &mut Tx<'_>, row: &Claimed, how: Settled, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (sql, fault, at) = match how {
        Settled::Sent => (DONE, None, now),
        Settled::Dropped(why) => (DROP_IT, Some(why), now),
        Settled::Later(fault, at) => (LATER, Some(fault), at),
        Settled::GivenUp(fault) => (GIVE_UP, Some(fault), now),
    };
    with_lease(tx, sql, (row.id, row.lease), fault, at).await?;
    Ok(())
}

/// Puts one that was given up back in line. Says whether there was one.
pub async fn retry(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(RETRY).bind(now).bind(id).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Reminders that did not leave, oldest first.
pub async fn troubled(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Seen>, StoreError> {
    let rows: Vec<(Uuid, String, String, String, String, Option<String>)> =
        on!(tx, |conn| sqlx::query_as(TROUBLED).bind(most).fetch_all(conn).await)?;
    let seen = |(id, agreement, kind, recipient, state, fault)| Seen { id, agreement, kind, recipient, state, fault };
    Ok(rows.into_iter().map(seen).collect())
}

/// When the last letter about something urgent left, or will.
pub async fn last_urgent(tx: &mut Tx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(DateTime<Utc>,)> = on!(tx, |conn| sqlx::query_as(LAST_URGENT).fetch_optional(conn).await)?;
    Ok(row.map(|(due_at,)| due_at))
}
