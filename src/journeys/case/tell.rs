//! Plans to tell the person that something changed: one letter an hour at most (a throttle), unless it must be at once.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use waymark_core::handling::job::{Job, Kind};
use waymark_core::referral::Referral;
use waymark_core::vault::Opens;

use crate::journeys::case::terms::terms;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::report::touch;
use crate::storage::due::due::{self, Last};
use crate::storage::due::row::DueRow;
use waymark_core::store_error::StoreError;

/// How long between two letters to a person, however much is new.
const BETWEEN: Duration = Duration::hours(1);

/// Plans to tell the person that something is new on their page. One letter at most in an hour: what is new when it leaves, it tells of too.
pub(crate) async fn plan(service: &Service, tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    // Holds the report's row: two organisations that answer in the same moment lead to one letter, and an erasure to none.
    if !touch(tx, report, now).await? {
        return Ok(());
    }
    let due_at = match due::last_of(tx, report, Kind::SomethingChanged).await? {
        // One that waits tells of this too; and where one came back, the next would come back as well.
        Some(Last::Waits | Last::CameBack) => return Ok(()),
        Some(Last::Settled(settled_at)) => settled_at.map_or(now, |settled_at| now.max(settled_at + BETWEEN)),
        None => now,
    };
    let job = Job::SomethingChanged { report };
    let row = DueRow { id: service.new_id(), job, report: Some(report), due_at, made_at: now };
    due::insert(tx, vec![&row]).await
}

/// Plans to tell the person at once, however short ago the last letter was: what somebody else may have done in their name.
pub(crate) async fn at_once(service: &Service, tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    plan(service, tx, report, now).await?;
    due::hasten(tx, report, Kind::SomethingChanged, now).await
}

/// Plans to tell the person that a referral stands elsewhere now – unless they see nothing of it yet: then nothing is new to them.
pub(crate) async fn of_referral(
    service: &Service,
    tx: &mut Tx<'_>,
    keys: &impl Opens,
    referral: &Referral,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if terms(service, keys, referral)?.is_for_their_eyes() { plan(service, tx, referral.report, now).await } else { Ok(()) }
}
