//! Reports that wait for a place leave by themselves when one is free, longest first; after 14 days the permission to wait lapses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::record::Action;
use waymark_core::handling::waiting::Waiting;
use waymark_core::report::permission::{Granted, Value};
use waymark_core::report::{Permission, Purpose};
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, NotTaken, Step, take};
use crate::journeys::placing::existing::{Held, held};
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::placing::reroute::{finds_a_place, reroute};
use crate::journeys::service::Service;
use crate::storage::case::load::loads;
use crate::storage::case::report::unplaced;
use crate::storage::case::waiting;
use waymark_core::store_error::StoreError;

/// How long a report waits for a place before its permission lapses (CONTRACT §3, rule 5).
pub const PATIENCE: Duration = Duration::days(14);
/// How many reports are looked at in one turn.
const AT_ONCE: i64 = 50;

/// What the rounds remember of places from turn to turn. Forgotten at the end of the process: a fresh one looks at everything once.
#[derive(Default)]
pub struct Watch {
    /// Free places by agreement, as they were seen last.
    free: BTreeMap<AgreementId, u32>,
    /// Agreements with a place that was not free before.
    freed: BTreeSet<AgreementId>,
    /// The report that was looked at last, while all that wait are gone through.
    at: Option<(DateTime<Utc>, Uuid)>,
    /// What began to wait until then was looked at for its lapse.
    lapsed_up_to: Option<DateTime<Utc>>,
}

impl Watch {
    /// Notes which places are free. One that was not free before sends the search back to whoever waits longest; says whether there
    /// was one.
    fn notice(&mut self, free: BTreeMap<AgreementId, u32>) -> bool {
        let more = |(id, now): (&AgreementId, &u32)| (*now > self.free.get(id).copied().unwrap_or(0)).then(|| id.clone());
        let freed: Vec<AgreementId> = free.iter().filter_map(more).collect();
        let again = !freed.is_empty();
        if again {
            self.freed.extend(freed);
            self.at = Some((DateTime::UNIX_EPOCH, Uuid::nil()));
        }
        self.free = free;
        again
    }

    /// Whether a place that became free still is.
    fn has_room(&self) -> bool {
        self.freed.iter().any(|id| self.free.get(id).is_some_and(|free| *free > 0))
    }

    fn rest(&mut self) {
        self.at = None;
        self.freed.clear();
    }
}

/// What became of those that wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Reports that were routed again.
    pub routed: usize,
    /// Whether there are more to look at now.
    pub more: bool,
}

/// Free places of agreements in force: as many as there are when there is no limit.
async fn free_places(service: &Service) -> Result<BTreeMap<AgreementId, u32>, StoreError> {
    let mut conn = service.store.read().await?;
    let counts = loads(&mut conn.tx()).await?;
    let now = service.book.now(counts.iter().map(|(id, open)| (id.as_str(), *open)));
    let today = london_day(service.now());
    let mut free = BTreeMap::new();
    for agreement in service.book.serving(today).agreements() {
        let open = service.book.place(&agreement.id).map_or(0, |place| now.open(place));
        let places = agreement.capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(open));
        free.insert(agreement.id.clone(), places);
    }
    Ok(free)
}

/// Lets those that wait longest leave while places that became free are there, some at a time.
///
/// # Errors
/// When the database does not answer. The search goes on where it was.
pub async fn leave(service: &Arc<Service>, watch: &mut Watch) -> Result<Left, StoreError> {
    let mut left = Left::default();
    watch.notice(free_places(service).await?);
    let Some(after) = watch.at else { return Ok(left) };
    let mut conn = service.store.read().await?;
    let batch = waiting::next(&mut conn.tx(), after, AT_ONCE).await?;
    drop(conn);
    if batch.is_empty() {
        watch.rest();
    }
    for (since, report) in batch {
        if !watch.has_room() {
            watch.rest();
            break;
        }
        match try_one(service, report).await {
            Ok(true) => {
                left.routed += 1;
                watch.at = Some((since, report));
                if watch.notice(free_places(service).await?) {
                    break;
                }
            }
            Ok(false) => watch.at = Some((since, report)),
            Err(failed @ (StoreError::Closed | StoreError::Database(_))) => return Err(failed),
            Err(error) => {
                // One that cannot be opened must not hold up those behind it.
                tracing::error!(%report, %error, "a report that waits could not be routed again");
                watch.at = Some((since, report));
            }
        }
    }
    left.more = watch.at.is_some();
    Ok(left)
}

async fn try_one(service: &Arc<Service>, report: Uuid) -> Result<bool, StoreError> {
    if !finds_a_place(service, report).await? {
        return Ok(false);
    }
    match reroute(service, report).await {
        // Somebody else took the place meanwhile.
        Err(StoreError::NoPlace) => Ok(false),
        outcome => outcome.map(|()| true),
    }
}

/// Ends the permission of those that have waited for a place for too long. Says of how many reports.
///
/// # Errors
/// When the database does not answer. They are looked at again then.
pub async fn lapse(service: &Arc<Service>, watch: &mut Watch) -> Result<usize, StoreError> {
    let (from, to) = (watch.lapsed_up_to.unwrap_or(DateTime::UNIX_EPOCH), service.now() - PATIENCE);
    let mut conn = service.store.read().await?;
    let reports = waiting::since(&mut conn.tx(), from, to).await?;
    drop(conn);
    let (mut lapsed, mut all) = (0, true);
    for report in reports {
        match take(service, By::Service, report, Lapse).await {
            Ok(Looked::Lapsed) => lapsed += 1,
            Ok(Looked::Stays) | Err(NotTaken::Refused(_)) => {}
            Ok(Looked::NotYet) => all = false,
            Err(NotTaken::Store(failed @ (StoreError::Closed | StoreError::Database(_)))) => return Err(failed),
            Err(NotTaken::Store(error)) => tracing::error!(%report, %error, "a permission could not lapse"),
        }
    }
    if all {
        watch.lapsed_up_to = Some(to);
    }
    Ok(lapsed)
}

/// What became of a report that has waited for long.
enum Looked {
    Lapsed,
    Stays,
    NotYet,
}

/// The permission of a report that has waited for too long ends, for what it waits for.
struct Lapse;

impl Step for Lapse {
    type Done = Looked;
    type Fault = NotTaken;
    const NEEDS: Needs = Needs::Service;
    const RECORD: Action = Action::PermissionLapsed;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<Looked, Halt<NotTaken>> {
        let (service, report, now) = (case.service, case.report, case.now);
        let told = case.handling().await?;
        if !told.wishes.is_empty() {
            // What the person wished since is worked out first: a job is due for it.
            case.changes_nothing();
            return Ok(Looked::NotYet);
        }
        let mut waits = Vec::new();
        for row in unplaced(case.tx, report).await? {
            let waiting: Waiting = service.vault.open(&case.keys, &unplaced_place(report, row.number), &row.sealed)?;
            waits.push((row, waiting));
        }
        let too_long = |(row, waiting): &&(_, Waiting)| {
            let row: &crate::storage::case::report::Waiting = row;
            waiting.waits_for_a_place() && row.since <= now - PATIENCE
        };
        let purposes: BTreeSet<Purpose> =
            waits.iter().filter(too_long).filter_map(|(_, waiting)| Purpose::from_id(&waiting.purpose)).collect();
        if purposes.is_empty() {
            case.changes_nothing();
            return Ok(Looked::Stays);
        }
        let held = held(service, case.tx, report, &case.keys, &told).await?;
        let permission = without(&told, &held, &purposes);
        case.append(&Entry::Lapsed { purposes: purposes.clone(), permission }).await?;
        for (row, mut waiting) in waits {
            if Purpose::from_id(&waiting.purpose).is_some_and(|purpose| purposes.contains(&purpose)) {
                waiting.lapsed_at = Some(now);
                let sealed = service.vault.seal(&case.keys, &unplaced_place(report, row.number), &waiting)?;
                waiting::reseal(case.tx, report, row.number, &sealed).await?;
            }
        }
        case.tell().await?;
        Ok(Looked::Lapsed)
    }
}

/// The permission without these purposes: whoever has the report for one of them keeps it, and nobody else gets it.
fn without(told: &Handling, held: &[Held], purposes: &BTreeSet<Purpose>) -> Permission {
    let mut permission = told.given.clone();
    for purpose in purposes {
        permission.purposes.insert(*purpose, Value::No);
        for entries in permission.agencies.values_mut() {
            entries.remove(purpose);
        }
    }
    permission.agencies.retain(|_, entries| !entries.is_empty());
    for one in held.iter().filter(|one| one.allowed && purposes.contains(&one.referral.purpose)) {
        let value = if one.granted == Granted::Full { Value::Full } else { Value::Anonymous };
        permission.agencies.entry(one.referral.agency.clone()).or_default().insert(one.referral.purpose, value);
    }
    permission
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free(places: &[(&str, u32)]) -> BTreeMap<AgreementId, u32> {
        places.iter().map(|(id, free)| (AgreementId::from(*id), *free)).collect()
    }

    #[test]
    fn a_place_that_becomes_free_starts_the_search_and_one_that_is_taken_ends_it() {
        let mut watch = Watch::default();
        watch.notice(free(&[("a", 0), ("b", 0)]));
        assert!(watch.at.is_none(), "nothing is free");
        watch.notice(free(&[("a", 1), ("b", 0)]));
        assert!(watch.at.is_some() && watch.has_room());
        watch.notice(free(&[("a", 0), ("b", 0)]));
        assert!(!watch.has_room());
        watch.rest();
        watch.notice(free(&[("a", 0), ("b", 0), ("c", u32::MAX)]));
        assert!(watch.at.is_some() && watch.has_room(), "an agreement that is new has places too");
        watch.rest();
        watch.notice(free(&[("a", 0), ("b", 0), ("c", u32::MAX)]));
        assert!(watch.at.is_none(), "what was free before starts nothing");
    }
}
