//! Referrals that nobody acknowledged in time: each is shown to a person once, until somebody there answers or it is over.

use std::sync::Arc;

use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::head::ReportState;

use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::referral::{late, say_late};
use crate::storage::case::report::by_id;
use crate::storage::case::task;
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How many are looked at in one transaction.
const AT_ONCE: i64 = 50;

/// Looks for referrals whose time is over. Says how many were new.
pub async fn look(service: &Arc<Service>) -> Result<usize, StoreError> {
    let mut all = 0;
    loop {
        let (found, said) = write_again(service, SayLate { service: Arc::clone(service) }).await?;
        all += said;
        if (found as i64) < AT_ONCE {
            return Ok(all);
        }
    }
}

/// Says of some of the referrals whose time is over that nobody acknowledged them: how many were found, and how many are new.
struct SayLate {
    service: Arc<Service>,
}

impl Write for SayLate {
    type Done = (usize, usize);

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(usize, usize), StoreError> {
        let (service, now) = (&self.service, self.service.now());
        let found = late(tx, now, AT_ONCE).await?;
        let mut said = 0;
        for (referral, report) in &found {
            // Somebody answered meanwhile, or another process says it.
            if !say_late(tx, *referral, now).await? {
                continue;
            }
            let Some(head) = by_id(tx, *report).await?.filter(|head| head.state == ReportState::Open) else { continue };
            let task = service.task(*report, TaskKind::Overdue, false, head.centre.as_deref());
            task::insert_once(tx, &task).await?;
            let audited = service.audit(&Actor::Service, Action::ReferralOverdue, Some(*report), Some(*referral));
            audit::insert(tx, vec![&audited]).await?;
            said += 1;
        }
        Ok((found.len(), said))
    }
}
