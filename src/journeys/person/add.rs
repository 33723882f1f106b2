//! A reporter adds to the story, for the organisations they choose.

use std::sync::Arc;

use waymark_core::handling::job::Job;
use waymark_core::handling::message::Added;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::State;
use waymark_core::report::Section;
use waymark_core::report::parse::Addition;
use waymark_core::report::permission::Granted;
use waymark_core::vault::{Place, ReportKey};

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, take_with};
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::service::Service;
use crate::storage::case::referral::show;
use waymark_core::store_error::StoreError;

/// Takes [`Add`].
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn add(service: &Arc<Service>, opened: &Opened, addition: Addition) -> Result<(), LookUpFault> {
    take_with(service, By::Person, opened.head.id, opened.key()?.clone(), Add(addition)).await
}

/// Adds to the story. Only the organisations named, of those that hold the account now, may see it.
pub struct Add(pub Addition);

impl Step<ReportKey> for Add {
    type Done = ();
    type Fault = LookUpFault;
    const NEEDS: Needs = Needs::Person;
    const RECORD: Action = Action::StoryAddedTo;

    async fn run(&self, case: &mut Case<'_, '_, ReportKey>) -> Result<(), Halt<LookUpFault>> {
        let number = case.add(Section::Incident, &Added { addition: self.0.text.clone() }).await?;
        // Somebody looks at it, as at a message: it may tell of new danger.
        case.needs(TaskKind::Message, false).await?;
        for referral in case.referrals().await? {
            if !referral.state.is_live() || !self.0.share_with.contains(&referral.agency) {
                continue;
            }
            let mut terms = case.terms(&referral)?;
            if !terms.is_for_their_eyes() {
                continue;
            }
            if terms.granted != Granted::Full || !terms.shown.extend(Section::Incident, number) {
                continue;
            }
            let sealed = case.service.vault.seal(&case.keys, &Place::referral(case.report, referral.id), &terms)?;
            if !show(case.tx, referral.id, &referral.terms, &sealed).await? {
                return Err(StoreError::Conflict.into());
            }
            // A notice that has not left yet leads to the addition too.
            if referral.state != State::Queued {
                case.due(Job::MoreToSee { referral: referral.id }).await?;
            }
        }
        Ok(())
    }
}
