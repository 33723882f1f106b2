//! What a reporter said since about permission and about ways to reach them: sealed under the report key, so that a host without private keys
//! takes it in, and the receipt opens it.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::wish::Wished;
use waymark_core::report::{Contact, Section};
use waymark_core::vault::{Opens, Place};

use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::report::items;
use waymark_core::store_error::StoreError;

/// Everything that was wished, with its number and time, the oldest first.
pub(crate) async fn wished(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &impl Opens,
) -> Result<Vec<(i64, DateTime<Utc>, Wished)>, StoreError> {
    let rows = items(tx, report, Section::Wishes, i64::MAX).await?;
    let opened = rows.into_iter().map(|item| {
        let wished = service.vault.open(keys, &Place::item(report, Section::Wishes, item.number), &item.sealed)?;
        Ok((item.number, item.added_at, wished))
    });
    opened.collect()
}

/// How somebody can be reached now: as it was told, but for what they stopped since. Nothing else opens this section.
pub(crate) async fn contact(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &impl Opens) -> Result<Contact, StoreError> {
    let found = items(tx, report, Section::Contact, 1).await?;
    let item = found.first().ok_or(StoreError::Row { table: "item", column: "section", id: report })?;
    let mut contact = service.vault.open(keys, &Place::item(report, Section::Contact, 1), &item.sealed)?;
    for (_, at, wished) in wished(service, tx, report, keys).await? {
        if let Wished::Ways(ways) = wished {
            ways.change(&mut contact, at);
        }
    }
    Ok(contact)
}
