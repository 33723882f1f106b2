//! Withdraws a referral, and asks the organisation to stop when it may have heard of it.

use chrono::{DateTime, Utc};
use waymark_core::handling::job::Kind;
use waymark_core::referral::Referral;
use waymark_core::referral::{State, Step};

use crate::journeys::service::Service;
use crate::storage::case::referral::step;
use crate::storage::case::undelivered;
use crate::storage::due::outbox;
use crate::storage::due::row::OutboxRow;
use crate::storage::{StoreError, Tx};

/// Withdraws a referral, and asks the organisation to stop when it may have heard of it.
pub(crate) async fn withdraw(
    service: &Service,
    tx: &mut Tx<'_>,
    mut referral: Referral,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let was = referral.state;
    let Ok(next) = was.after(Step::Withdraw) else { return Ok(()) };
    referral.state = next;
    referral.settled_at = Some(now);
    if !step(tx, &referral, was, None).await? {
        return Err(StoreError::Conflict);
    }
    if was != State::Queued {
        outbox::insert(tx, vec![&row(service, Kind::PleaseStop, &referral, now)]).await?;
    }
    outbox::needless(tx, referral.id, now).await?;
    undelivered::none_undelivered(tx, referral.report, now).await
}

pub(crate) fn row(service: &Service, kind: Kind, referral: &Referral, now: DateTime<Utc>) -> OutboxRow {
    OutboxRow {
        id: service.new_id(),
        kind,
        report: referral.report,
        referral: Some(referral.id),
        request: None,
        due_at: now,
        made_at: now,
    }
}
