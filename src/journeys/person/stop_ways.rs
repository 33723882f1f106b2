//! A reporter stops ways to reach them that are no longer safe: at once, for us and for every organisation. A receipt can be found, so it can
//! stop a way and never add one; whoever is to be reached in another way, or by this one again, is asked by the team first.

use std::sync::Arc;

use waymark_core::handling::job::{Job, Kind};
use waymark_core::handling::message::Message;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::wish::{Ways, Wished};
use waymark_core::referral::State;
use waymark_core::report::permission::Granted;
use waymark_core::report::{IncidentSection, Section, Told};
use waymark_core::vault::ReportKey;
use waymark_core::words::Speaker;

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::parts::first;
use crate::journeys::case::step::{Halt, Step, take_with};
use crate::journeys::case::wishes::contact;
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::person::something_changed::safe_address;
use crate::journeys::service::Service;
use crate::storage::due::due;
use waymark_core::store_error::StoreError;

/// Takes [`StopWays`].
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn stop_ways(service: &Arc<Service>, opened: &Opened, ways: Vec<usize>, speaker: &Speaker) -> Result<(), LookUpFault> {
    let step = StopWays { ways, speaker: speaker.clone() };
    take_with(service, By::Person, opened.head.id, opened.key()?.clone(), step).await
}

/// Stops ways to reach the person.
pub struct StopWays {
    /// Which, by where they stand in the report. What is not there, was never safe or is stopped already stays as it is.
    pub ways: Vec<usize>,
    /// Says it to the team in the language of whoever stops them.
    pub speaker: Speaker,
}

impl Step<ReportKey> for StopWays {
    type Done = ();
    type Fault = LookUpFault;
    const NEEDS: Needs = Needs::Person;
    const RECORD: Action = Action::ContactStopped;

    async fn run(&self, case: &mut Case<'_, '_, ReportKey>) -> Result<(), Halt<LookUpFault>> {
        let mut contact = contact(case.service, case.tx, case.report, &case.keys).await?;
        let stopped: Vec<usize> = self.ways.iter().copied().filter(|way| contact.stop(*way, Some(case.now))).collect();
        if stopped.is_empty() {
            case.changes_nothing();
            return Ok(());
        }
        let named = contact.ways().into_iter().filter(|way| stopped.contains(&way.place));
        let said: Vec<String> =
            named.map(|way| self.speaker.say1("way-stopped-message", "way", way.in_words(&self.speaker))).collect();
        case.add(Section::Wishes, &Wished::Ways(Ways { stopped, again: Vec::new() })).await?;
        // The team reads it where they read everything that the person says, and looks.
        let message = Message { from: "reporter".to_owned(), text: Told::new(said.join("\n")) };
        case.add(Section::Messages, &message).await?;
        case.needs(TaskKind::Message, false).await?;
        if !contact.through_centre {
            tell_holders(case).await?;
        }
        let story: IncidentSection = first(case.service, case.tx, case.report, Section::Incident, &case.keys).await?;
        if safe_address(&contact, story.reporter.role).is_some() {
            // Whoever did not do this themselves learns of it where they are still safe.
            case.tell().await?;
        } else {
            due::drop_kind(case.tx, case.report, Kind::SomethingChanged, case.now).await?;
        }
        Ok(())
    }
}

/// Every organisation that may have seen the way hears that there is more to see: its page then says which way not to use.
async fn tell_holders(case: &mut Case<'_, '_, ReportKey>) -> Result<(), StoreError> {
    for referral in case.referrals().await? {
        let terms = case.terms(&referral)?;
        let saw = terms.granted == Granted::Full && terms.shown.reaches(Section::Contact);
        // A notice that has not left yet leads to it, too.
        if !saw || !referral.state.is_live() || referral.state == State::Queued {
            continue;
        }
        if !due::waits(case.tx, referral.id, Kind::MoreToSee).await? {
            case.due(Job::MoreToSee { referral: referral.id }).await?;
        }
    }
    Ok(())
}
