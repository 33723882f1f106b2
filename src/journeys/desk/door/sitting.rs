//! Somebody sits at the desk: a session that ends soon on a shared device, and everywhere at once when they wish.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::record::Actor;
use waymark_core::report::Told;
use waymark_core::staff::{AccountState, Act, Role, Scope};

use crate::journeys::case::by::{By, Doer};
use crate::journeys::desk::door::accounts::{Member, member};
use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind, Secret};
use crate::journeys::service::unsent::{self, Whose};
use waymark_core::store_error::StoreError;

/// How long a session lasts after the last thing that was done.
const IDLE: Duration = Duration::minutes(30);
/// The same on a device that others use.
pub const IDLE_SHARED: Duration = Duration::minutes(5);
/// How long it lasts at most.
const LONGEST: Duration = Duration::hours(10);
/// How long a report that was opened stays open without being opened again.
const OPEN_FOR: Duration = Duration::minutes(30);

/// A session at the desk, sealed under the key in the cookie.
#[derive(Serialize, Deserialize)]
pub struct Sitting {
    staff: Uuid,
    epoch: i64,
    since: DateTime<Utc>,
    /// Whether others use the device.
    pub shared: bool,
    opened: Vec<(Uuid, DateTime<Utc>)>,
    /// Whether they signed in with a code that came by e-mail, and nothing more.
    #[serde(default)]
    by_letter: bool,
}

/// Somebody who gave the right password and not yet a code.
#[derive(Serialize, Deserialize)]
pub struct Half {
    /// Whose password it was.
    pub staff: Uuid,
    /// Whether others use the device.
    pub shared: bool,
}

/// Somebody at the desk.
pub struct SignedIn {
    /// Their account's id.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Their centre; blank for the service itself.
    pub centre: String,
    /// Their session.
    pub sitting: Sitting,
}
waymark_core::redacted!(SignedIn);

impl SignedIn {
    /// As the record names them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.id)
    }

    /// As whoever takes a step with a report.
    #[must_use]
    pub fn by(&self) -> By {
        By::Staff(Doer { id: self.id, name: Told::new(self.name.clone()), role: self.role })
    }

    /// Whether they may do this at all.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.role.may(act)
    }

    /// Whose reports they reach.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.role.scope(&self.centre)
    }

    /// Whether they opened this report a while ago at most.
    #[must_use]
    pub fn has_open(&self, report: Uuid, now: DateTime<Utc>) -> bool {
        self.sitting.opened.iter().any(|(opened, at)| *opened == report && now - *at < OPEN_FOR)
    }
}

/// Begins a session. The secret is fresh: nobody who planted a cookie shares it.
///
/// # Errors
/// When it cannot be made durable.
pub async fn begin(service: &Service, secret: &Secret, member: &Member, shared: bool) -> Result<(), StoreError> {
    let now = service.now();
    let (staff, epoch, by_letter) = (member.account.id, member.account.epoch, member.signs_in_by_letter());
    let sitting = Sitting { staff, epoch, since: now, shared, opened: Vec::new(), by_letter };
    unsent::sits(service, secret, Whose::Staff(staff), shared).await?;
    keep(service, secret, &sitting).await
}

async fn keep(service: &Service, secret: &Secret, sitting: &Sitting) -> Result<(), StoreError> {
    sessions::keep_for(service, secret, Kind::Staff, lasts(service, sitting), sitting).await
}

/// How long a session lasts from now on, if nothing more is done.
fn lasts(service: &Service, sitting: &Sitting) -> Duration {
    let idle = if sitting.shared { IDLE_SHARED } else { IDLE };
    let left = sitting.since + LONGEST - service.now();
    idle.min(left)
}

/// Somebody is there, though nothing is sent yet: the session goes on from now, and no longer than any.
///
/// # Errors
/// When it cannot be made durable.
pub async fn stay(service: &Service, secret: &Secret, who: &SignedIn) -> Result<(), StoreError> {
    sessions::prolong(service, secret, Kind::Staff, lasts(service, &who.sitting)).await
}

/// Who sits here, if the account is still theirs and nobody ended the session.
pub async fn who(service: &Service, secret: &Secret) -> Result<Option<SignedIn>, StoreError> {
    let Some(sitting): Option<Sitting> = sessions::find(service, secret, Kind::Staff).await? else { return Ok(None) };
    let found = member(service, sitting.staff).await?;
    let found = found.filter(|one| one.account.state == AccountState::Active && one.account.epoch == sitting.epoch);
    // A code by e-mail never reaches more than it did, whatever became of the role.
    let found = found.filter(|one| !sitting.by_letter || one.account.role.may_sign_in_by_letter());
    Ok(found.map(|one| SignedIn {
        id: one.account.id,
        name: one.known.name.reveal().to_owned(),
        role: one.account.role,
        centre: one.account.centre,
        sitting,
    }))
}

/// Something was done: the session goes on from now, with this report open.
///
/// # Errors
/// When it cannot be made durable.
pub async fn go_on(service: &Service, secret: &Secret, who: &mut SignedIn, opened: Option<Uuid>) -> Result<(), StoreError> {
    let now = service.now();
    if let Some(report) = opened {
        who.sitting.opened.retain(|(known, at)| *known != report && now - *at < OPEN_FOR);
        who.sitting.opened.push((report, now));
    }
    keep(service, secret, &who.sitting).await
}
