//! What somebody means who types a place: a postcode or the beginning of one, a town, a district, a region, or somewhere beyond.

use std::collections::BTreeSet;

use crate::places::area::{AreaCode, Level};
use crate::places::beyond::Beyond;
use crate::places::gazetteer::{Gazetteer, Whereabouts};
use crate::places::postcode::{Beginning, Postcode};
use crate::places::search::{Fit, Found, Names};
use crate::tidy::tidy;

/// What people call a place, and its name.
const ALSO_CALLED: [(&str, &str); 11] = [
    ("boro", "Middlesbrough"),
    ("the boro", "Middlesbrough"),
    ("brum", "Birmingham"),
    ("manny", "Manchester"),
    ("soton", "Southampton"),
    ("pompey", "Portsmouth"),
    ("notts", "Nottinghamshire"),
    ("leics", "Leicestershire"),
    ("lancs", "Lancashire"),
    ("lincs", "Lincolnshire"),
    ("the potteries", "Stoke-on-Trent"),
];

/// What a typed place means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Areas of any level, all of them, the best first. `sure` when nothing was forgiven to find them.
    Areas {
        /// The areas.
        found: Vec<Found>,
        /// Whether they are called so.
        sure: bool,
    },
    /// Outside England and Wales.
    Beyond(Beyond),
    /// Nothing that is known.
    Nothing,
}

/// Districts that a typed place means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Districts {
    /// Their codes, all of them.
    pub codes: Vec<AreaCode>,
    /// Whether they are called so: nothing was forgiven to find them.
    pub sure: bool,
}

impl Districts {
    /// The one that is meant, where there is no doubt.
    #[must_use]
    pub fn only(&self) -> Option<AreaCode> {
        match self.codes.as_slice() {
            [only] if self.sure => Some(*only),
            _ => None,
        }
    }
}

impl Gazetteer {
    /// What somebody means who typed this.
    #[must_use]
    pub fn meant_by(&self, text: &str) -> Meant {
        let text = &*tidy(text);
        if text.is_empty() {
            return Meant::Nothing;
        }
        if let Some(meant) = self.by_postcode(text) {
            return meant;
        }
        let by_code = AreaCode::parse(&text.to_ascii_uppercase()).and_then(|code| self.names.of_code(self.current(code)));
        if let Some(found) = by_code {
            return Meant::Areas { found: vec![found], sure: true };
        }
        let exact = self.names.fits(text).first().is_some_and(|(fit, _)| *fit == Fit::Exact);
        if !exact && let Some(beyond) = Beyond::called(text) {
            return Meant::Beyond(beyond);
        }
        let words = Names::words(text).join(" ");
        let called = ALSO_CALLED.iter().find(|(name, _)| *name == words).map(|(_, name)| *name);
        let parts = text.split([',', ';', '(', '/']).map(str::trim).filter(|part| !part.is_empty() && *part != text);
        let whole = called.into_iter().chain([text]).find_map(|text| self.by_name(text));
        whole
            .or_else(|| self.by_postcode_within(text))
            .or_else(|| parts.into_iter().find_map(|part| self.by_part(part)))
            .unwrap_or(Meant::Nothing)
    }

    fn by_part(&self, part: &str) -> Option<Meant> {
        self.by_postcode(part).or_else(|| self.by_name(part)).or_else(|| Beyond::called(part).map(Meant::Beyond))
    }

    /// By a postcode, or the beginning of one.
    fn by_postcode(&self, text: &str) -> Option<Meant> {
        let districts = |codes: Vec<AreaCode>| {
            let found: Vec<Found> = codes.into_iter().filter_map(|code| self.names.of_code(code)).collect();
            (!found.is_empty()).then_some(Meant::Areas { found, sure: true })
        };
        if let Some(postcode) = Postcode::parse(text) {
            return match self.whereabouts(text) {
                Whereabouts::In(code) => districts(vec![code]),
                _ => Some(Beyond::of_outward(postcode.outward()).map_or(Meant::Nothing, Meant::Beyond)),
            };
        }
        let beginning = Beginning::parse(text)?;
        districts(self.districts_beginning(&beginning)).or_else(|| Beyond::of_beginning(&beginning).map(Meant::Beyond))
    }

    /// By a postcode among other words: "the bus stop, TS18 1AB".
    fn by_postcode_within(&self, text: &str) -> Option<Meant> {
        let words: Vec<&str> = text.split([' ', ',', '(', ')']).filter(|word| !word.is_empty()).collect();
        let has_digit =
            |text: &str| text.contains(|c: char| c.is_ascii_digit()) && text.starts_with(|c: char| c.is_ascii_alphabetic());
        let pairs = words.windows(2).map(|pair| pair.join(" "));
        let mut tried = pairs.chain(words.iter().map(|word| (*word).to_owned())).filter(|tried| has_digit(tried));
        tried.find_map(|tried| self.by_postcode(&tried).filter(|meant| *meant != Meant::Nothing))
    }

    /// By the name of an area, of a town, or both. A town is called just so; an area that is called so but for a slip comes after it.
    fn by_name(&self, text: &str) -> Option<Meant> {
        let mut fits = self.names.fits(text);
        let towns = self.towns.called(text);
        let best = fits.first().map(|(fit, found)| (*fit, found.level));
        if !towns.is_empty() && best.is_some_and(|(fit, _)| fit == Fit::Near) {
            fits.clear();
        }
        let sure = !towns.is_empty() || best.is_some_and(|(fit, _)| fit != Fit::Near);
        let mut found: Vec<Found> = fits.into_iter().map(|(_, found)| found).collect();
        // A district that is called just so is meant before a village of its name.
        if best != Some((Fit::Exact, Level::District)) {
            let more = towns.iter().filter(|code| found.iter().all(|one| one.code != **code));
            let more: Vec<Found> = more.filter_map(|code| self.names.of_code(*code)).collect();
            found.extend(more);
        }
        (!found.is_empty()).then_some(Meant::Areas { found, sure })
    }

    /// The districts that somebody means who typed this: every one of a wider area, and none is left out.
    #[must_use]
    pub fn districts_meant(&self, text: &str) -> Districts {
        let Meant::Areas { found, sure } = self.meant_by(text) else { return Districts::default() };
        let words = Names::words(text);
        let same = |name: &str| Names::words(name) == words;
        let called = |one: &&Found| one.level == Level::District && (same(&one.name) || one.name_cy.as_deref().is_some_and(same));
        let meant = match found.iter().find(called) {
            Some(exact) => std::slice::from_ref(exact),
            None => &found[..],
        };
        let mut seen = BTreeSet::new();
        let districts = meant.iter().flat_map(|one| self.districts_in(one.code)).map(|district| district.code);
        Districts { codes: districts.filter(|code| seen.insert(*code)).collect(), sure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::reading::Page;

    fn shipped() -> Gazetteer {
        Gazetteer::read(&Page::open(&crate::repository().join("config/gazetteer.toml")).unwrap())
    }

    fn names(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
        gazetteer.districts_meant(text).codes.into_iter().map(|code| gazetteer.name(code).unwrap().to_owned()).collect()
    }

    #[test]
    fn places_are_understood_as_people_type_them() {
        let gazetteer = shipped();
        for (text, name) in [
            ("TS18 1AB", "Stockton-on-Tees"),
            ("TS18", "Stockton-on-Tees"),
            ("ts18 1", "Stockton-on-Tees"),
            ("Stockton", "Stockton-on-Tees"),
            ("stockton on tees", "Stockton-on-Tees"),
            ("the bus stop near TS18 1AB", "Stockton-on-Tees"),
            ("Manchester city centre", "Manchester"),
            ("central Manchester", "Manchester"),
            ("Manny", "Manchester"),
            ("Hulme, Manchester", "Manchester"),
            ("south Leicester", "Leicester"),
            ("Leicester (near the station)", "Leicester"),
            ("Caerdydd", "Cardiff"),
            ("E06000004", "Stockton-on-Tees"),
            ("\u{200e}Leicester\u{200b}", "Leicester"),
        ] {
            let meant = gazetteer.districts_meant(text);
            assert_eq!(meant.only().and_then(|code| gazetteer.name(code)), Some(name), "{text}: {meant:?}");
        }
        for text in ["Thornaby", "Narnia", "", "...", "the park", "ZZ1 1AA", "the chip shop on the corner"] {
            assert_eq!(gazetteer.meant_by(text), Meant::Nothing, "{text}");
        }
        let near = gazetteer.districts_meant("manchestr");
        assert!(near.only().is_none() && !near.codes.is_empty(), "a slip is asked about: {near:?}");
    }

    #[test]
    fn what_lies_beyond_is_said_to_lie_beyond() {
        let gazetteer = shipped();
        for (text, beyond) in [
            ("EH1 1YZ", Beyond::Scotland),
            ("g13", Beyond::Scotland),
            ("Glasgow", Beyond::Scotland),
            ("BT1 1AA", Beyond::NorthernIreland),
            ("Belfast", Beyond::NorthernIreland),
            ("IM1 1AA", Beyond::IsleOfMan),
            ("JE2 3AB", Beyond::Jersey),
            ("Sauchiehall Street, Glasgow", Beyond::Scotland),
        ] {
            assert_eq!(gazetteer.meant_by(text), Meant::Beyond(beyond), "{text}");
        }
    }

    #[test]
    fn every_district_of_a_wider_area_is_named() {
        let boroughs: String = (1..=33)
            .map(|n| format!("[[district]]\ncode = \"E090000{n:02}\"\nname = \"Borough {n}\"\nareas = [\"E090000{n:02}\", \"E12000007\", \"E92000001\", \"K04000001\"]\npostcodes = [\"SE{n} 9\"]\n"))
            .collect();
        let text = format!("[[area]]\ncode = \"E12000007\"\nname = \"London\"\nkind = \"region\"\n{boroughs}");
        let gazetteer = Gazetteer::read(&Page::from_text("gazetteer.toml".to_owned(), text));
        for text in ["London", "Greater London", "south london", "central London", "Inner London"] {
            assert_eq!(names(&gazetteer, text).len(), 33, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in "\\PC{0,40}") {
            let gazetteer = shipped();
            let districts = gazetteer.districts_meant(&text);
            for code in districts.codes {
                proptest::prop_assert!(gazetteer.about(code).is_some());
            }
        }
    }
}
