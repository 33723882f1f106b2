//! Centres as they are now: which were confirmed, and the code that brings a visitor's own report to one.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Months, Utc};
use data_encoding::BASE32_NOPAD;

use super::Service;
use super::confirmations::{confirmed, dormant_since};
use crate::routing::Centre;
use crate::storage::asking::{self, Round};
use crate::storage::{StoreError, audit, centre as stored};

/// How long a centre counts as open after somebody said that all about it is right.
pub(super) const CONFIRMED_FOR: Months = Months::new(6);

/// A centre as it is now.
pub struct Standing<'a> {
    /// What the configuration says.
    pub centre: &'a Centre,
    /// When it was last confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Whether that is so short ago that what the public reads can be trusted.
    pub trusted: bool,
    /// The last round of letters that asked it.
    pub round: Option<Round>,
    /// Since when it is dormant: it did not answer its letters.
    pub dormant_since: Option<DateTime<Utc>>,
    /// The code that stands in the address for telling with help.
    pub code: String,
}

/// Every centre as it is now, by id.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(service: &Service) -> Result<Vec<Standing<'_>>, StoreError> {
    let mut conn = service.store.read().await?;
    let states = stored::states(&mut conn.tx()).await?;
    let rounds = asking::rounds(&mut conn.tx()).await?;
    drop(conn);
    let mut rounds: BTreeMap<String, Round> = rounds.into_iter().map(|round| (round.centre.clone(), round)).collect();
    let states: BTreeMap<String, (i64, Option<DateTime<Utc>>)> =
        states.into_iter().map(|state| (state.centre, (state.epoch, state.confirmed_at))).collect();
    let now = service.now();
    Ok(service
        .book
        .centres
        .all()
        .map(|centre| {
            let (epoch, confirmed_at) = states.get(&centre.id).copied().unwrap_or((1, None));
            let until = confirmed_at.and_then(|at| at.checked_add_months(CONFIRMED_FOR));
            let round = rounds.remove(&centre.id);
            let dormant_since = round.as_ref().and_then(dormant_since).filter(|since| *since <= now);
            let trusted = until.is_some_and(|until| now < until) && dormant_since.is_none();
            Standing { centre, confirmed_at, trusted, round, dormant_since, code: code(service, centre, epoch) }
        })
        .collect())
}

/// Made of the pepper, not of the desk key: a host that only takes reports in must know it, too. It opens nothing.
fn code(service: &Service, centre: &Centre, epoch: i64) -> String {
    let of = [centre.id.as_bytes(), b"\0", &epoch.to_be_bytes()].concat();
    BASE32_NOPAD.encode(&service.vault.locker("centre code", &[&of]).id()[..10]).to_ascii_lowercase()
}

/// The centre that a code in an address belongs to now.
///
/// # Errors
/// When the database does not answer.
pub async fn of_code<'a>(service: &'a Service, typed: &str) -> Result<Option<Standing<'a>>, StoreError> {
    let typed = typed.to_ascii_lowercase();
    Ok(standing(service).await?.into_iter().find(|one| one.code == typed))
}

/// Whether this centre did not answer its letters.
///
/// # Errors
/// When the database does not answer.
pub async fn is_dormant(service: &Service, centre: &str) -> Result<bool, StoreError> {
    Ok(standing(service).await?.iter().any(|one| one.centre.id == centre && one.dormant_since.is_some()))
}

/// Notes that somebody said: what the public reads of this centre is right.
///
/// # Errors
/// When it cannot be made durable.
pub async fn confirm(service: &Arc<Service>, by: &str, centre: &str) -> Result<(), StoreError> {
    let (audited, centre, now) = (service.audit(by, "centre-confirmed", None, None), centre.to_owned(), service.now());
    service
        .store
        .write(move |tx| {
            let (audited, centre) = (audited.clone(), centre.clone());
            Box::pin(async move {
                confirmed(tx, &centre, now).await?;
                audit::insert(tx, vec![&audited]).await
            })
        })
        .await
}

/// Ends the code of a centre and makes another.
///
/// # Errors
/// When it cannot be made durable.
pub async fn next_code(service: &Arc<Service>, by: &str, centre: &str) -> Result<(), StoreError> {
    let (audited, centre) = (service.audit(by, "centre-code-renewed", None, None), centre.to_owned());
    service
        .store
        .write(move |tx| {
            let (audited, centre) = (audited.clone(), centre.clone());
            Box::pin(async move {
                stored::next_code(tx, &centre).await?;
                audit::insert(tx, vec![&audited]).await
            })
        })
        .await
}
