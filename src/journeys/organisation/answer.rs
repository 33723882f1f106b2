//! Somebody at an organisation acknowledges, and answers.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::{self, Referral, State};
use waymark_core::report::Told;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take};
use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::organisation::moved::moved;
use crate::journeys::service::Service;
use crate::storage::case::referral::by_id;

/// Acknowledges with a typed name or number. Twice is once.
///
/// # Errors
/// When the referral is over.
pub async fn acknowledge(service: &Arc<Service>, link: &Link, by: Told) -> Result<(), LinkFault> {
    still_allowed(service, link).await?;
    take(service, link.by(), link.head.id, Acknowledge { referral: link.referral.id, by }).await
}

/// An organisation says that a referral arrived.
pub struct Acknowledge {
    /// Which.
    pub referral: Uuid,
    /// Who says so, as they typed it.
    pub by: Told,
}

impl Step for Acknowledge {
    type Done = ();
    type Fault = LinkFault;
    const NEEDS: Needs = Needs::Agency;
    const RECORD: Action = Action::ReferralAcknowledged;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<LinkFault>> {
        let mut referral = own(case, self.referral).await?;
        let Ok(step) = referral.take(referral::Step::Acknowledge, case.now) else { return refuse(LinkFault::Over) };
        if !step.is_new() {
            case.changes_nothing();
            return Ok(());
        }
        moved(case, &referral, step).await?;
        Ok(case.append(&Entry::Acknowledged { referral: self.referral, by: self.by.clone() }).await?)
    }
}

/// The referral that a step is about, as it stands now. The line in the record is about it too.
pub(crate) async fn own(case: &mut Case<'_, '_>, id: Uuid) -> Result<Referral, Halt<LinkFault>> {
    case.is_about(Some(id));
    by_id(case.tx, id).await?.ok_or(Halt::Fault(LinkFault::Over))
}

/// Accepts, declines with a reason, or closes. Says where the referral stands then.
///
/// # Errors
/// When the referral cannot take this step.
pub async fn answer(service: &Arc<Service>, link: &Link, answer: referral::Answer) -> Result<State, LinkFault> {
    still_allowed(service, link).await?;
    take(service, link.by(), link.head.id, Answer { referral: link.referral.id, answer }).await
}

/// An organisation accepts, declines or closes.
pub struct Answer {
    /// Which referral.
    pub referral: Uuid,
    /// What it answers.
    pub answer: referral::Answer,
}

impl Step for Answer {
    type Done = State;
    type Fault = LinkFault;
    const NEEDS: Needs = Needs::Agency;
    const RECORD: Action = Action::ReferralAccepted;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<State, Halt<LinkFault>> {
        let mut referral = own(case, self.referral).await?;
        if !self.answer.fits(referral.purpose) {
            return refuse(LinkFault::Over);
        }
        let step = referral::Step::Answer(self.answer);
        let Ok(step) = referral.take(step, case.now) else { return refuse(LinkFault::Over) };
        match self.answer {
            referral::Answer::Accept => {}
            referral::Answer::Decline(_) => case.records(Action::ReferralDeclined),
            referral::Answer::Close => case.records(Action::ReferralClosed),
        }
        moved(case, &referral, step).await?;
        if referral.state == State::Declined {
            case.needs(TaskKind::Declined, false).await?;
            // Whoever could help in their place: the person is asked about them, by name.
            case.due(Job::Reroute { report: case.report }).await?;
        }
        Ok(referral.state)
    }
}
