//! A report is routed again: after its reporter changed permission, or when an organisation may not have it any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::{TaskKind, reads_without_names};
use waymark_core::handling::waiting::{Waiting, waiting};
use waymark_core::head::ReportState;
use waymark_core::places::AreaCode;
use waymark_core::referral::{ByHand, State, Step};
use waymark_core::report::permission::Granted;
use waymark_core::report::{IncidentSection, Purpose, Section};
use waymark_core::routing::{Agreement, Book, Now, Plan, Planned, Reason, Unplaced, route};
use waymark_core::vault::ReportKeys;
use waymark_core::vocabulary::AgencyId;

use crate::journeys::case;
use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::parts::first;
use crate::journeys::case::step::{Halt, NotTaken};
use crate::journeys::case::{handling, questions};
use crate::journeys::placing::alternative::{after_declines, covers, is_like};
use crate::journeys::placing::asks::{Asks, accepted};
use crate::journeys::placing::existing::{Held, as_held, held, placed_by_hand, waiting_since};
use crate::journeys::placing::make::{Origin, notices, referrals, unplaced};
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::load::{loads, take};
use crate::storage::case::referral::step;
use crate::storage::case::report::{by_id, clear_unplaced};
use crate::storage::case::submission::{write_referrals, write_unplaced};
use crate::storage::case::undelivered;
use crate::storage::due::due;
use waymark_core::store_error::StoreError;

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

/// A report as it stands, and what routing says of it now.
struct Again {
    told: Handling,
    held: Vec<Held>,
    now: Now,
    plan: Plan,
    /// Whom the person is to be asked about.
    asks: Asks,
    /// The places of agreements that the desk proposed and the person said yes to.
    accepted: BTreeSet<usize>,
}

/// Who would get a report, and whom its person would be asked about first.
pub(crate) struct Would {
    /// Whoever gets it at once, and how much.
    pub gets: Vec<(AgencyId, Purpose, Granted)>,
    /// Whom the person is asked about first.
    pub asks: Vec<(AgencyId, Purpose)>,
    /// Whether nothing goes out by itself now.
    pub still: bool,
}

/// Who would get a report were it in this district. Changes nothing.
pub(crate) async fn would(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    district: AreaCode,
) -> Result<Would, StoreError> {
    let mut told = handling::read(service, tx, report, keys).await?;
    told.facts.district = Some(district);
    let Again { told, plan, asks, .. } = work_out(service, tx, report, keys, (told, service.now())).await?;
    if told.is_still() {
        return Ok(Would { gets: Vec::new(), asks: Vec::new(), still: true });
    }
    let agency = |planned: &Planned| service.book.agreement_at(planned.agreement).agency.clone();
    let gets = plan.referrals.iter().map(|planned| (agency(planned), planned.purpose, planned.granted)).collect();
    let mut waits: Vec<_> = plan.unplaced.iter().map(|entry| (waiting(entry), service.now())).collect();
    asks.name(&mut waits);
    // By purpose, each once.
    let mut asks: Vec<(AgencyId, Purpose)> = waits.iter().flat_map(|(waiting, _)| waiting.asked_about()).collect();
    asks.sort_by(|one, other| (one.1, &one.0).cmp(&(other.1, &other.0)));
    asks.dedup();
    Ok(Would { gets, asks, still: false })
}

/// Works out what routing a report again would do. Changes nothing.
async fn again(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    at: DateTime<Utc>,
) -> Result<Again, StoreError> {
    let told = handling::read(service, tx, report, keys).await?;
    work_out(service, tx, report, keys, (told, at)).await
}

/// The same of a report that stands so at this time.
async fn work_out(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    (told, at): (Handling, DateTime<Utc>),
) -> Result<Again, StoreError> {
    let held = held(service, tx, report, keys, &told).await?;
    let counts = loads(tx).await?;
    let now = as_held(&service.book, &counts, &held);
    let (book, day) = (&service.book, london_day(at));
    let permission = after_declines(book, &told, &held);
    let mut plan = route(book, &told.facts, &permission, day, &now);
    plan.referrals.retain(|planned| !held.iter().any(|one| one.has(planned, book)));
    let of = (&told, &permission, &*held, &now);
    let accepted = accepted(service, of, &plan);
    let places = accepted.iter().map(|planned| planned.agreement).collect();
    plan.referrals.extend(accepted);
    let asks = Asks::of(service, of);
    Ok(Again { told, held, now, plan, asks, accepted: places })
}

/// Whether a report waits for a place and would find one now. Changes nothing.
pub(crate) async fn finds_a_place(service: &Service, report: Uuid) -> Result<bool, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    if by_id(tx, report).await?.is_none_or(|head| head.state != ReportState::Open) {
        return Ok(false);
    }
    let Some(keys) = handling::keys(service, tx, report).await? else { return Ok(false) };
    let waits = waiting_since(service, tx, report, &keys).await?;
    if !waits.iter().any(|(waiting, _)| waiting.waits_for_a_place()) {
        return Ok(false);
    }
    let again = again(service, tx, report, &keys, service.now()).await?;
    let asks = again.plan.unplaced.iter().any(|entry| entry.reason == Reason::AskFirst && was_full(&waits, entry));
    Ok(!again.told.is_still() && (asks || !again.plan.referrals.is_empty()))
}

async fn once(service: &Arc<Service>, report: Uuid) -> Result<(), StoreError> {
    match case::step::take(service, By::Service, report, Reroute).await {
        Ok(()) | Err(NotTaken::Refused(_)) => Ok(()),
        Err(NotTaken::Store(error)) => Err(error),
    }
}

/// A report is routed again. Two processes do so one after the other, and not while it is erased.
struct Reroute;

impl case::step::Step for Reroute {
    type Done = ();
    type Fault = NotTaken;
    const NEEDS: Needs = Needs::Service;
    const RECORD: Action = Action::ReportRoutedAgain;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<NotTaken>> {
        let (service, report, at) = (case.service, case.report, case.now);
        let Again { told, held, mut now, plan, asks, accepted } = again(service, case.tx, report, &case.keys, at).await?;
        questions::over(service, case.tx, report, &case.keys, at).await?;
        if told.is_still() {
            case.changes_nothing();
            return Ok(());
        }
        handling::take_wishes_over(service, case.tx, report, &case.keys, &told, at).await?;
        replace(service, case.tx, &plan, &held, at).await?;
        for planned in &plan.referrals {
            let agreement = service.book.agreement_at(planned.agreement);
            if let Some(capacity) = agreement.capacity
                && !take(case.tx, &agreement.id, 1, capacity).await?
            {
                return Err(StoreError::NoPlace.into());
            }
        }
        let (by_hand, by_rule): (Vec<_>, Vec<_>) =
            plan.referrals.iter().cloned().partition(|one| accepted.contains(&one.agreement));
        let from = Origin { report, keys: &case.keys, asked: told.asked.as_ref(), at, by_hand: None };
        let mut made = referrals(service, &from, &by_rule, &mut now)?;
        made.extend(referrals(service, &Origin { by_hand: Some(ByHand::Placed), ..from }, &by_hand, &mut now)?);
        write_referrals(case.tx, made.iter().collect()).await?;
        due::insert(case.tx, notices(service, &made, at).iter().collect()).await?;
        if !made.is_empty() && told.wishes.is_empty() {
            // Whoever just chose again looks at the page already.
            case.tell().await?;
        }
        let mut placed = placed_by_hand(&service.book, &held);
        placed.extend(accepted.iter().map(|place| service.book.agreement_at(*place)));
        let before = waiting_since(service, case.tx, report, &case.keys).await?;
        clear_unplaced(case.tx, report).await?;
        let waited = !before.is_empty();
        let mut waiting = still_waiting(&told, &plan, before.clone(), at, &placed);
        asks.name(&mut waiting);
        if told.wishes.is_empty() && waiting.iter().any(|(now, _)| asks_anew(&before, now)) {
            // Somebody could help, and nobody tells them before the person saw their name.
            case.tell().await?;
        }
        let waits = unplaced(service, report, &case.keys, &waiting)?;
        write_unplaced(case.tx, waits.iter().collect()).await?;
        needs_somebody(case, waited, !waits.is_empty(), (&plan, &told)).await?;
        Ok(declined_no_more(case, (&plan, &told, &held)).await?)
    }
}

/// Whether what is unplaced now waited for a place before.
fn was_full(before: &[(Waiting, DateTime<Utc>)], entry: &Unplaced) -> bool {
    let now = waiting(entry);
    before.iter().any(|(old, _)| old.waits_for_a_place() && old.purpose == now.purpose && old.strand == now.strand)
}

/// Whether the person is to be asked about somebody about whom they were not asked before.
fn asks_anew(before: &[(Waiting, DateTime<Utc>)], now: &Waiting) -> bool {
    let known = |agency: &AgencyId| before.iter().any(|(old, _)| old.purpose == now.purpose && old.asks.contains(agency));
    !now.asks.iter().all(known)
}

/// Somebody looks at what newly waits, or is to be written without names; what waits no longer needs nobody.
async fn needs_somebody(
    case: &mut Case<'_, '_>,
    waited: bool,
    waits: bool,
    (plan, told): (&Plan, &Handling),
) -> Result<(), StoreError> {
    if waited && !waits {
        case.done(TaskKind::Unplaced).await?;
    }
    if waits && !waited {
        case.needs(TaskKind::Unplaced, false).await?;
    }
    if told.released.is_none() && reads_without_names(plan) {
        let story: IncidentSection = first(case.service, case.tx, case.report, Section::Incident, &case.keys).await?;
        if story.incident.account.is_some() {
            case.needs(TaskKind::Release, false).await?;
        }
    }
    Ok(())
}

/// Ends the task that says that an organisation declined, when what each of those who declined was asked for is now with another like
/// it, or is no wish any more. What was passed on without permission is declined for a person to see.
async fn declined_no_more(case: &mut Case<'_, '_>, (plan, told, held): (&Plan, &Handling, &[Held])) -> Result<(), StoreError> {
    if !all_taken_over(&case.service.book, plan, told, held) {
        return Ok(());
    }
    let known = |id: Uuid| held.iter().any(|one| one.referral.id == id);
    let all = case.referrals().await?;
    if all.iter().any(|one| one.state == State::Declined && !known(one.id)) {
        return Ok(());
    }
    case.done(TaskKind::Declined).await
}

/// Whether somebody declined, and what each of them was asked for is with another like it or is no wish any more.
fn all_taken_over(book: &Book, plan: &Plan, told: &Handling, held: &[Held]) -> bool {
    let over = |one: &Held| {
        let purpose = one.referral.purpose;
        let has = |other: &Held| other.allowed && other.referral.purpose == purpose && covers(book, other, one);
        let like = |found: &Agreement| book.agreement(&one.referral.agreement).is_none_or(|gone| is_like(gone, found));
        let gets = |planned: &Planned| planned.purpose == purpose && like(book.agreement_at(planned.agreement));
        !told.permission.wants(purpose) || held.iter().any(has) || plan.referrals.iter().any(gets)
    };
    let mut gone = held.iter().filter(|one| one.referral.state == State::Declined).peekable();
    gone.peek().is_some() && gone.all(over)
}

/// What waits after routing again, and since when. What lapsed stays as it is until the person speaks of it again; a wish counts from
/// when it was renewed, and a place is waited for since all were full.
fn still_waiting(
    told: &Handling,
    plan: &Plan,
    before: Vec<(Waiting, DateTime<Utc>)>,
    at: DateTime<Utc>,
    placed: &[&Agreement],
) -> Vec<(Waiting, DateTime<Utc>)> {
    let fresh = plan.unplaced.iter().filter(|entry| !told.lapsed.contains(&entry.purpose)).map(|entry| {
        let now = waiting(entry);
        let same = before.iter().find(|(old, _)| old.purpose == now.purpose && old.strand == now.strand);
        let begins_anew = |old: &Waiting| now.waits_for_a_place() && !old.waits_for_a_place();
        let since = same.map_or(at, |(old, since)| if begins_anew(old) { at } else { *since });
        let since = told.renewed_at(entry.purpose).map_or(since, |renewed| since.max(renewed));
        (now, since)
    });
    let mut fresh: Vec<_> = fresh.collect();
    for agreement in placed {
        fresh = waymark_core::handling::waiting::left_waiting(agreement, fresh);
    }
    let lapsed = |(waiting, _): &(Waiting, DateTime<Utc>)| {
        Purpose::from_id(&waiting.purpose).is_some_and(|purpose| told.lapsed.contains(&purpose))
    };
    before.into_iter().filter(lapsed).chain(fresh).collect()
}

/// Where an organisation gets a new referral for the same purpose – more is allowed now, or its agreement was renewed – the old one ends.
async fn replace(service: &Service, tx: &mut Tx<'_>, plan: &Plan, held: &[Held], at: DateTime<Utc>) -> Result<(), StoreError> {
    for planned in &plan.referrals {
        let agency = &service.book.agreement_at(planned.agreement).agency;
        for old in held.iter().filter(|one| one.is_for(agency, planned)) {
            let mut ended = old.referral.clone();
            let Ok(moved) = ended.take(Step::Replace, at) else { continue };
            if !step(tx, &ended, moved).await? {
                return Err(StoreError::Conflict);
            }
            due::needless(tx, ended.id, at).await?;
            undelivered::none_undelivered(tx, ended.report, at).await?;
        }
    }
    Ok(())
}
