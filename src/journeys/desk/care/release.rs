//! The account that goes without a name (redacted narrative) is written, and organisations that may see no more learn that it is there.

use std::collections::BTreeSet;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::State;
use waymark_core::report::permission::Granted;
use waymark_core::report::{Told, naming};
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::parts::Parts;
use crate::journeys::case::step::{Halt, Step, refuse};
use crate::journeys::desk::reach::CareFault;
use crate::storage::case::report;
use waymark_core::store_error::StoreError;

/// Writes the account that goes without a name.
pub struct Release {
    /// The account.
    pub account: Told,
    /// The marks of words in it that could name somebody, and that somebody looked at.
    pub marks: BTreeSet<String>,
}

impl Step for Release {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Release]);
    const RECORD: Action = Action::AccountReleased;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        if self.account.is_blank() {
            return refuse(CareFault::Missing(vec!["redacted"]));
        }
        let looked = self.looked_at(case).await?;
        let entry = Entry::Released { account: self.account.clone(), looked, by: case.name() };
        case.append(&entry).await?;
        case.done(TaskKind::Release).await?;
        Ok(tell_of_release(case).await?)
    }
}

impl Release {
    /// Words of the account that could name somebody and that were looked at; a fault when there are others.
    async fn looked_at(&self, case: &mut Case<'_, '_>) -> Result<Vec<Told>, Halt<CareFault>> {
        let Some(head) = report::by_id(case.tx, case.report).await? else { return refuse(CareFault::Erased) };
        let parts = Parts::opened(case.service, case.tx, &head, &case.keys).await?;
        let found = naming::look(self.account.reveal(), &known_of(&parts));
        if found.iter().all(|one| self.marks.contains(&one.mark())) {
            Ok(found.into_iter().map(|one| one.words).collect())
        } else {
            refuse(CareFault::Names(found))
        }
    }
}

/// What else a report holds that must not stand in an account without names.
fn known_of(parts: &Parts) -> naming::Known {
    let (incident, contact) = (&parts.story.incident, &parts.contact);
    let references = incident.reported_to.iter().filter_map(|one| one.reference.clone());
    let wheres = incident.place.iter().flat_map(|place| place.place.iter().chain(&place.words)).chain(&parts.victim.words);
    let said = incident.when.iter().filter_map(|when| when.words.clone());
    let ways = contact.methods.iter().map(|method| method.value.clone());
    let reporter = &parts.story.reporter;
    let others = [&parts.suspect.description, &contact.interpreter, &parts.victim.housing, &reporter.how_agreed, &reporter.from];
    naming::Known {
        own: parts.victim.name.iter().cloned().collect(),
        others: others.into_iter().flatten().cloned().chain(references).chain(ways).chain(said).collect(),
        places: wheres.cloned().collect(),
    }
}

/// Organisations that hold it without a name learn that there is more to see.
async fn tell_of_release(case: &mut Case<'_, '_>) -> Result<(), StoreError> {
    for referral in case.referrals().await? {
        let heard_of_it = referral.state.is_live() && referral.state != State::Queued;
        if heard_of_it && case.terms(&referral)?.granted == Granted::Anonymous {
            case.due(Job::MoreToSee { referral: referral.id }).await?;
        }
    }
    Ok(())
}
