//! A reporter erases: sealed off at once, destroyed after a week.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use waymark_core::handling::record::Action;

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take_with};
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::placing::withdraw::withdraw;
use crate::journeys::service::Service;
use crate::storage::case::report::seal_off;
use crate::storage::due::due::drop_waiting;

/// How long an erased report can be brought back.
pub const UNDO: Duration = Duration::days(7);

/// Takes [`Erase`]. Says when it is destroyed.
///
/// # Errors
/// When it was erased before, or it cannot be made durable.
pub async fn erase(service: &Arc<Service>, opened: &Opened) -> Result<DateTime<Utc>, LookUpFault> {
    opened.key()?;
    take_with(service, By::Person, opened.head.id, (), Erase).await
}

/// Erases: sealed off at once, organisations asked to stop, destroyed after a week.
pub struct Erase;

impl Step<()> for Erase {
    /// When it is destroyed.
    type Done = DateTime<Utc>;
    type Fault = LookUpFault;
    const NEEDS: Needs = Needs::Person;
    const RECORD: Action = Action::ReportErased;

    async fn run(&self, case: &mut Case<'_, '_, ()>) -> Result<DateTime<Utc>, Halt<LookUpFault>> {
        let destroyed_at = case.now + UNDO;
        if !seal_off(case.tx, case.report, destroyed_at, case.now).await? {
            return refuse(LookUpFault::Erased);
        }
        drop_waiting(case.tx, case.report, case.now).await?;
        for referral in case.referrals().await?.into_iter().filter(|referral| referral.state.is_live()) {
            withdraw(case.service, case.tx, referral, case.now).await?;
        }
        Ok(destroyed_at)
    }
}
