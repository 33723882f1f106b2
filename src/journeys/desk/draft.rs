//! Where a report that somebody is taking down lies until it is sent: a locker that only its taker opens.

use uuid::Uuid;
use waymark_core::vault::Locker;

use crate::journeys::service::Service;
use waymark_core::store_error::StoreError;

/// What it is kept as.
pub(crate) const KIND: &str = "take-down";

/// Where what somebody has begun lies.
pub(crate) fn locker(service: &Service, staff: Uuid) -> Result<Locker, StoreError> {
    Ok(service.vault.desk_locker(KIND, staff)?)
}
