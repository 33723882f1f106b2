//! What waits for a person: letters that were given up or keep failing, and wishes that nobody takes for now.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::waiting::Waiting;

use crate::journeys::case::handling;
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::service::Service;
use crate::storage::StoreError;
use crate::storage::case::report::{all_unplaced, by_id};
use crate::storage::due::outbox::{self, Seen};
use crate::storage::due::reminder;
use crate::storage::record::audit;

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

/// Letters that were given up or keep failing, with the references of their reports.
pub async fn letters(service: &Service, most: i64) -> Result<Vec<(Seen, String)>, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let mut found = Vec::new();
    for seen in outbox::troubled(tx, most).await? {
        let reference = by_id(tx, seen.report).await?.map(|head| head.reference.to_string()).unwrap_or_default();
        found.push((seen, reference));
    }
    Ok(found)
}

/// Reminders about agreements that were given up or keep failing.
pub async fn reminders(service: &Service, most: i64) -> Result<Vec<reminder::Seen>, StoreError> {
    let mut conn = service.store.read().await?;
    reminder::troubled(&mut conn.tx(), most).await
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
    let Some(seen) = outbox::one(tx, id).await? else { return Ok(None) };
    let reference = by_id(tx, seen.report).await?.map(|head| head.reference.to_string()).unwrap_or_default();
    Ok(Some((seen, reference)))
}

/// Puts a letter that was given up back in line. Says whether there was one.
///
/// # Errors
/// When it cannot be made durable.
pub async fn retry(service: &Arc<Service>, id: Uuid) -> Result<bool, StoreError> {
    let now = service.now();
    let audited = service.audit(&Actor::Operator, Action::LetterRetried, None, Some(id));
    let done = service
        .store
        .write(move |tx| {
            let audited = audited.clone();
            Box::pin(async move {
                let done = outbox::retry(tx, id, now).await? || reminder::retry(tx, id, now).await?;
                if done {
                    audit::insert(tx, vec![&audited]).await?;
                }
                Ok(done)
            })
        })
        .await?;
    service.ring();
    Ok(done)
}
