//! The gazetteer: postcode → district → everything that contains it.
//!
//! It comes from an imported postcode file (`index.rs`) or, until there is one, from the configuration (`configured.rs`).

use std::collections::{BTreeSet, HashMap};

use crate::places::area::{AreaCode, Level};
use crate::places::district::{Area, District};
use crate::places::index::{Edition, Index, Named, Postcodes};
use crate::places::postcode::{Beginning, Postcode};
use crate::places::search::{Found, Names};
use crate::places::towns::Towns;
use crate::tidy::tidy;

/// Where the places come from.
#[derive(Debug, Clone, Default)]
pub enum Source {
    /// The few places of `config/gazetteer.toml`.
    #[default]
    Demonstration,
    /// A postcode file that was imported.
    Imported(Edition),
}

/// Where a postcode lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// In this district.
    In(AreaCode),
    /// It exists, and lies outside England and Wales, or nobody knows in which district.
    Elsewhere,
    /// It is not known.
    Unknown,
}

/// What is known about places.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    pub(crate) source: Source,
    pub(crate) districts: Vec<District>,
    pub(crate) areas: Vec<Area>,
    pub(crate) by_code: HashMap<AreaCode, usize>,
    /// Codes that were replaced, with the current one.
    pub(crate) renamed: HashMap<AreaCode, AreaCode>,
    /// Names of areas that replaced others, for editions that do not know them yet.
    pub(crate) successors: HashMap<AreaCode, String>,
    pub(crate) homes: Homes,
    /// The districts in each area.
    within: HashMap<AreaCode, Vec<usize>>,
    pub(super) names: Names,
    pub(super) towns: Towns,
}

/// How the district of a postcode is found: its place in the list of districts.
#[derive(Debug, Clone)]
pub(crate) enum Homes {
    /// By outward codes (`TS18`), or longer beginnings with the space (`SE1 9`).
    Beginnings(HashMap<String, usize>),
    /// Every postcode by itself. What the index calls a district's number leads to its place here.
    Every { postcodes: Postcodes, places: Vec<usize> },
}

impl Default for Homes {
    fn default() -> Self {
        Self::Beginnings(HashMap::new())
    }
}

impl Gazetteer {
    /// The places of an index. What the configuration knows fills gaps: codes that were replaced, and names.
    pub(crate) fn of(index: Index, configured: &Self) -> Self {
        let mut gazetteer =
            Self { source: Source::Imported(index.edition), renamed: configured.renamed.clone(), ..Self::default() };
        let names: HashMap<AreaCode, Named> = index.names.into_iter().map(|named| (named.code, named)).collect();
        let named = |code: AreaCode, was: AreaCode| {
            let (own, old) = (names.get(&code), names.get(&was));
            let known =
                own.map(|named| &named.name).or_else(|| configured.successors.get(&code)).or(old.map(|named| &named.name));
            let name = known.map(String::as_str).or_else(|| configured.name(code)).unwrap_or(code.as_str()).to_owned();
            let welsh = own.or(old).and_then(|named| named.name_cy.as_deref()).or_else(|| configured.name_cy(code));
            (name, welsh.map(str::to_owned))
        };
        let mut places = Vec::with_capacity(index.districts.len());
        for found in index.districts {
            let code = gazetteer.current(found.code);
            let mut areas: BTreeSet<AreaCode> = found.areas.iter().map(|area| gazetteer.current(*area)).collect();
            areas.insert(code);
            let place = *gazetteer.by_code.entry(code).or_insert(gazetteer.districts.len());
            places.push(place);
            if let Some(merged) = gazetteer.districts.get_mut(place) {
                // Several old districts became this one.
                areas.extend(&merged.areas);
            } else {
                let (name, name_cy) = named(code, found.code);
                gazetteer.districts.push(District { code, name, name_cy, areas: Vec::new() });
            }
            gazetteer.districts[place].areas = narrowest_first(areas);
        }
        let wider: BTreeSet<AreaCode> = gazetteer.districts.iter().flat_map(|district| district.areas.clone()).collect();
        for code in wider.into_iter().filter(|code| code.level() != Level::District) {
            let (name, name_cy) = named(code, code);
            gazetteer.areas.push(Area { code, name, name_cy });
        }
        gazetteer.homes = Homes::Every { postcodes: index.postcodes, places };
        gazetteer.towns = Towns::of(index.towns, |code| gazetteer.district(code.as_str()));
        gazetteer.finished()
    }

    /// Lays out what is looked up by area and by name, once every district is there.
    pub(crate) fn finished(mut self) -> Self {
        for (place, district) in self.districts.iter().enumerate() {
            for area in &district.areas {
                self.within.entry(*area).or_default().push(place);
            }
        }
        self.names = Names::of(&self.districts, &self.areas);
        self
    }

    /// Where these places come from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
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
        match self.whereabouts(text) {
            Whereabouts::In(code) => Some(code),
            Whereabouts::Elsewhere | Whereabouts::Unknown => None,
        }
    }

    /// Where a postcode in any spelling lies.
    #[must_use]
    pub fn whereabouts(&self, text: &str) -> Whereabouts {
        let Some(postcode) = Postcode::parse(text) else { return Whereabouts::Unknown };
        let place = match &self.homes {
            Homes::Beginnings(beginnings) => by_beginning(beginnings, &postcode),
            Homes::Every { postcodes, places } => match postcodes.district_number(&postcode) {
                None => None,
                Some(None) => return Whereabouts::Elsewhere,
                Some(Some(number)) => places.get(number),
            },
        };
        place.map_or(Whereabouts::Unknown, |place| Whereabouts::In(self.districts[*place].code))
    }

    /// The districts in which postcodes lie that begin so.
    #[must_use]
    pub fn districts_beginning(&self, beginning: &Beginning) -> Vec<AreaCode> {
        let places: BTreeSet<usize> = match &self.homes {
            Homes::Beginnings(beginnings) => {
                let whole = format!("{} {}", beginning.outward(), beginning.more());
                let lies = |known: &str| {
                    let part_of = known.split_once(' ').is_some() && (known.starts_with(&whole) || whole.starts_with(known));
                    known == beginning.outward() || part_of
                };
                beginnings.iter().filter(|(known, _)| lies(known)).map(|(_, place)| *place).collect()
            }
            Homes::Every { postcodes, places } => {
                postcodes.districts_beginning(beginning).into_iter().filter_map(|number| places.get(number).copied()).collect()
            }
        };
        places.into_iter().map(|place| self.districts[place].code).collect()
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
        self.within.contains_key(&self.current(code))
    }

    /// The name of an area of any level.
    #[must_use]
    pub fn name(&self, code: AreaCode) -> Option<&str> {
        let district = self.about(code).map(|district| &district.name);
        district.or_else(|| self.area(code).map(|area| &area.name)).map(String::as_str)
    }

    /// The Welsh name of an area of any level, if it has one.
    #[must_use]
    pub fn name_cy(&self, code: AreaCode) -> Option<&str> {
        let district = self.about(code).and_then(|district| district.name_cy.as_deref());
        district.or_else(|| self.area(code)?.name_cy.as_deref())
    }

    fn area(&self, code: AreaCode) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }

    /// Every district.
    pub fn districts(&self) -> impl Iterator<Item = &District> {
        self.districts.iter()
    }

    /// Every area that is wider than a district.
    pub fn areas(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter()
    }

    /// The districts that are, or lie in, an area of any level; old codes understood.
    #[must_use]
    pub fn districts_in(&self, code: AreaCode) -> Vec<&District> {
        let places = self.within.get(&self.current(code)).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.districts[*place]).collect()
    }

    /// Areas of any level by name in English or Welsh, best first: case, accents, punctuation, "St" for "Saint", beginnings of words
    /// and – when nothing else is found – one slip in a word of five letters or more are forgiven. A code or a postcode finds its area.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<Found> {
        let text = &*tidy(text);
        let by_code = AreaCode::parse(&text.to_ascii_uppercase()).map(|code| self.current(code));
        match by_code.or_else(|| self.district_of_postcode(text)) {
            Some(code) => self.names.of_code(code).into_iter().take(limit).collect(),
            None => self.names.search(text, limit),
        }
    }
}

/// Areas with the narrowest first.
pub(crate) fn narrowest_first(areas: impl IntoIterator<Item = AreaCode>) -> Vec<AreaCode> {
    let mut areas: Vec<AreaCode> = areas.into_iter().collect();
    areas.sort_by_key(|area| (area.level(), *area));
    areas.dedup();
    areas
}

fn by_beginning<'a>(beginnings: &'a HashMap<String, usize>, postcode: &Postcode) -> Option<&'a usize> {
    let (outward, inward) = (postcode.outward(), postcode.inward());
    // "M1" names all of M1 and nothing of M11; "SE1 9" names a part of SE1 and nothing of SE19.
    (1..=inward.len())
        .rev()
        .find_map(|end| beginnings.get(&format!("{outward} {}", &inward[..end])))
        .or_else(|| beginnings.get(outward))
}
