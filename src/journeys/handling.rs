//! What is kept in `handling`, under the team key: an append-only list that the receipt never opens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Service;
use crate::report::{Facts, Permission, RiskAnswers, Section, Told};
use crate::storage::report::{add_item, highest, items};
use crate::storage::submission::{Holder, ItemRow};
use crate::storage::{StoreError, Tx};
use crate::vault::{OpenFault, Place, ReportKeys};

/// An entry of `handling`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Entry {
    /// How the report arrived.
    Arrived {
        /// Risk answers.
        risk: RiskAnswers,
        /// What routes it.
        facts: Facts,
        /// What the person allowed.
        permission: Permission,
    },
    /// The person allowed something else.
    Allowed {
        /// From now on.
        permission: Permission,
        /// The number of the wish it was taken over from.
        wish: i64,
    },
    /// Somebody at an organisation said that a referral arrived.
    Acknowledged {
        /// Which.
        referral: Uuid,
        /// Who, in their words.
        by: Told,
    },
}
crate::redacted!(Entry);

/// What a reporter wishes about permission, sealed under the key that the receipt opens.
#[derive(Clone, Serialize, Deserialize)]
pub struct Wish {
    /// What is allowed from now on.
    pub permission: Permission,
    /// Whether organisations that were never to be told stay so. A page cannot show them – the receipt does not open `handling` – so it
    /// only ever adds to them.
    pub keep_never: bool,
}
crate::redacted!(Wish);

impl Wish {
    /// The permission after this wish, when it was `before`.
    fn after(self, before: &Permission) -> Permission {
        let mut permission = self.permission;
        if self.keep_never {
            permission.never.extend(before.never.iter().cloned());
        }
        permission
    }
}

/// `handling` as it stands: the newest of each.
pub struct Handling {
    /// What routes the report.
    pub facts: Facts,
    /// What the person allows now.
    pub permission: Permission,
    /// Wishes that are not yet taken over: each one's number, and the permission after it.
    pub wishes: Vec<(i64, Permission)>,
}
crate::redacted!(Handling);

/// The keys of a report, opened with the service's private key.
pub(super) async fn keys(service: &Service, tx: &mut Tx<'_>, report: Uuid) -> Result<Option<ReportKeys>, StoreError> {
    let wrapped = crate::storage::report::wrap(tx, report, Holder::Service).await?;
    Ok(wrapped.map(|wrapped| service.vault.unwrap(report, &wrapped)).transpose()?)
}

/// Reads `handling`, and the wishes that came in since on hosts that may not open it.
pub(super) async fn read(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &ReportKeys) -> Result<Handling, StoreError> {
    let mut facts = None;
    let mut permission = Permission::default();
    let mut taken_over: i64 = 0;
    for item in items(tx, report, Section::Handling, i64::MAX).await? {
        match service.vault.open(keys, &Place::item(report, Section::Handling, item.number), &item.sealed)? {
            Entry::Arrived { facts: arrived, permission: allowed, .. } => (facts, permission) = (Some(arrived), allowed),
            Entry::Allowed { permission: allowed, wish } => (permission, taken_over) = (allowed, wish),
            Entry::Acknowledged { .. } => {}
        }
    }
    let facts = facts.ok_or(StoreError::Sealed(OpenFault::NotWhatWasSealed))?;
    // Wishes beyond the last that was taken over are newer than all of `handling`.
    let wishes = items(tx, report, Section::Wishes, i64::MAX).await?;
    let mut waiting = Vec::new();
    for item in wishes.iter().filter(|wish| wish.number > taken_over) {
        let wish: Wish = service.vault.open(keys, &Place::item(report, Section::Wishes, item.number), &item.sealed)?;
        permission = wish.after(&permission);
        waiting.push((item.number, permission.clone()));
    }
    Ok(Handling { facts, permission, wishes: waiting })
}

/// Takes the wishes that came in since over into `handling`.
pub(super) async fn take_wishes_over(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    told: &Handling,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for (wish, permission) in &told.wishes {
        append(service, tx, report, keys, &Entry::Allowed { permission: permission.clone(), wish: *wish }, now).await?;
    }
    Ok(())
}

/// Appends to `handling`.
pub(super) async fn append(
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
