//! Appends to a section of a report: sealed, under the next number, and never over what is there.

use chrono::{DateTime, Utc};
use serde::Serialize;
use waymark_core::report::Section;
use waymark_core::vault::Place;

use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::report::{add_item, highest};
use crate::storage::case::rows::ItemRow;
use waymark_core::store_error::StoreError;

/// Appends to a section of a report.
pub(crate) async fn append<T: Serialize>(
    service: &Service,
    tx: &mut Tx<'_>,
    section: Section,
    report: uuid::Uuid,
    key: &impl waymark_core::vault::Opens,
    what: &T,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let number = highest(tx, report, section).await? + 1;
    let sealed = service.vault.seal(key, &Place::item(report, section, number), what)?;
    add_item(tx, &ItemRow { report, section, number, added_at: now, sealed }).await?;
    Ok(number)
}
