//! Referrals: who holds what, and where it stands.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use waymark_core::handling;
use waymark_core::referral::{Moved, Referral, State};
use waymark_core::report::Purpose;
use waymark_core::vault::Sealed;
use waymark_core::vocabulary::{AgencyId, AgreementId};

use crate::storage::Tx;
use crate::storage::case::task;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    BY_ID = "SELECT id, report, agency, agreement, agreement_version, purpose, sealed, state, link_epoch, queued_at, sent_at, due_at, acknowledged_at, accepted_at, settled_at FROM referral WHERE id = $1";
    CODE = "SELECT answer_code FROM referral WHERE id = $1";
    OF_REPORT = "SELECT id, report, agency, agreement, agreement_version, purpose, sealed, state, link_epoch, queued_at, sent_at, due_at, acknowledged_at, accepted_at, settled_at FROM referral WHERE report = $1 ORDER BY queued_at, id";
    STEP = "UPDATE referral SET state = $1, sent_at = $2, due_at = $3, acknowledged_at = $4, accepted_at = $5, settled_at = $6, answer_code = COALESCE($7, answer_code) WHERE id = $8 AND state = $9";
    SHOW = "UPDATE referral SET sealed = $1 WHERE id = $2 AND sealed = $3";
    LATE = "SELECT id, report FROM referral WHERE state = 'sent' AND overdue_at IS NULL AND due_at < $1 ORDER BY due_at LIMIT $2";
    SAY_LATE = "UPDATE referral SET overdue_at = $1 WHERE id = $2 AND state = 'sent' AND overdue_at IS NULL";
    CLOCK_STOPPED = "UPDATE referral SET overdue_at = NULL WHERE id = $1";
    STILL_LATE = "SELECT COUNT(*) FROM referral WHERE report = $1 AND state = 'sent' AND overdue_at IS NOT NULL";
    FREE = "UPDATE agreement_load SET open = open - 1 WHERE agreement = $1 AND open > 0";
    TAKE_BACK = "UPDATE agreement_load SET open = open + 1 WHERE agreement = $1";
    ADD_LOAD = "INSERT INTO agreement_load (agreement, open) VALUES ($1, 0) ON CONFLICT (agreement) DO NOTHING";
    LOCK_LOADS = "UPDATE agreement_load SET open = open";
    RECOUNT = "UPDATE agreement_load SET open = (SELECT COUNT(*) FROM referral WHERE referral.agreement = agreement_load.agreement AND (referral.state IN ('queued', 'sent', 'acknowledged') OR (referral.state = 'accepted' AND referral.accepted_at > $1)))";
}

/// How long an accepted referral takes up a place (CONTRACT §3, rule 2).
#[must_use]
pub fn acceptance_takes_a_place_for() -> Duration {
    Duration::days(28)
}

type Row = (
    Uuid,
    Uuid,
    String,
    String,
    i64,
    String,
    Vec<u8>,
    String,
    i64,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
);

fn referral(row: Row) -> Result<Referral, StoreError> {
    let (
        id,
        report,
        agency,
        agreement,
        agreement_version,
        purpose,
        sealed,
        state,
        link_epoch,
        queued_at,
        sent_at,
        due_at,
        acknowledged_at,
        accepted_at,
        settled_at,
    ) = row;
    let fault = |column: &'static str| StoreError::Row { table: "referral", column, id };
    Ok(Referral {
        id,
        report,
        agency: AgencyId::from(agency),
        agreement: AgreementId::from(agreement),
        agreement_version,
        purpose: Purpose::from_id(&purpose).ok_or_else(|| fault("purpose"))?,
        terms: Sealed::from_stored(sealed)?,
        state: State::from_id(&state).ok_or_else(|| fault("state"))?,
        link_epoch,
        queued_at,
        sent_at,
        due_at,
        acknowledged_at,
        accepted_at,
        settled_at,
    })
}

/// The referral with this id.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Referral>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(BY_ID).bind(id).fetch_optional(conn).await)?;
    row.map(referral).transpose()
}

/// Every referral of a report: oldest first, then by purpose and agreement.
pub async fn of_report(tx: &mut Tx<'_>, report: Uuid) -> Result<Vec<Referral>, StoreError> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(OF_REPORT).bind(report).fetch_all(conn).await)?;
    let mut all = rows.into_iter().map(referral).collect::<Result<Vec<_>, _>>()?;
    all.sort_by(|a, b| (a.queued_at, a.purpose, &a.agreement).cmp(&(b.queued_at, b.purpose, &b.agreement)));
    Ok(all)
}

/// The code that the organisation answered with.
pub async fn answer_code(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, StoreError> {
    let row: Option<(Option<String>,)> = on!(tx, |conn| sqlx::query_as(CODE).bind(id).fetch_optional(conn).await)?;
    Ok(row.and_then(|(code,)| code))
}

/// Writes a referral that took a step, and frees or takes its place when the step does. Says whether it still was where it came from.
pub async fn step(tx: &mut Tx<'_>, referral: &Referral, moved: Moved) -> Result<bool, StoreError> {
    let was = moved.was;
    let rows = on!(tx, |conn| sqlx::query(STEP)
        .bind(referral.state.id())
        .bind(referral.sent_at)
        .bind(referral.due_at)
        .bind(referral.acknowledged_at)
        .bind(referral.accepted_at)
        .bind(referral.settled_at)
        .bind(moved.step.code())
        .bind(referral.id)
        .bind(was.id())
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    if rows == 1 && was.takes_a_place() && !referral.state.takes_a_place() {
        on!(tx, |conn| sqlx::query(FREE).bind(referral.agreement.as_str()).execute(conn).await.map(|_| ()))?;
    }
    if rows == 1 && !was.takes_a_place() && referral.state.takes_a_place() {
        on!(tx, |conn| sqlx::query(TAKE_BACK).bind(referral.agreement.as_str()).execute(conn).await.map(|_| ()))?;
    }
    // Nobody is late any more who answered, or need not.
    if let Some(at) = referral.acknowledged_at.or(referral.settled_at).filter(|_| rows == 1 && was == State::Sent) {
        no_longer_late(tx, referral.report, at).await?;
    }
    Ok(rows == 1)
}

/// Referrals that nobody acknowledged before `now` though it was promised, and of which that was not said: with their reports.
pub async fn late(tx: &mut Tx<'_>, now: DateTime<Utc>, most: i64) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(LATE).bind(now).bind(most).fetch_all(conn).await)?)
}

/// Remembers that it is said of a referral. Says whether it still waits, and nobody said so before.
pub async fn say_late(tx: &mut Tx<'_>, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(SAY_LATE).bind(now).bind(id).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}

/// Forgets that a referral was late: its clock does not run, and may run anew.
pub async fn clock_stopped(tx: &mut Tx<'_>, id: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(CLOCK_STOPPED).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Ends the task that said so, unless another referral of the report is late.
pub async fn no_longer_late(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (late,): (i64,) = on!(tx, |conn| sqlx::query_as(STILL_LATE).bind(report).fetch_one(conn).await)?;
    if late == 0 { task::over(tx, report, handling::task::TaskKind::Overdue, now).await } else { Ok(()) }
}

/// Writes what a referral may show from now on. Says whether nobody changed it meanwhile.
pub async fn show(tx: &mut Tx<'_>, id: Uuid, was: &Sealed, terms: &Sealed) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(SHOW)
        .bind(terms.as_bytes())
        .bind(id)
        .bind(was.as_bytes())
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Counts open referrals anew, for these agreements too if they are not counted yet.
pub async fn recount(tx: &mut Tx<'_>, agreements: &[String], now: DateTime<Utc>) -> Result<(), StoreError> {
    for agreement in agreements {
        on!(tx, |conn| sqlx::query(ADD_LOAD).bind(agreement.as_str()).execute(conn).await.map(|_| ()))?;
    }
    // Every submission takes its place before it writes its referrals: holding the rows keeps the count from missing one.
    on!(tx, |conn| sqlx::query(LOCK_LOADS).execute(conn).await.map(|_| ()))?;
    let since = now - acceptance_takes_a_place_for();
    on!(tx, |conn| sqlx::query(RECOUNT).bind(since).execute(conn).await.map(|_| ()))?;
    Ok(())
}
