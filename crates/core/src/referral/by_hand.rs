//! Referrals that people at the desk made: which ground stands in the place of permission, when there is none.

use serde::{Deserialize, Serialize};

/// Why a referral is not one that the rules made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum ByHand {
    /// Somebody placed it, within what the person allows.
    Placed,
    /// The person had not allowed it.
    Overruled {
        /// What stands in the place of their permission.
        ground: Ground,
        /// Whether they were told. Until then they see nothing of it.
        told: bool,
    },
}

/// What can stand in the place of permission: nothing else can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// A child is at risk.
    ChildAtRisk,
    /// An adult who cannot protect themselves is at risk.
    AdultAtRisk,
    /// Somebody's life is in danger, or serious harm may be done.
    SeriousHarm,
    /// Terrorism.
    Terrorism,
    /// A court ordered it.
    CourtOrder,
}

impl Ground {
    /// Every ground with its id.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::ChildAtRisk, "child-at-risk"),
        (Self::AdultAtRisk, "adult-at-risk"),
        (Self::SeriousHarm, "serious-harm"),
        (Self::Terrorism, "terrorism"),
        (Self::CourtOrder, "court-order"),
    ];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The ground with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(ground, _)| ground)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_is_found_by_its_id_and_sealed_under_it() {
        for (ground, id) in Ground::ALL {
            assert_eq!((Ground::from_id(id), ground.id()), (Some(ground), id));
            assert_eq!(serde_json::to_value(ground).unwrap(), id);
        }
    }
}
