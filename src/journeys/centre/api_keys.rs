//! Keys of a centre's own system: shown once, kept as a digest, good for sending reports to that centre and for nothing else.

use std::sync::Arc;

use chrono::Duration;
use data_encoding::BASE32_NOPAD;
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::report::Told;

use crate::journeys::service::Service;
use crate::storage::StoreError;
use crate::storage::partnership::centre as stored;
use crate::storage::partnership::centre::ApiKeyRow;
use crate::storage::record::audit;

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
    let (digest, audited) = (digest(service, &key), service.audit(by, Action::ApiKeyMade, None, Some(id)));
    service
        .store
        .write_boxed(move |tx| {
            let (row, audited) = (row.clone(), audited.clone());
            Box::pin(async move {
                stored::add_key(tx, &row, &digest).await?;
                audit::insert(tx, vec![&audited]).await
            })
        })
        .await?;
    Ok(key)
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
    let (audited, now) = (service.audit(by, Action::ApiKeyRevoked, None, Some(id)), service.now());
    let centre = centre.map(str::to_owned);
    service
        .store
        .write_boxed(move |tx| {
            let (audited, centre) = (audited.clone(), centre.clone());
            Box::pin(async move {
                let Some(row) = stored::key_by_id(tx, id).await? else { return Ok(false) };
                if centre.is_some_and(|centre| centre != row.centre) {
                    return Ok(false);
                }
                if stored::revoke(tx, id, now).await? {
                    audit::insert(tx, vec![&audited]).await?;
                }
                Ok(true)
            })
        })
        .await
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
        let id = row.id;
        service.store.write_boxed(move |tx| Box::pin(async move { stored::used(tx, id, now, recently).await })).await?;
    }
    Ok(Some(row.centre))
}
