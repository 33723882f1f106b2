//! A report that somebody takes down with a person, until it is sent: sealed so that only its taker opens it, on whatever device they
//! sign in. Whoever manages their centre may read it and change nothing.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::record::Action;
use waymark_core::staff::{AccountState, Act, Role};
use waymark_core::vault::LinkToken;

use crate::journeys::desk::door::accounts::{Member, member};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::draft::{KIND, locker};
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::journeys::service::note::note;
use crate::journeys::service::sessions;
use crate::storage::people::session;
use waymark_core::store_error::StoreError;

/// How long it is kept after the last answer.
pub const KEPT: Duration = Duration::hours(24);

/// A report on its way.
#[derive(Clone, Serialize, Deserialize)]
pub struct Begun {
    /// Its own id: sent twice, it is one report.
    pub id: Uuid,
    /// What was typed, faulty answers too.
    pub typed: Vec<(String, String)>,
    /// Organisations, each with its purpose, that the person was asked about.
    pub asked: Vec<String>,
    /// When the last answer came.
    pub touched: DateTime<Utc>,
    /// Whether somebody put it aside, to go on later.
    #[serde(default)]
    pub aside: bool,
}
waymark_core::redacted!(Begun);

impl Begun {
    /// Nothing asked yet.
    #[must_use]
    pub fn new(service: &Service) -> Self {
        Self { id: service.new_id(), typed: Vec::new(), asked: Vec::new(), touched: service.now(), aside: false }
    }
}

/// What somebody has begun.
pub async fn begun(service: &Service, staff: Uuid) -> Result<Option<Begun>, StoreError> {
    let locker = locker(service, staff)?;
    let mut conn = service.store.read().await?;
    let sealed = session::get(&mut conn.tx(), &locker, KIND, service.now()).await?;
    Ok(sealed.and_then(|sealed| locker.open(&sealed).ok()))
}

/// Keeps what somebody has begun, for a day from now.
///
/// # Errors
/// When it cannot be made durable.
pub async fn keep(service: &Service, staff: Uuid, begun: &mut Begun) -> Result<(), StoreError> {
    begun.touched = service.now();
    sessions::keep_in(service, &locker(service, staff)?, KIND, KEPT, begun).await
}

/// Forgets what somebody has begun.
///
/// # Errors
/// When it cannot be made durable.
pub async fn forget(service: &Service, staff: Uuid) -> Result<(), StoreError> {
    sessions::empty(service, &locker(service, staff)?).await
}

/// What a page carries so that its words are kept even when a long talk outlasted the session: it opens nothing, and only this person's
/// browser has it.
///
/// # Errors
/// When this process has no desk key.
pub fn late_token(service: &Service, staff: Uuid, binding: &str) -> Result<LinkToken, StoreError> {
    Ok(service.vault.late_form(staff, binding.as_bytes())?)
}

/// Keeps what was typed on a page whose session is over. Says whether it was: only what that page's own token names, and only while the
/// account is in use.
///
/// # Errors
/// When it cannot be made durable.
pub async fn keep_late(service: &Service, token: &str, binding: &str, take: impl FnOnce(&mut Begun)) -> Result<bool, StoreError> {
    let Some(token) = LinkToken::parse(token) else { return Ok(false) };
    let staff = token.referral();
    if !late_token(service, staff, binding)?.matches(&token) {
        return Ok(false);
    }
    if member(service, staff).await?.is_none_or(|one| one.account.state != AccountState::Active) {
        return Ok(false);
    }
    let mut kept = begun(service, staff).await?.unwrap_or_else(|| Begun::new(service));
    take(&mut kept);
    keep(service, staff, &mut kept).await?;
    Ok(true)
}

/// Whether somebody may read what another of their centre has begun.
#[must_use]
pub fn may_read(who: &SignedIn, other: &Member) -> bool {
    who.role == Role::CentreManager && other.account.id != who.id && other.account.centre == who.centre
}

/// Whether another of the centre has begun something that somebody may read.
///
/// # Errors
/// When they may not.
pub async fn is_begun(service: &Service, who: &SignedIn, other: Uuid) -> Result<bool, CareFault> {
    reached(service, who, other).await?;
    Ok(begun(service, other).await?.is_some())
}

/// Notes in the record that a manager reads what another has begun. It is then theirs to read for a while.
///
/// # Errors
/// When they may not, or it cannot be made durable.
pub async fn open(service: &Arc<Service>, who: &SignedIn, other: Uuid) -> Result<(), CareFault> {
    reached(service, who, other).await?;
    let audited = service.audit(&who.actor(), Action::DraftOpened, None, Some(other));
    note(service, audited).await?;
    Ok(())
}

/// Reads what another of the centre has begun, and who they are.
///
/// # Errors
/// When they may not, or there is nothing.
pub async fn read(service: &Service, who: &SignedIn, other: Uuid) -> Result<(Member, Begun), CareFault> {
    let member = reached(service, who, other).await?;
    let begun = begun(service, other).await?.ok_or(CareFault::NotInReach)?;
    Ok((member, begun))
}

async fn reached(service: &Service, who: &SignedIn, other: Uuid) -> Result<Member, CareFault> {
    if !who.may(Act::Staff) {
        return Err(CareFault::NotAllowed);
    }
    member(service, other).await?.filter(|one| may_read(who, one)).ok_or(CareFault::NotInReach)
}
