//! Why two reports belong together.

use serde::{Deserialize, Serialize};

/// Why two reports belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bond {
    /// It happened in the same place.
    SamePlace,
    /// It happened to the same person.
    SamePerson,
    /// The same people did it.
    SamePeopleDidIt,
    /// Something else, which the note says.
    Other,
}

impl Bond {
    /// Every bond with its id.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::SamePlace, "same-place"),
        (Self::SamePerson, "same-person"),
        (Self::SamePeopleDidIt, "same-people-did-it"),
        (Self::Other, "other"),
    ];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The bond with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(bond, _)| bond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bond_is_found_by_its_id() {
        for (bond, id) in Bond::ALL {
            assert_eq!((Bond::from_id(id), bond.id()), (Some(bond), id));
            assert_eq!(serde_json::to_value(bond).unwrap(), id);
        }
    }
}
