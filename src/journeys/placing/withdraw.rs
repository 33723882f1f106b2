//! Withdraws a referral, and asks the organisation to stop when it may have heard of it.

use chrono::{DateTime, Utc};
use waymark_core::handling::job::Job;
use waymark_core::referral::Referral;
use waymark_core::referral::{State, Step};

use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::referral::step;
use crate::storage::case::undelivered;
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use waymark_core::store_error::StoreError;

/// Withdraws a referral, and asks the organisation to stop when it may have heard of it.
pub(crate) async fn withdraw(
    service: &Service,
    tx: &mut Tx<'_>,
    mut referral: Referral,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Ok(moved) = referral.take(Step::Withdraw, now) else { return Ok(()) };
    if !step(tx, &referral, moved).await? {
        return Err(StoreError::Conflict);
    }
    if moved.was != State::Queued {
        let stop = Job::PleaseStop { referral: referral.id };
        due::insert(tx, vec![&DueRow::of_report(service.new_id(), referral.report, stop, now)]).await?;
    }
    due::needless(tx, referral.id, now).await?;
    undelivered::none_undelivered(tx, referral.report, now).await
}
