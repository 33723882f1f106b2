//! The outbox: what is to be done after a fact, written in the transaction of the fact. Rows hold ids, never content.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::job::Kind;

use crate::storage::due::row::OutboxRow;
use crate::storage::engine::lease::{claiming, postponing, settling, with_lease};
use crate::storage::engine::sql::{on, statements};
use crate::storage::{StoreError, Tx};

statements! {
    CLAIM = claiming!("outbox", "id, kind, report, referral, request, attempts, fault, made_at");
    DONE = settling!("outbox", "done");
    DROP_IT = settling!("outbox", "dropped");
    GIVE_UP = settling!("outbox", "given-up");
    LATER = postponing!("outbox");
    RETRY = "UPDATE outbox SET state = 'waiting', due_at = $1, attempts = 0, settled_at = NULL WHERE id = $2 AND state = 'given-up'";
    GO_ON = "UPDATE outbox SET due_at = $1, attempts = 0 WHERE report = $2 AND state = 'waiting'";
    CAME_BACK = "UPDATE outbox SET state = 'given-up', fault = 'bounced', settled_at = $1 WHERE id = $2 AND state = 'done'";
    TROUBLED = "SELECT id, kind, report, referral, request, state, due_at, attempts, fault, made_at FROM outbox WHERE state = 'given-up' OR (state = 'waiting' AND fault IS NOT NULL) ORDER BY made_at, id LIMIT $1";
    ONE = "SELECT id, kind, report, referral, request, state, due_at, attempts, fault, made_at FROM outbox WHERE id = $1";
    DROP_WAITING = "UPDATE outbox SET state = 'dropped', settled_at = $1 WHERE report = $2 AND state = 'waiting' AND kind <> 'please-stop'";
    HASTEN = "UPDATE outbox SET due_at = $1 WHERE report = $2 AND kind = $3 AND state = 'waiting' AND due_at > $1";
    LAST_OF = "SELECT state, settled_at, fault FROM outbox WHERE report = $1 AND kind = $2 ORDER BY due_at DESC, id DESC LIMIT 1";
    FORGET = "DELETE FROM outbox WHERE report = $1";
    ARRIVED = "UPDATE outbox SET state = 'dropped', settled_at = $1 WHERE referral = $2 AND kind = 'notice' AND state = 'given-up'";
    NEEDLESS = "UPDATE outbox SET state = 'dropped', settled_at = $1 WHERE referral = $2 AND kind <> 'please-stop' AND state = 'given-up'";
    WAITING = "SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND due_at <= $1";
}

/// Something claimed, to be settled with its lease.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub kind: Kind,
    /// Of which report.
    pub report: Uuid,
    /// Of which referral.
    pub referral: Option<Uuid>,
    /// Of which request for a code.
    pub request: Option<Uuid>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// What failed the last time.
    pub fault: Option<String>,
    /// When the fact happened.
    pub made_at: DateTime<Utc>,
    /// The lease it is settled with.
    pub lease: Uuid,
}

/// A row as a person looks at it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub kind: String,
    /// Of which report.
    pub report: Uuid,
    /// Of which referral.
    pub referral: Option<Uuid>,
    /// Of which request for a code.
    pub request: Option<Uuid>,
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

/// Writes rows, in the transaction of their fact.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx<'_>, rows: Vec<&OutboxRow>) -> Result<(), StoreError> {
    crate::storage::engine::insert::insert!(
        tx,
        "INSERT INTO outbox (id, kind, report, referral, request, state, due_at, attempts, made_at) ",
        rows,
        |b, r| b
            .push_bind(r.id)
            .push_bind(r.kind.id())
            .push_bind(r.report)
            .push_bind(r.referral)
            .push_bind(r.request)
            .push_bind("waiting")
            .push_bind(r.due_at)
            .push_bind(0_i64)
            .push_bind(r.made_at)
    );
    Ok(())
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

type ClaimedRow = (Uuid, String, Uuid, Option<Uuid>, Option<Uuid>, i64, Option<String>, DateTime<Utc>);

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
        .map(|(id, kind, report, referral, request, attempts, fault, made_at)| {
            let kind = Kind::from_id(&kind).ok_or(StoreError::Row { table: "outbox", column: "kind", id })?;
            let attempt = u32::try_from(attempts).unwrap_or(1);
            Ok(Claimed { id, kind, report, referral, request, attempt, fault, made_at, lease })
        })
        .collect()
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

/// Forgets every row of a report.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(FORGET).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// How many rows are due and wait.
pub async fn waiting(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(WAITING).bind(now).fetch_one(conn).await)?;
    Ok(count)
}

type SeenRow = (Uuid, String, Uuid, Option<Uuid>, Option<Uuid>, String, DateTime<Utc>, i64, Option<String>, DateTime<Utc>);

fn seen(row: SeenRow) -> Seen {
    let (id, kind, report, referral, request, state, due_at, attempts, fault, made_at) = row;
    Seen { id, kind, report, referral, request, state, due_at, attempts, fault, made_at }
}

/// Rows that were given up, or that failed and are tried again, oldest first.
pub async fn troubled(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Seen>, StoreError> {
    let rows: Vec<SeenRow> = on!(tx, |conn| sqlx::query_as(TROUBLED).bind(most).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(seen).collect())
}

/// One row.
pub async fn one(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Seen>, StoreError> {
    let row: Option<SeenRow> = on!(tx, |conn| sqlx::query_as(ONE).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(seen))
}
