//! Centres as they are now: which were confirmed, and the code that brings a visitor's own report to one.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use waymark_core::handling::record::{Action, Actor};

use crate::journeys::centre::rounds::confirmed;
use crate::journeys::service::Service;
use crate::storage::partnership::centre as stored;
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// Notes that somebody said: what the public reads of this centre is right.
///
/// # Errors
/// When it cannot be made durable.
pub async fn confirm(service: &Arc<Service>, by: &Actor, centre: &str) -> Result<(), StoreError> {
    let line = service.audit(by, Action::CentreConfirmed, None, None);
    service.store.write(Confirm { centre: centre.to_owned(), now: service.now(), line }).await
}

/// A centre counts as confirmed from now.
struct Confirm {
    centre: String,
    now: DateTime<Utc>,
    line: AuditRow,
}

impl Write for Confirm {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        confirmed(tx, &self.centre, self.now).await?;
        audit::insert(tx, vec![&self.line]).await
    }
}

/// Ends the code of a centre and makes another.
///
/// # Errors
/// When it cannot be made durable.
pub async fn next_code(service: &Arc<Service>, by: &Actor, centre: &str) -> Result<(), StoreError> {
    let line = service.audit(by, Action::CentreCodeRenewed, None, None);
    service.store.write(RenewCode { centre: centre.to_owned(), line }).await
}

/// A centre has the next code.
struct RenewCode {
    centre: String,
    line: AuditRow,
}

impl Write for RenewCode {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        stored::next_code(tx, &self.centre).await?;
        audit::insert(tx, vec![&self.line]).await
    }
}
