//! The people in a report: the one it happened to, how to reach them, the one who did it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clock::SafeTimes;
use crate::report::told::Told;
use crate::vocabulary::Id;

crate::ids! {
    /// A band of ages. A report gives one.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum AgeBand: Serialize + Deserialize {
        /// Under 13.
        Under13 = "under-13",
        /// 13 to 15.
        From13 = "13-15",
        /// 16 to 17.
        From16 = "16-17",
        /// 18 to 24.
        From18 = "18-24",
        /// 25 to 34.
        From25 = "25-34",
        /// 35 to 44.
        From35 = "35-44",
        /// 45 to 54.
        From45 = "45-54",
        /// 55 to 64.
        From55 = "55-64",
        /// 65 to 74.
        From65 = "65-74",
        /// 75 and over.
        From75 = "75-plus",
        /// Not said.
        #[default]
        Unknown = "unknown",
    }
}

impl AgeBand {
    /// Whether a person in this band is a child.
    #[must_use]
    pub fn is_under_18(self) -> bool {
        self < Self::From18
    }
}

/// The person it happened to.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Victim {
    /// Name, in one field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Told>,
    /// Age band.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_band: Option<AgeBand>,
    /// Pronouns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<Told>,
    /// Home postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Told>,
    /// Home district code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What was given as the home postcode, in the words in which it was said, where they are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Told>,
    /// Housing, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub housing: Option<Told>,
    /// Presenting reason of a homeless household.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub homeless_reason: Option<Id>,
}
crate::redacted!(Victim);

/// How somebody can be reached safely, and what they need.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Whose contact this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Id>,
    /// Ways, each marked safe or not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
    /// Safe times, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_times: Option<Told>,
    /// Whom to ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask_for: Option<Told>,
    /// What to say if somebody else answers: `say-nothing`, as when it is left out, or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub if_others_answer: Option<Told>,
    /// Whether nobody may visit, write by post, or ring a phone at home; left out, it depends on who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_at_home: Option<bool>,
    /// For somebody under 18: whether it is safe that their parents know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parents_may_know: Option<bool>,
    /// Access needs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Id>,
    /// Language of contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Told>,
    /// Interpreters to avoid, or who should be present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Told>,
    /// Only through the centre that took the report.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub through_centre: bool,
    /// Ways that an organisation may have seen and must not use any more; only in what is disclosed.
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<Way>,
}
crate::redacted!(Contact);

impl Contact {
    /// When they can be written to, as their words are read; at any time by day when they said nothing.
    #[must_use]
    pub fn times(&self) -> SafeTimes {
        SafeTimes::read(self.safe_times.as_ref().map_or("", Told::reveal))
    }

    /// Ways that were called safe.
    pub fn safe_ways(&self) -> impl Iterator<Item = &Method> {
        self.methods.iter().filter(|method| method.safe)
    }

    /// Stops a way, or lets it be used again. Only what was called safe can be stopped. Says whether that changed anything.
    pub fn stop(&mut self, place: usize, at: Option<DateTime<Utc>>) -> bool {
        let Some(method) = self.methods.get_mut(place) else { return false };
        let changes = if at.is_some() { method.safe } else { method.stopped.is_some() };
        if changes {
            (method.safe, method.stopped) = (at.is_none(), at);
        }
        changes
    }

    /// Every way, named without saying it.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        let same = |place: usize| self.methods[..=place].iter().filter(|method| method.kind == self.methods[place].kind).count();
        let way = |(place, method): (usize, &Method)| Way {
            kind: method.kind.clone(),
            number: same(place),
            place,
            stopped_at: method.stopped,
        };
        self.methods.iter().enumerate().map(way).collect()
    }
}

/// A way to reach somebody, named without saying it: "E-mail 1".
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Its kind.
    pub kind: Id,
    /// Which of its kind it is, from 1.
    pub number: usize,
    /// Where it stands among all of them, from 0.
    #[serde(skip)]
    pub place: usize,
    /// When the person stopped it, if they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<DateTime<Utc>>,
}
crate::redacted!(Way);

/// One way to reach somebody.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Method {
    /// email, text, phone, bsl-video, relay, post.
    pub kind: Id,
    /// The address or number.
    pub value: Told,
    /// Whether it is safe. What is not marked safe never passes.
    pub safe: bool,
    /// Whether it is kept as it was typed, though it does not look like an address or a number. Only people use such a way.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unchecked: bool,
    /// Since when it is no longer safe, where the person stopped it: worked out from what they said since.
    #[serde(skip)]
    pub stopped: Option<DateTime<Utc>>,
}
crate::redacted!(Method);

/// Who did it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suspect {
    /// Relation to the person it happened to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Id>,
    /// Description, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Told>,
}
crate::redacted!(Suspect);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_stopped_once_and_used_again_and_nothing_else_becomes_safe() {
        let json = r#"{"methods": [{"kind": "email", "value": "a@b.example", "safe": true}, {"kind": "email", "value": "c@d.example", "safe": false},
            {"kind": "phone", "value": "07700 900123", "safe": true}]}"#;
        let mut contact: Contact = serde_json::from_str(json).unwrap();
        let at = Some(DateTime::UNIX_EPOCH);
        assert!(contact.stop(0, at) && !contact.stop(0, at), "twice is once");
        assert!(!contact.stop(1, at) && !contact.stop(3, at), "what never was safe, and what is not there");
        assert!(!contact.stop(1, None) && !contact.stop(2, None), "nothing becomes safe that was not stopped");
        let safe: Vec<&str> = contact.safe_ways().map(|method| method.kind.as_str()).collect();
        assert_eq!(safe, ["phone"]);
        let named: Vec<(String, usize, bool)> =
            contact.ways().iter().map(|way| (way.kind.to_string(), way.number, way.stopped_at.is_some())).collect();
        let expected = [("email", 1, true), ("email", 2, false), ("phone", 1, false)];
        assert_eq!(named, expected.map(|(kind, number, stopped)| (kind.to_owned(), number, stopped)));
        assert!(contact.stop(0, None));
        assert_eq!(serde_json::to_value(&contact).unwrap(), serde_json::from_str::<serde_json::Value>(json).unwrap());
    }

    #[test]
    fn children_are_under_18() {
        assert!(AgeBand::From16.is_under_18());
        assert!(!AgeBand::From18.is_under_18());
        assert!(!AgeBand::Unknown.is_under_18());
    }
}
