//! Writes a step that an organisation took on a referral, with its line in the audit log and what follows from it.

use waymark_core::handling::record::{Action, Actor};
use waymark_core::referral::Referral;
use waymark_core::referral::State;
use waymark_core::vault::ReportKeys;

use crate::journeys::case::{questions, tell};
use crate::journeys::service::Service;
use crate::storage::case::referral::step;
use crate::storage::case::undelivered;
use crate::storage::due::due;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

/// Writes a step that an organisation took, with its line in the record: from where, and the code it answered with. The person is told
/// that something changed, and what needed somebody because of it no longer does.
pub(crate) async fn moved(
    service: &Service,
    tx: &mut Tx<'_>,
    keys: &ReportKeys,
    referral: &Referral,
    (was, code): (State, Option<&str>),
    action: Action,
) -> Result<(), StoreError> {
    let (report, now) = (referral.report, service.now());
    if !step(tx, referral, was, code).await? {
        return Err(StoreError::Conflict);
    }
    let actor = Actor::Agency(referral.agency.as_str().into());
    audit::insert(tx, vec![&service.audit(&actor, action, Some(report), Some(referral.id))]).await?;
    if matches!(was, State::Bounced | State::Undeliverable) {
        // Somebody there has the notice, whatever became of its letter.
        due::arrived(tx, referral.id, now).await?;
        undelivered::none_undelivered(tx, report, now).await?;
    }
    if !referral.state.is_live() {
        due::needless(tx, referral.id, now).await?;
        undelivered::none_undelivered(tx, report, now).await?;
        questions::over(service, tx, report, keys, now).await?;
    }
    tell::of_referral(service, tx, keys, referral, now).await
}
