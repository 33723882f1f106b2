//! What is kept in `handling`, under the team key: an append-only list that the receipt never opens.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Service;
use super::desk::actions::Acted;
use super::desk::child::Heard;
use super::desk::overrule::Asking;
use crate::places::AreaCode;
pub use crate::report::permission::Asked;
use crate::report::permission::{AskedOn, Granted, Standing, Value};
use crate::report::{Bond, Facts, Permission, Purpose, Recognised, RiskAnswers, RiskLevel, Section, Told};
use crate::storage::report::{add_item, highest, items};
use crate::storage::submission::{Holder, ItemRow};
use crate::storage::{StoreError, Tx};
use crate::vault::{OpenFault, Place, ReportKeys};
use crate::vocabulary::{AgencyId, AgreementId};
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
        /// Purposes that the wish spoke of: what had lapsed of them is wanted again, or no longer.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        renews: BTreeSet<Purpose>,
        /// Who asked them, in which words, and when; nothing when another system did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<AskedOn>,
    },
    /// Nobody had a place for too long: the permission for these purposes ended.
    Lapsed {
        /// For what.
        purposes: BTreeSet<Purpose>,
        /// What is allowed from now on.
        permission: Permission,
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
        /// Words in it that could name somebody: they looked at each, and none does.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        looked: Vec<Told>,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk placed it with an organisation that the person allows.
    Placed {
        /// Under which agreement.
        agreement: AgreementId,
        /// The referral.
        referral: Option<Uuid>,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk asked to pass it on without permission, or did so when it could not wait.
    OverrideAsked {
        /// What, why and who.
        asking: Box<Asking>,
    },
    /// A second person decided about that.
    OverrideDecided {
        /// The task that waited for them.
        task: Uuid,
        /// Whether they approved it.
        approved: bool,
        /// The referral, if there is one.
        referral: Option<Uuid>,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
    /// The person was told of what had passed without their permission.
    PersonTold {
        /// The referral.
        referral: Uuid,
        /// By whom.
        by: Told,
    },
    /// Somebody at an organisation asks for more.
    Questioned {
        /// The question's id.
        question: Uuid,
        /// About which referral.
        referral: Uuid,
        /// The question.
        text: Told,
    },
    /// Somebody at the desk answered.
    QuestionAnswered {
        /// Which question.
        question: Uuid,
        /// The answer.
        text: Told,
        /// Who.
        by: Told,
    },
    /// A letter of ours came back.
    CameBack {
        /// Which letter: the name of its kind.
        letter: String,
        /// About which referral; nothing when it was to the person who reported.
        referral: Option<Uuid>,
        /// The status that the mail server gave, such as `5.1.1`; blank for none.
        status: String,
    },
    /// Somebody at the desk linked it with another report.
    Linked {
        /// Which.
        other: Uuid,
        /// Why.
        bond: Bond,
        /// In which words.
        note: Told,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk ended a link.
    Unlinked {
        /// With which report.
        other: Uuid,
        /// Who.
        by: Told,
    },
    /// Somebody at the desk made a new receipt.
    ReceiptRenewed {
        /// How they knew that it was the person who told.
        how: Recognised,
        /// In which words, when in another way.
        words: Told,
        /// Who.
        by: Told,
    },
    /// The person erased it, and somebody at the desk undid that.
    ErasureUndone {
        /// Who asked for it.
        asked: Told,
        /// Why.
        why: Told,
        /// Who.
        by: Told,
    },
    /// Something that somebody agreed to do by a day took a step.
    Action {
        /// The action after it.
        acted: Box<Acted>,
    },
    /// The report was given to somebody as their case, or taken back.
    CaseGiven {
        /// Their name.
        to: Told,
        /// Whether it was taken back.
        back: bool,
        /// By whom.
        by: Told,
    },
    /// A child said what they understand and wish.
    ChildHeard {
        /// What.
        heard: Box<Heard>,
        /// Who wrote it down.
        by: Told,
    },
    /// Somebody at the desk said to which district it belongs, when nobody could tell from what was told.
    AreaGiven {
        /// Which.
        district: AreaCode,
        /// Why.
        reason: Told,
        /// Who.
        by: Told,
    },
}
crate::redacted!(Entry);

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
    /// Whether those that must never be told stay so, though all else is said anew: forgetting to name one must not tell it.
    #[serde(default)]
    pub keeps_never: bool,
    /// Those that may be asked about again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lifts: BTreeSet<AgencyId>,
    /// Who asked, in which words; nothing when another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
}
crate::redacted!(Wish);

impl Wish {
    /// The permission after this wish, when it was `before`.
    fn after(self, before: &Permission) -> Permission {
        let never = self.never_after(&before.never);
        if !self.keep {
            return Permission { never, ..self.permission };
        }
        let (mut permission, said) = (before.clone(), self.permission);
        permission.purposes.extend(said.purposes);
        for (agency, entries) in said.agencies {
            permission.agencies.entry(agency).or_default().extend(entries);
        }
        permission.never = never;
        permission.if_unable = said.if_unable;
        permission
    }

    /// Who must never be told after this wish, when it was these before.
    pub(super) fn never_after(&self, before: &BTreeSet<AgencyId>) -> BTreeSet<AgencyId> {
        let kept = before.iter().filter(|_| self.keep || self.keeps_never);
        kept.chain(&self.permission.never).filter(|agency| !self.lifts.contains(*agency)).cloned().collect()
    }

    /// The purposes that it speaks of, when the permission was `before`. A page sends along what organisations have already: that says
    /// nothing new.
    fn renews(&self, before: &Permission) -> BTreeSet<Purpose> {
        let said = &self.permission;
        let new = |agency: &AgencyId, purpose: &Purpose, value: &Value| {
            *value != Value::No && before.agencies.get(agency).and_then(|entries| entries.get(purpose)) != Some(value)
        };
        let by_agency = said.agencies.iter().flat_map(|(agency, entries)| {
            entries.iter().filter(move |(purpose, value)| !self.keep || new(agency, purpose, value)).map(|(purpose, _)| *purpose)
        });
        said.purposes.keys().copied().chain(by_agency).collect()
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
    let mut risk = None;
    let mut told = Handling {
        facts: Facts::default(),
        permission: Permission::default(),
        asked: None,
        lapsed: BTreeSet::new(),
        wishes: Vec::new(),
        newest_wish: 0,
        released: None,
        rests: false,
        area_given: false,
        child: None,
    };
    let mut district = None;
    for item in items(tx, report, Section::Handling, i64::MAX).await? {
        match service.vault.open(keys, &Place::item(report, Section::Handling, item.number), &item.sealed)? {
            Entry::Arrived { facts: arrived, permission, asked, .. } => {
                facts = Some(arrived);
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
            Entry::RiskSet { level, .. } => risk = Some(level),
            Entry::Released { account, .. } => told.released = Some(account),
            Entry::AreaGiven { district: given, .. } => district = Some(given),
            Entry::ChildHeard { heard, .. } => told.child = Some(*heard),
            Entry::Acknowledged { .. }
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
    told.facts.risk = risk.unwrap_or(told.facts.risk);
    told.area_given = district.is_some();
    told.facts.district = district.or(told.facts.district);
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
