//! A centre as it stands now: when it was confirmed, why nobody should count on it, whether it is listed, and its code.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::routing::Centre;
use waymark_core::tidy::tidy;

use crate::journeys::centre::rounds::{CONFIRMED_FOR, dormant_since};
use crate::journeys::service::Service;
use crate::storage::partnership::asking::{self, Round};
use crate::storage::partnership::centre as stored;
use crate::storage::partnership::centre::CentreState;
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

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
    /// Whether it said that something is wrong, and nobody has dealt with that yet.
    pub says_wrong: bool,
    /// Since when it is off the public list.
    pub off_since: Option<DateTime<Utc>>,
    /// The code that stands in the address for telling with help.
    pub code: String,
}

/// Why nobody should count on a centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It did not answer its letters.
    Dormant,
    /// It said that something is wrong, or it was taken off the public list.
    Changed,
}

impl Standing<'_> {
    /// Why nobody should count on it; nothing for a centre as any other.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        if self.says_wrong || self.off_since.is_some() {
            return Some(Doubt::Changed);
        }
        self.dormant_since.map(|_| Doubt::Dormant)
    }
}

/// Every centre as it is now, by id.
pub async fn standing(service: &Service) -> Result<Vec<Standing<'_>>, StoreError> {
    let mut conn = service.store.read().await?;
    let states = stored::states(&mut conn.tx()).await?;
    let rounds = asking::rounds(&mut conn.tx()).await?;
    let wrong = asking::centres(&mut conn.tx()).await?;
    drop(conn);
    let mut rounds: BTreeMap<String, Round> = rounds.into_iter().map(|round| (round.centre.clone(), round)).collect();
    let states: BTreeMap<String, CentreState> = states.into_iter().map(|state| (state.centre.clone(), state)).collect();
    let now = service.now();
    Ok(service
        .book
        .centres
        .all()
        .map(|centre| {
            let state = states.get(&centre.id);
            let (epoch, confirmed_at) = state.map_or((1, None), |state| (state.epoch, state.confirmed_at));
            let (off_since, says_wrong) = (state.and_then(|state| state.off_at), wrong.contains(&centre.id));
            let until = confirmed_at.and_then(|at| at.checked_add_months(CONFIRMED_FOR));
            let round = rounds.remove(&centre.id);
            let dormant_since = round.as_ref().and_then(dormant_since).filter(|since| *since <= now);
            let code = code(service, centre, epoch);
            let one = Standing { centre, confirmed_at, trusted: false, round, dormant_since, says_wrong, off_since, code };
            Standing { trusted: until.is_some_and(|until| now < until) && one.doubt().is_none(), ..one }
        })
        .collect())
}

/// Made of the pepper, not of the desk key: a host that only takes reports in must know it, too. It opens nothing.
fn code(service: &Service, centre: &Centre, epoch: i64) -> String {
    let of = [centre.id.as_bytes(), b"\0", &epoch.to_be_bytes()].concat();
    BASE32_NOPAD.encode(&service.vault.locker("centre code", &[&of]).id()[..10]).to_ascii_lowercase()
}

/// The centre that a code in an address belongs to now.
pub async fn of_code<'a>(service: &'a Service, typed: &str) -> Result<Option<Standing<'a>>, StoreError> {
    let typed = tidy(typed).to_ascii_lowercase();
    Ok(standing(service).await?.into_iter().find(|one| one.code == typed))
}

/// Why nobody should count on this centre.
pub async fn doubt(service: &Service, centre: &str) -> Result<Option<Doubt>, StoreError> {
    Ok(standing(service).await?.iter().find(|one| one.centre.id == centre).and_then(Standing::doubt))
}

/// How many centres said that something is wrong, and nobody has dealt with that yet.
pub async fn saying_wrong(service: &Service) -> Result<usize, StoreError> {
    let mut conn = service.store.read().await?;
    Ok(asking::centres(&mut conn.tx()).await?.len())
}

/// Takes a centre off the public list, or puts it back. Says whether that changed something.
///
/// # Errors
/// When it cannot be made durable.
pub async fn list(service: &Arc<Service>, by: &Actor, centre: &str, on: bool) -> Result<bool, StoreError> {
    let action = if on { Action::CentrePutBack } else { Action::CentreTakenOff };
    let line = service.audit(by, action, None, None);
    service.store.write(List { centre: centre.to_owned(), on, now: service.now(), line }).await
}

/// A centre is on the public list, or off it.
struct List {
    centre: String,
    on: bool,
    now: DateTime<Utc>,
    line: AuditRow,
}

impl Write for List {
    /// Whether that changed something.
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let done = if self.on {
            stored::put_back(tx, &self.centre).await?
        } else {
            stored::take_off(tx, &self.centre, self.now).await?
        };
        if done {
            audit::insert(tx, vec![&self.line]).await?;
        }
        Ok(done)
    }
}
