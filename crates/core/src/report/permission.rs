//! What the person allows, for each purpose and each organisation (CONTRACT §3).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::report::Told;
use crate::report::incident::{Reporter, Role};
use crate::report::person::Contact;
use crate::vocabulary::AgencyId;

crate::ids! {
    /// What a referral is for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Purpose: Serialize + Deserialize {
        /// Finding out what happened and who did it.
        Investigate = "investigate",
        /// Keeping people safe.
        Protect = "protect",
        /// Standing by the person.
        Support = "support",
        /// Knowing what happens where, without names: always anonymous.
        Inform = "inform",
    }
}

crate::ids! {
    /// What the person said about a purpose or an organisation.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Value: Serialize + Deserialize {
        /// What the agreement discloses.
        Full = "full",
        /// Coded answers only.
        Anonymous = "anonymous",
        /// Nothing passes yet: the person is asked, by name, when somebody could help.
        Ask = "ask",
        /// Nothing may pass.
        No = "no",
    }
}

crate::ids! {
    /// What an agreement gets: more than nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Granted: Serialize + Deserialize {
        /// Coded answers only.
        Anonymous = "anonymous",
        /// What the agreement discloses.
        Full = "full",
    }
}

/// Who asked for permission, in which words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// `page` when the person was alone with it; otherwise who read it to them.
    pub by: String,
    /// The version of the wording (`locales/<language>/wording.toml` keeps what each version said).
    pub wording: String,
    /// The language it was asked in.
    pub language: String,
}
crate::redacted!(Asked);

/// Who asked for permission, in which words, and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedOn {
    /// Who, and in which words.
    #[serde(flatten)]
    pub asked: Asked,
    /// When.
    pub at: DateTime<Utc>,
}
crate::redacted!(AskedOn);

crate::ids! {
    /// What to do when an organisation that was allowed cannot help.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum IfUnable: Serialize + Deserialize {
        /// Ask the person first.
        #[default]
        Ask = "ask",
        /// Ask another like them.
        Another = "another",
    }
}

/// What the person allows. What is not said is refused.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
#[serde(default)]
pub struct Permission {
    /// For each purpose.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub purposes: BTreeMap<Purpose, Value>,
    /// For an organisation and a purpose, before the purpose's own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub agencies: BTreeMap<AgencyId, BTreeMap<Purpose, Value>>,
    /// Organisations that must never be told.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub never: BTreeSet<AgencyId>,
    /// Whom else nobody may tell, in the person's own words: somebody reads them before anything goes to whom they did not name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never_words: Option<Told>,
    /// Who may have it in the place of an organisation that cannot, for a purpose: the person was shown that one by name too.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub next: BTreeMap<AgencyId, BTreeMap<Purpose, AgencyId>>,
    /// What to do when one of them cannot help.
    #[serde(skip_serializing_if = "asks")]
    pub if_unable: IfUnable,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn asks(if_unable: &IfUnable) -> bool {
    *if_unable == IfUnable::Ask
}

#[cfg(not(test))]
crate::redacted!(Permission);

/// Who asks, as far as permission depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Who reports.
    pub role: Role,
    /// Whether the victim is known to have agreed.
    pub victim_agreed: bool,
    /// Whether the contact is the reporter's own: a witness's, a professional's.
    pub own_contact: bool,
}

impl Standing {
    /// Who reports, and whose contact it is.
    #[must_use]
    pub fn of(reporter: &Reporter, contact: &Contact) -> Self {
        Self {
            role: reporter.role,
            victim_agreed: reporter.victim_agreed == Some(true),
            own_contact: contact.of.as_ref().is_some_and(|of| of.as_str() == "reporter"),
        }
    }

    /// The most that a yes opens: nothing of a victim whom the reporter does not speak for, and no names to who only counts. Whoever gives
    /// their own contact tells what they know themselves.
    fn at_most(self, purpose: Purpose) -> Granted {
        let own = self.speaks_for_the_victim() || self.own_contact;
        if own && purpose != Purpose::Inform { Granted::Full } else { Granted::Anonymous }
    }

    /// Whether what names the victim may pass at all.
    #[must_use]
    pub fn speaks_for_the_victim(self) -> bool {
        self.role.is_the_victim() || self.victim_agreed
    }
}

impl Permission {
    /// What `agency` may get for `purpose`; nothing when it is refused.
    #[must_use]
    pub fn granted(&self, standing: Standing, agency: &AgencyId, purpose: Purpose) -> Option<Granted> {
        match self.value(agency, purpose) {
            Value::No | Value::Ask => None,
            Value::Anonymous => Some(Granted::Anonymous),
            Value::Full => Some(standing.at_most(purpose)),
        }
    }

    /// What `agency` may get for `purpose` in the place of another that cannot, where the person named it as the next one: no more than the
    /// other was allowed, and never against what they said of it itself.
    #[must_use]
    pub fn granted_as_next(&self, standing: Standing, agency: &AgencyId, purpose: Purpose) -> Option<Granted> {
        let said = self.agencies.get(agency).is_some_and(|entries| entries.contains_key(&purpose));
        if said || self.never.contains(agency) {
            return None;
        }
        let before = self.next.iter().filter(|(_, next)| next.get(&purpose) == Some(agency));
        before.filter_map(|(first, _)| self.granted(standing, first, purpose)).max()
    }

    /// What `agency` would get for `purpose` if the person, who wants to be asked first, said yes; nothing when there is nothing to ask.
    #[must_use]
    pub fn to_be_asked(&self, standing: Standing, agency: &AgencyId, purpose: Purpose) -> Option<Granted> {
        (self.value(agency, purpose) == Value::Ask).then(|| standing.at_most(purpose))
    }

    /// The first that applies: never, the organisation's entry, the purpose's, refused.
    fn value(&self, agency: &AgencyId, purpose: Purpose) -> Value {
        if self.never.contains(agency) {
            return Value::No;
        }
        let entry = self.agencies.get(agency).and_then(|entries| entries.get(&purpose));
        entry.or_else(|| self.purposes.get(&purpose)).copied().unwrap_or(Value::No)
    }

    /// Whether everybody who serves `purpose` was allowed, named or not.
    #[must_use]
    pub fn allows_all(&self, purpose: Purpose) -> bool {
        matches!(self.purposes.get(&purpose), Some(Value::Full | Value::Anonymous))
    }

    /// Named or nothing: a yes to a whole purpose counts as "ask me first". A yes to an organisation stays.
    #[must_use]
    pub fn named(&self) -> Self {
        let ask = |value: &Value| if *value == Value::No { Value::No } else { Value::Ask };
        let purposes = self.purposes.iter().map(|(purpose, value)| (*purpose, ask(value))).collect();
        Self { purposes, ..self.clone() }
    }

    /// As a report that just came in is routed: whoever wrote in words who must never be told is understood by a person first, and until then
    /// only whom they said yes to by name is told.
    #[must_use]
    pub fn until_read(&self) -> Self {
        if self.has_words() { self.named() } else { self.clone() }
    }

    /// Whether somebody wrote in words who must never be told.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.never_words.as_ref().is_some_and(|words| !words.is_blank())
    }

    /// The words about who must never be told, when these were said before: words are added, and none is lost by saying more.
    #[must_use]
    pub fn words_after(&self, before: &Self) -> Option<Told> {
        match (&before.never_words, &self.never_words) {
            (Some(had), Some(more)) if !more.is_blank() && !had.reveal().contains(more.reveal()) => {
                Some(Told::new(format!("{}\n{}", had.reveal(), more.reveal())))
            }
            (None, more) => more.clone(),
            (had, _) => had.clone(),
        }
    }

    /// Whether the person said yes to an organisation by its name, for anything.
    #[must_use]
    pub fn names(&self, agency: &AgencyId) -> bool {
        let yes = |value: &Value| matches!(value, Value::Full | Value::Anonymous);
        self.agencies.get(agency).is_some_and(|entries| entries.values().any(yes))
    }

    /// As if the person, who wants to be asked first, had said yes to everybody who could be asked about.
    #[must_use]
    pub fn if_asked(&self) -> Self {
        let yes = |value: &Value| if *value == Value::Ask { Value::Full } else { *value };
        let purposes = self.purposes.iter().map(|(purpose, value)| (*purpose, yes(value))).collect();
        let of = |entries: &BTreeMap<Purpose, Value>| entries.iter().map(|(purpose, value)| (*purpose, yes(value))).collect();
        let agencies = self.agencies.iter().map(|(agency, entries)| (agency.clone(), of(entries))).collect();
        Self { purposes, agencies, ..self.clone() }
    }

    /// Whether the person wants anything to be done for `purpose`.
    #[must_use]
    pub fn wants(&self, purpose: Purpose) -> bool {
        let says_yes = |value: Option<&Value>| matches!(value, Some(Value::Full | Value::Anonymous | Value::Ask));
        says_yes(self.purposes.get(&purpose))
            || self.agencies.iter().any(|(agency, entries)| !self.never.contains(agency) && says_yes(entries.get(&purpose)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VICTIM: Standing = Standing { role: Role::Victim, victim_agreed: false, own_contact: false };

    fn permission(json: &str) -> Permission {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn never_beats_the_agencys_entry_which_beats_the_purposes() {
        let said = permission(
            r#"{"purposes":{"support":"anonymous"},"agencies":{"a":{"support":"full"},"b":{"support":"full"},"c":{"support":"no"}},"never":["b"]}"#,
        );
        let granted = |agency: &str| said.granted(VICTIM, &AgencyId::from(agency), Purpose::Support);
        assert_eq!(granted("a"), Some(Granted::Full));
        assert_eq!(granted("b"), None);
        assert_eq!(granted("c"), None);
        assert_eq!(granted("d"), Some(Granted::Anonymous));
        assert_eq!(said.granted(VICTIM, &AgencyId::from("a"), Purpose::Investigate), None, "what is not said is refused");
    }

    #[test]
    fn ask_me_first_lets_nothing_pass_and_says_what_would() {
        let said = permission(
            r#"{"purposes":{"support":"ask","inform":"ask"},"agencies":{"a":{"support":"full"},"b":{"support":"no"}},"never":["c"]}"#,
        );
        let asks = |agency: &str, purpose| said.to_be_asked(VICTIM, &AgencyId::from(agency), purpose);
        assert_eq!(said.granted(VICTIM, &AgencyId::from("d"), Purpose::Support), None);
        assert_eq!(asks("d", Purpose::Support), Some(Granted::Full));
        assert_eq!(asks("d", Purpose::Inform), Some(Granted::Anonymous));
        for agency in ["a", "b", "c"] {
            assert_eq!(asks(agency, Purpose::Support), None, "{agency}: allowed, refused, never");
        }
        assert!(said.wants(Purpose::Support) && !said.wants(Purpose::Protect) && !said.allows_all(Purpose::Support));
        assert_eq!(said.if_asked().granted(VICTIM, &AgencyId::from("d"), Purpose::Support), Some(Granted::Full));
        assert_eq!(said.if_asked().granted(VICTIM, &AgencyId::from("c"), Purpose::Support), None);
    }

    #[test]
    fn a_yes_to_a_whole_purpose_names_nobody() {
        let said = permission(
            r#"{"purposes":{"support":"full","protect":"no","inform":"anonymous"},"agencies":{"a":{"support":"full"}}}"#,
        );
        let named = said.named();
        assert!(said.allows_all(Purpose::Support) && !named.allows_all(Purpose::Support));
        assert_eq!(named.granted(VICTIM, &AgencyId::from("a"), Purpose::Support), Some(Granted::Full), "whom they saw stays");
        for (agency, purpose) in [("b", Purpose::Support), ("a", Purpose::Inform), ("b", Purpose::Protect)] {
            assert_eq!(named.granted(VICTIM, &AgencyId::from(agency), purpose), None, "{agency}");
        }
        assert!(named.wants(Purpose::Inform) && !named.wants(Purpose::Protect));
        assert!(named.named() == named);
    }

    #[test]
    fn the_next_one_that_was_named_gets_no_more_than_the_first_and_nothing_against_what_was_said_of_it() {
        let said = permission(
            r#"{"agencies":{"a":{"support":"anonymous"},"c":{"support":"no"},"d":{"support":"no"}},"never":["e"],
                "next":{"a":{"support":"b"},"d":{"support":"f"},"b":{"support":"c"},"g":{"support":"e"}}}"#,
        );
        let next = |agency: &str| said.granted_as_next(VICTIM, &AgencyId::from(agency), Purpose::Support);
        assert_eq!(next("b"), Some(Granted::Anonymous));
        assert_eq!(
            said.granted(VICTIM, &AgencyId::from("b"), Purpose::Support),
            None,
            "before the first could not, it gets nothing"
        );
        for agency in ["a", "c", "e", "f"] {
            assert_eq!(next(agency), None, "{agency}");
        }
        assert_eq!(said.granted_as_next(VICTIM, &AgencyId::from("b"), Purpose::Protect), None);
    }

    #[test]
    fn words_about_who_must_never_be_told_hold_back_whom_the_person_did_not_name_and_are_never_lost() {
        let said =
            permission(r#"{"purposes":{"support":"full"},"agencies":{"a":{"support":"full"}},"never_words":"Mum's office."}"#);
        let routed = said.until_read();
        assert_eq!(routed.granted(VICTIM, &AgencyId::from("a"), Purpose::Support), Some(Granted::Full));
        assert_eq!(routed.granted(VICTIM, &AgencyId::from("b"), Purpose::Support), None);
        let more = permission(r#"{"never_words":"And the landlord."}"#);
        let together = Permission { never_words: more.words_after(&said), ..Permission::default() };
        assert_eq!(together.never_words, Some(Told::new("Mum's office.\nAnd the landlord.")));
        for nothing_new in [permission("{}"), permission(r#"{"never_words":"  "}"#), more.clone()] {
            assert_eq!(nothing_new.words_after(&together), together.never_words);
        }
        assert!(!permission(r#"{"never_words":" "}"#).has_words());
        assert_eq!(more.words_after(&Permission::default()), more.never_words);
    }

    #[test]
    fn somebody_who_is_not_the_victim_cannot_open_the_victims_identity() {
        let said = permission(r#"{"purposes":{"support":"full","inform":"full"}}"#);
        let a = AgencyId::from("a");
        let witness = Standing { role: Role::Witness, ..VICTIM };
        assert_eq!(said.granted(witness, &a, Purpose::Support), Some(Granted::Anonymous));
        assert_eq!(said.granted(Standing { victim_agreed: true, ..witness }, &a, Purpose::Support), Some(Granted::Full));
        let staff = Standing { role: Role::StaffMember, ..VICTIM };
        assert_eq!(said.granted(staff, &a, Purpose::Support), Some(Granted::Full));
        assert_eq!(said.granted(VICTIM, &a, Purpose::Inform), Some(Granted::Anonymous), "inform is always anonymous");
        let own = Standing { own_contact: true, ..witness };
        assert_eq!(said.granted(own, &a, Purpose::Support), Some(Granted::Full), "what they know, and their own contact");
        assert_eq!(said.granted(own, &a, Purpose::Inform), Some(Granted::Anonymous));
        assert!(!own.speaks_for_the_victim(), "and still nothing that names the victim");
    }

    #[test]
    fn an_entry_of_an_agency_that_must_never_be_told_makes_no_purpose_wanted() {
        assert!(permission(r#"{"agencies":{"a":{"protect":"full"}}}"#).wants(Purpose::Protect));
        assert!(!permission(r#"{"agencies":{"a":{"protect":"full"}},"never":["a"]}"#).wants(Purpose::Protect));
        assert!(!permission(r#"{"purposes":{"protect":"no"}}"#).wants(Purpose::Protect));
    }
}
