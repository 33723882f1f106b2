//! What time brings: erased reports are destroyed, sessions end, open referrals are counted anew.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};

use crate::journeys::service::Service;
use crate::storage::case::referral;
use crate::storage::case::report::{due_for_erasure, due_for_forgetting, erase, forget};
use crate::storage::due::{incoming, letter};
use crate::storage::people::{code, session, sign_in};
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

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
        let line = service.audit(&Actor::Service, Action::ReportDestroyed, Some(report), None);
        service.store.write(Destroy { report, now, line }).await?;
    }
    for report in to_forget {
        service.store.write(Forget(report)).await?;
    }
    let counted: Vec<String> =
        service.book.agreements().iter().filter(|a| a.capacity.is_some()).map(|a| a.id.to_string()).collect();
    service.store.write(Purge { counted, now }).await?;
    if destroyed {
        // What was destroyed must not live on in the journal.
        service.store.truncate_journal().await?;
    }
    Ok(())
}

/// An erased report is destroyed, unless it was brought back or is kept meanwhile.
struct Destroy {
    report: Uuid,
    now: DateTime<Utc>,
    line: AuditRow,
}

impl Write for Destroy {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if erase(tx, self.report, self.now + MARKER, self.now).await? {
            audit::insert(tx, vec![&self.line]).await?;
        }
        Ok(())
    }
}

/// The marker of a destroyed report goes.
struct Forget(Uuid);

impl Write for Forget {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        forget(tx, self.0).await
    }
}

/// What has ended goes, and open referrals are counted anew.
struct Purge {
    /// Agreements with a capacity.
    counted: Vec<String>,
    now: DateTime<Utc>,
}

impl Write for Purge {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let now = self.now;
        session::purge(tx, now).await?;
        code::purge(tx, now - Duration::days(1)).await?;
        letter::purge(tx, now - LETTER).await?;
        incoming::purge_seen(tx, now - UNKNOWN_MAIL).await?;
        sign_in::purge(tx, now - Duration::days(1)).await?;
        referral::recount(tx, &self.counted, now).await
    }
}

/// Destroys letters that somebody dealt with long enough ago. Says whether there were any.
async fn destroy_mail(service: &Arc<Service>) -> Result<bool, StoreError> {
    let now = service.now();
    let mut conn = service.store.read().await?;
    let due = incoming::due(&mut conn.tx(), now - UNKNOWN_MAIL).await?;
    drop(conn);
    for id in &due {
        let line = service.audit(&Actor::Service, Action::UnknownMailDestroyed, None, Some(*id));
        service.store.write(DestroyMail { id: *id, line }).await?;
    }
    Ok(!due.is_empty())
}

/// A letter that nobody recognised is destroyed.
struct DestroyMail {
    id: Uuid,
    line: AuditRow,
}

impl Write for DestroyMail {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        incoming::destroy(tx, self.id).await?;
        audit::insert(tx, vec![&self.line]).await
    }
}
