//! Reports that belong together: somebody at the desk links them, each says so in its own `handling`, and over all steps they show a
//! pattern. Nothing is shown, and nothing is followed, of a report that was erased or is not in reach.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::head::{Head, ReportState};
use waymark_core::report::{Bond, IncidentSection, RiskLevel, Section, Told, TraceKind};
use waymark_core::staff::Act;
use waymark_core::vault::ReportKeys;
use waymark_core::vocabulary::Id;

use crate::journeys::case::handling;
use crate::journeys::case::parts::first;
use crate::journeys::desk;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::list::district::district_name;
use crate::journeys::desk::list::find::{Sharing, Standing, sharing, standings, traces_of};
use crate::journeys::desk::list::inbox::reach;
use crate::journeys::desk::reach::{CareFault, is_reached};
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::report::{self, by_id};
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How many reports a pattern shows at most.
const MOST: usize = 40;
/// How many suggestions stand beneath it.
const SUGGESTED: usize = 10;

/// A link as `handling` has it now.
#[derive(Clone)]
struct Link {
    bond: Bond,
    note: Told,
    by: Told,
}

/// The links of a report: the newest word on each other report counts.
fn links_of(entries: &[(DateTime<Utc>, Entry)]) -> BTreeMap<Uuid, Link> {
    let mut links = BTreeMap::new();
    for (_, entry) in entries {
        match entry {
            Entry::Linked { other, bond, note, by } => {
                links.insert(*other, Link { bond: *bond, note: note.clone(), by: by.clone() });
            }
            Entry::Unlinked { other, .. } => {
                links.remove(other);
            }
            _ => {}
        }
    }
    links
}

/// A report of a pattern, opened.
struct Opened {
    head: Head,
    keys: ReportKeys,
    links: BTreeMap<Uuid, Link>,
}

/// The report and all that are linked with it over open reports in reach, and whether there are more than are shown.
async fn together(
    service: &Service,
    tx: &mut Tx<'_>,
    who: &SignedIn,
    start: Uuid,
) -> Result<(BTreeMap<Uuid, Opened>, bool), StoreError> {
    let (mut found, mut seen) = (BTreeMap::new(), BTreeSet::from([start]));
    let mut next = VecDeque::from([start]);
    while let Some(report) = next.pop_front() {
        let Some(head) = by_id(tx, report).await? else { continue };
        if head.state != ReportState::Open || !is_reached(tx, who, &head).await? {
            continue;
        }
        if found.len() == MOST {
            return Ok((found, true));
        }
        let Some(keys) = handling::keys(service, tx, report).await? else { continue };
        let links = links_of(&handling::entries(service, tx, report, &keys).await?);
        next.extend(links.keys().copied().filter(|other| seen.insert(*other)));
        found.insert(report, Opened { head, keys, links });
    }
    Ok((found, false))
}

/// Reports that belong together, in the order of time, and others that may.
pub struct Pattern {
    /// The reports.
    pub reports: Vec<Member>,
    /// Whether there are more.
    pub more: bool,
    /// Others that share something with the report it was asked for.
    pub suggestions: Vec<Suggestion>,
}

/// A report of a pattern.
pub struct Member {
    /// The spoken name.
    pub reference: String,
    /// The day it happened, or else the day it came in.
    pub day: NaiveDate,
    /// Whether the day it happened is known.
    pub happened: bool,
    /// The name of its district.
    pub district: Option<String>,
    /// Kinds of incident.
    pub types: Vec<Id>,
    /// Why it felt like hate.
    pub strands: Vec<Id>,
    /// The risk level; nothing while nobody assessed it.
    pub risk: Option<RiskLevel>,
    /// Where it stands with the organisations.
    pub standing: Standing,
    /// What links it, with what.
    pub bonds: Vec<Bound>,
    /// Whether it is the report that the pattern was asked for.
    pub own: bool,
    /// Whether it is linked with that one itself.
    pub direct: bool,
}

/// A link as a pattern shows it.
pub struct Bound {
    /// With which report.
    pub with: String,
    /// Why.
    pub bond: Bond,
    /// In which words.
    pub note: Told,
    /// Who said so.
    pub by: Told,
}

/// A report that may belong to it.
pub struct Suggestion {
    /// The spoken name.
    pub reference: String,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The name of its district.
    pub district: Option<String>,
    /// Where it stands with the organisations.
    pub standing: Standing,
    /// What it shares.
    pub shares: BTreeSet<TraceKind>,
}
waymark_core::redacted!(Pattern, Member, Bound, Suggestion);

impl Suggestion {
    /// What it would be linked as.
    #[must_use]
    pub fn bond(&self) -> Bond {
        if self.shares.iter().any(|kind| kind.is_of_a_person()) { Bond::SamePerson } else { Bond::SamePlace }
    }
}

/// What belongs together with a report that was opened.
///
/// # Errors
/// When they may not, or the report was erased.
pub async fn pattern(service: &Service, who: &SignedIn, head: &Head) -> Result<Pattern, CareFault> {
    let Some(whose) = reach(who).filter(|_| who.may(Act::Link)) else { return Err(CareFault::NotAllowed) };
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let (found, more) = together(service, tx, who, head.id).await?;
    let own = found.get(&head.id).ok_or(CareFault::Erased)?;
    let theirs = standings(tx, &found.keys().copied().collect::<Vec<_>>()).await?;
    let mut reports = Vec::with_capacity(found.len());
    for one in found.values() {
        let standing = theirs.get(&one.head.id).copied().unwrap_or(Standing::Nobody);
        reports.push(member(service, tx, one, head.id, &found, standing).await?);
    }
    reports.sort_by(|a, b| (a.day, &a.reference).cmp(&(b.day, &b.reference)));
    let wanted = traces_of(service, tx, &own.head).await?;
    let (mut like, _) = sharing(service, tx, &whose, &wanted, &found.keys().copied().collect(), SUGGESTED).await?;
    like.truncate(SUGGESTED);
    let theirs = standings(tx, &like.iter().map(|one| one.head.id).collect::<Vec<_>>()).await?;
    let suggestion = |one: Sharing| Suggestion {
        standing: theirs.get(&one.head.id).copied().unwrap_or(Standing::Nobody),
        reference: one.head.reference.to_string(),
        received_at: one.head.received_at,
        district: district_name(service, one.head.district.as_deref()),
        shares: one.kinds,
    };
    Ok(Pattern { reports, more, suggestions: like.into_iter().map(suggestion).collect() })
}

async fn member(
    service: &Service,
    tx: &mut Tx<'_>,
    one: &Opened,
    start: Uuid,
    all: &BTreeMap<Uuid, Opened>,
    standing: Standing,
) -> Result<Member, StoreError> {
    let id = one.head.id;
    let told = handling::read(service, tx, id, &one.keys).await?;
    let (facts, risk) = (told.facts, told.urgency.assessed());
    let story: IncidentSection = first(service, tx, id, Section::Incident, &one.keys).await?;
    let day = story.incident.when.and_then(|when| when.from).map(|from| from.day());
    let shown = |(other, link): (&Uuid, &Link)| {
        let with = all.get(other)?.head.reference.to_string();
        Some(Bound { with, bond: link.bond, note: link.note.clone(), by: link.by.clone() })
    };
    Ok(Member {
        reference: one.head.reference.to_string(),
        day: day.unwrap_or_else(|| london_day(one.head.received_at)),
        happened: day.is_some(),
        district: district_name(service, one.head.district.as_deref()),
        types: facts.types,
        strands: facts.strands,
        risk,
        standing,
        bonds: one.links.iter().filter_map(shown).collect(),
        own: id == start,
        direct: one.links.contains_key(&start),
    })
}

/// Why reports were not linked.
#[derive(Debug, thiserror::Error)]
pub enum LinkFault {
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// What must be mended: names of faults, all at once.
    #[error("something is missing or wrong")]
    Faulty(Vec<&'static str>),
    /// It was erased.
    #[error("the report was erased")]
    Erased,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// What somebody wants to link.
#[derive(Default)]
pub struct Linking {
    /// The other report, as they typed its reference.
    pub reference: String,
    /// Why.
    pub bond: Option<Bond>,
    /// In which words.
    pub note: Told,
}
waymark_core::redacted!(Linking);

async fn other(service: &Service, who: &SignedIn, head: &Head, reference: &str) -> Result<Result<Head, &'static str>, LinkFault> {
    match desk::reach::find(service, who, reference).await {
        Ok(other) if other.id == head.id => Ok(Err("itself")),
        Ok(other) => Ok(Ok(other)),
        Err(CareFault::Store(error)) => Err(error.into()),
        Err(_) => Ok(Err("unknown")),
    }
}

/// Links two reports: both say so.
///
/// # Errors
/// When they may not, something is missing, or it cannot be made durable.
pub async fn link(service: &Arc<Service>, who: &SignedIn, head: &Head, linking: Linking) -> Result<(), LinkFault> {
    if !who.may(Act::Link) {
        return Err(LinkFault::NotAllowed);
    }
    let found = other(service, who, head, &linking.reference).await?;
    let mut faults: Vec<&'static str> = found.as_ref().err().copied().into_iter().collect();
    if linking.bond.is_none() {
        faults.push("bond");
    }
    if linking.bond == Some(Bond::Other) && linking.note.is_blank() {
        faults.push("note");
    }
    let (Ok(other), Some(bond), true) = (found, linking.bond, faults.is_empty()) else { return Err(LinkFault::Faulty(faults)) };
    say_on_both(service, who, (head.id, other.id), Said::Linked { bond, note: linking.note }).await
}

/// Ends a link between two reports: both say so.
///
/// # Errors
/// When they may not, the other is not in reach, or it cannot be made durable.
pub async fn unlink(service: &Arc<Service>, who: &SignedIn, head: &Head, reference: &str) -> Result<(), LinkFault> {
    if !who.may(Act::Link) {
        return Err(LinkFault::NotAllowed);
    }
    let other = other(service, who, head, reference).await?.map_err(|fault| LinkFault::Faulty(vec![fault]))?;
    say_on_both(service, who, (head.id, other.id), Said::Unlinked).await
}

async fn say_on_both(service: &Arc<Service>, who: &SignedIn, both: (Uuid, Uuid), said: Said) -> Result<(), LinkFault> {
    let (actor, by) = (who.actor(), Told::new(&who.name));
    let saying = SayOnBoth { service: Arc::clone(service), both, said, actor, by };
    if write_again(service, saying).await? { Ok(()) } else { Err(LinkFault::Erased) }
}

/// What is said of two reports.
enum Said {
    /// They belong together.
    Linked { bond: Bond, note: Told },
    /// They do not.
    Unlinked,
}

/// Each of two reports says in its `handling` that it is linked with the other, or is no longer, with its line in the record.
struct SayOnBoth {
    service: Arc<Service>,
    both: (Uuid, Uuid),
    said: Said,
    actor: Actor,
    by: Told,
}

impl SayOnBoth {
    /// What a report says of the other.
    fn entry(&self, other: Uuid) -> Entry {
        let by = self.by.clone();
        match &self.said {
            Said::Linked { bond, note } => Entry::Linked { other, bond: *bond, note: note.clone(), by },
            Said::Unlinked => Entry::Unlinked { other, by },
        }
    }

    fn action(&self) -> Action {
        match self.said {
            Said::Linked { .. } => Action::ReportsLinked,
            Said::Unlinked => Action::ReportsUnlinked,
        }
    }
}

impl Write for SayOnBoth {
    /// Whether both are open.
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let (service, now) = (&self.service, self.service.now());
        // Always in the same order, so that two who link the same two do not wait for each other.
        let (one, other) = (self.both.0.min(self.both.1), self.both.0.max(self.both.1));
        for report in [one, other] {
            if !report::touch(tx, report, now).await? {
                return Ok(false);
            }
        }
        for (report, other) in [(one, other), (other, one)] {
            let Some(keys) = handling::keys(service, tx, report).await? else { return Err(StoreError::Conflict) };
            handling::append(service, tx, report, &keys, &self.entry(other), now).await?;
            audit::insert(tx, vec![&service.audit(&self.actor, self.action(), Some(report), None)]).await?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_word_on_a_link_counts() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let linked =
            |other, bond| (DateTime::UNIX_EPOCH, Entry::Linked { other, bond, note: Told::new("n"), by: Told::new("w") });
        let ended = |other| (DateTime::UNIX_EPOCH, Entry::Unlinked { other, by: Told::new("w") });
        let links = links_of(&[linked(a, Bond::SamePlace), linked(b, Bond::Other), linked(a, Bond::SamePerson), ended(b)]);
        assert_eq!(links.iter().map(|(other, link)| (*other, link.bond)).collect::<Vec<_>>(), [(a, Bond::SamePerson)]);
        assert!(links_of(&[linked(a, Bond::Other), ended(a)]).is_empty());
    }
}
