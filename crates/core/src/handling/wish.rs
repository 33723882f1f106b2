//! What a reporter wishes since, and who asked them in which words.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::report::permission::{Asked, Granted, Standing, Value};
use crate::report::{Contact, Permission, Purpose};
use crate::vocabulary::AgencyId;
use crate::words::Speaker;

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

/// What a reporter wishes since their report came in, as it is sealed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Wished {
    /// That ways to reach them are used no more, or again.
    Ways(Ways),
    /// About permission.
    Permission(Box<Wish>),
}
crate::redacted!(Wished);

/// Ways to reach somebody, by where they stand in the report, that are stopped or used again.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Ways {
    /// Stopped by the person.
    pub stopped: Vec<usize>,
    /// Used again: the team made sure that they are safe.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<usize>,
}
crate::redacted!(Ways);

impl Ways {
    /// What becomes of the ways, when it is said at this time.
    pub fn change(&self, contact: &mut Contact, at: DateTime<Utc>) {
        for place in &self.stopped {
            contact.stop(*place, Some(at));
        }
        for place in &self.again {
            contact.stop(*place, None);
        }
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
    pub(crate) fn after(self, before: &Permission) -> Permission {
        let never = self.never_after(&before.never);
        let never_words = self.permission.words_after(before);
        if !self.keep {
            return Permission { never, never_words, ..self.permission };
        }
        let (mut permission, said) = (before.clone(), self.permission);
        permission.purposes.extend(said.purposes);
        for (agency, entries) in said.agencies {
            permission.agencies.entry(agency).or_default().extend(entries);
        }
        for (agency, entries) in said.next {
            permission.next.entry(agency).or_default().extend(entries);
        }
        permission.never = never;
        permission.never_words = never_words;
        permission.if_unable = said.if_unable;
        permission
    }

    /// Who must never be told after this wish, when it was these before.
    #[must_use]
    pub fn never_after(&self, before: &BTreeSet<AgencyId>) -> BTreeSet<AgencyId> {
        let kept = before.iter().filter(|_| self.keep || self.keeps_never);
        kept.chain(&self.permission.never).filter(|agency| !self.lifts.contains(*agency)).cloned().collect()
    }

    /// The purposes that it speaks of, when the permission was `before`. A page sends along what organisations have already: that says
    /// nothing new.
    pub(crate) fn renews(&self, before: &Permission) -> BTreeSet<Purpose> {
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
        let now = || said.granted(standing, agency, purpose).or_else(|| said.granted_as_next(standing, agency, purpose));
        if self.keep && !speaks { Some(had) } else { now() }
    }
}
