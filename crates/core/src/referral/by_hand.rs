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

crate::ids! {
    /// What can stand in the place of permission: nothing else can.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Ground: Serialize + Deserialize {
        /// A child is at risk.
        ChildAtRisk = "child-at-risk",
        /// An adult who cannot protect themselves is at risk.
        AdultAtRisk = "adult-at-risk",
        /// Somebody's life is in danger, or serious harm may be done.
        SeriousHarm = "serious-harm",
        /// Terrorism.
        Terrorism = "terrorism",
        /// A court ordered it.
        CourtOrder = "court-order",
    }
}
