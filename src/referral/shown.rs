//! What a referral shows: the sections that pass, each with the numbers of the items that may be seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::Section;

/// Sections with the numbers of their visible items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// As it is stored: `incident:1,3 victim:1`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let part = |(section, numbers): (&Section, &BTreeSet<i64>)| {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            format!("{}:{}", section.id(), numbers.join(","))
        };
        self.0.iter().map(part).collect::<Vec<_>>().join(" ")
    }

    /// Reads what was stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.split_whitespace()
            .map(|part| {
                let (section, numbers) = part.split_once(':')?;
                let numbers = numbers.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
                Some((Section::from_id(section)?, numbers))
            })
            .collect::<Option<BTreeMap<_, _>>>()
            .map(Self)
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
        assert_eq!(shown.to_text(), "incident:1,3 victim:1");
        assert_eq!(Shown::parse("incident:1,3 victim:1"), Some(shown));
        assert_eq!(Shown::parse("incident"), None);
    }

    #[test]
    fn an_addition_that_was_not_shared_stays_hidden_when_a_later_one_is_shared() {
        let mut shown = Shown::first_of(&[Section::Incident]);
        shown.extend(Section::Incident, 3);
        assert!(shown.shows(Section::Incident, 3) && !shown.shows(Section::Incident, 2));
    }
}
