//! Whom to ring about a child when nobody else is there: the out-of-hours number of children's services, by the council that has them.

use crate::config::reading::{Entry, Page};

/// What stands in the place of an area: wherever no other line holds.
const ELSEWHERE: &str = "elsewhere";

/// Out-of-hours numbers of children's services, each with the code of its area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutOfHours(Vec<(String, String)>);

impl OutOfHours {
    /// Reads `[duty.children_out_of_hours]`: the code of a district, a county or another area, and whom to ring.
    pub fn read(page: &Page, duty: &Entry<'_>) -> Self {
        let lines = duty.texts_below("children_out_of_hours");
        let mut found = Vec::with_capacity(lines.len());
        for (area, number) in lines {
            let code = area.value.trim().to_owned();
            if code != ELSEWHERE && !is_code(&code) {
                let mend = "write the code of an area, such as E06000004, or elsewhere".to_owned();
                page.fault(&area.span, format!("\"{code}\" is no area"), mend);
            }
            if number.value.trim().is_empty() {
                page.fault(&number.span, "the number is empty".to_owned(), "write whose it is, and the number".to_owned());
            }
            found.push((code, number.value.trim().to_owned()));
        }
        Self(found)
    }

    /// Whom to ring for a district, by every area that contains it, the narrowest first; blank when nobody is named.
    #[must_use]
    pub fn of<'a>(&self, areas: impl IntoIterator<Item = &'a str>) -> &str {
        let named = |code: &str| self.0.iter().find(|(area, _)| area == code).map(|(_, number)| number.as_str());
        let nearest = areas.into_iter().filter(|area| named(area).is_some()).min_by_key(|area| width(area));
        nearest.and_then(named).or_else(|| named(ELSEWHERE)).unwrap_or_default()
    }

    /// Whether nobody is named at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How wide an area of this kind is: a district, a county, a police force, a region, a country.
fn width(code: &str) -> usize {
    let kind = code.get(..3).unwrap_or_default();
    let kinds: [&[&str]; 5] =
        [&["E06", "E07", "E08", "E09", "W06"], &["E10", "E11", "E47"], &["E23", "W15"], &["E12"], &["E92", "W92"]];
    kinds.iter().position(|known| known.contains(&kind)).unwrap_or(kinds.len())
}

/// Whether it looks as the codes of the Office for National Statistics do.
fn is_code(text: &str) -> bool {
    let mut letters = text.chars();
    text.len() == 9
        && letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && letters.all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_area_counts_and_elsewhere_where_none_does() {
        let text = "[duty.children_out_of_hours]\nE06000004 = \"Stockton, 01\"\nE12000001 = \"North East, 02\"\nelsewhere = \"03\"\nTees = \"\"\n";
        let page = Page::from_text("waymark.toml".to_owned(), text.to_owned());
        let read = OutOfHours::read(&page, &page.root().table("duty").unwrap());
        assert_eq!(page.findings().iter().map(|fault| fault.line).collect::<Vec<_>>(), [5, 5]);
        assert_eq!(read.of(["K04000001", "E12000001", "E06000004"]), "Stockton, 01");
        assert_eq!(read.of(["E06000001", "E12000001"]), "North East, 02");
        assert_eq!((read.of(None), OutOfHours::default().of(["E06000004"])), ("03", ""));
    }
}
