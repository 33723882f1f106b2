//! Somebody places a report by hand: with an organisation that the person allows, whatever the rules chose.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use waymark_core::clock::london_day;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::waiting::{Waiting, left_waiting};
use waymark_core::head::Head;
use waymark_core::referral::{ByHand, State};
use waymark_core::report::permission::Granted;
use waymark_core::report::{Permission, Purpose, Told};
use waymark_core::routing::{Now, Outcome, Planned, disclosure, explain};
use waymark_core::staff::Act;
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::by::Needs;
use crate::journeys::case::handling;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Refused, Step, refuse, take};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::placing::alternative::after_declines;
use crate::journeys::placing::existing::{Held, as_held, declined, held, waiting_since};
use crate::journeys::placing::make::{Origin, notices, referrals, unplaced};
use crate::journeys::placing::reroute::reroute;
use crate::journeys::service::Service;
use crate::storage::case::load;
use crate::storage::case::report::clear_unplaced;
use crate::storage::case::submission::{write_referrals, write_unplaced};
use crate::storage::due::due;
use waymark_core::store_error::StoreError;

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
    /// The person wants to be asked about it first.
    #[error("the person wants to be asked first")]
    AsksFirst,
    /// There is no place free, and nobody said that they know.
    #[error("no place is free")]
    Full,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Refused> for PlaceFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            Refused::Erased => Self::Erased,
        }
    }
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
    /// Whether the person wants to be asked first: then it can be proposed to them, and not sent.
    pub asks: bool,
    /// Whether they are asked about it already.
    pub asked: bool,
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

    /// Agreements in force that the person allows, or wants to be asked about, for what waits for somebody.
    fn offers(&self, now: &Now) -> Vec<Offer> {
        let allowed = self.under(&self.told.permission, false, now);
        if self.told.has_unread_words() {
            // Whom to ask about is for later: somebody reads first who must never be told.
            return allowed;
        }
        let permission = after_declines(&self.service.book, self.told, self.held);
        allowed.into_iter().chain(self.under(&permission, true, now)).collect()
    }

    fn under(&self, permission: &Permission, asks: bool, now: &Now) -> Vec<Offer> {
        let Self { service, told, held, waits } = self;
        let (book, today) = (&service.book, london_day(service.now()));
        let mut wanted = declined(held);
        wanted.extend(self.withdrawn());
        wanted.extend(waits.iter().filter_map(|(waiting, _)| Purpose::from_id(&waiting.purpose)));
        let serving = book.serving(today);
        let (_, considered) =
            explain(book, &told.facts, &if asks { permission.if_asked() } else { permission.clone() }, today, now);
        let offer = |place: usize, outcome: Outcome| {
            let agreement = serving.agreement(&book.agreement_at(place).id)?;
            let agency = serving.agency(&agreement.agency)?;
            let standing = told.facts.standing();
            let granted = if asks {
                permission.to_be_asked(standing, &agency.id, agreement.purpose)?
            } else {
                permission.granted(standing, &agency.id, agreement.purpose)?
            };
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
                asks,
                asked: asks
                    && waits.iter().any(|(one, _)| one.purpose == agreement.purpose.id() && one.asks.contains(&agency.id)),
                place,
            })
        };
        considered.into_iter().filter_map(|one| offer(one.agreement, one.outcome)).collect()
    }
}

/// What somebody must be allowed who places a report.
const PLACE: Needs = Needs::Staff(&[Act::Place]);

/// Where a report can be placed.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn offers(service: &Service, who: &SignedIn, head: &Head) -> Result<Vec<Offer>, PlaceFault> {
    if !who.by().may(PLACE) {
        return Err(PlaceFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(PlaceFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    let held = held(service, tx, head.id, &keys, &told).await?;
    let waits = waiting_since(service, tx, head.id, &keys).await?;
    let now = as_held(&service.book, &load::loads(tx).await?, &held);
    Ok(Open { service, told: &told, held: &held, waits: &waits }.offers(&now))
}

/// Takes [`PlaceByHand`].
///
/// # Errors
/// As the step says.
pub async fn place(service: &Arc<Service>, who: &SignedIn, head: &Head, placing: Placing) -> Result<(), PlaceFault> {
    take(service, who.by(), head.id, PlaceByHand(placing)).await
}

/// Places a report where permission and agreement reach that far: a referral like any other, that says who made it.
pub struct PlaceByHand(pub Placing);

impl Step for PlaceByHand {
    type Done = ();
    type Fault = PlaceFault;
    const NEEDS: Needs = PLACE;
    const RECORD: Action = Action::ReportPlacedByHand;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<PlaceFault>> {
        let placing = &self.0;
        if placing.reason.is_blank() {
            return refuse(PlaceFault::NoReason);
        }
        let (service, report, at) = (case.service, case.report, case.now);
        let told = case.handling().await?;
        let held = held(service, case.tx, report, &case.keys, &told).await?;
        let waits = waiting_since(service, case.tx, report, &case.keys).await?;
        let mut now = as_held(&service.book, &load::loads(case.tx).await?, &held);
        let open = Open { service, told: &told, held: &held, waits: &waits };
        let Some(offer) = open.offers(&now).into_iter().find(|offer| offer.agreement.as_str() == placing.agreement) else {
            return refuse(PlaceFault::NotOffered);
        };
        if offer.asks {
            return refuse(PlaceFault::AsksFirst);
        }
        let agreement = service.book.agreement_at(offer.place);
        if let Some(capacity) = agreement.capacity
            && !load::take(case.tx, &agreement.id, 1, if placing.knowing { u32::MAX } else { capacity }).await?
        {
            return refuse(PlaceFault::Full);
        }
        let sections = disclosure::sections(agreement, offer.granted, told.facts.standing());
        let planned = Planned { agreement: offer.place, purpose: offer.purpose, granted: offer.granted, sections };
        let from = Origin { report, keys: &case.keys, asked: told.asked.as_ref(), at, by_hand: Some(ByHand::Placed) };
        let made = referrals(service, &from, &[planned], &mut now)?;
        write_referrals(case.tx, made.iter().collect()).await?;
        due::insert(case.tx, notices(service, &made, at).iter().collect()).await?;
        case.tell().await?;
        let mut still_declined = declined(&held);
        still_declined.remove(&offer.purpose);
        leave_waiting(case, &left_waiting(agreement, waits), still_declined.is_empty()).await?;
        let referral = made.first().map(|row| row.id);
        case.is_about(referral);
        let (reason, by) = (placing.reason.clone(), case.name());
        Ok(case.append(&Entry::Placed { agreement: agreement.id.clone(), referral, reason, by }).await?)
    }
}

/// Takes [`Propose`], and routes the report again: the person is told that there is something new.
///
/// # Errors
/// As the step says.
pub async fn propose(service: &Arc<Service>, who: &SignedIn, head: &Head, placing: Placing) -> Result<(), PlaceFault> {
    take(service, who.by(), head.id, Propose(placing)).await?;
    Ok(reroute(service, head.id).await?)
}

/// Proposes an organisation to the person, who wants to be asked first. Nobody else is told.
pub struct Propose(pub Placing);

impl Step for Propose {
    type Done = ();
    type Fault = PlaceFault;
    const NEEDS: Needs = PLACE;
    const RECORD: Action = Action::ReportProposed;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<PlaceFault>> {
        let Placing { agreement, reason, .. } = &self.0;
        if reason.is_blank() {
            return refuse(PlaceFault::NoReason);
        }
        let service = case.service;
        let told = case.handling().await?;
        let held = held(service, case.tx, case.report, &case.keys, &told).await?;
        let waits = waiting_since(service, case.tx, case.report, &case.keys).await?;
        let now = as_held(&service.book, &load::loads(case.tx).await?, &held);
        let offers = Open { service, told: &told, held: &held, waits: &waits }.offers(&now);
        let Some(offer) = offers.into_iter().find(|offer| offer.asks && offer.agreement.as_str() == agreement) else {
            return refuse(PlaceFault::NotOffered);
        };
        let entry = Entry::Proposed { agreement: offer.agreement, reason: reason.clone(), by: case.name() };
        Ok(case.append(&entry).await?)
    }
}

/// Only this waits for somebody from now on; where nothing does, nobody need look at it any more.
async fn leave_waiting(
    case: &mut Case<'_, '_>,
    left: &[(Waiting, DateTime<Utc>)],
    none_declined: bool,
) -> Result<(), StoreError> {
    clear_unplaced(case.tx, case.report).await?;
    write_unplaced(case.tx, unplaced(case.service, case.report, &case.keys, left)?.iter().collect()).await?;
    for (kind, over) in [(TaskKind::Unplaced, left.is_empty()), (TaskKind::Declined, none_declined)] {
        if over {
            case.done(kind).await?;
        }
    }
    Ok(())
}
