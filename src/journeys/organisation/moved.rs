//! Writes a step that an organisation took on a referral, and what follows from it.

use waymark_core::referral::{Moved, Referral, State};

use crate::journeys::case::open::Case;
use crate::journeys::case::questions;
use crate::storage::case::referral::step;
use crate::storage::case::undelivered;
use crate::storage::due::due;
use waymark_core::store_error::StoreError;

/// Writes a step that an organisation took: the person is told that something changed, and what needed somebody because of it no longer does.
pub(crate) async fn moved(case: &mut Case<'_, '_>, referral: &Referral, moved: Moved) -> Result<(), StoreError> {
    if !step(case.tx, referral, moved).await? {
        return Err(StoreError::Conflict);
    }
    if matches!(moved.was, State::Bounced | State::Undeliverable) {
        // Somebody there has the notice, whatever became of its letter.
        due::arrived(case.tx, referral.id, case.now).await?;
        undelivered::none_undelivered(case.tx, case.report, case.now).await?;
    }
    if !referral.state.is_live() {
        due::needless(case.tx, referral.id, case.now).await?;
        undelivered::none_undelivered(case.tx, case.report, case.now).await?;
        questions::over(case.service, case.tx, case.report, &case.keys, case.now).await?;
    }
    case.tell_of(referral).await
}
