//! What was typed when a session had ended: kept for a short while, sealed under the key in the browser's cookie, for the person who typed
//! it and nobody else.

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

/// Who sat there last.
#[derive(Serialize, Deserialize)]
struct Was {
    staff: Uuid,
    shared: bool,
}

/// Whether others use the device, as whoever sat there last said.
pub async fn was_shared(service: &Service, secret: &Secret) -> Result<bool, StoreError> {
    Ok(sessions::find::<Was>(service, secret, Kind::Was).await?.is_some_and(|was| was.shared))
}

/// A form that came too late.
#[derive(Clone, Serialize, Deserialize)]
pub struct Late {
    staff: Uuid,
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
pub(crate) async fn sits(service: &Service, secret: &Secret, staff: Uuid, shared: bool) -> Result<(), StoreError> {
    sessions::keep_for(service, secret, Kind::Was, TOLD, &Was { staff, shared }).await
}

/// Keeps a form for whoever sat at this browser last. Says whether somebody did.
///
/// # Errors
/// When it cannot be made durable.
pub async fn keep(service: &Service, secret: &Secret, path: &str, fields: Vec<(String, String)>) -> Result<bool, StoreError> {
    let Some(was) = sessions::find::<Was>(service, secret, Kind::Was).await? else { return Ok(false) };
    let lasts = if was.shared { KEPT_SHARED } else { KEPT };
    let late = Late { staff: was.staff, until: service.now() + lasts, path: path.to_owned(), fields };
    sessions::keep_for(service, secret, Kind::Late, lasts, &late).await?;
    Ok(true)
}

/// The cookie changes: what is kept goes along, for as long as is left. Once it is known who signs in, only what is theirs does.
///
/// # Errors
/// When it cannot be made durable.
pub async fn carry(
    service: &Service,
    old: Option<&Secret>,
    new: &Secret,
    staff: Option<Uuid>,
) -> Result<Option<Late>, StoreError> {
    let Some(old) = old else { return Ok(None) };
    let Some(late) = sessions::find::<Late>(service, old, Kind::Late).await? else { return Ok(None) };
    sessions::end(service, old, Kind::Late).await?;
    if staff.is_some_and(|staff| staff != late.staff) {
        return Ok(None);
    }
    sessions::keep_for(service, new, Kind::Late, late.until - service.now(), &late).await?;
    Ok(Some(late))
}

/// What is kept for whoever sits here.
pub async fn find(service: &Service, secret: &Secret, staff: Uuid) -> Result<Option<Late>, StoreError> {
    let late: Option<Late> = sessions::find(service, secret, Kind::Late).await?;
    Ok(late.filter(|late| late.staff == staff))
}

/// Forgets it: it was sent.
///
/// # Errors
/// When it cannot be made durable.
pub async fn forget(service: &Service, secret: &Secret) -> Result<(), StoreError> {
    sessions::end(service, secret, Kind::Late).await
}
