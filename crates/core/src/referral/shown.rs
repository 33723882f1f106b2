//! What a referral shows: the sections that pass, each with the numbers of the items that may be seen.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::referral::by_hand::{ByHand, Ground};
use crate::report::Section;
use crate::report::permission::{AskedOn, Granted};

/// What the person allowed a referral to show. It was chosen by a person, so it is sealed at rest.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What the person allowed.
    pub granted: Granted,
    /// What passes, item by item.
    pub shown: Shown,
    /// Who had asked for it, in which words, and when; nothing when another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedOn>,
    /// How it was made, when the rules did not make it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<ByHand>,
}

impl Terms {
    /// What stands in the place of the person's permission, when something does.
    #[must_use]
    pub fn overruled(&self) -> Option<Ground> {
        match self.by_hand {
            Some(ByHand::Overruled { ground, .. }) => Some(ground),
            Some(ByHand::Placed) | None => None,
        }
    }

    /// Whether the person may see it: an override is theirs to see once they were told of it.
    #[must_use]
    pub fn is_for_their_eyes(&self) -> bool {
        !matches!(self.by_hand, Some(ByHand::Overruled { told: false, .. }))
    }
}

crate::redacted!(Terms);

/// Sections with the numbers of their visible items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shown(BTreeMap<Section, BTreeSet<i64>>);

impl Shown {
    /// These sections, each with its first item: the report as it came in.
    #[must_use]
    pub fn first_of(sections: &[Section]) -> Self {
        Self(sections.iter().map(|section| (*section, BTreeSet::from([1]))).collect())
    }

    /// The sections, in the order of listings.
    pub fn sections(&self) -> impl Iterator<Item = Section> {
        self.0.keys().copied()
    }

    /// The sections with the numbers of what may be seen of them, in the order of listings.
    pub fn items(&self) -> impl Iterator<Item = (Section, Vec<i64>)> {
        self.0.iter().map(|(section, numbers)| (*section, numbers.iter().copied().collect()))
    }

    /// Whether an item may be seen.
    #[must_use]
    pub fn shows(&self, section: Section, number: i64) -> bool {
        self.0.get(&section).is_some_and(|numbers| numbers.contains(&number))
    }

    /// Whether anything of a section may be seen.
    #[must_use]
    pub fn reaches(&self, section: Section) -> bool {
        self.0.contains_key(&section)
    }

    /// Lets the referral show one more item, if it shows the section at all. Says whether it does.
    pub fn extend(&mut self, section: Section, number: i64) -> bool {
        self.0.get_mut(&section).is_some_and(|numbers| numbers.insert(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_stored_and_read_again_and_grows_only_where_it_shows() {
        let mut shown = Shown::first_of(&[Section::Victim, Section::Incident]);
        assert!(shown.extend(Section::Incident, 3));
        assert!(!shown.extend(Section::Suspect, 2), "a section that does not pass is never added to");
        let text = serde_json::to_string(&shown).unwrap();
        assert_eq!(text, r#"{"incident":[1,3],"victim":[1]}"#);
        assert_eq!(serde_json::from_str::<Shown>(&text).unwrap(), shown);
    }

    #[test]
    fn terms_that_were_sealed_before_wordings_were_noted_are_read() {
        let old: Terms = serde_json::from_str(r#"{"granted":"full","shown":{"incident":[1]}}"#).unwrap();
        assert!(old.by_hand.is_none() && old.is_for_their_eyes());
        assert!(old.asked.is_none() && old.shown.shows(Section::Incident, 1));
    }

    #[test]
    fn an_addition_that_was_not_shared_stays_hidden_when_a_later_one_is_shared() {
        let mut shown = Shown::first_of(&[Section::Incident]);
        shown.extend(Section::Incident, 3);
        assert!(shown.shows(Section::Incident, 3) && !shown.shows(Section::Incident, 2));
    }
}
