//! What needs a person, as one list: what is urgent first, then the oldest.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::{Service, handling};
use super::sitting::SignedIn;
use crate::report::RiskLevel;
use crate::staff::Scope;
use crate::storage::StoreError;
use crate::storage::task::{self, OpenTask, TaskKind, Whose};
use crate::vocabulary::Id;

/// How many entries a page of the list has.
pub const PAGE: usize = 25;

/// An entry of the list.
pub struct Entry {
    /// The task's id.
    pub task: Uuid,
    /// Why it is here.
    pub kind: TaskKind,
    /// Whether it comes before everything else.
    pub duty: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The report's spoken name.
    pub reference: String,
    /// The name of its district.
    pub district: Option<String>,
    /// Until when somebody should have looked at it.
    pub due_at: Option<DateTime<Utc>>,
    /// What is opened for this page of the list alone; nothing where it does not open, or where they may not see it.
    pub facts: Option<Facts>,
}

/// What a list shows of a report.
pub struct Facts {
    /// The risk level.
    pub risk: RiskLevel,
    /// Kinds of incident.
    pub types: Vec<Id>,
}
crate::redacted!(Facts);

/// A page of the list.
pub struct Inbox {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Where the next page begins; nothing after the last.
    pub next: Option<Place>,
}

/// A place in the list: whether among the urgent ones, and after which task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Among the urgent ones.
    pub duty: bool,
    /// After this task.
    pub after: Uuid,
}

impl Place {
    /// The beginning.
    pub const FIRST: Self = Self { duty: true, after: Uuid::nil() };

    /// As it stands in an address: it tells nothing that was typed.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{}{}", if self.duty { 'u' } else { 'o' }, self.after.simple())
    }

    /// Reads a place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let duty = text.starts_with('u');
        let rest = text.strip_prefix(['u', 'o'])?;
        Some(Self { duty, after: Uuid::parse_str(rest).ok()? })
    }
}

pub(super) fn whose(who: &SignedIn) -> Option<Whose> {
    match who.scope() {
        Scope::Own => Some(Whose::Own(who.id)),
        Scope::Centre(centre) => Some(Whose::Centre(centre)),
        Scope::All => Some(Whose::All),
        Scope::Nothing => None,
    }
}

/// A page of what needs a person.
///
/// # Errors
/// When the database does not answer.
pub async fn inbox(service: &Service, who: &SignedIn, from: Place) -> Result<Inbox, StoreError> {
    let Some(whose) = whose(who) else { return Ok(Inbox { entries: Vec::new(), next: None }) };
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let most = PAGE as i64 + 1;
    let mut tasks = Vec::new();
    if from.duty {
        tasks = task::open(tx, &whose, true, from.after, most).await?;
    }
    if tasks.len() <= PAGE {
        let after = if from.duty { Uuid::nil() } else { from.after };
        tasks.extend(task::open(tx, &whose, false, after, most - tasks.len() as i64).await?);
    }
    let more = tasks.len() > PAGE;
    tasks.truncate(PAGE);
    let next = tasks.last().filter(|_| more).map(|last| Place { duty: last.duty, after: last.id });
    let mut entries = Vec::with_capacity(tasks.len());
    for one in tasks {
        let facts = if who.may(crate::staff::Act::OpenHandling) { facts(service, tx, &one).await } else { None };
        let district = one.district.as_deref().and_then(|code| {
            let gazetteer = &service.book.gazetteer;
            gazetteer.district(code).and_then(|code| gazetteer.name(code)).map(str::to_owned)
        });
        let OpenTask { id, kind, duty, since, reference, due_at, .. } = one;
        entries.push(Entry { task: id, kind, duty, since, reference, district, due_at, facts });
    }
    Ok(Inbox { entries, next })
}

/// What does not open is no reason to show no list: the entry is there without its facts.
async fn facts(service: &Service, tx: &mut crate::storage::Tx<'_>, one: &OpenTask) -> Option<Facts> {
    let keys = handling::keys(service, tx, one.report).await.ok().flatten()?;
    let told = handling::read(service, tx, one.report, &keys).await.ok()?;
    Some(Facts { risk: told.facts.risk, types: told.facts.types })
}
