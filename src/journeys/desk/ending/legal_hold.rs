//! Reports that their person erased and that are kept all the same, because the law asks for it. Nobody reads them; the desk sees that they
//! are there, and lets them go once the reason is over. Their erasure then happens as if it were asked for now.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::head::{Head, ReportState};
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::Reference;

use crate::journeys::case::handling;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::is_reached;
use crate::journeys::person::erase::UNDO;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::{legal_hold, report};
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How many are shown at once.
pub const MOST: usize = 100;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum KeptFault {
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// What must be mended: names of fields, all at once.
    #[error("something is missing or wrong")]
    Faulty(Vec<&'static str>),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// A report that is kept though it was erased: nothing of what was told.
pub struct Kept {
    /// Its spoken name.
    pub reference: Reference,
    /// When its person erased it.
    pub erased_at: DateTime<Utc>,
    /// Since when it is kept, and who did that: they know the reason.
    pub kept: Option<(DateTime<Utc>, Told)>,
}
waymark_core::redacted!(Kept);

/// Who lets which report go, and why.
#[derive(Clone, Default)]
pub struct LettingGo {
    /// The report, as they chose it.
    pub reference: String,
    /// Why.
    pub why: Told,
}
waymark_core::redacted!(LettingGo);

fn is_kept(head: &Head) -> bool {
    head.state == ReportState::SealedOff && head.held
}

/// Reports in reach that are kept though they were erased, the longest erased first, with the one that was looked for; and whether there
/// are more.
///
/// # Errors
/// When they may not.
pub async fn list(service: &Service, who: &SignedIn, sought: &str) -> Result<(Vec<Kept>, bool), KeptFault> {
    if !who.may(Act::Hold) {
        return Err(KeptFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let ids = legal_hold::kept(tx, MOST as i64 + 1).await?;
    let more = ids.len() > MOST;
    let mut ids: Vec<Uuid> = ids.into_iter().take(MOST).collect();
    if let Some(reference) = Reference::parse(sought)
        && let Some(head) = report::by_reference(tx, &reference).await?
        && !ids.contains(&head.id)
    {
        ids.push(head.id);
    }
    let mut found = Vec::new();
    for id in ids {
        let Some(head) = report::by_id(tx, id).await?.filter(is_kept) else { continue };
        let Some(destroyed_at) = head.erase_at else { continue };
        if !is_reached(tx, who, &head).await? {
            continue;
        }
        let mut kept = None;
        if let Some(keys) = handling::keys(service, tx, id).await? {
            for (at, entry) in handling::entries(service, tx, id, &keys).await? {
                if let Entry::Held { held, by, .. } = entry {
                    kept = held.then_some((at, by));
                }
            }
        }
        found.push(Kept { reference: head.reference, erased_at: destroyed_at - UNDO, kept });
    }
    Ok((found, more))
}

/// The one of them that somebody named; nothing when it is none, or not for them to let go.
pub async fn find(service: &Service, who: &SignedIn, reference: &str) -> Result<Option<Reference>, StoreError> {
    let Some(reference) = Reference::parse(reference).filter(|_| who.may(Act::Hold)) else { return Ok(None) };
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(head) = report::by_reference(tx, &reference).await?.filter(is_kept) else { return Ok(None) };
    Ok(is_reached(tx, who, &head).await?.then_some(head.reference))
}

/// Lets a report go that was erased and is kept. Says when it is destroyed.
///
/// # Errors
/// When they may not, there is no such report, the reason is missing, or it cannot be made durable.
pub async fn let_go(service: &Arc<Service>, who: &SignedIn, letting: LettingGo) -> Result<DateTime<Utc>, KeptFault> {
    if !who.may(Act::Hold) {
        return Err(KeptFault::NotAllowed);
    }
    let found = find(service, who, &letting.reference).await?;
    let wrong = [(found.is_none(), "reference"), (letting.why.is_blank(), "why")];
    let faults: Vec<&'static str> = wrong.into_iter().filter(|(faulty, _)| *faulty).map(|(_, name)| name).collect();
    let (Some(reference), true) = (found, faults.is_empty()) else { return Err(KeptFault::Faulty(faults)) };
    let going = LetGo { service: Arc::clone(service), reference, why: letting.why, actor: who.actor(), by: Told::new(&who.name) };
    write_again(service, going).await?.ok_or_else(|| KeptFault::Faulty(vec!["reference"]))
}

/// A report that was erased and is kept goes: its erasure happens as if it were asked for now.
struct LetGo {
    service: Arc<Service>,
    reference: Reference,
    why: Told,
    actor: Actor,
    by: Told,
}

impl Write for LetGo {
    /// When it is destroyed; nothing when it was not erased, or is not kept.
    type Done = Option<DateTime<Utc>>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Done, StoreError> {
        let (service, now) = (&self.service, self.service.now());
        let destroyed_at = now + UNDO;
        let Some(head) = report::by_reference(tx, &self.reference).await? else { return Ok(None) };
        if !legal_hold::let_go(tx, head.id, destroyed_at, now).await? {
            return Ok(None);
        }
        if let Some(keys) = handling::keys(service, tx, head.id).await? {
            let entry = Entry::Held { held: false, reason: self.why.clone(), by: self.by.clone() };
            handling::append(service, tx, head.id, &keys, &entry, now).await?;
        }
        audit::insert(tx, vec![&service.audit(&self.actor, Action::ReportLetGo, Some(head.id), None)]).await?;
        Ok(Some(destroyed_at))
    }
}
