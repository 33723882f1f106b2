//! A report is routed again: after its reporter changed permission, or when an organisation may not have it any more.

use std::sync::Arc;

use uuid::Uuid;

use super::Service;
use super::handling;
use super::submit::{notices, referrals, unplaced};
use crate::clock::london_day;
use crate::referral::State;
use crate::routing::{Mode, Outcome, explain};
use crate::storage::referral::{Referral, of_report, step};
use crate::storage::report::{ReportState, by_id, clear_unplaced};
use crate::storage::submission::{loads, take, write_referrals, write_unplaced};
use crate::storage::{StoreError, audit, outbox};

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
        let outcome = once(service, report).await;
        match outcome {
            Err(StoreError::NoPlace | StoreError::Conflict) if run < RUNS => run += 1,
            Ok(()) => {
                service.ring();
                return Ok(());
            }
            failed => return failed,
        }
    }
}

async fn once(service: &Arc<Service>, report: Uuid) -> Result<(), StoreError> {
    let service = Arc::clone(service);
    let store = service.store.clone();
    store
        .write(move |tx| {
            let service = Arc::clone(&service);
            Box::pin(async move {
                let at = service.now();
                if by_id(tx, report).await?.is_none_or(|head| head.state != ReportState::Open) {
                    return Ok(());
                }
                let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(()) };
                let told = handling::read(&service, tx, report, &keys).await?;
                if told.wish_waits {
                    handling::take_wishes_over(&service, tx, report, &keys, at).await?;
                }
                let held = of_report(tx, report).await?;
                let book = &service.book;
                let counts = loads(tx).await?;
                let mut now = book.now(counts.iter().map(|(id, open)| (id.as_str(), *open)));
                for own in held.iter().filter(|referral| referral.state.takes_a_place()) {
                    if let Some(place) = book.place(&own.agreement) {
                        now.release(place);
                    }
                }
                let (mut plan, considered) = explain(book, &told.facts, &told.permission, london_day(at), &now);
                plan.referrals.retain(|planned| {
                    let agreement = book.agreement_at(planned.agreement);
                    let answered = |r: &Referral| r.agreement == agreement.id && matches!(r.state, State::Declined | State::Closed);
                    let has_it = |r: &Referral| {
                        r.state.is_live() && r.agency == agreement.agency && r.purpose == planned.purpose && r.granted == planned.granted
                    };
                    // Somebody who competes for the same and has it already keeps it.
                    let serves = |r: &Referral| {
                        let place = book.place(&r.agreement);
                        r.state.is_live()
                            && agreement.mode == Mode::Best
                            && considered.iter().any(|c| Some(c.agreement) == place && c.outcome == Outcome::OutrankedBy(planned.agreement))
                    };
                    !held.iter().any(|referral| answered(referral) || has_it(referral) || serves(referral))
                });
                // The same organisation may now see more: the new referral takes the place of the old.
                for planned in &plan.referrals {
                    let agreement = book.agreement_at(planned.agreement);
                    let older = held.iter().filter(|r| r.state.is_live() && r.agency == agreement.agency && r.purpose == planned.purpose);
                    for old in older {
                        let mut replaced = old.clone();
                        (replaced.state, replaced.settled_at) = (State::Rerouted, Some(at));
                        if !step(tx, &replaced, old.state, None).await? {
                            return Err(StoreError::Conflict);
                        }
                    }
                }
                for planned in &plan.referrals {
                    let agreement = book.agreement_at(planned.agreement);
                    if let Some(capacity) = agreement.capacity
                        && !take(tx, &agreement.id, 1, capacity).await?
                    {
                        return Err(StoreError::NoPlace);
                    }
                }
                let made = referrals(&service, report, &plan.referrals, &mut now, at);
                write_referrals(tx, made.iter().collect()).await?;
                outbox::insert(tx, notices(&service, &made, at).iter().collect()).await?;
                clear_unplaced(tx, report).await?;
                write_unplaced(tx, unplaced(&service, report, &keys, &plan, at)?.iter().collect()).await?;
                audit::insert(tx, vec![&service.audit("service", "report-routed-again", Some(report), None)]).await
            })
        })
        .await
}
