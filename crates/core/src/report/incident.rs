//! What happened, and who tells it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};

use crate::report::in_words::part_of;
use crate::report::told::Told;
use crate::tidy::tidy;
use crate::vocabulary::Id;

crate::ids! {
    /// Who reports. A role left out is `victim`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Role: Serialize + Deserialize {
        /// The person it happened to.
        #[default]
        Victim = "victim",
        /// Somebody who saw or heard it.
        Witness = "witness",
        /// Somebody who speaks for the person.
        OnBehalf = "on-behalf",
        /// Somebody who learned of it at work.
        Professional = "professional",
        /// Somebody hurt at work by a person they serve.
        StaffMember = "staff-member",
        /// Somebody who reports what was done to a community.
        Community = "community",
    }
}

impl Role {
    /// Whether the reporter is the person it happened to.
    #[must_use]
    pub fn is_the_victim(self) -> bool {
        matches!(self, Self::Victim | Self::StaffMember)
    }
}

/// Who reports, and whether the person it happened to agreed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reporter {
    /// Who reports.
    pub role: Role,
    /// Whether the victim agreed to this report; nothing when not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub victim_agreed: Option<bool>,
    /// How the agreement was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how_agreed: Option<Told>,
    /// From where a professional tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Told>,
}
crate::redacted!(Reporter);

/// What happened.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incident {
    /// The account, in the reporter's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Told>,
    /// Kinds of incident.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Id>,
    /// Why it felt like hate; the first mention gives the order of groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strands: Vec<Id>,
    /// Precise values within the strands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aspects: Vec<Id>,
    /// When it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Where it happened.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<Where>,
    /// Whether it happened before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeated: Option<Id>,
    /// Whom else it was reported to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reported_to: Vec<ReportedTo>,
}
crate::redacted!(Incident);

/// When it happened, as precisely as it is known.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    /// exact, day, approximate, range, ongoing, unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<Id>,
    /// The day, or the moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// The end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Moment>,
    /// morning, afternoon, evening, night.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of_day: Option<Id>,
    /// In the words in which it was said, where they are no day or time by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Told>,
}
crate::redacted!(When);

impl When {
    /// morning, afternoon, evening or night: as said, or worked out from an exact time.
    #[must_use]
    pub fn part_of_day(&self) -> Option<Id> {
        self.part_of_day.clone().or_else(|| {
            let hour = self.from.as_ref()?.hour()?;
            Some(Id::from(part_of(hour)))
        })
    }

    /// The month, as `2026-11`; nothing where it lies somewhere in a longer stretch of days, such as a summer or a year.
    #[must_use]
    pub fn month(&self) -> Option<String> {
        let from = self.from.as_ref()?.day();
        let vague = self.precision.as_ref().is_some_and(|precision| precision.as_str() == "approximate");
        let in_one = self.to.as_ref().is_none_or(|to| to.day().signed_duration_since(from).num_days() <= 31);
        (!vague || in_one).then(|| from.format("%Y-%m").to_string())
    }
}

/// A day, or a moment of a day, in London time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(NaiveDate),
    /// A moment.
    At(NaiveDateTime),
}
crate::redacted!(Moment);

impl Moment {
    /// Reads `2026-11-14`, `2026-11-14T21:30` (London time) or an RFC 3339 time.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = &*tidy(text);
        let plausible = |day: NaiveDate| (1900..=2999).contains(&chrono::Datelike::year(&day));
        let moment = if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            // chrono takes "2026-1-5" too; an ISO date has ten characters.
            if text.len() != 10 {
                return None;
            }
            Self::Day(day)
        } else if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            Self::At(at.with_timezone(&London).naive_local())
        } else {
            Self::At(
                NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
                    .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
                    .ok()?,
            )
        };
        plausible(moment.day()).then_some(moment)
    }

    /// The day.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::At(at) => at.date(),
        }
    }

    fn hour(&self) -> Option<u32> {
        match self {
            Self::Day(_) => None,
            Self::At(at) => Some(at.hour()),
        }
    }

    /// Whether it lies after `now`.
    #[must_use]
    pub fn is_after(&self, now: DateTime<Utc>) -> bool {
        let now = now.with_timezone(&London).naive_local();
        match self {
            Self::Day(day) => *day > now.date(),
            Self::At(at) => *at > now,
        }
    }

    /// Whether `self` comes after `other`; a moment is not after the day it lies in.
    #[must_use]
    pub fn is_later_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::At(a), Self::At(b)) => a > b,
            _ => self.day() > other.day(),
        }
    }

    /// As it is written in JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::At(at) => at.format("%Y-%m-%dT%H:%M").to_string(),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no day or moment"))
    }
}

/// Where it happened.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Where {
    /// home, street, rail, online, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Id>,
    /// A postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Told>,
    /// A district code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Told>,
    /// What was given as a postcode, a town or a district, in the words in which it was said, where they are none by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Told>,
}
crate::redacted!(Where);

/// Somebody else who was told.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportedTo {
    /// police, council, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Id>,
    /// Their reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Told>,
}
crate::redacted!(ReportedTo);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_or_a_time_and_nothing_else() {
        assert!(matches!(Moment::parse("2026-11-14"), Some(Moment::Day(_))));
        assert!(matches!(Moment::parse("2026-11-14T21:30"), Some(Moment::At(_))));
        assert!(matches!(Moment::parse("2026-07-14T21:30:00Z"), Some(Moment::At(_))));
        for bad in ["", "2026-11-31", "14/11/2026", "2026-1-5", "yesterday", "0026-11-14"] {
            assert!(Moment::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn part_of_day_comes_from_an_exact_london_time() {
        let when = When { from: Moment::parse("2026-07-14T21:30:00Z"), ..When::default() };
        assert_eq!(when.part_of_day(), Some(Id::from("night")), "22:30 in London's summer");
        assert_eq!(when.month().as_deref(), Some("2026-07"));
        let summer = When { precision: Some("approximate".into()), from: Moment::parse("2026-06-01"), ..When::default() };
        assert_eq!(When { to: Moment::parse("2026-06-30"), ..summer.clone() }.month().as_deref(), Some("2026-06"));
        assert_eq!(When { to: Moment::parse("2026-08-31"), ..summer.clone() }.month(), None, "nobody said June");
        assert_eq!(
            When { precision: Some("range".into()), to: Moment::parse("2026-08-31"), ..summer }.month().as_deref(),
            Some("2026-06")
        );
    }
}
