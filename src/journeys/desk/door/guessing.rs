//! Somebody guesses at an account: a line in the record once they have to wait, and not one for each try, so that nobody can fill the record.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::staff::AccountState;

use crate::journeys::desk::door::accounts::mark;
use crate::journeys::service::Service;
use crate::storage::people::staff;
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How often it is written down of an account at most.
const EVERY: Duration = Duration::hours(24);

/// Notes that whoever tries to sign in by this address has to wait. Of an address without an account nothing is noted.
///
/// # Errors
/// When it cannot be made durable.
pub async fn slowed_by_address(service: &Arc<Service>, address: &str) -> Result<(), StoreError> {
    let mark = mark(service, address)?;
    let account = staff::by_mark(&mut service.store.read().await?.tx(), &mark).await?;
    match account.filter(|account| account.state == AccountState::Active) {
        Some(account) => slowed(service, account.id).await,
        None => Ok(()),
    }
}

/// Notes that whoever tries to sign in to this account has to wait.
///
/// # Errors
/// When it cannot be made durable.
pub async fn slowed(service: &Arc<Service>, account: Uuid) -> Result<(), StoreError> {
    let audited = service.audit(&Actor::Service, Action::StaffSignInSlowed, None, Some(account));
    let since = service.now() - EVERY;
    service.store.write(NoteOnce { account, since, audited }).await
}

/// A line about an account stands in the record, unless the same was noted since then.
struct NoteOnce {
    account: Uuid,
    since: DateTime<Utc>,
    audited: AuditRow,
}

impl Write for NoteOnce {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if audit::is_noted(tx, self.audited.action, self.account, self.since).await? {
            return Ok(());
        }
        audit::insert(tx, vec![&self.audited]).await
    }
}
