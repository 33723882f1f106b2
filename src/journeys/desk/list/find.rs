//! Finding reports by a number, an address, a name or a place: short marks lead to candidates, which are opened and compared in memory.
//! What was searched for stands nowhere but in the sealed session of whoever searched.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::record::Action;
use waymark_core::head::{Head, ReportState};
use waymark_core::report::{Contact, IncidentSection, Section, Told, Trace, TraceKind, Victim};
use waymark_core::staff::{Act, Scope};
use waymark_core::vault::{OpenFault, Place, ReportKeys};

use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::list::district::district_name;
use crate::journeys::desk::list::inbox::reach;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::journeys::service::note::note;
use crate::storage::case::inbox::Whose;
use crate::storage::case::list::{self, Kept, Passed, What};
use crate::storage::case::mark::{self, candidates};
use crate::storage::engine::sql;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How many reports are marked in one turn of the rounds: letters leave in between.
const AT_ONCE: usize = 2 * sql::AT_ONCE;
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
pub async fn mark_due(service: &Arc<Service>) -> Result<Marked, StoreError> {
    if !service.vault.keyring().has_desk_key() {
        return Ok(Marked::default());
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let due = mark::unmarked(tx, AT_ONCE as i64).await?;
    if due.is_empty() {
        return Ok(Marked::default());
    }
    let reports: Vec<Uuid> = due.iter().map(|(report, _)| *report).collect();
    let kept = list::kept(tx, &reports, What::Told).await?;
    drop(conn);
    let marks = |(report, district): (Uuid, Option<String>)| {
        let marks = match kept.get(&report).map(|kept| marks_of(service, report, district.as_deref(), kept)) {
            Some(Ok(marks)) => marks,
            None => Vec::new(),
            Some(Err(error)) => {
                // One that cannot be opened must not hold up those behind it: it is found by its reference alone.
                tracing::error!(%report, %error, "a report could not be marked");
                Vec::new()
            }
        };
        (report, marks)
    };
    let rows: BTreeMap<Uuid, Vec<[u8; 3]>> = due.into_iter().map(marks).collect();
    let marked = Marked { reports: rows.len(), more: rows.len() == AT_ONCE };
    service.store.write(MarkReports { marks: rows, now: service.now() }).await?;
    Ok(marked)
}

/// Reports are found by their marks from now on.
struct MarkReports {
    marks: BTreeMap<Uuid, Vec<[u8; 3]>>,
    now: DateTime<Utc>,
}

impl Write for MarkReports {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        mark::mark(tx, &self.marks, self.now).await
    }
}

fn marks_of(service: &Service, report: Uuid, district: Option<&str>, kept: &Kept) -> Result<Vec<[u8; 3]>, StoreError> {
    // Two traces may share a mark.
    let traces = traces(service, report, district, kept)?;
    let marks: Result<BTreeSet<[u8; 3]>, OpenFault> = traces.iter().map(|trace| mark_of(service, trace)).collect();
    Ok(marks?.into_iter().collect())
}

/// What a report can be found by.
pub(crate) async fn traces_of(service: &Service, tx: &mut Tx<'_>, head: &Head) -> Result<BTreeSet<Trace>, StoreError> {
    let kept = list::kept(tx, &[head.id], What::Told).await?;
    kept.get(&head.id).map_or_else(|| Ok(BTreeSet::new()), |kept| traces(service, head.id, head.district.as_deref(), kept))
}

fn traces(service: &Service, report: Uuid, district: Option<&str>, kept: &Kept) -> Result<BTreeSet<Trace>, StoreError> {
    let keys = service.vault.unwrap(report, &kept.wrap)?;
    let story: IncidentSection = told(service, report, &keys, kept, Section::Incident)?;
    let victim: Victim = told(service, report, &keys, kept, Section::Victim)?;
    let contact: Contact = told(service, report, &keys, kept, Section::Contact)?;
    Ok(Trace::of(&story.incident, &victim, &contact, district))
}

fn told<T: DeserializeOwned>(
    service: &Service,
    report: Uuid,
    keys: &ReportKeys,
    kept: &Kept,
    section: Section,
) -> Result<T, StoreError> {
    let item = kept.items.iter().find(|(of, ..)| *of == section);
    let (_, number, sealed) = item.ok_or(StoreError::Row { table: "item", column: "section", id: report })?;
    Ok(service.vault.open(keys, &Place::item(report, section, *number), sealed)?)
}

/// A report that shares something.
pub(crate) struct Sharing {
    pub head: Head,
    pub kinds: BTreeSet<TraceKind>,
}

/// Open reports in somebody's reach that share one of these traces, the newest first, and whether there may be more: it stops when it has
/// as many as are wanted, and opens a few hundred at most.
pub(crate) async fn sharing(
    service: &Service,
    tx: &mut Tx<'_>,
    whose: &Whose,
    wanted: &BTreeSet<Trace>,
    without: &BTreeSet<Uuid>,
    most: usize,
) -> Result<(Vec<Sharing>, bool), StoreError> {
    let mut sought = BTreeSet::new();
    let opened = (OPENED + without.len()) as i64 + 1;
    for trace in wanted {
        sought.extend(candidates(tx, mark_of(service, trace)?, whose, opened).await?);
    }
    let sought: Vec<Uuid> = sought.into_iter().rev().filter(|report| !without.contains(report)).collect();
    let mut found = Vec::new();
    for some in sought[..sought.len().min(OPENED)].chunks(sql::AT_ONCE) {
        if found.len() >= most {
            return Ok((found, true));
        }
        let mut heads = list::heads(tx, some).await?;
        let kept = list::kept(tx, some, What::Told).await?;
        for report in some {
            let (Some(head), Some(kept)) = (heads.remove(report), kept.get(report)) else { continue };
            match traces(service, *report, head.district.as_deref(), kept) {
                Ok(has) => {
                    let kinds: BTreeSet<TraceKind> = has.intersection(wanted).map(|trace| trace.kind).collect();
                    found.extend((!kinds.is_empty()).then_some(Sharing { head, kinds }));
                }
                // One that does not open hides none of the others.
                Err(error) => tracing::error!(%report, %error, "a report could not be compared"),
            }
        }
    }
    Ok((found, sought.len() > OPENED))
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
waymark_core::redacted!(Search);

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
    let audited = service.audit(&who.actor(), Action::ReportsSearched, None, None);
    note(service, audited).await?;
    let mut conn = service.store.read().await?;
    let (found, more) = sharing(service, &mut conn.tx(), &whose, &wanted, &BTreeSet::new(), SHOWN + 1).await?;
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

impl Standing {
    fn of(passed: &Passed) -> Self {
        match (passed.held.len(), passed.live.len()) {
            (0, 0) if passed.waits => Self::Waits,
            (0, 0) if !passed.ever => Self::Nobody,
            (0, 0) => Self::Over,
            (0, live) => Self::PassedOn(live),
            (held, _) => Self::Held(held),
        }
    }
}

/// Where reports stand with the organisations.
pub(crate) async fn standings(tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Standing>, StoreError> {
    let passed = list::passed(tx, reports).await?;
    Ok(passed.iter().map(|(report, passed)| (*report, Standing::of(passed))).collect())
}

/// What a search found, of what is still there and in reach.
pub async fn hits(service: &Service, who: &SignedIn, search: &Search) -> Result<Vec<Hit>, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let heads = list::heads(tx, &search.found).await?;
    let own = if who.scope() == Scope::Own { list::assigned(tx, &search.found, who.id).await? } else { BTreeSet::new() };
    let standings = standings(tx, &search.found).await?;
    let in_reach = |head: &&Head| match who.scope() {
        Scope::All => true,
        Scope::Centre(centre) => head.centre.as_deref() == Some(centre.as_str()),
        Scope::Own => own.contains(&head.id),
        Scope::Nothing => false,
    };
    let there = search.found.iter().filter_map(|report| heads.get(report)).filter(|head| head.state == ReportState::Open);
    let hit = |head: &Head| Hit {
        reference: head.reference.to_string(),
        received_at: head.received_at,
        district: district_name(service, head.district.as_deref()),
        standing: standings.get(&head.id).copied().unwrap_or(Standing::Nobody),
    };
    Ok(there.filter(in_reach).map(hit).collect())
}

/// Whether reports wait to be marked: what was told a moment ago is not found yet.
pub async fn is_behind(service: &Service) -> Result<bool, StoreError> {
    let mut conn = service.store.read().await?;
    Ok(!mark::unmarked(&mut conn.tx(), 1).await?.is_empty())
}
