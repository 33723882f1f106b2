//! What is kept in `handling`, under the team key: an append-only list that the receipt never opens.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::urgency::Urgency;
use waymark_core::handling::wish::Wished;
use waymark_core::report::{Facts, Section};
use waymark_core::vault::{OpenFault, Place, ReportKeys};

use crate::journeys::case::wishes::wished;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::list::{self, Kept, What};
use crate::storage::case::report::{add_item, highest, items};
use crate::storage::case::rows::{Holder, ItemRow};
use waymark_core::store_error::StoreError;

/// The keys of a report, opened with the service's private key.
pub(crate) async fn keys(service: &Service, tx: &mut Tx<'_>, report: Uuid) -> Result<Option<ReportKeys>, StoreError> {
    let wrapped = crate::storage::case::report::wrap(tx, report, Holder::Service).await?;
    Ok(wrapped.map(|wrapped| service.vault.unwrap(report, &wrapped)).transpose()?)
}

/// Reads `handling`, and the wishes that came in since on hosts that may not open it.
pub(crate) async fn read(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &ReportKeys) -> Result<Handling, StoreError> {
    let entries = entries(service, tx, report, keys).await?;
    let permission = |(number, at, wished)| match wished {
        Wished::Permission(wish) => Some((number, at, *wish)),
        Wished::Ways(_) => None,
    };
    let wishes = wished(service, tx, report, keys).await?.into_iter().filter_map(permission).collect();
    Handling::of(entries, wishes).ok_or(StoreError::Sealed(OpenFault::NotWhatWasSealed))
}

/// What routes each of these reports, for a list.
pub async fn facts_of(service: &Service, tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Facts>, StoreError> {
    Ok(known_of(service, tx, reports).await?.into_iter().map(|(report, (facts, _))| (report, facts)).collect())
}

/// What routes each of these reports, and how urgent it is, for a list: two statements, however many they are. What does not open is no
/// reason to show no list: it is left out.
pub(crate) async fn known_of(
    service: &Service,
    tx: &mut Tx<'_>,
    reports: &[Uuid],
) -> Result<BTreeMap<Uuid, (Facts, Urgency)>, StoreError> {
    let opened = |report: Uuid, kept: &Kept| {
        let keys = service.vault.unwrap(report, &kept.wrap).ok()?;
        let (mut facts, mut urgency) = (None, Urgency::default());
        for (section, number, sealed) in &kept.items {
            let entry: Entry = service.vault.open(&keys, &Place::item(report, *section, *number), sealed).ok()?;
            entry.shape(&mut facts);
            urgency.shape(&entry);
        }
        Some((report, (facts?, urgency)))
    };
    Ok(list::kept(tx, reports, What::Handling).await?.iter().filter_map(|(report, kept)| opened(*report, kept)).collect())
}

/// Every entry with its time, the oldest first: for whoever at the desk may open `handling`.
pub(crate) async fn entries(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
) -> Result<Vec<(DateTime<Utc>, Entry)>, StoreError> {
    let rows = items(tx, report, Section::Handling, i64::MAX).await?;
    rows.into_iter()
        .map(|item| {
            let entry = service.vault.open(keys, &Place::item(report, Section::Handling, item.number), &item.sealed)?;
            Ok((item.added_at, entry))
        })
        .collect()
}

/// Takes the wishes that came in since over into `handling`.
pub(crate) async fn take_wishes_over(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    told: &Handling,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for wish in &told.wishes {
        let entry = Entry::Allowed {
            permission: wish.permission.clone(),
            wish: wish.number,
            renews: wish.renews.clone(),
            asked: wish.asked.clone(),
        };
        append(service, tx, report, keys, &entry, now).await?;
    }
    Ok(())
}

/// Appends to `handling`.
pub(crate) async fn append(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let number = highest(tx, report, Section::Handling).await? + 1;
    let sealed = service.vault.seal(keys, &Place::item(report, Section::Handling, number), entry)?;
    add_item(tx, &ItemRow { report, section: Section::Handling, number, added_at: now, sealed }).await
}
