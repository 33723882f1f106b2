//! What is kept in `handling`, under the team key: an append-only list that the receipt never opens.

mod entry;
mod urgency;
mod wish;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Service;
use super::desk::child::Heard;
pub use crate::report::permission::Asked;
use crate::report::permission::AskedOn;
use crate::report::{Facts, Permission, Purpose, Section, Told};
use crate::storage::report::{add_item, highest, items};
use crate::storage::several::{self, Kept, What};
use crate::storage::submission::{Holder, ItemRow};
use crate::storage::{StoreError, Tx};
use crate::vault::{OpenFault, Place, ReportKeys};
pub use entry::Entry;
pub use urgency::Urgency;
pub use wish::Wish;

/// `handling` as it stands: the newest of each.
pub struct Handling {
    /// What routes the report.
    pub facts: Facts,
    /// How urgent it is, and why.
    pub urgency: Urgency,
    /// What the person allows now.
    pub permission: Permission,
    /// Who asked for that, in which words, and when.
    pub asked: Option<AskedOn>,
    /// Purposes whose permission lapsed while nobody had a place, and was not renewed.
    pub lapsed: BTreeSet<Purpose>,
    /// Wishes that are not yet taken over.
    pub wishes: Vec<NewWish>,
    /// The number of the newest wish.
    pub newest_wish: i64,
    /// The account without what names a person, once somebody wrote it.
    pub released: Option<Told>,
    /// Whether its erasure was undone and the person has not said anew who may know: nothing goes out by itself.
    pub rests: bool,
    /// Whether somebody at the desk lets nothing go out by itself for now.
    pub frozen: bool,
    /// Whether the district was given by a person.
    pub area_given: bool,
    /// What a child understands and wishes, as they said it last.
    pub child: Option<Heard>,
}

/// A wish that is not yet taken over.
pub struct NewWish {
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The permission after it.
    pub permission: Permission,
    /// The purposes it speaks of.
    pub renews: BTreeSet<Purpose>,
    /// Who asked, in which words.
    pub asked: Option<AskedOn>,
}
crate::redacted!(Handling, NewWish);

impl Handling {
    /// Whether nothing goes out by itself, for one reason or the other.
    pub(super) fn is_still(&self) -> bool {
        self.rests || self.frozen
    }

    /// When the person last spoke of this purpose in a wish that is not yet taken over.
    pub(super) fn renewed_at(&self, purpose: Purpose) -> Option<DateTime<Utc>> {
        self.wishes.iter().rev().find(|wish| wish.renews.contains(&purpose)).map(|wish| wish.at)
    }
}

/// The keys of a report, opened with the service's private key.
pub(super) async fn keys(service: &Service, tx: &mut Tx<'_>, report: Uuid) -> Result<Option<ReportKeys>, StoreError> {
    let wrapped = crate::storage::report::wrap(tx, report, Holder::Service).await?;
    Ok(wrapped.map(|wrapped| service.vault.unwrap(report, &wrapped)).transpose()?)
}

/// Reads `handling`, and the wishes that came in since on hosts that may not open it.
pub(super) async fn read(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &ReportKeys) -> Result<Handling, StoreError> {
    let mut facts = None;
    let mut told = Handling {
        facts: Facts::default(),
        urgency: Urgency::default(),
        permission: Permission::default(),
        asked: None,
        lapsed: BTreeSet::new(),
        wishes: Vec::new(),
        newest_wish: 0,
        released: None,
        rests: false,
        frozen: false,
        area_given: false,
        child: None,
    };
    for item in items(tx, report, Section::Handling, i64::MAX).await? {
        let entry: Entry = service.vault.open(keys, &Place::item(report, Section::Handling, item.number), &item.sealed)?;
        entry.shape(&mut facts);
        told.urgency.shape(&entry);
        match entry {
            Entry::Arrived { permission, asked, .. } => {
                (told.permission, told.asked) = (permission, asked.map(|asked| AskedOn { asked, at: item.added_at }));
            }
            Entry::Allowed { permission, wish, renews, asked } => {
                told.lapsed.retain(|purpose| !renews.contains(purpose));
                (told.permission, told.newest_wish, told.asked) = (permission, wish, asked);
                told.rests = false;
            }
            Entry::Lapsed { purposes, permission } => {
                told.lapsed.extend(purposes);
                told.permission = permission;
            }
            Entry::ErasureUndone { .. } => told.rests = true,
            Entry::Frozen { frozen, .. } => told.frozen = frozen,
            Entry::Released { account, .. } => told.released = Some(account),
            Entry::AreaGiven { .. } => told.area_given = true,
            Entry::ChildHeard { heard, .. } => told.child = Some(*heard),
            Entry::RiskSet { .. }
            | Entry::DutyClosed { .. }
            | Entry::Acknowledged { .. }
            | Entry::Noted { .. }
            | Entry::Held { .. }
            | Entry::Placed { .. }
            | Entry::OverrideAsked { .. }
            | Entry::OverrideDecided { .. }
            | Entry::PersonTold { .. }
            | Entry::Questioned { .. }
            | Entry::QuestionAnswered { .. }
            | Entry::CameBack { .. }
            | Entry::Linked { .. }
            | Entry::Unlinked { .. }
            | Entry::ReceiptRenewed { .. }
            | Entry::Action { .. }
            | Entry::CaseGiven { .. } => {}
        }
    }
    told.facts = facts.ok_or(StoreError::Sealed(OpenFault::NotWhatWasSealed))?;
    // Wishes beyond the last that was taken over are newer than all of `handling`.
    let wishes = items(tx, report, Section::Wishes, i64::MAX).await?;
    for item in wishes.iter().filter(|wish| wish.number > told.newest_wish) {
        let wish: Wish = service.vault.open(keys, &Place::item(report, Section::Wishes, item.number), &item.sealed)?;
        let renews = wish.renews(&told.permission);
        told.lapsed.retain(|purpose| !renews.contains(purpose));
        told.asked = wish.asked.clone().map(|asked| AskedOn { asked, at: item.added_at });
        told.permission = wish.after(&told.permission);
        told.rests = false;
        let (permission, asked) = (told.permission.clone(), told.asked.clone());
        told.wishes.push(NewWish { number: item.number, at: item.added_at, permission, renews, asked });
    }
    told.newest_wish = told.wishes.last().map_or(told.newest_wish, |wish| wish.number);
    Ok(told)
}

/// What routes each of these reports, for a list.
///
/// # Errors
/// When the database does not answer.
pub async fn facts_of(service: &Service, tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Facts>, StoreError> {
    Ok(known_of(service, tx, reports).await?.into_iter().map(|(report, (facts, _))| (report, facts)).collect())
}

/// What routes each of these reports, and how urgent it is, for a list: two statements, however many they are. What does not open is no
/// reason to show no list: it is left out.
pub(super) async fn known_of(
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
    Ok(several::kept(tx, reports, What::Handling).await?.iter().filter_map(|(report, kept)| opened(*report, kept)).collect())
}

/// Every entry with its time, the oldest first: for whoever at the desk may open `handling`.
pub(super) async fn entries(
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
pub(super) async fn take_wishes_over(
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
