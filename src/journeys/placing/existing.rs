//! The referrals that a report has already, as routing it again must see them: nobody is asked twice.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::waiting::Waiting;
use waymark_core::referral::Referral;
use waymark_core::referral::State;
use waymark_core::report::Purpose;
use waymark_core::report::permission::Granted;
use waymark_core::routing::{Agreement, Book, Now, Planned};
use waymark_core::vault::ReportKeys;
use waymark_core::vocabulary::AgencyId;

use crate::journeys::case::terms::terms;
use crate::journeys::placing::allowed::allowed;
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::referral::of_report;
use crate::storage::case::report::unplaced as waiting_of;
use waymark_core::store_error::StoreError;

/// Purposes for which an organisation declined and nobody else has it.
pub(crate) fn declined(held: &[Held]) -> BTreeSet<Purpose> {
    let served = |purpose: &Purpose| held.iter().any(|one| one.allowed && one.referral.purpose == *purpose);
    let of = held.iter().filter(|one| one.referral.state == State::Declined).map(|one| one.referral.purpose);
    of.filter(|purpose| !served(purpose)).collect()
}

/// What waits now, and since when: what still waits afterwards has waited since then.
pub(crate) async fn waiting_since(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
) -> Result<Vec<(Waiting, DateTime<Utc>)>, StoreError> {
    let rows = waiting_of(tx, report).await?;
    rows.into_iter()
        .map(|row| Ok((service.vault.open(keys, &unplaced_place(report, row.number), &row.sealed)?, row.since)))
        .collect()
}

/// A referral of the report, what it may show, and whether its organisation may still have it.
pub(crate) struct Held {
    pub referral: Referral,
    pub granted: Granted,
    pub allowed: bool,
    /// Whether somebody placed it by hand.
    pub placed: bool,
}

impl Held {
    /// Whether the organisation has what is planned already.
    pub(crate) fn has(&self, planned: &Planned, book: &Book) -> bool {
        let agreement = book.agreement_at(planned.agreement);
        self.allowed && self.is_for(&agreement.agency, planned) && self.granted == planned.granted
    }

    /// Whether the organisation said that it cannot do this.
    pub(crate) fn declined_for(&self, purpose: Purpose) -> bool {
        self.referral.state == State::Declined && self.referral.purpose == purpose
    }

    pub(crate) fn is_for(&self, agency: &AgencyId, planned: &Planned) -> bool {
        self.referral.state.is_live() && self.referral.agency == *agency && self.referral.purpose == planned.purpose
    }
}

/// Every referral that stands on permission. One that stands on something else neither ends by routing again nor leads to another.
pub(crate) async fn held(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    told: &Handling,
) -> Result<Vec<Held>, StoreError> {
    let mut all = Vec::new();
    for referral in of_report(tx, report).await? {
        let terms = terms(service, keys, &referral)?;
        if terms.overruled().is_some() {
            continue;
        }
        let allowed = referral.state.is_live() && allowed(service, &referral, &terms, told).is_some();
        all.push(Held { referral, granted: terms.granted, allowed, placed: terms.by_hand.is_some() });
    }
    Ok(all)
}

/// Agreements under which somebody placed the report by hand, and which have it still.
pub(crate) fn placed_by_hand<'a>(book: &'a Book, held: &[Held]) -> Vec<&'a Agreement> {
    let placed = held.iter().filter(|one| one.placed && one.allowed);
    placed.filter_map(|one| book.agreement(&one.referral.agreement)).collect()
}

/// The counts as this report sees them: its own referrals do not stand in its way, whoever has it keeps it, nobody is asked twice.
pub(crate) fn as_held(book: &Book, counts: &[(String, i64)], held: &[Held]) -> Now {
    let mut now = book.now(counts.iter().map(|(id, open)| (id.as_str(), *open)));
    for one in held {
        let Some(place) = book.place(&one.referral.agreement) else { continue };
        if one.referral.state.takes_a_place() {
            now.release(place);
        }
        if one.allowed {
            now.held.insert(place);
        }
        if matches!(one.referral.state, State::Declined | State::Closed) {
            now.answered.insert(place);
        }
    }
    now
}
