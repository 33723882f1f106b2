//! The gazetteer: postcode → district → everything that contains it.

use std::collections::HashMap;

use super::area::{AreaCode, Level};
use super::postcode::Postcode;
use crate::config::reading::Page;

/// A district and what contains it.
#[derive(Debug, Clone)]
pub struct District {
    /// Its current code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its Welsh name, if it has one.
    pub name_cy: Option<String>,
    /// Itself and every area that contains it, narrowest first.
    pub areas: Vec<AreaCode>,
}

/// An area wider than a district.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
}

/// What is known about places.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    districts: Vec<District>,
    areas: Vec<Area>,
    by_code: HashMap<AreaCode, usize>,
    /// Codes that were replaced, with the current one.
    renamed: HashMap<AreaCode, AreaCode>,
    /// Outward codes (`TS18`), or longer beginnings with the space (`SE1 9`).
    by_postcode: HashMap<String, usize>,
}

impl Gazetteer {
    /// Reads `gazetteer.toml`. Faults are left with the page.
    #[must_use]
    pub fn read(page: &Page) -> Self {
        let mut gazetteer = Self::default();
        let root = page.root();
        for entry in root.tables("area") {
            let code = entry.required_text("code");
            let name = entry.required_text("name");
            entry.ignore("name_cy");
            entry.ignore("kind");
            entry.finish();
            let (Some(code), Some(name)) = (code, name) else { continue };
            match AreaCode::parse(&code.value) {
                Some(code) => gazetteer.areas.push(Area { code, name: name.value }),
                None => no_code(page, &code),
            }
        }
        for entry in root.tables("district") {
            let (code, name) = (entry.required_text("code"), entry.required_text("name"));
            let name_cy = entry.text("name_cy").map(|name| name.value);
            let (was, areas, postcodes) = (entry.texts("was"), entry.texts("areas"), entry.texts("postcodes"));
            entry.finish();
            let (Some(code), Some(name)) = (code, name) else { continue };
            let Some(current) = AreaCode::parse(&code.value).filter(|code| code.level() == Level::District) else {
                page.fault(
                    &code.span,
                    format!("\"{}\" is no district code", code.value),
                    "a district's code starts with E06, E07, E08, E09 or W06".to_owned(),
                );
                continue;
            };
            let mut containing = codes(page, &areas);
            let has = |level: Level| containing.iter().any(|area| area.level() == level);
            if !containing.contains(&current) || !has(Level::Country) || !has(Level::EnglandAndWales) {
                let what = format!("the areas of {current} do not hold {current} itself, a country and K04000001");
                page.fault(&entry.span_of("areas"), what, "list the district itself and every area that contains it".to_owned());
                continue;
            }
            containing.sort_by_key(|area| (area.level(), *area));
            let place = gazetteer.districts.len();
            if gazetteer.by_code.insert(current, place).is_some() {
                page.fault(&code.span, format!("{current} stands here twice"), "keep one of the two".to_owned());
            }
            for old in codes(page, &was) {
                gazetteer.renamed.insert(old, current);
            }
            for postcode in &postcodes {
                let beginning = postcode.value.to_ascii_uppercase().split_whitespace().collect::<Vec<_>>().join(" ");
                if let Some(other) = gazetteer.by_postcode.insert(beginning, place)
                    && other != place
                {
                    page.fault(
                        &postcode.span,
                        format!("\"{}\" stands in two districts", postcode.value),
                        "give it to one of them, or list longer beginnings".to_owned(),
                    );
                }
            }
            gazetteer.districts.push(District { code: current, name: name.value, name_cy, areas: containing });
        }
        root.finish();
        if !root.has("district") {
            root.fault("no district is known".to_owned(), "add at least one [[district]]".to_owned());
        }
        gazetteer
    }

    /// The current code for one that may have been replaced.
    #[must_use]
    pub fn current(&self, code: AreaCode) -> AreaCode {
        self.renamed.get(&code).copied().unwrap_or(code)
    }

    /// The district with this code, old codes understood; nothing when it is none that is known.
    #[must_use]
    pub fn district(&self, code: &str) -> Option<AreaCode> {
        let code = self.current(AreaCode::parse(code)?);
        self.by_code.contains_key(&code).then_some(code)
    }

    /// The district of a postcode in any spelling; nothing when it is not known.
    #[must_use]
    pub fn district_of_postcode(&self, text: &str) -> Option<AreaCode> {
        let postcode = Postcode::parse(text)?;
        let (outward, inward) = (postcode.outward(), postcode.inward());
        // "M1" names all of M1 and nothing of M11; "SE1 9" names a part of SE1 and nothing of SE19.
        (1..=inward.len())
            .rev()
            .find_map(|end| self.by_postcode.get(&format!("{outward} {}", &inward[..end])))
            .or_else(|| self.by_postcode.get(outward))
            .map(|place| self.districts[*place].code)
    }

    /// What is known about a district.
    #[must_use]
    pub fn about(&self, code: AreaCode) -> Option<&District> {
        self.by_code.get(&code).map(|place| &self.districts[*place])
    }

    /// The areas of a report: its district and all that contain it; England and Wales alone when the district is not known.
    #[must_use]
    pub fn areas_of(&self, district: Option<AreaCode>) -> &[AreaCode] {
        const UNKNOWN: &[AreaCode] = &[AreaCode::ENGLAND_AND_WALES];
        district.and_then(|code| self.about(code)).map_or(UNKNOWN, |district| &district.areas)
    }

    /// Whether any district is, or lies in, this area.
    #[must_use]
    pub fn knows(&self, code: AreaCode) -> bool {
        let code = self.current(code);
        self.districts.iter().any(|district| district.areas.contains(&code))
    }

    /// The name of an area of any level.
    #[must_use]
    pub fn name(&self, code: AreaCode) -> Option<&str> {
        self.about(code)
            .map(|district| district.name.as_str())
            .or_else(|| self.areas.iter().find(|area| area.code == code).map(|area| area.name.as_str()))
    }

    /// Every district.
    pub fn districts(&self) -> impl Iterator<Item = &District> {
        self.districts.iter()
    }
}

fn codes(page: &Page, texts: &[crate::config::reading::Placed<String>]) -> Vec<AreaCode> {
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

fn no_code(page: &Page, text: &crate::config::reading::Placed<String>) {
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
