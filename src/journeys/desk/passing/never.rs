//! Who must never be told, as the person named them and as they wrote it: a person at the desk reads the words and says whom they mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use waymark_core::clock::london_day;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::referral::Referral;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vocabulary::AgencyId;

use crate::journeys::case::by::Needs;
use crate::journeys::case::handling;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::placing::reroute::reroute;
use crate::journeys::placing::withdraw::withdraw;
use crate::journeys::service::Service;
use crate::storage::case::referral::of_report;
use waymark_core::store_error::StoreError;

/// Who must never be told.
pub struct Never {
    /// Those who are named.
    pub named: BTreeSet<AgencyId>,
    /// What the person wrote; blank for nothing.
    pub words: Told,
    /// Whether nobody has read all of that.
    pub unread: bool,
    /// Whom the words may mean: those who work where it happened, and those who have it.
    pub may_mean: Vec<Candidate>,
}

/// Whom the words may mean.
pub struct Candidate {
    /// Its id.
    pub id: AgencyId,
    /// Its name.
    pub name: String,
    /// Whether the person said yes to it by name.
    pub allowed: bool,
}

/// Who must never be told, for whoever may open the report.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn look(service: &Service, who: &SignedIn, head: &Head) -> Result<Never, CareFault> {
    if !who.may(Act::Open) {
        return Err(CareFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    let has = of_report(tx, head.id).await?;
    Ok(Never {
        unread: told.has_unread_words(),
        may_mean: may_mean(service, &told, &has),
        words: told.given.never_words.unwrap_or_default(),
        named: told.given.never,
    })
}

fn may_mean(service: &Service, told: &Handling, has: &[Referral]) -> Vec<Candidate> {
    let book = &service.book;
    let serving = book.serving(london_day(service.now()));
    let areas = told.facts.district.map(|district| book.gazetteer.areas_of(Some(district)));
    let here = |agency: &AgencyId| {
        serving.agreements().filter(|one| one.agency == *agency).any(|one| match (&one.when.areas, areas) {
            (Some(named), Some(areas)) => areas.iter().any(|area| named.contains(area)),
            _ => true,
        })
    };
    let holds = |agency: &AgencyId| has.iter().any(|one| one.agency == *agency);
    let all = book.agencies().filter(|one| !told.given.never.contains(&one.id) && (here(&one.id) || holds(&one.id)));
    all.map(|one| Candidate { id: one.id.clone(), name: one.name.clone(), allowed: told.given.names(&one.id) }).collect()
}

/// Takes [`ReadNever`], and routes the report again: what waited for it goes on.
///
/// # Errors
/// As the step says.
pub async fn read(service: &Arc<Service>, who: &SignedIn, head: &Head, never: ReadNever) -> Result<(), CareFault> {
    take(service, who.by(), head.id, never).await?;
    reroute(service, head.id).await?;
    Ok(())
}

/// Somebody read the words. Whom they mean is told nothing from then on, and what it has is withdrawn.
pub struct ReadNever {
    /// How many letters were read: more may have been written meanwhile.
    pub letters: usize,
    /// Whom they mean.
    pub means: BTreeSet<AgencyId>,
    /// Why, and why nobody else.
    pub reason: Told,
}

/// How long words are: they only ever grow, so that this tells which were read.
#[must_use]
pub fn letters(words: &Told) -> usize {
    words.reveal().chars().count()
}

impl Step for ReadNever {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Place]);
    const RECORD: Action = Action::NeverRead;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let told = case.handling().await?;
        let words = told.given.never_words.clone().unwrap_or_default();
        let mut missing = Vec::new();
        missing.extend(self.reason.is_blank().then_some("reason"));
        missing.extend((letters(&words) != self.letters).then_some("more"));
        if !missing.is_empty() {
            return refuse(CareFault::Missing(missing));
        }
        self.withdraw(case).await?;
        let entry = Entry::NeverRead { words, means: self.means.clone(), reason: self.reason.clone(), by: case.name() };
        case.append(&entry).await?;
        Ok(case.done(TaskKind::Never).await?)
    }
}

impl ReadNever {
    async fn withdraw(&self, case: &mut Case<'_, '_>) -> Result<(), StoreError> {
        for referral in case.referrals().await?.into_iter().filter(|one| one.state.is_live() && self.means.contains(&one.agency))
        {
            // What passed without permission was weighed against their wish by two people.
            if case.terms(&referral)?.overruled().is_none() {
                case.tell_of(&referral).await?;
                withdraw(case.service, case.tx, referral, case.now).await?;
            }
        }
        Ok(())
    }
}
