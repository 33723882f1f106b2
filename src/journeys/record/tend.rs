//! What time brings: erased reports are destroyed, sessions end, open referrals are counted anew.

use std::sync::Arc;
use waymark_core::handling::record::{Action, Actor};

use chrono::Duration;

use crate::journeys::service::Service;
use crate::storage::StoreError;
use crate::storage::case::referral;
use crate::storage::case::report::{due_for_erasure, due_for_forgetting, erase, forget};
use crate::storage::due::{incoming, letter};
use crate::storage::people::{code, session, sign_in};
use crate::storage::record::audit;

/// How long a marker without content stays, to show the answers to "please stop".
const MARKER: Duration = Duration::days(90);
/// How long a bounce finds the letter that it is about.
const LETTER: Duration = Duration::days(30);
/// How long a letter that nobody recognised stays after somebody dealt with it.
const UNKNOWN_MAIL: Duration = Duration::days(90);

/// Does what is due, once.
pub async fn tend(service: &Arc<Service>) -> Result<(), StoreError> {
    let now = service.now();
    let mut conn = service.store.read().await?;
    let (to_erase, to_forget) = (due_for_erasure(&mut conn.tx(), now).await?, due_for_forgetting(&mut conn.tx(), now).await?);
    drop(conn);
    let destroyed = !to_erase.is_empty() | destroy_mail(service).await?;
    for report in to_erase {
        let audited = service.audit(&Actor::Service, Action::ReportDestroyed, Some(report), None);
        service
            .store
            .write_boxed(move |tx| {
                let audited = audited.clone();
                Box::pin(async move {
                    if erase(tx, report, now + MARKER, now).await? {
                        audit::insert(tx, vec![&audited]).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    for report in to_forget {
        service.store.write_boxed(move |tx| Box::pin(forget(tx, report))).await?;
    }
    let counted: Vec<String> =
        service.book.agreements().iter().filter(|a| a.capacity.is_some()).map(|a| a.id.to_string()).collect();
    service
        .store
        .write_boxed(move |tx| {
            let counted = counted.clone();
            Box::pin(async move {
                session::purge(tx, now).await?;
                code::purge(tx, now - Duration::days(1)).await?;
                letter::purge(tx, now - LETTER).await?;
                incoming::purge_seen(tx, now - UNKNOWN_MAIL).await?;
                sign_in::purge(tx, now - Duration::days(1)).await?;
                referral::recount(tx, &counted, now).await
            })
        })
        .await?;
    if destroyed {
        // What was destroyed must not live on in the journal.
        service.store.truncate_journal().await?;
    }
    Ok(())
}

/// Destroys letters that somebody dealt with long enough ago. Says whether there were any.
async fn destroy_mail(service: &Arc<Service>) -> Result<bool, StoreError> {
    let now = service.now();
    let mut conn = service.store.read().await?;
    let due = incoming::due(&mut conn.tx(), now - UNKNOWN_MAIL).await?;
    drop(conn);
    for id in &due {
        let (id, audited) = (*id, service.audit(&Actor::Service, Action::UnknownMailDestroyed, None, Some(*id)));
        service
            .store
            .write_boxed(move |tx| {
                let audited = audited.clone();
                Box::pin(async move {
                    incoming::destroy(tx, id).await?;
                    audit::insert(tx, vec![&audited]).await
                })
            })
            .await?;
    }
    Ok(!due.is_empty())
}
