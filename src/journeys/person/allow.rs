//! A reporter changes permission.

use std::sync::Arc;

use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::wish::{Wish, Wished};
use waymark_core::report::permission::Standing;
use waymark_core::report::{IncidentSection, Section};
use waymark_core::vault::{Opens, ReportKey};

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::parts::first;
use crate::journeys::case::step::{Halt, Step, take_with};
use crate::journeys::case::wishes::contact;
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::placing::reroute;
use crate::journeys::placing::withdraw::withdraw;
use crate::journeys::service::Service;
use waymark_core::store_error::StoreError;

/// Takes [`Allow`]. What is newly allowed is worked out by whoever may open `handling`: here, if this process may.
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn allow(service: &Arc<Service>, opened: &Opened, wish: Wish) -> Result<(), LookUpFault> {
    let report = opened.head.id;
    take_with(service, By::Person, report, opened.key()?.clone(), Allow(wish)).await?;
    if service.settings.role.opens_reports() {
        reroute::reroute(service, report).await?;
    }
    Ok(())
}

/// Changes permission. What is no longer allowed is withdrawn in the same moment; the report is routed again.
pub struct Allow(pub Wish);

impl Step<ReportKey> for Allow {
    type Done = ();
    type Fault = LookUpFault;
    const NEEDS: Needs = Needs::Person;
    const RECORD: Action = Action::PermissionChanged;

    async fn run(&self, case: &mut Case<'_, '_, ReportKey>) -> Result<(), Halt<LookUpFault>> {
        change(case, &self.0).await?;
        Ok(case.due(Job::Reroute { report: case.report }).await?)
    }
}

/// Seals a wish, and withdraws what it no longer allows.
pub(crate) async fn change<K: Opens + Sync>(case: &mut Case<'_, '_, K>, wish: &Wish) -> Result<(), StoreError> {
    case.add(Section::Wishes, &Wished::Permission(Box::new(wish.clone()))).await?;
    if wish.permission.has_words() {
        case.needs(TaskKind::Never, false).await?;
    }
    let standing = standing(case).await?;
    for referral in case.referrals().await?.into_iter().filter(|referral| referral.state.is_live()) {
        let terms = case.terms(&referral)?;
        if terms.overruled().is_some() {
            continue;
        }
        let had = terms.granted;
        let granted = wish.granted(standing, &referral.agency, referral.purpose, had);
        if granted.is_none_or(|granted| granted < had) {
            withdraw(case.service, case.tx, referral, case.now).await?;
        }
    }
    Ok(())
}

/// Who asks: read from the story and from whose contact it is.
async fn standing<K: Opens + Sync>(case: &mut Case<'_, '_, K>) -> Result<Standing, StoreError> {
    let story: IncidentSection = first(case.service, case.tx, case.report, Section::Incident, &case.keys).await?;
    let contact = contact(case.service, case.tx, case.report, &case.keys).await?;
    Ok(Standing::of(&story.reporter, &contact))
}
