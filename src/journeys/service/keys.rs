//! The keys of a database: named when it is first used, wrapped anew on rotation, retired when nothing needs them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::config::Role;
use waymark_core::vault::{KeyVersion, Keyring, Sealed, Vault};

use crate::storage::case::report::{old_wraps, rewrap, wraps_of};
use crate::storage::partnership::key;
use crate::storage::{Store, Tx, Write};
use waymark_core::store_error::StoreError;

/// Why the keys do not fit the database.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// A key is missing.
    #[error(
        "the database names service key {0}, which the keyring lacks: restore the right keyring from its copy; a new one opens nothing that is there"
    )]
    Lacks(i64),
    /// A key of that number is another.
    #[error(
        "service key {0} of the keyring is not the one the database was sealed with: restore the right keyring from its copy"
    )]
    Another(i64),
    /// The pepper is another.
    #[error("the pepper of the keyring is not the one the database was sealed with: no receipt would be found")]
    Pepper,
    /// The private key is missing in a process that must open reports.
    #[error(
        "the keyring has no private key {0}: this role opens reports; give it the whole keyring, or run it with WAYMARK_ROLE=intake"
    )]
    Private(i64),
    /// The desk key is missing in a process that sends letters.
    #[error(
        "the keyring has no desk key: this role sends letters; give it the whole keyring, or run it with WAYMARK_ROLE=intake"
    )]
    Desk,
    /// Reports still need the key.
    #[error("{0} reports are still sealed to key {1}: run `waymark keys rotate` to the end first")]
    StillNeeded(i64, KeyVersion),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// Checks the keyring against what the database names, and names what is new.
///
/// # Errors
/// When they do not fit.
pub async fn fit(store: &Store, keyring: &Keyring, role: Role, now: DateTime<Utc>) -> Result<(), KeyFault> {
    let mut conn = store.read().await?;
    let named = key::all(&mut conn.tx()).await?;
    drop(conn);
    for (version, fingerprint) in &named {
        if *version == 0 {
            if *fingerprint != keyring.pepper_print() {
                return Err(KeyFault::Pepper);
            }
            continue;
        }
        let number = KeyVersion::try_from(*version).map_err(|_| KeyFault::Lacks(*version))?;
        match keyring.fingerprint(number) {
            None => return Err(KeyFault::Lacks(*version)),
            Some(own) if own != *fingerprint => return Err(KeyFault::Another(*version)),
            Some(_) if role.opens_reports() && !keyring.opens(number) => return Err(KeyFault::Private(*version)),
            Some(_) => {}
        }
    }
    if role.opens_reports() && !keyring.has_desk_key() {
        return Err(KeyFault::Desk);
    }
    let mut new = vec![(0, keyring.pepper_print())];
    new.extend(keyring.versions().filter_map(|(version, ..)| Some((i64::from(version), keyring.fingerprint(version)?))));
    // Only what is newer than all that is named: a key that was retired is not named again by somebody who still holds its public part.
    let newest = named.iter().map(|(version, _)| *version).max();
    new.retain(|(version, _)| newest.is_none_or(|newest| *version > newest));
    if new.is_empty() {
        return Ok(());
    }
    Ok(store.write(NameKeys { new, now }).await?)
}

/// The database names keys that it is sealed with from now on.
struct NameKeys {
    /// Of each its number and its fingerprint.
    new: Vec<(i64, String)>,
    now: DateTime<Utc>,
}

impl Write for NameKeys {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (version, fingerprint) in &self.new {
            key::add(tx, *version, fingerprint, self.now).await?;
        }
        Ok(())
    }
}

/// Whether the database still knows the key that this process seals to.
pub async fn is_current(store: &Store, keyring: &Keyring) -> Result<bool, StoreError> {
    let mut conn = store.read().await?;
    let named = key::all(&mut conn.tx()).await?;
    Ok(named.iter().any(|(version, _)| *version == i64::from(keyring.newest())))
}

/// Wraps the keys of every report to the newest public key; touches no item. Says how many it wrapped.
///
/// # Errors
/// When something does not open, or the database does not answer.
pub async fn rewrap_all(store: &Store, vault: &Arc<Vault>) -> Result<usize, StoreError> {
    let newest = vault.keyring().newest();
    let mut done = 0;
    loop {
        let mut conn = store.read().await?;
        let old = old_wraps(&mut conn.tx(), newest, 200).await?;
        drop(conn);
        if old.is_empty() {
            return Ok(done);
        }
        let mut fresh = Vec::with_capacity(old.len());
        for (report, from, wrapped) in old {
            let keys = vault.unwrap(report, &wrapped)?;
            let (to, sealed) = vault.wrap(report, &keys)?;
            fresh.push(Fresh { report, from, to, sealed });
        }
        done += fresh.len();
        store.write(Rewrap(fresh)).await?;
    }
}

/// A report's keys, wrapped to another key of the service.
struct Fresh {
    report: Uuid,
    from: KeyVersion,
    to: KeyVersion,
    sealed: Sealed,
}

/// Reports' keys are wrapped to another key, those that are still wrapped as before.
struct Rewrap(Vec<Fresh>);

impl Write for Rewrap {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for Fresh { report, from, to, sealed } in &self.0 {
            rewrap(tx, *report, *from, *to, sealed).await?;
        }
        Ok(())
    }
}

/// Checks that no report needs a key, and forgets that the database was ever sealed with it.
///
/// # Errors
/// When reports still need it.
pub async fn release(store: &Store, version: KeyVersion) -> Result<(), KeyFault> {
    let needed = store.write(Release(version)).await?;
    if needed > 0 { Err(KeyFault::StillNeeded(needed, version)) } else { Ok(()) }
}

/// The database forgets a key that no report needs.
struct Release(KeyVersion);

impl Write for Release {
    /// How many reports still need it: then it is not forgotten.
    type Done = i64;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<i64, StoreError> {
        let needed = wraps_of(tx, self.0).await?;
        if needed == 0 {
            // Removing the key's name waits for every submission that is being sealed to it, and is refused when a wrap names it: what
            // comes later with this key is refused too.
            key::remove(tx, i64::from(self.0)).await?;
        }
        Ok(needed)
    }
}
