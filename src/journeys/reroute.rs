//! A report is routed again: after its reporter changed permission, or when an organisation may not have it any more.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::another;
use super::deliver::allowed;
use super::handling::{self, Entry, Handling};
use super::submit::{Waiting, notices, referrals, unplaced, unplaced_place};
use super::{Service, terms, write_again};
use crate::clock::london_day;
use crate::referral::State;
use crate::report::permission::Granted;
use crate::routing::{Book, Now, Plan, Planned, route};
use crate::storage::referral::{Referral, of_report, step};
use crate::storage::report::{clear_unplaced, touch, unplaced as waiting_of};
use crate::storage::submission::{loads, take, write_referrals, write_unplaced};
use crate::storage::{StoreError, Tx, audit, outbox};
use crate::vault::ReportKeys;
use crate::vocabulary::{AgencyId, Id};

/// How often it is worked out again when a place was taken meanwhile.
const RUNS: usize = 4;

/// Routes a report again. What organisations hold and may keep stays as it is; what is newly allowed is added. Doing it twice adds
/// nothing.
///
/// # Errors
/// When the database does not answer, or this process may not open `handling`.
pub async fn reroute(service: &Arc<Service>, report: Uuid) -> Result<(), StoreError> {
    let mut run = 1;
    loop {
        match once(service, report).await {
            Err(StoreError::NoPlace) if run < RUNS => run += 1,
            Ok(()) => {
                service.ring();
                return Ok(());
            }
            failed => return failed,
        }
    }
}

async fn once(service: &Arc<Service>, report: Uuid) -> Result<(), StoreError> {
    write_again(service, move |service, tx| {
        Box::pin(async move {
            let at = service.now();
            // Holds the report's row: two processes that route it again do so one after the other, and not while it is erased.
            if !touch(tx, report, at).await? {
                return Ok(());
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(()) };
            let told = handling::read(&service, tx, report, &keys).await?;
            handling::take_wishes_over(&service, tx, report, &keys, &told, at).await?;
            let held = held(&service, tx, report, &keys, &told).await?;
            let counts = loads(tx).await?;
            let mut now = as_held(&service.book, &counts, &held);
            let mut plan = route(&service.book, &told.facts, &told.permission, london_day(at), &now);
            plan.referrals.retain(|planned| !held.iter().any(|one| one.has(planned, &service.book)));
            if let Some(permission) =
                another::like_those_who_declined(&service.book, &told, &held, london_day(at), &now, &mut plan)
            {
                let allowed = Entry::Allowed { permission, wish: told.newest_wish };
                handling::append(&service, tx, report, &keys, &allowed, at).await?;
            }
            replace(&service, tx, &plan, &held, at).await?;
            for planned in &plan.referrals {
                let agreement = service.book.agreement_at(planned.agreement);
                if let Some(capacity) = agreement.capacity
                    && !take(tx, &agreement.id, 1, capacity).await?
                {
                    return Err(StoreError::NoPlace);
                }
            }
            let made = referrals(&service, report, &keys, &plan.referrals, &mut now, at)?;
            write_referrals(tx, made.iter().collect()).await?;
            outbox::insert(tx, notices(&service, &made, at).iter().collect()).await?;
            let before = waiting_since(&service, tx, report, &keys).await?;
            clear_unplaced(tx, report).await?;
            let mut waits = unplaced(&service, report, &keys, &plan, at)?;
            for (row, entry) in waits.iter_mut().zip(&plan.unplaced) {
                let same = |(old, _): &&(Waiting, DateTime<Utc>)| {
                    old.purpose == entry.purpose.id() && old.strand.as_deref() == entry.strand.as_ref().map(Id::as_str)
                };
                row.since = before.iter().find(same).map_or(at, |(_, since)| *since);
            }
            write_unplaced(tx, waits.iter().collect()).await?;
            audit::insert(tx, vec![&service.audit("service", "report-routed-again", Some(report), None)]).await
        })
    })
    .await
}

/// What waits now, and since when: what still waits afterwards has waited since then.
async fn waiting_since(
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
pub(super) struct Held {
    pub referral: Referral,
    pub granted: Granted,
    pub allowed: bool,
}

impl Held {
    /// Whether the organisation has what is planned already.
    fn has(&self, planned: &Planned, book: &Book) -> bool {
        let agreement = book.agreement_at(planned.agreement);
        self.allowed && self.is_for(&agreement.agency, planned) && self.granted == planned.granted
    }

    fn is_for(&self, agency: &AgencyId, planned: &Planned) -> bool {
        self.referral.state.is_live() && self.referral.agency == *agency && self.referral.purpose == planned.purpose
    }
}

async fn held(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    told: &Handling,
) -> Result<Vec<Held>, StoreError> {
    let mut all = Vec::new();
    for referral in of_report(tx, report).await? {
        let terms = terms(service, keys, &referral)?;
        let allowed = referral.state.is_live() && allowed(service, &referral, &terms, told).is_some();
        all.push(Held { referral, granted: terms.granted, allowed });
    }
    Ok(all)
}

/// The counts as this report sees them: its own referrals do not stand in its way, whoever has it keeps it, nobody is asked twice.
fn as_held(book: &Book, counts: &[(String, i64)], held: &[Held]) -> Now {
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

/// Where an organisation gets a new referral for the same purpose – more is allowed now, or its agreement was renewed – the old one ends.
async fn replace(service: &Service, tx: &mut Tx<'_>, plan: &Plan, held: &[Held], at: DateTime<Utc>) -> Result<(), StoreError> {
    for planned in &plan.referrals {
        let agency = &service.book.agreement_at(planned.agreement).agency;
        for old in held.iter().filter(|one| one.is_for(agency, planned)) {
            let mut ended = old.referral.clone();
            (ended.state, ended.settled_at) = (State::Rerouted, Some(at));
            if !step(tx, &ended, old.referral.state, None).await? {
                return Err(StoreError::Conflict);
            }
        }
    }
    Ok(())
}
