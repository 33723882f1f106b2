//! What a referral shows: the sections that pass, each with the highest item number that may be seen.

use std::collections::BTreeMap;

use crate::report::Section;

/// Sections with their highest visible numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(BTreeMap<Section, i64>);

impl Shown {
    /// These sections, each with its first item.
    #[must_use]
    pub fn first_of(sections: &[Section]) -> Self {
        Self(sections.iter().map(|section| (*section, 1)).collect())
    }

    /// The sections, in the order of listings.
    pub fn sections(&self) -> impl Iterator<Item = Section> {
        self.0.keys().copied()
    }

    /// The highest number of a section that may be seen; 0 when none may.
    #[must_use]
    pub fn highest(&self, section: Section) -> i64 {
        self.0.get(&section).copied().unwrap_or(0)
    }

    /// Lets the referral show a section up to `number`, if it shows the section at all.
    pub fn extend(&mut self, section: Section, number: i64) {
        if let Some(highest) = self.0.get_mut(&section) {
            *highest = number.max(*highest);
        }
    }

    /// As it is stored: `incident:1 victim:1`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(section, number)| format!("{}:{number}", section.id())).collect();
        parts.join(" ")
    }

    /// Reads what was stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.split_whitespace()
            .map(|part| {
                let (section, number) = part.split_once(':')?;
                Some((Section::from_id(section)?, number.parse().ok()?))
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
        shown.extend(Section::Incident, 3);
        shown.extend(Section::Suspect, 2);
        assert_eq!(shown.to_text(), "incident:3 victim:1");
        assert_eq!(Shown::parse("incident:3 victim:1"), Some(shown));
        assert_eq!(Shown::parse("incident"), None);
    }
}
