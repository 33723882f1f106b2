//! What is kept in `handling`, under the team key: an append-only list that the receipt never opens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Service;
use crate::report::permission::{Granted, Standing};
use crate::report::{Facts, Permission, Purpose, RiskAnswers, RiskLevel, Section, Told};
use crate::storage::report::{add_item, highest, items};
use crate::storage::submission::{Holder, ItemRow};
use crate::storage::{StoreError, Tx};
use crate::vault::{OpenFault, Place, ReportKeys};
use crate::vocabulary::AgencyId;
use crate::words::Speaker;

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
        /// Who asked them, in which words; nothing when another system did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<Asked>,
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
    /// Somebody at the desk wrote a note.
    Noted {
        /// The note.
        text: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk raised the risk, or lowered it with a reason.
    RiskSet {
        /// From now on.
        level: RiskLevel,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk keeps the report from being destroyed, or lets it go.
    Held {
        /// Which of both.
        held: bool,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk wrote the account without what names a person: it goes with what goes without a name.
    Released {
        /// The account.
        account: Told,
        /// Who.
        by: Told,
    },
}
crate::redacted!(Entry);

/// Who asked for permission, in which words.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asked {
    /// `page` when the person was alone with it; otherwise who read it to them.
    pub by: String,
    /// The version of the wording (`locales/<language>/wording/` keeps what each version said).
    pub wording: String,
    /// The language it was asked in.
    pub language: String,
}
crate::redacted!(Asked);

impl Asked {
    /// Read aloud by somebody at the desk, in the words that `speaker` says.
    #[must_use]
    pub fn by(name: &str, speaker: &Speaker) -> Self {
        Self { by: name.to_owned(), ..Self::of_page(speaker) }
    }

    /// Asked by a page, in the words that `speaker` says.
    #[must_use]
    pub fn of_page(speaker: &Speaker) -> Self {
        Self { by: "page".to_owned(), wording: speaker.say("allow-wording"), language: speaker.language().to_owned() }
    }
}

/// What a reporter wishes about permission, sealed under the key that the receipt opens.
#[derive(Clone, Serialize, Deserialize)]
pub struct Wish {
    /// What is allowed from now on.
    pub permission: Permission,
    /// Whether what it does not speak of stays as it was. A page cannot show all that was said before – the receipt does not open
    /// `handling` – so it only ever changes what it names.
    #[serde(alias = "keep_never")]
    pub keep: bool,
    /// Who asked, in which words; nothing when another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
}
crate::redacted!(Wish);

impl Wish {
    /// The permission after this wish, when it was `before`.
    fn after(self, before: &Permission) -> Permission {
        if !self.keep {
            return self.permission;
        }
        let (mut permission, said) = (before.clone(), self.permission);
        permission.purposes.extend(said.purposes);
        for (agency, entries) in said.agencies {
            permission.agencies.entry(agency).or_default().extend(entries);
        }
        permission.never.extend(said.never);
        permission.if_unable = said.if_unable;
        permission
    }

    /// What an organisation that was granted `had` may have after this wish, as far as the wish alone can say.
    #[must_use]
    pub fn granted(&self, standing: Standing, agency: &AgencyId, purpose: Purpose, had: Granted) -> Option<Granted> {
        let said = &self.permission;
        let speaks =
            said.never.contains(agency) || said.agencies.get(agency).is_some_and(|entries| entries.contains_key(&purpose));
        if self.keep && !speaks { Some(had) } else { said.granted(standing, agency, purpose) }
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
    /// The number of the newest wish.
    pub newest_wish: i64,
    /// The account without what names a person, once somebody wrote it.
    pub released: Option<Told>,
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
    let (mut risk, mut released) = (None, None);
    for item in items(tx, report, Section::Handling, i64::MAX).await? {
        match service.vault.open(keys, &Place::item(report, Section::Handling, item.number), &item.sealed)? {
            Entry::Arrived { facts: arrived, permission: allowed, .. } => (facts, permission) = (Some(arrived), allowed),
            Entry::Allowed { permission: allowed, wish } => (permission, taken_over) = (allowed, wish),
            Entry::RiskSet { level, .. } => risk = Some(level),
            Entry::Released { account, .. } => released = Some(account),
            Entry::Acknowledged { .. } | Entry::Noted { .. } | Entry::Held { .. } => {}
        }
    }
    let mut facts: Facts = facts.ok_or(StoreError::Sealed(OpenFault::NotWhatWasSealed))?;
    facts.risk = risk.unwrap_or(facts.risk);
    // Wishes beyond the last that was taken over are newer than all of `handling`.
    let wishes = items(tx, report, Section::Wishes, i64::MAX).await?;
    let mut waiting = Vec::new();
    for item in wishes.iter().filter(|wish| wish.number > taken_over) {
        let wish: Wish = service.vault.open(keys, &Place::item(report, Section::Wishes, item.number), &item.sealed)?;
        permission = wish.after(&permission);
        waiting.push((item.number, permission.clone()));
    }
    let newest_wish = waiting.last().map_or(taken_over, |(number, _)| *number);
    Ok(Handling { facts, permission, wishes: waiting, newest_wish, released })
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
