//! The record of who did what, chained: committed lines are bound to all before them with the desk key, and once a day the whole chain is
//! walked. Whoever changes, moves or removes a line in the database is found out; what was removed from the end shows against a head that was
//! kept elsewhere.

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::record::Check;
use waymark_core::vault::{Link, Vault};

use crate::journeys::record::gaps::{Gap, LATE, LookBack, gaps};
use crate::journeys::service::Service;
use crate::storage::record::chain::{self, Line, LinkRow};
use crate::storage::{Store, Tx, Write};
use waymark_core::store_error::StoreError;

/// What the links are made for.
const USE: &str = "audit";
/// How many lines are chained in one transaction.
const BATCH: u16 = 500;
/// How many transactions a turn has at most: letters wait meanwhile.
const BATCHES: usize = 20;
/// How long one process chains alone.
const LEASE: Duration = Duration::minutes(3);
/// How many links are read at once.
const STRIDE: u16 = 1000;
/// How many strides of the daily walk a turn has at most.
const STRIDES: usize = 20;

/// What a process keeps in mind between its turns.
#[derive(Default)]
pub struct Watch {
    holder: Option<Uuid>,
    /// On which day it looked for lines of any age.
    looked_back: Option<NaiveDate>,
    /// How far such a look has come, when it takes more than a turn: what is before is chained.
    back_to: Option<DateTime<Utc>>,
    /// On which day the chain was walked to its end.
    walked: Option<NaiveDate>,
    walk: Option<Walk>,
}

/// Chains what was committed. Says how many lines. A process without the desk key chains none.
pub async fn chain(service: &Arc<Service>, watch: &mut Watch) -> Result<usize, StoreError> {
    if !service.vault.keyring().has_desk_key() {
        return Ok(0);
    }
    let holder = *watch.holder.get_or_insert_with(|| service.new_id());
    let today = london_day(service.now());
    let mut conn = service.store.read().await?;
    let mut since = match chain::head(&mut conn.tx()).await? {
        Some(head) if watch.looked_back == Some(today) => head.chained_at - LATE,
        _ => watch.back_to.unwrap_or(DateTime::UNIX_EPOCH),
    };
    let any = !chain::loose(&mut conn.tx(), since, 1).await?.is_empty();
    drop(conn);
    let mut chained = 0;
    for turn in 0..BATCHES {
        let done = if any || turn > 0 { batch(service, holder, since).await? } else { Some(Vec::new()) };
        // Another process chains.
        let Some(done) = done else { return Ok(chained) };
        chained += done.len();
        // The lines come in the order of their time: the next batch need not pass those of this one again.
        since = done.last().copied().unwrap_or(since);
        if done.len() < usize::from(BATCH) {
            watch.looked_back = Some(today);
            watch.back_to = None;
            return Ok(chained);
        }
    }
    if watch.looked_back != Some(today) {
        watch.back_to = Some(since);
    }
    Ok(chained)
}

/// Chains a batch, and says of when its lines are; nothing when another process holds the lease.
async fn batch(service: &Arc<Service>, holder: Uuid, since: DateTime<Utc>) -> Result<Option<Vec<DateTime<Utc>>>, StoreError> {
    match service.store.write(ChainBatch { service: Arc::clone(service), holder, since }).await {
        // Somebody else wrote that position: the lease ran out in between.
        Err(StoreError::Conflict) => Ok(None),
        done => done,
    }
}

/// Lines are chained, as many as a batch holds, by whoever holds the lease.
struct ChainBatch {
    service: Arc<Service>,
    holder: Uuid,
    since: DateTime<Utc>,
}

impl Write for ChainBatch {
    /// Of when the lines are; nothing when another process holds the lease.
    type Done = Option<Vec<DateTime<Utc>>>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Done, StoreError> {
        let now = self.service.now();
        if !chain::lease(tx, self.holder, now + LEASE, now).await? {
            return Ok(None);
        }
        append(tx, &self.service.vault, self.since, now).await.map(Some)
    }
}

async fn append(
    tx: &mut Tx<'_>,
    vault: &Vault,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let lines = chain::loose(tx, since, i64::from(BATCH)).await?;
    let (mut position, mut link) = match chain::head(tx).await? {
        Some(LinkRow { position, audit, link, .. }) => {
            (position, link.ok_or(StoreError::Row { table: "audit_chain", column: "mac", id: audit })?)
        }
        None => (0, vault.chain_start(USE)?),
    };
    let mut rows = Vec::with_capacity(lines.len());
    for line in &lines {
        position += 1;
        link = next(vault, &link, position, now, line)?;
        rows.push((position, line.id, link.clone()));
    }
    chain::append(tx, &rows, now).await?;
    Ok(lines.iter().map(|line| line.at).collect())
}

/// The link that holds this line at this place.
fn next(vault: &Vault, before: &Link, position: i64, at: DateTime<Utc>, line: &Line) -> Result<Link, StoreError> {
    // An id that is missing is not the same as one of zeros.
    let bytes = |id: Option<Uuid>| id.map(|id| id.into_bytes().to_vec()).unwrap_or_default();
    let (place, chained, of) =
        (position.to_be_bytes(), at.timestamp_micros().to_be_bytes(), line.at.timestamp_micros().to_be_bytes());
    let (report, subject) = (bytes(line.report), bytes(line.subject));
    let mut parts: Vec<&[u8]> =
        vec![&place, &chained, line.id.as_bytes(), &of, line.actor.as_bytes(), line.action.as_bytes(), &report, &subject];
    // Only where there is one: links from before there were any stay what they are.
    parts.extend(line.about.as_deref());
    Ok(vault.chain_link(USE, before, &parts)?)
}

waymark_core::ids! {
    /// What is wrong at a place of the chain.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
    pub enum Wrong {
        /// A position is not there.
        #[error("the link at this position was removed")]
        LinkRemoved = "link-removed",
        /// A link holds a line that is not there.
        #[error("the line was removed from the record")]
        LineRemoved = "line-removed",
        /// The line, its place or the link is not what it was.
        #[error("the line was changed, or is not in its place")]
        Changed = "changed",
    }
}

/// The first fault of a chain.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Where.
    pub position: i64,
    /// The line that is held there; of a link that was removed, the line after it.
    pub line: Uuid,
    /// When it was, if it is there; otherwise when it was chained.
    pub at: DateTime<Utc>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// Where a chain ends.
#[derive(Clone)]
pub struct End {
    /// The position of the last link.
    pub position: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The last link.
    pub head: Link,
}

/// A walk along the chain, as far as it got.
pub struct Walk {
    before: Link,
    /// How many links are right: the position of the last of them.
    pub links: i64,
    /// The first fault: the walk ends there.
    pub broken: Option<Broken>,
    /// The last link that is right.
    pub end: Option<End>,
    sought: Option<Link>,
    /// Where the link is that was sought.
    pub found: Option<i64>,
    /// How many lines were chained more than a day after their time, and where the first is.
    pub late: (i64, Option<i64>),
}

impl Walk {
    /// Sets out, looking for a head that was kept elsewhere.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn begin(vault: &Vault, sought: Option<Link>) -> Result<Self, StoreError> {
        Ok(Self { before: vault.chain_start(USE)?, links: 0, broken: None, end: None, sought, found: None, late: (0, None) })
    }

    /// Goes on for a stride. Says whether there is more to walk.
    pub async fn stride(&mut self, store: &Store, vault: &Vault) -> Result<bool, StoreError> {
        let mut conn = store.read().await?;
        let rows = chain::walk(&mut conn.tx(), self.links, i64::from(STRIDE)).await?;
        drop(conn);
        let more = rows.len() == usize::from(STRIDE);
        for (row, line) in rows {
            if let Err(wrong) = self.step(vault, &row, line.as_ref())? {
                let position = if wrong == Wrong::LinkRemoved { self.links + 1 } else { row.position };
                let at = line.map_or(row.chained_at, |line| line.at);
                self.broken = Some(Broken { position, line: row.audit, at, wrong });
                return Ok(false);
            }
        }
        Ok(more)
    }

    fn step(&mut self, vault: &Vault, row: &LinkRow, line: Option<&Line>) -> Result<Result<(), Wrong>, StoreError> {
        if row.position != self.links + 1 {
            return Ok(Err(Wrong::LinkRemoved));
        }
        let Some(line) = line else { return Ok(Err(Wrong::LineRemoved)) };
        let right = next(vault, &self.before, row.position, row.chained_at, line)?;
        if !row.link.as_ref().is_some_and(|link| link.matches(&right)) {
            return Ok(Err(Wrong::Changed));
        }
        if self.sought.as_ref().is_some_and(|sought| sought.matches(&right)) {
            self.found = Some(row.position);
        }
        if row.chained_at - line.at > Duration::days(1) {
            self.late = (self.late.0 + 1, self.late.1.or(Some(row.position)));
        }
        self.links = row.position;
        self.before = right.clone();
        self.end = Some(End { position: row.position, at: row.chained_at, head: right });
        Ok(Ok(()))
    }

    /// Whether a head was sought that is nowhere in the chain: links were removed from its end.
    #[must_use]
    pub fn lacks_head(&self) -> bool {
        self.sought.is_some() && self.found.is_none()
    }
}

/// Walks the whole chain.
///
/// # Errors
/// When the database does not answer, or this process has no desk key.
pub async fn verify(store: &Store, vault: &Vault, sought: Option<Link>) -> Result<Walk, StoreError> {
    let mut walk = Walk::begin(vault, sought)?;
    while walk.stride(store, vault).await? {}
    Ok(walk)
}

/// Where the chain ends as it stands, whether or not it is right; nothing before its first link.
pub async fn end(store: &Store) -> Result<Option<End>, StoreError> {
    let mut conn = store.read().await?;
    let Some(row) = chain::head(&mut conn.tx()).await? else { return Ok(None) };
    let head = row.link.ok_or(StoreError::Row { table: "audit_chain", column: "mac", id: row.audit })?;
    Ok(Some(End { position: row.position, at: row.chained_at, head }))
}

/// How many lines of the record are not chained yet.
pub async fn loose(store: &Store) -> Result<i64, StoreError> {
    let mut conn = store.read().await?;
    chain::count_loose(&mut conn.tx()).await
}

/// Walks on along the chain, once a day to its end, and keeps what was found. Says what, when the end was reached.
pub async fn check(service: &Arc<Service>, watch: &mut Watch) -> Result<Option<Check>, StoreError> {
    let (now, today) = (service.now(), london_day(service.now()));
    if watch.walked == Some(today) || !service.vault.keyring().has_desk_key() {
        return Ok(None);
    }
    let mut walk = if let Some(walk) = watch.walk.take() {
        walk
    } else {
        let mut conn = service.store.read().await?;
        let last = chain::last_check(&mut conn.tx()).await?;
        drop(conn);
        if last.is_some_and(|last| london_day(last.at) == today) {
            watch.walked = Some(today);
            return Ok(None);
        }
        Walk::begin(&service.vault, None)?
    };
    for _ in 0..STRIDES {
        if !walk.stride(&service.store, &service.vault).await? {
            watch.walked = Some(today);
            return keep(service, &walk, now).await.map(Some);
        }
    }
    watch.walk = Some(walk);
    Ok(None)
}

async fn keep(service: &Arc<Service>, walk: &Walk, now: DateTime<Utc>) -> Result<Check, StoreError> {
    let mut fault = walk.broken.as_ref().map(|broken| (broken.wrong.id().to_owned(), broken.position));
    if fault.is_none() {
        let mut conn = service.store.read().await?;
        let gap = gaps(&mut conn.tx(), now, LookBack::Whole).await?.into_iter().next();
        fault = gap.map(Gap::code).map(|(fault, position)| (fault.to_owned(), position));
    }
    if let Some((fault, position)) = &fault {
        tracing::error!(fault, position, "the record does not add up: run `waymark audit verify`");
    }
    let check = Check { at: now, links: walk.links, fault };
    let head = walk.end.as_ref().map(|end| end.head.clone());
    service.store.write(KeepCheck { id: service.new_id(), check: check.clone(), head }).await?;
    Ok(check)
}

/// What a walk found is kept.
struct KeepCheck {
    id: Uuid,
    check: Check,
    head: Option<Link>,
}

impl Write for KeepCheck {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        chain::checked(tx, self.id, &self.check, self.head.as_ref()).await
    }
}
