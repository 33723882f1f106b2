//! Sections: the unit of sealing, permission, disclosure, retention, and of the screen and the letter.

crate::ids! {
    /// A part of a report that is sealed, allowed, disclosed and erased by itself.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Section: Serialize + Deserialize {
        /// Coded answers only; derived when it is needed, never stored. All that `anonymous` passes.
        Summary = "summary",
        /// Account, types, strands, aspects, when, where, who reports.
        Incident = "incident",
        /// Name, age, pronouns, housing, home area of the person it happened to.
        Victim = "victim",
        /// How somebody can be reached safely, and what they need.
        Contact = "contact",
        /// Who did it: criminal-offence data.
        Suspect = "suspect",
        /// Files.
        Evidence = "evidence",
        /// Equality answers. Never passes.
        Monitoring = "monitoring",
        /// Messages between the reporter and the team. Never passes.
        Messages = "messages",
        /// Wishes of the reporter about permission, written on a host that may not open `handling`. Never passes.
        Wishes = "wishes",
        /// Risk answers, permission and its history, facts, notes. Never passes; the receipt does not open it.
        Handling = "handling",
    }
}

impl Section {
    /// Sections that hold what a report brings, in the order of the report: each has a row from the start.
    pub const OF_A_REPORT: [Self; 7] =
        [Self::Incident, Self::Victim, Self::Contact, Self::Suspect, Self::Evidence, Self::Monitoring, Self::Handling];

    /// Sections that an agreement may disclose.
    pub const DISCLOSABLE: [Self; 5] = [Self::Incident, Self::Victim, Self::Contact, Self::Suspect, Self::Evidence];

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
    fn only_handling_is_closed_to_the_receipt() {
        assert!(Section::Handling.is_for_the_team_alone());
        assert!(!Section::DISCLOSABLE.into_iter().any(Section::is_for_the_team_alone));
    }
}
