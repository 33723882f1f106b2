//! Whether an organisation still waits for an answer; when none does, the task to answer it ends.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::question::questions;
use waymark_core::handling::task::TaskKind;
use waymark_core::vault::ReportKeys;

use crate::journeys::case::handling;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::referral::by_id;
use crate::storage::case::task;
use waymark_core::store_error::StoreError;

/// Whether an organisation that may still see something waits for an answer.
pub(crate) async fn any_waits(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &ReportKeys) -> Result<bool, StoreError> {
    for one in questions(&handling::entries(service, tx, report, keys).await?) {
        if one.answer.is_none() && by_id(tx, one.referral).await?.is_some_and(|referral| referral.state.is_live()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends the task that somebody should answer, once nobody who asked may see an answer any more.
pub(crate) async fn over(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = task::of_report(tx, report).await?.into_iter().any(|(_, kind, ..)| kind == TaskKind::Question);
    if open && !any_waits(service, tx, report, keys).await? {
        task::over(tx, report, TaskKind::Question, now).await?;
    }
    Ok(())
}
