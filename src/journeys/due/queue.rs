//! What waits for a person: letters that were given up or keep failing, and wishes that nobody takes for now.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::waiting::Waiting;

use crate::journeys::case::handling;
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::service::Service;
use crate::storage::case::report::{all_unplaced, by_id};
use crate::storage::due::due::{self, Seen};
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// A wish that waits.
#[derive(Debug)]
pub struct Unplaced {
    /// The report's reference.
    pub reference: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What is wanted and why it waits; nothing where it cannot be opened.
    pub wanted: Option<Waiting>,
}

/// Letters that were given up or keep failing, with what each is about.
pub async fn letters(service: &Service, most: i64) -> Result<Vec<(Seen, String)>, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let mut found = Vec::new();
    for seen in due::troubled(tx, most).await? {
        let about = about(tx, &seen).await?;
        found.push((seen, about));
    }
    Ok(found)
}

/// What a letter is about: the reference of its report, an agreement, a centre – or nothing that has a name.
async fn about(tx: &mut Tx<'_>, seen: &Seen) -> Result<String, StoreError> {
    match seen.report {
        Some(report) => Ok(by_id(tx, report).await?.map(|head| head.reference.to_string()).unwrap_or_default()),
        None => Ok(seen.job.matter().unwrap_or_else(|| "-".to_owned())),
    }
}

/// Wishes that nobody takes for now, longest first.
pub async fn unplaced(service: &Service, most: i64) -> Result<Vec<Unplaced>, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let mut found = Vec::new();
    for entry in all_unplaced(tx, most).await? {
        let Some(head) = by_id(tx, entry.report).await? else { continue };
        let wanted = match handling::keys(service, tx, entry.report).await {
            Ok(Some(keys)) => service.vault.open(&keys, &unplaced_place(entry.report, entry.number), &entry.sealed).ok(),
            _ => None,
        };
        found.push(Unplaced { reference: head.reference.to_string(), since: entry.since, wanted });
    }
    Ok(found)
}

/// One letter.
pub async fn letter(service: &Service, id: Uuid) -> Result<Option<(Seen, String)>, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(seen) = due::one(tx, id).await? else { return Ok(None) };
    let about = about(tx, &seen).await?;
    Ok(Some((seen, about)))
}

/// Puts a letter that was given up back in line. Says whether there was one.
///
/// # Errors
/// When it cannot be made durable.
pub async fn retry(service: &Arc<Service>, id: Uuid) -> Result<bool, StoreError> {
    let now = service.now();
    let audited = service.audit(&Actor::Operator, Action::LetterRetried, None, Some(id));
    let done = service.store.write(Retry { id, now, audited }).await?;
    service.ring();
    Ok(done)
}

/// A letter that was given up is put back in line.
struct Retry {
    id: Uuid,
    now: DateTime<Utc>,
    audited: AuditRow,
}

impl Write for Retry {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let done = due::retry(tx, self.id, self.now).await?;
        if done {
            audit::insert(tx, vec![&self.audited]).await?;
        }
        Ok(done)
    }
}
