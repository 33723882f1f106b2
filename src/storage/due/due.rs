//! What is due (a job queue): what is to be done after a fact, written in the transaction of the fact. Rows hold ids, never content.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::job::{Job, Kind};

use crate::storage::Tx;
use crate::storage::due::row::DueRow;
use crate::storage::engine::lease::{claiming, deferring, postponing, settling, with_lease};
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    PLAN = "INSERT INTO due (id, kind, job, matter, step, state, due_at, attempts, made_at) VALUES ($1, $2, $3, $4, $5, 'waiting', $6, 0, $7) ON CONFLICT (matter, step) WHERE matter IS NOT NULL DO NOTHING";
    CLAIM_OF_REPORTS = claiming!("due", "report IS NOT NULL", "id, job, report, attempts, fault");
    CLAIM_OF_NONE = claiming!("due", "report IS NULL", "id, job, report, attempts, fault");
    DONE = settling!("due", "done");
    DROP_IT = settling!("due", "dropped");
    GIVE_UP = settling!("due", "given-up");
    LATER = postponing!("due");
    NOT_YET = deferring!("due");
    RETRY = "UPDATE due SET state = 'waiting', due_at = $1, attempts = 0, settled_at = NULL WHERE id = $2 AND state = 'given-up'";
    GO_ON = "UPDATE due SET due_at = $1, attempts = 0 WHERE report = $2 AND state = 'waiting'";
    CAME_BACK = "UPDATE due SET state = 'given-up', fault = 'bounced', settled_at = $1 WHERE id = $2 AND state = 'done'";
    TROUBLED = "SELECT id, job, report, state, due_at, attempts, fault, made_at FROM due WHERE state = 'given-up' OR (state = 'waiting' AND fault IS NOT NULL) ORDER BY made_at, id LIMIT $1";
    ONE = "SELECT id, job, report, state, due_at, attempts, fault, made_at FROM due WHERE id = $1";
    DROP_WAITING = "UPDATE due SET state = 'dropped', settled_at = $1 WHERE report = $2 AND state = 'waiting' AND kind <> 'please-stop'";
    DROP_KIND = "UPDATE due SET state = 'dropped', settled_at = $1 WHERE report = $2 AND kind = $3 AND state = 'waiting'";
    WAITS = "SELECT COUNT(*) FROM due WHERE referral = $1 AND kind = $2 AND state = 'waiting'";
    HASTEN = "UPDATE due SET due_at = $1 WHERE report = $2 AND kind = $3 AND state = 'waiting' AND due_at > $1";
    LAST_OF = "SELECT state, settled_at, fault FROM due WHERE report = $1 AND kind = $2 ORDER BY due_at DESC, id DESC LIMIT 1";
    LAST_URGENT = "SELECT due_at FROM due WHERE report IS NULL AND kind = 'urgent' AND state IN ('waiting', 'done') ORDER BY due_at DESC LIMIT 1";
    FORGET = "DELETE FROM due WHERE report = $1";
    ARRIVED = "UPDATE due SET state = 'dropped', settled_at = $1 WHERE referral = $2 AND kind = 'notice' AND state = 'given-up'";
    GAVE_UP_AT = "SELECT MAX(settled_at) FROM due WHERE referral = $1 AND kind = 'notice' AND state = 'given-up'";
    NEEDLESS = "UPDATE due SET state = 'dropped', settled_at = $1 WHERE referral = $2 AND kind <> 'please-stop' AND state = 'given-up'";
}

/// Something claimed, to be settled with its lease.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub job: Job,
    /// Of which report; nothing for what is about none.
    pub report: Option<Uuid>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// What failed the last time.
    pub fault: Option<String>,
    /// The lease it is settled with.
    pub lease: Uuid,
}

/// A row as a person looks at it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub job: Job,
    /// Of which report; nothing for what is about none.
    pub report: Option<Uuid>,
    /// waiting, done, dropped, given-up.
    pub state: String,
    /// Not before.
    pub due_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// What failed last.
    pub fault: Option<String>,
    /// When the fact happened.
    pub made_at: DateTime<Utc>,
}

fn stored(row: &DueRow) -> Result<String, StoreError> {
    row.job.stored().map_err(|_| StoreError::Row { table: "due", column: "job", id: row.id })
}

fn read(job: &str, id: Uuid) -> Result<Job, StoreError> {
    Job::read(job).map_err(|_| StoreError::Row { table: "due", column: "job", id })
}

/// Writes rows about reports, in the transaction of their fact.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx<'_>, rows: Vec<&DueRow>) -> Result<(), StoreError> {
    let rows: Vec<(&DueRow, String)> = rows.into_iter().map(|row| Ok((row, stored(row)?))).collect::<Result<_, StoreError>>()?;
    crate::storage::engine::insert::insert!(
        tx,
        "INSERT INTO due (id, kind, job, report, referral, state, due_at, attempts, made_at) ",
        rows.iter().collect(),
        |b, r| b
            .push_bind(r.0.id)
            .push_bind(r.0.job.kind().id())
            .push_bind(r.1.as_str())
            .push_bind(r.0.report)
            .push_bind(r.0.job.referral())
            .push_bind("waiting")
            .push_bind(r.0.due_at)
            .push_bind(0_i64)
            .push_bind(r.0.made_at)
    );
    Ok(())
}

/// Plans something that is about no report. What is done once and was planned before is left as it is.
///
/// # Errors
/// When the database refuses.
pub async fn plan(tx: &mut Tx<'_>, row: &DueRow) -> Result<(), StoreError> {
    let (job, (matter, step)) = (stored(row)?, row.job.once().unzip());
    on!(tx, |conn| sqlx::query(PLAN)
        .bind(row.id)
        .bind(row.job.kind().id())
        .bind(job)
        .bind(matter)
        .bind(step)
        .bind(row.due_at)
        .bind(row.made_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// When the notice of a referral came back, or was given up.
///
/// # Errors
/// When the database does not answer.
pub async fn gave_up_at(tx: &mut Tx<'_>, referral: Uuid) -> Result<Option<DateTime<Utc>>, StoreError> {
    let (at,): (Option<DateTime<Utc>>,) = on!(tx, |conn| sqlx::query_as(GAVE_UP_AT).bind(referral).fetch_one(conn).await)?;
    Ok(at)
}

/// The letter of a kind for a report that was due last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// It waits still.
    Waits,
    /// It was settled, and when.
    Settled(Option<DateTime<Utc>>),
    /// It came back: nobody reads what is sent there.
    CameBack,
}

/// The letter of a kind for a report that is due last; nothing when there was none.
pub async fn last_of(tx: &mut Tx<'_>, report: Uuid, kind: Kind) -> Result<Option<Last>, StoreError> {
    let row: Option<(String, Option<DateTime<Utc>>, Option<String>)> =
        on!(tx, |conn| sqlx::query_as(LAST_OF).bind(report).bind(kind.id()).fetch_optional(conn).await)?;
    Ok(row.map(|(state, settled_at, fault)| match (state.as_str(), fault.as_deref()) {
        ("waiting", _) => Last::Waits,
        ("given-up", Some("bounced")) => Last::CameBack,
        _ => Last::Settled(settled_at),
    }))
}

/// Lets a letter of a kind that waits leave now.
pub async fn hasten(tx: &mut Tx<'_>, report: Uuid, kind: Kind, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(HASTEN).bind(now).bind(report).bind(kind.id()).execute(conn).await.map(|_| ()))?;
    Ok(())
}

type ClaimedRow = (Uuid, String, Option<Uuid>, i64, Option<String>);

/// Claims what is due until `until`: so many of what is about reports, and as many of what is about none. Nobody who waits for a code to
/// sign in, or is to be called, waits behind a thousand notices.
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
    let mut claimed = Vec::new();
    for sql in [CLAIM_OF_REPORTS, CLAIM_OF_NONE] {
        let rows: Vec<ClaimedRow> =
            on!(tx, |conn| sqlx::query_as(sql).bind(lease).bind(until).bind(now).bind(most).fetch_all(conn).await)?;
        for (id, job, report, attempts, fault) in rows {
            let attempt = u32::try_from(attempts).unwrap_or(1);
            claimed.push(Claimed { id, job: read(&job, id)?, report, attempt, fault, lease });
        }
    }
    Ok(claimed)
}

/// Notes that it is done. Says whether the lease still held.
pub async fn done(tx: &mut Tx<'_>, claimed: &Claimed, now: DateTime<Utc>) -> Result<bool, StoreError> {
    with_lease(tx, DONE, (claimed.id, claimed.lease), None, now).await
}

/// Notes that it need not be done any more, and why.
pub async fn dropped(tx: &mut Tx<'_>, claimed: &Claimed, why: &'static str, now: DateTime<Utc>) -> Result<(), StoreError> {
    with_lease(tx, DROP_IT, (claimed.id, claimed.lease), Some(why), now).await?;
    Ok(())
}

/// Gives it back until `due_at`, and says what failed, if anything did.
pub async fn later(tx: &mut Tx<'_>, claimed: &Claimed, fault: Option<&str>, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    with_lease(tx, LATER, (claimed.id, claimed.lease), fault, due_at).await?;
    Ok(())
}

/// Gives it back until `due_at`, untried: what failed before is still to be mended, and no try was used up.
pub async fn not_yet(tx: &mut Tx<'_>, claimed: &Claimed, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    with_lease(tx, NOT_YET, (claimed.id, claimed.lease), claimed.fault.as_deref(), due_at).await?;
    Ok(())
}

/// Notes that it failed for good and waits for a person. Says whether the lease still held.
pub async fn give_up(tx: &mut Tx<'_>, claimed: &Claimed, fault: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    with_lease(tx, GIVE_UP, (claimed.id, claimed.lease), Some(fault), now).await
}

/// Notes that a letter that left came back: it waits for a person.
pub async fn came_back(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(CAME_BACK).bind(now).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Notes that the notice of a referral arrived, though its letter was given up or came back: nobody has to look at that any more.
pub async fn arrived(tx: &mut Tx<'_>, referral: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ARRIVED).bind(now).bind(referral).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Notes that a referral is over: nobody has to look any more at what could not be delivered of it, but for a request to stop.
pub async fn needless(tx: &mut Tx<'_>, referral: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(NEEDLESS).bind(now).bind(referral).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Puts a row that was given up back in line. Says whether there was one.
pub async fn retry(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(RETRY).bind(now).bind(id).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Lets what was put off for a report leave now.
pub async fn go_on(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(GO_ON).bind(now).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Drops what waits for a report, but for requests to stop.
pub async fn drop_waiting(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DROP_WAITING).bind(now).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Drops the letters of a kind that wait for a report.
pub async fn drop_kind(tx: &mut Tx<'_>, report: Uuid, kind: Kind, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(DROP_KIND).bind(now).bind(report).bind(kind.id()).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Whether a letter of a kind about a referral waits to leave.
pub async fn waits(tx: &mut Tx<'_>, referral: Uuid, kind: Kind) -> Result<bool, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(WAITS).bind(referral).bind(kind.id()).fetch_one(conn).await)?;
    Ok(count > 0)
}

/// Forgets every row of a report.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(FORGET).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// When the last letter about something urgent left, or will.
pub async fn last_urgent(tx: &mut Tx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(DateTime<Utc>,)> = on!(tx, |conn| sqlx::query_as(LAST_URGENT).fetch_optional(conn).await)?;
    Ok(row.map(|(due_at,)| due_at))
}

type SeenRow = (Uuid, String, Option<Uuid>, String, DateTime<Utc>, i64, Option<String>, DateTime<Utc>);

fn seen((id, job, report, state, due_at, attempts, fault, made_at): SeenRow) -> Result<Seen, StoreError> {
    Ok(Seen { id, job: read(&job, id)?, report, state, due_at, attempts, fault, made_at })
}

/// Rows that were given up, or that failed and are tried again, oldest first.
pub async fn troubled(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Seen>, StoreError> {
    let rows: Vec<SeenRow> = on!(tx, |conn| sqlx::query_as(TROUBLED).bind(most).fetch_all(conn).await)?;
    rows.into_iter().map(seen).collect()
}

/// One row.
pub async fn one(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Seen>, StoreError> {
    let row: Option<SeenRow> = on!(tx, |conn| sqlx::query_as(ONE).bind(id).fetch_optional(conn).await)?;
    row.map(seen).transpose()
}
