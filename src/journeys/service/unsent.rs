//! What was typed and not sent – a session had ended, or another button was pressed: kept for a short while, sealed under the key in the
//! browser's cookie, for whoever typed it and nobody else. The same for the desk, the person's own page and the page of an organisation.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind, Secret};
use waymark_core::store_error::StoreError;

/// How long words are kept.
const KEPT: Duration = Duration::minutes(60);
/// The same on a device that others use.
const KEPT_SHARED: Duration = Duration::minutes(15);
/// How long a browser's cookie tells who sat there last: longer than any session.
const TOLD: Duration = Duration::hours(12);

/// Whose words they are: whoever shows that they are this again reads them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// Somebody at the desk, by their account.
    Staff(Uuid),
    /// Whoever has the receipt of a report.
    Report(Uuid),
    /// Whoever gets the codes of a referral.
    Referral(Uuid),
}

/// Who sat there last.
#[derive(Serialize, Deserialize)]
struct Was {
    whose: Whose,
    shared: bool,
}

/// Whether others use the device, as whoever sat there last said.
pub async fn was_shared(service: &Service, secret: &Secret) -> Result<bool, StoreError> {
    Ok(sessions::find::<Was>(service, secret, Kind::Was).await?.is_some_and(|was| was.shared))
}

/// A form that was not sent, or came too late.
#[derive(Clone, Serialize, Deserialize)]
pub struct Late {
    whose: Whose,
    until: DateTime<Utc>,
    /// Where it was sent.
    pub path: String,
    /// What it holds.
    pub fields: Vec<(String, String)>,
}
waymark_core::redacted!(Late);

/// Notes who sits at this browser, for when their session is over.
///
/// # Errors
/// When it cannot be made durable.
pub async fn sits(service: &Service, secret: &Secret, whose: Whose, shared: bool) -> Result<(), StoreError> {
    sessions::keep_for(service, secret, Kind::Was, TOLD, &Was { whose, shared }).await
}

/// Keeps a form for whoever sat at this browser last – or for `whose`, if that is known. Says whether somebody sat there.
///
/// # Errors
/// When it cannot be made durable.
pub async fn keep(
    service: &Service,
    secret: &Secret,
    whose: Option<Whose>,
    path: &str,
    fields: Vec<(String, String)>,
) -> Result<bool, StoreError> {
    let Some(was) = sessions::find::<Was>(service, secret, Kind::Was).await? else { return Ok(false) };
    let lasts = if was.shared { KEPT_SHARED } else { KEPT };
    let late = Late { whose: whose.unwrap_or(was.whose), until: service.now() + lasts, path: path.to_owned(), fields };
    sessions::keep_for(service, secret, Kind::Late, lasts, &late).await?;
    Ok(true)
}

/// The cookie changes: what is kept goes along, for as long as is left. Once it is known who is there, only what is theirs does.
///
/// # Errors
/// When it cannot be made durable.
pub async fn carry(
    service: &Service,
    old: Option<&Secret>,
    new: &Secret,
    whose: Option<Whose>,
) -> Result<Option<Late>, StoreError> {
    let Some(old) = old else { return Ok(None) };
    let Some(late) = sessions::find::<Late>(service, old, Kind::Late).await? else { return Ok(None) };
    sessions::end(service, old, Kind::Late).await?;
    if whose.is_some_and(|whose| whose != late.whose) {
        return Ok(None);
    }
    sessions::keep_for(service, new, Kind::Late, late.until - service.now(), &late).await?;
    Ok(Some(late))
}

/// What is kept for whoever sits here.
pub async fn find(service: &Service, secret: &Secret, whose: Whose) -> Result<Option<Late>, StoreError> {
    let late: Option<Late> = sessions::find(service, secret, Kind::Late).await?;
    Ok(late.filter(|late| late.whose == whose))
}

/// Forgets it: it was sent.
///
/// # Errors
/// When it cannot be made durable.
pub async fn forget(service: &Service, secret: &Secret) -> Result<(), StoreError> {
    sessions::end(service, secret, Kind::Late).await
}
