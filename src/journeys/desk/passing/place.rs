//! Somebody places a report by hand: with an organisation that the person allows, whatever the rules chose.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::waiting::{Waiting, left_waiting};
use waymark_core::head::Head;
use waymark_core::referral::{ByHand, State};
use waymark_core::report::permission::Granted;
use waymark_core::report::{Purpose, Told};
use waymark_core::routing::{Now, Outcome, Planned, disclosure, explain};
use waymark_core::staff::Act;
use waymark_core::vault::ReportKeys;
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::{handling, tell};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::placing::held::{Held, as_held, declined, held, waiting_since};
use crate::journeys::placing::make::{Origin, notices, referrals, unplaced};
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::load::{loads, take};
use crate::storage::case::report::{self, clear_unplaced};
use crate::storage::case::submission::{write_referrals, write_unplaced};
use crate::storage::case::task;
use crate::storage::due::due;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

/// Why a report was not placed.
#[derive(Debug, thiserror::Error)]
pub enum PlaceFault {
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// It was erased.
    #[error("the report was erased")]
    Erased,
    /// The reason is missing.
    #[error("a reason is missing")]
    NoReason,
    /// The agreement is none that the report can be placed under.
    #[error("it cannot be placed there")]
    NotOffered,
    /// There is no place free, and nobody said that they know.
    #[error("no place is free")]
    Full,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// Where a report can be placed.
pub struct Offer {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// The organisation's name.
    pub name: String,
    /// What for.
    pub purpose: Purpose,
    /// What the person allows it.
    pub granted: Granted,
    /// What the rules made of it.
    pub outcome: Outcome,
    /// Which organisation the rules preferred.
    pub instead: Option<String>,
    /// Whether more are with it than it agreed to.
    pub full: bool,
    place: usize,
}

/// Where a report should go, and why.
#[derive(Clone)]
pub struct Placing {
    /// Under which agreement.
    pub agreement: String,
    /// Why, in the words of whoever places it.
    pub reason: Told,
    /// Whether they know that no place is free.
    pub knowing: bool,
}
waymark_core::redacted!(Placing);

/// A report that is to be placed.
struct Open<'a> {
    service: &'a Service,
    told: &'a Handling,
    held: &'a [Held],
    waits: &'a [(Waiting, DateTime<Utc>)],
}

impl Open<'_> {
    /// Purposes that were withdrawn when the report was erased, while it rests since that was undone: a person may place it again.
    fn withdrawn(&self) -> impl Iterator<Item = Purpose> {
        let of = |one: &&Held| self.told.rests && one.referral.state == State::Withdrawn;
        self.held.iter().filter(of).map(|one| one.referral.purpose)
    }

    /// Agreements in force that the person allows, for what waits for somebody.
    fn offers(&self, now: &Now) -> Vec<Offer> {
        let Self { service, told, held, waits } = self;
        let (book, today) = (&service.book, london_day(service.now()));
        let mut wanted = declined(held);
        wanted.extend(self.withdrawn());
        wanted.extend(waits.iter().filter_map(|(waiting, _)| Purpose::from_id(&waiting.purpose)));
        let serving = book.serving(today);
        let (_, considered) = explain(book, &told.facts, &told.permission, today, now);
        let offer = |place: usize, outcome: Outcome| {
            let agreement = serving.agreement(&book.agreement_at(place).id)?;
            let agency = serving.agency(&agreement.agency)?;
            let granted = told.permission.granted(told.facts.standing(), &agency.id, agreement.purpose)?;
            let has = |one: &&Held| {
                one.referral.state.is_live() && one.referral.agency == agency.id && one.referral.purpose == agreement.purpose
            };
            let may = wanted.contains(&agreement.purpose)
                && !(agreement.needs_contact && granted == Granted::Anonymous)
                && !held.iter().any(|one| has(&one));
            let instead = match outcome {
                Outcome::OutrankedBy(other) | Outcome::SameAgency(other) => {
                    book.agency(book.agreement_at(other).agency.as_str()).map(|agency| agency.name.clone())
                }
                _ => None,
            };
            may.then(|| Offer {
                agreement: agreement.id.clone(),
                name: agency.name.clone(),
                purpose: agreement.purpose,
                granted,
                outcome,
                instead,
                full: agreement.capacity.is_some_and(|capacity| now.open(place) >= capacity),
                place,
            })
        };
        considered.into_iter().filter_map(|one| offer(one.agreement, one.outcome)).collect()
    }
}

/// Where a report can be placed.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn offers(service: &Service, who: &SignedIn, head: &Head) -> Result<Vec<Offer>, PlaceFault> {
    if !who.may(Act::Place) {
        return Err(PlaceFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(PlaceFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    let held = held(service, tx, head.id, &keys, &told).await?;
    let waits = waiting_since(service, tx, head.id, &keys).await?;
    let now = as_held(&service.book, &loads(tx).await?, &held);
    Ok(Open { service, told: &told, held: &held, waits: &waits }.offers(&now))
}

/// Places a report: a referral like any other, that says who made it.
///
/// # Errors
/// When they may not, permission or agreement do not reach that far, no place is free, or it cannot be made durable.
pub async fn place(service: &Arc<Service>, who: &SignedIn, head: &Head, placing: Placing) -> Result<(), PlaceFault> {
    if !who.may(Act::Place) {
        return Err(PlaceFault::NotAllowed);
    }
    if placing.reason.is_blank() {
        return Err(PlaceFault::NoReason);
    }
    let (report, placing, doer) = (head.id, Arc::new(placing), (who.id, who.actor(), who.name.clone()));
    let done = write_again_boxed(service, move |service, tx| {
        let (placing, doer) = (Arc::clone(&placing), doer.clone());
        Box::pin(async move {
            if !report::touch(tx, report, service.now()).await? {
                return Ok(Err(PlaceFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(PlaceFault::Erased)) };
            let by = Doer { id: doer.0, actor: doer.1, name: Told::new(doer.2) };
            once(&service, tx, report, &keys, &placing, by).await
        })
    })
    .await?;
    service.ring();
    done
}

struct Doer {
    id: Uuid,
    actor: Actor,
    name: Told,
}

async fn once(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    placing: &Placing,
    by: Doer,
) -> Result<Result<(), PlaceFault>, StoreError> {
    let at = service.now();
    let told = handling::read(service, tx, report, keys).await?;
    let held = held(service, tx, report, keys, &told).await?;
    let waits = waiting_since(service, tx, report, keys).await?;
    let mut now = as_held(&service.book, &loads(tx).await?, &held);
    let open = Open { service, told: &told, held: &held, waits: &waits };
    let Some(offer) = open.offers(&now).into_iter().find(|offer| offer.agreement.as_str() == placing.agreement) else {
        return Ok(Err(PlaceFault::NotOffered));
    };
    let agreement = service.book.agreement_at(offer.place);
    if let Some(capacity) = agreement.capacity
        && !take(tx, &agreement.id, 1, if placing.knowing { u32::MAX } else { capacity }).await?
    {
        return Ok(Err(PlaceFault::Full));
    }
    let mut still_declined = declined(&held);
    still_declined.remove(&offer.purpose);
    let sections = disclosure::sections(agreement, offer.granted);
    let planned = Planned { agreement: offer.place, purpose: offer.purpose, granted: offer.granted, sections };
    let from = Origin { report, keys, asked: told.asked.as_ref(), at, by_hand: Some(ByHand::Placed) };
    let made = referrals(service, &from, &[planned], &mut now)?;
    write_referrals(tx, made.iter().collect()).await?;
    due::insert(tx, notices(service, &made, at).iter().collect()).await?;
    tell::plan(service, tx, report, at).await?;
    let left = left_waiting(agreement, waits);
    clear_unplaced(tx, report).await?;
    write_unplaced(tx, unplaced(service, report, keys, &left)?.iter().collect()).await?;
    for (kind, over) in [(TaskKind::Unplaced, left.is_empty()), (TaskKind::Declined, still_declined.is_empty())] {
        if over {
            task::done_of(tx, report, kind, by.id, at).await?;
        }
    }
    let referral = made.first().map(|row| row.id);
    let entry = Entry::Placed { agreement: agreement.id.clone(), referral, reason: placing.reason.clone(), by: by.name };
    handling::append(service, tx, report, keys, &entry, at).await?;
    audit::insert(tx, vec![&service.audit(&by.actor, Action::ReportPlacedByHand, Some(report), referral)]).await?;
    Ok(Ok(()))
}
