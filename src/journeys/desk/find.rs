//! Finding reports by a number, an address, a name or a place: short marks lead to candidates, which are opened and compared in memory.
//! What was searched for stands nowhere but in the sealed session of whoever searched.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::read::first;
use super::super::{Service, handling};
use super::inbox::reach;
use super::look_after::{CareFault, is_reached};
use super::sitting::SignedIn;
use crate::report::{Contact, IncidentSection, Section, Told, Trace, TraceKind, Victim};
use crate::staff::Act;
use crate::storage::inbox::Whose;
use crate::storage::mark::{self, candidates};
use crate::storage::referral::of_report;
use crate::storage::report::{Head, ReportState, by_id, unplaced};
use crate::storage::{StoreError, Tx, audit};
use crate::vault::{OpenFault, ReportKeys};

/// How many reports are marked in one turn of the rounds: letters leave in between.
const AT_ONCE: i64 = 50;
/// How many candidates a search opens at most.
const OPENED: usize = 200;
/// How many reports a search shows at most.
const SHOWN: usize = 50;

/// What became of reports that were not marked yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marked {
    /// How many were marked.
    pub reports: usize,
    /// Whether there may be more.
    pub more: bool,
}

/// The mark under which a trace is found.
///
/// # Errors
/// When this process has no desk key.
pub fn mark_of(service: &Service, trace: &Trace) -> Result<[u8; 3], OpenFault> {
    let use_for = match trace.kind {
        TraceKind::Phone => "trace phone",
        TraceKind::Email => "trace email",
        TraceKind::Name => "trace name",
        TraceKind::Place => "trace place",
    };
    service.vault.short_mark(use_for, trace.reveal().as_bytes())
}

/// Marks some reports that are not marked yet. Hosts that take reports in have no desk key; whoever has it does this in its rounds.
///
/// # Errors
/// When the database does not answer.
pub async fn mark_due(service: &Arc<Service>) -> Result<Marked, StoreError> {
    if !service.vault.keyring().has_desk_key() {
        return Ok(Marked::default());
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let due = mark::unmarked(tx, AT_ONCE).await?;
    if due.is_empty() {
        return Ok(Marked::default());
    }
    let mut rows = Vec::with_capacity(due.len());
    for (report, district) in due {
        let marks = match marks_of(service, tx, report, district.as_deref()).await {
            Ok(marks) => marks,
            Err(failed @ (StoreError::Closed | StoreError::Database(_))) => return Err(failed),
            Err(error) => {
                // One that cannot be opened must not hold up those behind it: it is found by its reference alone.
                tracing::error!(%report, %error, "a report could not be marked");
                Vec::new()
            }
        };
        rows.push((report, marks));
    }
    drop(conn);
    let marked = Marked { reports: rows.len(), more: rows.len() as i64 == AT_ONCE };
    let (rows, now) = (Arc::new(rows), service.now());
    service
        .store
        .write(move |tx| {
            let rows = Arc::clone(&rows);
            Box::pin(async move {
                for (report, marks) in rows.iter() {
                    mark::mark(tx, *report, marks, now).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(marked)
}

async fn marks_of(service: &Service, tx: &mut Tx<'_>, report: Uuid, district: Option<&str>) -> Result<Vec<[u8; 3]>, StoreError> {
    let Some(keys) = handling::keys(service, tx, report).await? else { return Ok(Vec::new()) };
    let traces = traces(service, tx, report, district, &keys).await?;
    // Two traces may share a mark.
    let marks: Result<BTreeSet<[u8; 3]>, OpenFault> = traces.iter().map(|trace| mark_of(service, trace)).collect();
    Ok(marks?.into_iter().collect())
}

/// What a report can be found by.
pub(super) async fn traces(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    district: Option<&str>,
    keys: &ReportKeys,
) -> Result<BTreeSet<Trace>, StoreError> {
    let story: IncidentSection = first(service, tx, report, Section::Incident, keys).await?;
    let victim: Victim = first(service, tx, report, Section::Victim, keys).await?;
    let contact: Contact = first(service, tx, report, Section::Contact, keys).await?;
    Ok(Trace::of(&story.incident, &victim, &contact, district))
}

/// A report that shares something.
pub(super) struct Sharing {
    pub head: Head,
    pub kinds: BTreeSet<TraceKind>,
}

/// Open reports in somebody's reach that share one of these traces, the newest first, and whether there were too many to open.
pub(super) async fn sharing(
    service: &Service,
    tx: &mut Tx<'_>,
    whose: &Whose,
    wanted: &BTreeSet<Trace>,
    without: &BTreeSet<Uuid>,
) -> Result<(Vec<Sharing>, bool), StoreError> {
    let mut sought = BTreeSet::new();
    let most = (OPENED + without.len()) as i64 + 1;
    for trace in wanted {
        sought.extend(candidates(tx, mark_of(service, trace)?, whose, most).await?);
    }
    let sought: Vec<Uuid> = sought.into_iter().rev().filter(|report| !without.contains(report)).collect();
    let mut found = Vec::new();
    for report in sought.iter().take(OPENED) {
        match compared(service, tx, *report, wanted).await {
            Ok(shares) => found.extend(shares),
            // One that does not open hides none of the others.
            Err(StoreError::Sealed(fault)) => tracing::error!(%report, %fault, "a report could not be compared"),
            Err(error) => return Err(error),
        }
    }
    Ok((found, sought.len() > OPENED))
}

/// Opens a candidate: what it shares, if it does.
async fn compared(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    wanted: &BTreeSet<Trace>,
) -> Result<Option<Sharing>, StoreError> {
    let Some(head) = by_id(tx, report).await? else { return Ok(None) };
    let Some(keys) = handling::keys(service, tx, report).await? else { return Ok(None) };
    let has = traces(service, tx, report, head.district.as_deref(), &keys).await?;
    let kinds: BTreeSet<TraceKind> = has.intersection(wanted).map(|trace| trace.kind).collect();
    Ok((!kinds.is_empty()).then_some(Sharing { head, kinds }))
}

/// A search, as it is kept for whoever made it.
#[derive(Serialize, Deserialize)]
pub struct Search {
    /// What was typed.
    pub typed: Told,
    /// What came of it.
    pub outcome: Outcome,
    found: Vec<Uuid>,
}
crate::redacted!(Search);

/// What came of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Every report there is.
    Whole,
    /// There are more than are shown.
    TooMany,
    /// It was too short to look for, or a part of something.
    TooShort,
}

/// Searches in somebody's reach. That they searched is written down, and not for what.
///
/// # Errors
/// When they may not, or the database does not answer.
pub async fn search(service: &Arc<Service>, who: &SignedIn, typed: Told) -> Result<Search, CareFault> {
    let Some(whose) = reach(who).filter(|_| who.may(Act::Open)) else { return Err(CareFault::NotAllowed) };
    let wanted: BTreeSet<Trace> = Trace::typed(typed.reveal()).into_iter().collect();
    if wanted.is_empty() {
        return Ok(Search { typed, outcome: Outcome::TooShort, found: Vec::new() });
    }
    let audited = service.audit(who.actor(), "reports-searched", None, None);
    service
        .store
        .write(move |tx| {
            let audited = audited.clone();
            Box::pin(async move { audit::insert(tx, vec![&audited]).await })
        })
        .await?;
    let mut conn = service.store.read().await?;
    let (found, more) = sharing(service, &mut conn.tx(), &whose, &wanted, &BTreeSet::new()).await?;
    let outcome = if more || found.len() > SHOWN { Outcome::TooMany } else { Outcome::Whole };
    let found = found.into_iter().take(SHOWN).map(|one| one.head.id).collect();
    Ok(Search { typed, outcome, found })
}

/// A report as a list shows it to whoever may open it.
pub struct Hit {
    /// The spoken name.
    pub reference: String,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The name of its district.
    pub district: Option<String>,
    /// Where it stands.
    pub standing: Standing,
}

/// Where a report stands with the organisations, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// So many organisations said that they have it.
    Held(usize),
    /// So many were sent it and said nothing yet.
    PassedOn(usize),
    /// Nobody takes it for now.
    Waits,
    /// Nobody has it any more.
    Over,
    /// Nobody was told.
    Nobody,
}

/// The name of a district.
pub(super) fn district_name(service: &Service, code: Option<&str>) -> Option<String> {
    let gazetteer = &service.book.gazetteer;
    gazetteer.district(code?).and_then(|code| gazetteer.name(code)).map(str::to_owned)
}

/// Where a report stands with the organisations.
pub(super) async fn standing(tx: &mut Tx<'_>, report: Uuid) -> Result<Standing, StoreError> {
    let referrals = of_report(tx, report).await?;
    let agencies = |counts: &dyn Fn(&crate::storage::referral::Referral) -> bool| {
        referrals.iter().filter(|one| counts(one)).map(|one| one.agency.as_str()).collect::<BTreeSet<_>>().len()
    };
    let answered = agencies(&|one| one.state.is_live() && one.acknowledged_at.is_some());
    let live = agencies(&|one| one.state.is_live());
    let waits = !unplaced(tx, report).await?.is_empty();
    Ok(match (answered, live) {
        (0, 0) if waits => Standing::Waits,
        (0, 0) if referrals.is_empty() => Standing::Nobody,
        (0, 0) => Standing::Over,
        (0, live) => Standing::PassedOn(live),
        (answered, _) => Standing::Held(answered),
    })
}

/// What a search found, of what is still there and in reach.
///
/// # Errors
/// When the database does not answer.
pub async fn hits(service: &Service, who: &SignedIn, search: &Search) -> Result<Vec<Hit>, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let mut hits = Vec::with_capacity(search.found.len());
    for report in &search.found {
        let Some(head) = by_id(tx, *report).await? else { continue };
        if head.state != ReportState::Open || !is_reached(tx, who, &head).await? {
            continue;
        }
        let standing = standing(tx, head.id).await?;
        let district = district_name(service, head.district.as_deref());
        hits.push(Hit { reference: head.reference.to_string(), received_at: head.received_at, district, standing });
    }
    Ok(hits)
}

/// Whether reports wait to be marked: what was told a moment ago is not found yet.
///
/// # Errors
/// When the database does not answer.
pub async fn is_behind(service: &Service) -> Result<bool, StoreError> {
    let mut conn = service.store.read().await?;
    Ok(!mark::unmarked(&mut conn.tx(), 1).await?.is_empty())
}
