//! Whom the person is asked about by name before anybody is told, and what becomes of what the desk proposed once they said yes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use waymark_core::clock::london_day;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::waiting::Waiting;
use waymark_core::report::permission::Granted;
use waymark_core::report::{Permission, Purpose};
use waymark_core::routing::{Agreement, Now, Plan, Planned, Reason, disclosure, proposed, proposed_to_wait};
use waymark_core::vocabulary::AgencyId;

use crate::journeys::placing::existing::Held;
use crate::journeys::service::Service;

type ByPurpose = BTreeMap<Purpose, BTreeSet<AgencyId>>;

/// A report as it is worked out: what is known of it, what is allowed now, who has it, and how much is open.
type Of<'a> = (&'a Handling, &'a Permission, &'a [Held], &'a Now);

/// Whom the person is to be asked about, for each purpose.
#[derive(Default)]
pub(crate) struct Asks {
    /// Those who have a place free.
    free: ByPurpose,
    /// Those who could have it once a place is free.
    full: ByPurpose,
    /// Those whom the desk proposed.
    by_hand: ByPurpose,
}

impl Asks {
    /// Whom to ask about. Nobody before somebody has read the person's words about who must never be told.
    pub(crate) fn of(service: &Service, (told, permission, _, now): Of<'_>) -> Self {
        if told.has_unread_words() {
            return Self::default();
        }
        let (book, day) = (&service.book, london_day(service.now()));
        let by_purpose = |found: Vec<Planned>| {
            let mut asks = ByPurpose::new();
            for planned in found {
                asks.entry(planned.purpose).or_default().insert(book.agreement_at(planned.agreement).agency.clone());
            }
            asks
        };
        let mut by_hand = ByPurpose::new();
        for agreement in proposals(service, told) {
            if permission.to_be_asked(told.facts.standing(), &agreement.agency, agreement.purpose).is_some() {
                by_hand.entry(agreement.purpose).or_default().insert(agreement.agency.clone());
            }
        }
        Self {
            free: by_purpose(proposed(book, &told.facts, permission, day, now)),
            full: by_purpose(proposed_to_wait(book, &told.facts, permission, day, now)),
            by_hand,
        }
    }

    /// Says in what waits whom the person is asked about.
    pub(crate) fn name(&self, waits: &mut [(Waiting, DateTime<Utc>)]) {
        for (waiting, _) in waits.iter_mut().filter(|(waiting, _)| waiting.lapsed_at.is_none()) {
            let Some(purpose) = Purpose::from_id(&waiting.purpose) else { continue };
            let of = |asks: &ByPurpose| asks.get(&purpose).cloned().unwrap_or_default();
            let found = match (waiting.asks_first(), waiting.waits_for_a_place()) {
                (true, _) => of(&self.free),
                (_, true) => of(&self.full),
                _ => BTreeSet::new(),
            };
            waiting.asks = found.into_iter().chain(of(&self.by_hand)).collect();
            if !waiting.asks.is_empty() && !waiting.waits_for_a_place() {
                Reason::AskFirst.id().clone_into(&mut waiting.reason);
            }
        }
    }
}

/// Agreements in force that the desk proposed.
fn proposals<'a>(service: &'a Service, told: &'a Handling) -> impl Iterator<Item = &'a Agreement> {
    let today = london_day(service.now());
    told.proposed.iter().filter_map(move |id| service.book.serving(today).agreement(id))
}

/// What the desk proposed and the person said yes to by name, as far as nobody has it yet and a place is free: it goes there, whatever the rules chose.
pub(crate) fn accepted(service: &Service, (told, permission, held, now): Of<'_>, plan: &Plan) -> Vec<Planned> {
    let accepted = |agreement: &Agreement| {
        let (agency, purpose) = (&agreement.agency, agreement.purpose);
        let granted = permission.granted(told.facts.standing(), agency, purpose).filter(|_| permission.names(agency))?;
        let place = service.book.place(&agreement.id)?;
        let has = |one: &Held| one.referral.state.is_live() && one.referral.agency == *agency && one.referral.purpose == purpose;
        let gets =
            |planned: &Planned| planned.purpose == purpose && service.book.agreement_at(planned.agreement).agency == *agency;
        let full = agreement.capacity.is_some_and(|capacity| now.open(place) >= capacity);
        let fits = granted == Granted::Full || !agreement.needs_contact;
        let free = fits && !full && !now.answered.contains(&place) && !held.iter().any(has) && !plan.referrals.iter().any(gets);
        free.then(|| Planned {
            agreement: place,
            purpose,
            granted,
            sections: disclosure::sections(agreement, granted, told.facts.standing()),
        })
    };
    proposals(service, told).filter_map(accepted).collect()
}
