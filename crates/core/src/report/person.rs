//! The people in a report: the one it happened to, how to reach them, the one who did it.

use serde::{Deserialize, Serialize};

use crate::report::told::Told;
use crate::vocabulary::Id;

/// A band of ages. A report gives one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum AgeBand {
    /// Under 13.
    #[serde(rename = "under-13")]
    Under13,
    /// 13 to 15.
    #[serde(rename = "13-15")]
    From13,
    /// 16 to 17.
    #[serde(rename = "16-17")]
    From16,
    /// 18 to 24.
    #[serde(rename = "18-24")]
    From18,
    /// 25 to 34.
    #[serde(rename = "25-34")]
    From25,
    /// 35 to 44.
    #[serde(rename = "35-44")]
    From35,
    /// 45 to 54.
    #[serde(rename = "45-54")]
    From45,
    /// 55 to 64.
    #[serde(rename = "55-64")]
    From55,
    /// 65 to 74.
    #[serde(rename = "65-74")]
    From65,
    /// 75 and over.
    #[serde(rename = "75-plus")]
    From75,
    /// Not said.
    #[default]
    #[serde(rename = "unknown")]
    Unknown,
}

impl AgeBand {
    /// Every band with its id, in order.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Under13, "under-13"),
        (Self::From13, "13-15"),
        (Self::From16, "16-17"),
        (Self::From18, "18-24"),
        (Self::From25, "25-34"),
        (Self::From35, "35-44"),
        (Self::From45, "45-54"),
        (Self::From55, "55-64"),
        (Self::From65, "65-74"),
        (Self::From75, "75-plus"),
        (Self::Unknown, "unknown"),
    ];

    /// Ids in order.
    pub const IDS: [&'static str; 11] =
        ["under-13", "13-15", "16-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-plus", "unknown"];

    /// The band with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(band, _)| band)
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

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
}
crate::redacted!(Contact);

impl Contact {
    /// Ways that were called safe.
    pub fn safe_ways(&self) -> impl Iterator<Item = &Method> {
        self.methods.iter().filter(|method| method.safe)
    }
}

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
    fn every_band_is_found_by_its_id_and_children_are_under_18() {
        for (place, (band, id)) in AgeBand::ALL.into_iter().enumerate() {
            assert_eq!(AgeBand::from_id(id), Some(band));
            assert_eq!(band.id(), id);
            assert_eq!(AgeBand::IDS[place], id);
        }
        assert!(AgeBand::From16.is_under_18());
        assert!(!AgeBand::From18.is_under_18());
        assert!(!AgeBand::Unknown.is_under_18());
    }
}
