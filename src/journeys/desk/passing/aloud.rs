//! The person is asked by name in a talk: somebody at the desk reads to them what their own page would show, and writes down what they said.

use std::collections::BTreeSet;
use std::sync::Arc;

use waymark_core::handling::record::Action;
use waymark_core::handling::wish::Wish;
use waymark_core::head::Head;
use waymark_core::report::Purpose;
use waymark_core::report::permission::{Granted, Standing};
use waymark_core::staff::Act;
use waymark_core::vocabulary::AgencyId;

use crate::journeys::case::by::Needs;
use crate::journeys::case::handling;
use crate::journeys::case::open::Case;
use crate::journeys::case::parts::Parts;
use crate::journeys::case::step::{Halt, Step, take};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::person::allow::change;
use crate::journeys::placing::existing::waiting_since;
use crate::journeys::placing::reroute::reroute;
use crate::journeys::placing::suggest::Suggestions;
use crate::journeys::service::Service;

/// Whom the person is asked about, as it is read to them.
pub struct Aloud {
    /// Each with what it would see.
    pub suggestions: Suggestions,
    /// Whether somebody can reach the person.
    pub reachable: bool,
    /// Who told it, and whether the person it happened to agreed.
    pub standing: Standing,
}

/// Whom the person is asked about.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn look(service: &Service, who: &SignedIn, head: &Head) -> Result<Aloud, CareFault> {
    if !who.may(Act::Place) {
        return Err(CareFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    let parts = Parts::opened(service, tx, head, &keys).await?;
    let waits = waiting_since(service, tx, head.id, &keys).await?;
    let asked: BTreeSet<(AgencyId, Purpose)> = waits.iter().flat_map(|(waiting, _)| waiting.asked_about()).collect();
    let anonymous = parts.as_shown(&told.facts, Granted::Anonymous, []);
    let mut suggestions = Suggestions { list: Vec::new(), unserved: Vec::new(), anonymous };
    suggestions.also(service, (&parts, &told.facts), &asked);
    let reachable = parts.contact.through_centre || parts.contact.safe_ways().next().is_some();
    Ok(Aloud { suggestions, reachable, standing: told.facts.standing() })
}

/// Takes [`SaidAloud`], and routes the report again.
///
/// # Errors
/// As the step says.
pub async fn said(service: &Arc<Service>, who: &SignedIn, head: &Head, wish: Wish) -> Result<(), CareFault> {
    take(service, who.by(), head.id, SaidAloud(wish)).await?;
    reroute(service, head.id).await?;
    Ok(())
}

/// What the person said when they were asked by name: as though they had chosen it on their page, with who read it and in which words.
pub struct SaidAloud(pub Wish);

impl Step for SaidAloud {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Place]);
    const RECORD: Action = Action::PermissionChanged;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        change(case, &self.0).await?;
        // The person hears of it by their safe way: nobody can say yes in their name unseen.
        Ok(case.tell().await?)
    }
}
