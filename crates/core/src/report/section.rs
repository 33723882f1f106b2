//! Sections: the unit of sealing, permission, disclosure, retention, and of the screen and the letter.

use serde::{Deserialize, Serialize};

/// A part of a report that is sealed, allowed, disclosed and erased by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Coded answers only; derived when it is needed, never stored. All that `anonymous` passes.
    Summary,
    /// Account, types, strands, aspects, when, where, who reports.
    Incident,
    /// Name, age, pronouns, housing, home area of the person it happened to.
    Victim,
    /// How somebody can be reached safely, and what they need.
    Contact,
    /// Who did it: criminal-offence data.
    Suspect,
    /// Files.
    Evidence,
    /// Equality answers. Never passes.
    Monitoring,
    /// Messages between the reporter and the team. Never passes.
    Messages,
    /// Wishes of the reporter about permission, written on a host that may not open `handling`. Never passes.
    Wishes,
    /// Risk answers, permission and its history, facts, notes. Never passes; the receipt does not open it.
    Handling,
}

impl Section {
    /// Sections that hold what a report brings, in the order of the report: each has a row from the start.
    pub const OF_A_REPORT: [Self; 7] =
        [Self::Incident, Self::Victim, Self::Contact, Self::Suspect, Self::Evidence, Self::Monitoring, Self::Handling];

    /// Sections that an agreement may disclose.
    pub const DISCLOSABLE: [Self; 5] = [Self::Incident, Self::Victim, Self::Contact, Self::Suspect, Self::Evidence];

    /// The name used in files, in the API and in the database.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Incident => "incident",
            Self::Victim => "victim",
            Self::Contact => "contact",
            Self::Suspect => "suspect",
            Self::Evidence => "evidence",
            Self::Monitoring => "monitoring",
            Self::Messages => "messages",
            Self::Wishes => "wishes",
            Self::Handling => "handling",
        }
    }

    /// The section with this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Summary, Self::Messages, Self::Wishes].into_iter().chain(Self::OF_A_REPORT).find(|section| section.id() == id)
    }

    /// Whether the section is sealed under the team key, which the receipt does not open.
    #[must_use]
    pub fn is_for_the_team_alone(self) -> bool {
        self == Self::Handling
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_by_its_name() {
        for section in Section::OF_A_REPORT.into_iter().chain([Section::Summary, Section::Messages, Section::Wishes]) {
            assert_eq!(Section::from_id(section.id()), Some(section));
        }
        assert_eq!(Section::from_id("notes"), None);
    }

    #[test]
    fn only_handling_is_closed_to_the_receipt() {
        assert!(Section::Handling.is_for_the_team_alone());
        assert!(!Section::DISCLOSABLE.into_iter().any(Section::is_for_the_team_alone));
    }
}
