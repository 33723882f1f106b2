//! Places from the configuration, `gazetteer.toml`: the few that serve until a postcode file has been imported, and the codes that
//! were replaced, which count afterwards too.

use crate::config::reading::{Entry, Page, Placed};
use crate::places::area::{AreaCode, Level};
use crate::places::district::{Area, District};
use crate::places::gazetteer::{Gazetteer, Homes, narrowest_first};

impl Gazetteer {
    /// Reads `gazetteer.toml`. Faults are left with the page.
    #[must_use]
    pub fn read(page: &Page) -> Self {
        let mut gazetteer = Self::default();
        let mut beginnings = std::collections::HashMap::new();
        let root = page.root();
        for entry in root.tables("area") {
            gazetteer.read_area(page, &entry);
        }
        for entry in root.tables("replaced") {
            gazetteer.read_replaced(page, &entry);
        }
        for entry in root.tables("district") {
            let postcodes = entry.texts("postcodes");
            let Some(place) = gazetteer.read_district(page, &entry) else { continue };
            for postcode in &postcodes {
                let beginning = postcode.value.to_ascii_uppercase().split_whitespace().collect::<Vec<_>>().join(" ");
                if beginnings.insert(beginning, place).is_some_and(|other| other != place) {
                    page.fault(
                        &postcode.span,
                        format!("\"{}\" stands in two districts", postcode.value),
                        "give it to one of them, or list longer beginnings".to_owned(),
                    );
                }
            }
        }
        root.finish();
        if !root.has("district") {
            root.fault("no district is known".to_owned(), "add at least one [[district]]".to_owned());
        }
        gazetteer.homes = Homes::Beginnings(beginnings);
        gazetteer.finished()
    }

    fn read_area(&mut self, page: &Page, entry: &Entry<'_>) {
        let (code, name) = (entry.required_text("code"), entry.required_text("name"));
        let name_cy = entry.text("name_cy").map(|name| name.value);
        entry.ignore("kind");
        entry.finish();
        let (Some(code), Some(name)) = (code, name) else { return };
        match AreaCode::parse(&code.value) {
            Some(code) => self.areas.push(Area { code, name: name.value, name_cy }),
            None => no_code(page, &code),
        }
    }

    fn read_replaced(&mut self, page: &Page, entry: &Entry<'_>) {
        let (by, was) = (entry.required_text("by"), entry.texts("codes"));
        let name = entry.required_text("name");
        entry.finish();
        let (Some(by), Some(name)) = (by, name) else { return };
        let Some(code) = AreaCode::parse(&by.value) else { return no_code(page, &by) };
        for old in codes(page, &was) {
            self.renamed.insert(old, code);
        }
        self.successors.insert(code, name.value);
    }

    /// Reads one district and says its place.
    fn read_district(&mut self, page: &Page, entry: &Entry<'_>) -> Option<usize> {
        let (code, name) = (entry.required_text("code"), entry.required_text("name"));
        let name_cy = entry.text("name_cy").map(|name| name.value);
        let (was, areas) = (entry.texts("was"), entry.texts("areas"));
        entry.finish();
        let (code, name) = (code?, name?);
        let Some(current) = AreaCode::parse(&code.value).filter(|code| code.level() == Level::District) else {
            page.fault(
                &code.span,
                format!("\"{}\" is no district code", code.value),
                "a district's code starts with E06, E07, E08, E09 or W06".to_owned(),
            );
            return None;
        };
        let containing = narrowest_first(codes(page, &areas));
        let has = |level: Level| containing.iter().any(|area| area.level() == level);
        if !containing.contains(&current) || !has(Level::Country) || !has(Level::EnglandAndWales) {
            let what = format!("the areas of {current} do not hold {current} itself, a country and K04000001");
            page.fault(&entry.span_of("areas"), what, "list the district itself and every area that contains it".to_owned());
            return None;
        }
        let place = self.districts.len();
        if self.by_code.insert(current, place).is_some() {
            page.fault(&code.span, format!("{current} stands here twice"), "keep one of the two".to_owned());
        }
        for old in codes(page, &was) {
            self.renamed.insert(old, current);
        }
        self.districts.push(District { code: current, name: name.value, name_cy, areas: containing });
        Some(place)
    }
}

fn codes(page: &Page, texts: &[Placed<String>]) -> Vec<AreaCode> {
    texts
        .iter()
        .filter_map(|text| {
            let code = AreaCode::parse(&text.value);
            if code.is_none() {
                no_code(page, text);
            }
            code
        })
        .collect()
}

fn no_code(page: &Page, text: &Placed<String>) {
    page.fault(
        &text.span,
        format!("\"{}\" is no area code", text.value),
        "an area code is a capital letter and eight digits, such as E06000004".to_owned(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"
[[district]]
code = "E06000004"
name = "Stockton-on-Tees"
areas = ["E06000004", "E23000013", "E12000001", "E92000001", "K04000001"]
postcodes = ["TS18", "M1"]
[[district]]
code = "E08000039"
name = "Sheffield"
was = ["E08000019"]
areas = ["E08000039", "E92000001", "K04000001"]
postcodes = ["S1", "TS18 4", "M11"]
"#;

    fn read(text: &str) -> (Gazetteer, Vec<String>) {
        let page = Page::from_text("gazetteer.toml".to_owned(), text.to_owned());
        let gazetteer = Gazetteer::read(&page);
        (gazetteer, page.findings().into_iter().map(|f| f.what).collect())
    }

    #[test]
    fn a_postcode_leads_to_its_district_by_the_longest_beginning() {
        let (gazetteer, faults) = read(TWO);
        assert!(faults.is_empty(), "{faults:?}");
        let district = |text: &str| gazetteer.district_of_postcode(text).map(|code| code.to_string());
        assert_eq!(district("ts18 1ab").as_deref(), Some("E06000004"));
        assert_eq!(district("TS18 4AA").as_deref(), Some("E08000039"));
        assert_eq!(district("M1 1AA").as_deref(), Some("E06000004"), "M1 1AA is not in M11");
        assert_eq!(district("M11 1AA").as_deref(), Some("E08000039"));
        assert_eq!(district("ZZ1 1AA"), None);
    }

    #[test]
    fn an_old_code_leads_to_the_current_one() {
        let (gazetteer, _) = read(TWO);
        assert_eq!(gazetteer.district("E08000019"), AreaCode::parse("E08000039"));
        assert_eq!(gazetteer.district("E12000001"), None, "a region is no district");
        assert_eq!(gazetteer.areas_of(None), &[AreaCode::ENGLAND_AND_WALES]);
    }

    #[test]
    fn a_row_that_does_not_contain_itself_a_country_and_england_and_wales_is_refused() {
        let (_, faults) = read("[[district]]\ncode = \"E06000004\"\nname = \"S\"\nareas = [\"E06000004\", \"E92000001\"]\n");
        assert_eq!(faults[0], "the areas of E06000004 do not hold E06000004 itself, a country and K04000001");
    }
}
