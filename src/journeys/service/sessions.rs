//! What somebody who came back carries on with: sealed under a key that lives only in their cookie.

use chrono::{DateTime, Duration, Utc};
use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use waymark_core::vault::{Locker, Sealed};

use crate::journeys::service::Service;
use crate::storage::people::session;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

waymark_core::ids! {
    /// What a session is for, and how long it lasts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Kind {
        /// A form that is not sent yet, its faulty answers too.
        Draft = "draft",
        /// A receipt that its reporter has not saved yet.
        Receipt = "receipt",
        /// A reporter who came back.
        Reporter = "reporter",
        /// Somebody at an organisation who typed a one-time code.
        Reader = "reader",
        /// Somebody at the desk who gave a password and not yet a code.
        Half = "half",
        /// Somebody at the desk.
        Staff = "staff",
        /// Somebody at the desk who asked for a code by e-mail.
        Asked = "asked",
        /// What somebody typed at the desk's door, but for the password, when it did not fit.
        Tried = "tried",
        /// Who sat at the desk last, in this browser.
        Was = "was",
        /// What they typed when their session had ended.
        Late = "late",
        /// The reference and the receipt of a report that was just taken down.
        Slip = "slip",
        /// What somebody at the desk searched for, and what was found.
        Found = "found",
        /// A new receipt that was not given to its reporter yet.
        Renewed = "renewed",
        /// A key of a centre's own system that was not copied yet.
        Key = "key",
        /// That a form was sent, for whoever sends it again from an old tab.
        Sent = "sent",
        /// A receipt that waits under a word for whoever had to leave.
        Waiting = "waiting",
        /// How often a word was tried.
        Guesses = "guesses",
        /// Recovery codes that somebody new has not put away yet.
        Recovery = "recovery",
    }
}

impl Kind {
    /// How long it lasts after the last use.
    #[must_use]
    pub fn lasts(self) -> Duration {
        match self {
            Self::Draft | Self::Receipt | Self::Reader | Self::Slip | Self::Renewed | Self::Key => Duration::minutes(60),
            Self::Waiting | Self::Guesses => Duration::minutes(60),
            Self::Sent => Duration::hours(24),
            Self::Reporter | Self::Recovery => Duration::minutes(20),
            Self::Half | Self::Tried => Duration::minutes(10),
            Self::Late => Duration::minutes(15),
            Self::Asked => Duration::minutes(20),
            Self::Was => Duration::hours(12),
            Self::Staff | Self::Found => Duration::minutes(30),
        }
    }
}

/// The secret of a session: only the cookie holds it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret([u8; 32]);
waymark_core::redacted!(Secret);

impl Secret {
    /// A fresh secret.
    #[must_use]
    pub fn fresh(service: &Service) -> Self {
        let mut bytes = [0; 32];
        service.vault.randomness().fill(&mut bytes);
        Self(bytes)
    }

    /// As it stands in the cookie.
    #[must_use]
    pub fn reveal(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// Reads a cookie's value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?))
    }

    /// The token that a form of this session carries: made of the secret, and not the secret.
    #[must_use]
    pub fn form_token(&self, service: &Service) -> String {
        BASE64URL_NOPAD.encode(&service.vault.locker("form", &[&self.0]).id()[..16])
    }

    /// What a word is stretched with: another for each secret, and not the secret.
    pub(crate) fn salt(&self, service: &Service) -> [u8; 32] {
        *service.vault.locker("salt", &[&self.0]).id()
    }

    /// What only the secret and something more open; the secret finds it.
    pub(crate) fn locker_with(&self, service: &Service, kind: Kind, more: &[u8]) -> Locker {
        service.vault.locker(kind.id(), &[&self.0, more])
    }

    fn locker(&self, service: &Service, kind: Kind) -> Locker {
        service.vault.locker(kind.id(), &[&self.0])
    }
}

/// Keeps `what` for the holder of the secret.
///
/// # Errors
/// When it cannot be made durable.
pub async fn keep<T: Serialize>(service: &Service, secret: &Secret, kind: Kind, what: &T) -> Result<(), StoreError> {
    keep_for(service, secret, kind, kind.lasts(), what).await
}

/// Keeps `what` for the holder of the secret, for as long as they asked.
///
/// # Errors
/// When it cannot be made durable.
pub async fn keep_for<T: Serialize>(
    service: &Service,
    secret: &Secret,
    kind: Kind,
    lasts: Duration,
    what: &T,
) -> Result<(), StoreError> {
    keep_in(service, &secret.locker(service, kind), kind.id(), lasts, what).await
}

/// Keeps `what` in a locker, in the place of what was there.
///
/// # Errors
/// When it cannot be made durable.
pub(crate) async fn keep_in<T: Serialize>(
    service: &Service,
    locker: &Locker,
    kind: &'static str,
    lasts: Duration,
    what: &T,
) -> Result<(), StoreError> {
    let (id, sealed, expires_at) = (locker.id().to_vec(), locker.seal(what)?, service.now() + lasts);
    service.store.write(Keep { id, kind, sealed, expires_at }).await
}

/// What a locker holds from now on.
struct Keep {
    id: Vec<u8>,
    kind: &'static str,
    sealed: Sealed,
    expires_at: DateTime<Utc>,
}

impl Write for Keep {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        session::put(tx, &self.id, self.kind, &self.sealed, self.expires_at).await
    }
}

/// How often what another request changed at the same moment is changed anew.
const TRIES: usize = 16;

/// Changes what was kept, and keeps it for so long as `with` says. What two requests change at the same moment is changed by both, one after
/// the other; what ended meanwhile does not come back.
///
/// # Errors
/// When it cannot be made durable.
pub async fn change<T: Serialize + DeserializeOwned, R>(
    service: &Service,
    secret: &Secret,
    kind: Kind,
    with: impl Fn(&mut T) -> (Duration, R),
) -> Result<Option<(T, R)>, StoreError> {
    let locker = secret.locker(service, kind);
    for _ in 0..TRIES {
        let Some((mut what, found)) = find_in::<T>(service, &locker, kind).await? else { return Ok(None) };
        let (lasts, done) = with(&mut what);
        let (id, sealed, expires_at) = (locker.id().to_vec(), locker.seal(&what)?, service.now() + lasts);
        if service.store.write(Exchange { id, found, sealed, expires_at }).await? {
            return Ok(Some((what, done)));
        }
    }
    Err(StoreError::Conflict)
}

/// What a locker holds from now on, in the place of what was found there.
struct Exchange {
    id: Vec<u8>,
    found: Sealed,
    sealed: Sealed,
    expires_at: DateTime<Utc>,
}

impl Write for Exchange {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        session::change(tx, &self.id, &self.found, &self.sealed, self.expires_at).await
    }
}

/// Lets what was kept last so long from now, and changes nothing in it: what is written to it meanwhile is not lost.
///
/// # Errors
/// When it cannot be made durable.
pub async fn prolong(service: &Service, secret: &Secret, kind: Kind, lasts: Duration) -> Result<(), StoreError> {
    let (id, now) = (secret.locker(service, kind).id().to_vec(), service.now());
    service.store.write(Prolong { id, now, until: now + lasts }).await
}

/// What was kept is kept for longer.
struct Prolong {
    id: Vec<u8>,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Write for Prolong {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        session::prolong(tx, &self.id, self.now, self.until).await
    }
}

/// What was kept for the holder of the secret.
pub async fn find<T: DeserializeOwned>(service: &Service, secret: &Secret, kind: Kind) -> Result<Option<T>, StoreError> {
    Ok(find_in(service, &secret.locker(service, kind), kind).await?.map(|(what, _)| what))
}

/// What a locker holds, and its sealed bytes.
pub(crate) async fn find_in<T: DeserializeOwned>(
    service: &Service,
    locker: &Locker,
    kind: Kind,
) -> Result<Option<(T, Sealed)>, StoreError> {
    let mut conn = service.store.read().await?;
    let sealed = session::get(&mut conn.tx(), locker, kind.id(), service.now()).await?;
    Ok(sealed.and_then(|sealed| Some((locker.open(&sealed).ok()?, sealed))))
}

/// Ends a session of this kind.
///
/// # Errors
/// When it cannot be made durable.
pub async fn end(service: &Service, secret: &Secret, kind: Kind) -> Result<(), StoreError> {
    empty(service, &secret.locker(service, kind)).await
}

/// Empties a locker.
///
/// # Errors
/// When it cannot be made durable.
pub(crate) async fn empty(service: &Service, locker: &Locker) -> Result<(), StoreError> {
    service.store.write(End { id: locker.id().to_vec() }).await
}

/// What was kept ends.
struct End {
    id: Vec<u8>,
}

impl Write for End {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        session::end(tx, &self.id).await
    }
}

/// Ends everything the secret opens.
///
/// # Errors
/// When it cannot be made durable.
pub async fn end_all(service: &Service, secret: &Secret) -> Result<(), StoreError> {
    let of_the_desk = [
        Kind::Half,
        Kind::Staff,
        Kind::Asked,
        Kind::Tried,
        Kind::Was,
        Kind::Late,
        Kind::Slip,
        Kind::Found,
        Kind::Renewed,
        Kind::Key,
        Kind::Recovery,
    ];
    for kind in [Kind::Draft, Kind::Receipt, Kind::Reporter, Kind::Reader].into_iter().chain(of_the_desk) {
        end(service, secret, kind).await?;
    }
    Ok(())
}
