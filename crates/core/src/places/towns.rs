//! Towns, villages and parts of cities: names that are no district's, each with the districts in which a place is called so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::places::area::AreaCode;
use crate::places::search::Names;

/// A name as it is kept: small letters, without accents, one space between words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Town {
    /// Its name, ready to be compared.
    pub name: String,
    /// The districts in which a place is called so.
    pub districts: Vec<AreaCode>,
}

/// Towns by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Towns(HashMap<String, Vec<AreaCode>>);

impl Towns {
    /// Of what an import kept. `current` knows the codes that were replaced, and which districts there are.
    pub(super) fn of(kept: Vec<Town>, current: impl Fn(AreaCode) -> Option<AreaCode>) -> Self {
        let now = |town: Town| {
            let districts: BTreeSet<AreaCode> = town.districts.into_iter().filter_map(&current).collect();
            (town.name, districts.into_iter().collect::<Vec<_>>())
        };
        Self(kept.into_iter().map(now).filter(|(_, districts)| !districts.is_empty()).collect())
    }

    /// The districts in which a place is called just so.
    pub(super) fn called(&self, text: &str) -> &[AreaCode] {
        let whole = name_of(text);
        let telling = || Names::telling(text).join(" ");
        self.0.get(&whole).or_else(|| self.0.get(&telling())).map_or(&[], Vec::as_slice)
    }
}

/// A name, ready to be compared: "St" stands for "Saint".
pub(crate) fn name_of(text: &str) -> String {
    let words = Names::words(text).into_iter().map(|word| if word == "saint" { "st".to_owned() } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// What tables say of towns.
#[derive(Default)]
pub(crate) struct Found(BTreeMap<String, BTreeSet<AreaCode>>);

impl Found {
    /// A place is called so, and lies in this district.
    pub(super) fn add(&mut self, name: &str, district: AreaCode) {
        let name = name_of(name);
        if !name.is_empty() {
            self.0.entry(name).or_default().insert(district);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_towns(self) -> Vec<Town> {
        self.0.into_iter().map(|(name, districts)| Town { name, districts: districts.into_iter().collect() }).collect()
    }
}
