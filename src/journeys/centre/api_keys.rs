//! Keys of a centre's own system: shown once, kept as a digest, good for sending reports to that centre and for nothing else.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use data_encoding::BASE32_NOPAD;
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::report::Told;

use crate::journeys::service::Service;
use crate::storage::partnership::centre as stored;
use crate::storage::partnership::centre::ApiKeyRow;
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How a key begins, so that one that leaked is known for what it is.
const BEGINS: &str = "wmk_";
/// That a key was used is noted this often at most: a busy system does not write a row with each report.
const NOTED_EVERY: Duration = Duration::hours(1);

/// A key, and what it is called.
pub struct ApiKey {
    /// Its row.
    pub row: ApiKeyRow,
    /// What it is called.
    pub name: Told,
}

/// A keyed digest, by the pepper: a host that only takes reports in knows a key, and whoever copies the database learns none.
fn digest(service: &Service, key: &str) -> [u8; 32] {
    *service.vault.locker("api key", &[key.as_bytes()]).id()
}

/// Makes a key for a centre. Says it, once.
///
/// # Errors
/// When it cannot be made durable.
pub async fn make(service: &Arc<Service>, by: &Actor, centre: &str, name: &Told) -> Result<String, StoreError> {
    let mut bytes = [0; 20];
    service.vault.randomness().fill(&mut bytes);
    let key = format!("{BEGINS}{}", BASE32_NOPAD.encode(&bytes).to_ascii_lowercase());
    let id = service.new_id();
    let row = ApiKeyRow {
        id,
        centre: centre.to_owned(),
        sealed: service.vault.desk_locker("api key", id)?.seal(name)?,
        made_at: service.now(),
        last_used_at: None,
        revoked_at: None,
    };
    let (digest, line) = (digest(service, &key), service.audit(by, Action::ApiKeyMade, None, Some(id)));
    service.store.write(Make { row, digest, line }).await?;
    Ok(key)
}

/// A key is kept, as a digest.
struct Make {
    row: ApiKeyRow,
    digest: [u8; 32],
    line: AuditRow,
}

impl Write for Make {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        stored::add_key(tx, &self.row, &self.digest).await?;
        audit::insert(tx, vec![&self.line]).await
    }
}

/// Keys of one centre or of all, the newest first.
pub async fn all(service: &Service, centre: Option<&str>, most: i64) -> Result<Vec<ApiKey>, StoreError> {
    let mut conn = service.store.read().await?;
    let rows = stored::keys(&mut conn.tx(), centre, most).await?;
    drop(conn);
    let opened = |row: ApiKeyRow| {
        let name = service.vault.desk_locker("api key", row.id)?.open(&row.sealed)?;
        Ok(ApiKey { row, name })
    };
    rows.into_iter().map(opened).collect()
}

/// Ends a key, of this centre or of any. Says whether there was one.
///
/// # Errors
/// When it cannot be made durable.
pub async fn revoke(service: &Arc<Service>, by: &Actor, centre: Option<&str>, id: Uuid) -> Result<bool, StoreError> {
    let line = service.audit(by, Action::ApiKeyRevoked, None, Some(id));
    service.store.write(Revoke { id, centre: centre.map(str::to_owned), now: service.now(), line }).await
}

/// A key ends.
struct Revoke {
    id: Uuid,
    /// Only when it is of this centre.
    centre: Option<String>,
    now: DateTime<Utc>,
    line: AuditRow,
}

impl Write for Revoke {
    /// Whether there was one.
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let Some(row) = stored::key_by_id(tx, self.id).await? else { return Ok(false) };
        if self.centre.as_ref().is_some_and(|centre| *centre != row.centre) {
            return Ok(false);
        }
        if stored::revoke(tx, self.id, self.now).await? {
            audit::insert(tx, vec![&self.line]).await?;
        }
        Ok(true)
    }
}

/// The centre whose key this is; nothing for one that is not known, has ended, or belongs to a centre that is no more.
pub async fn centre_of(service: &Service, key: &str) -> Result<Option<String>, StoreError> {
    if !key.starts_with(BEGINS) {
        return Ok(None);
    }
    let mut conn = service.store.read().await?;
    let found = stored::key_by_digest(&mut conn.tx(), &digest(service, key)).await?;
    drop(conn);
    let Some(row) = found.filter(|row| service.book.centres.find(&row.centre).is_some()) else { return Ok(None) };
    let now = service.now();
    let recently = now - NOTED_EVERY;
    if row.last_used_at.is_none_or(|at| at < recently) {
        service.store.write(NoteUse { id: row.id, now, recently }).await?;
    }
    Ok(Some(row.centre))
}

/// That a key was used is noted, unless that was so recently.
struct NoteUse {
    id: Uuid,
    now: DateTime<Utc>,
    recently: DateTime<Utc>,
}

impl Write for NoteUse {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        stored::used(tx, self.id, self.now, self.recently).await
    }
}
