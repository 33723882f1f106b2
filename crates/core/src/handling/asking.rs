//! Asking to pass a report on without permission (an override): what is wanted, on which ground, and by whom.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::handling::child::Heard;
use crate::referral::Ground;
use crate::report::{Section, Told};
use crate::vocabulary::AgreementId;

/// What somebody asks for.
#[derive(Clone, Serialize, Deserialize)]
pub struct Wanted {
    /// To whom, under which agreement.
    pub agreement: AgreementId,
    /// On which ground.
    pub ground: Ground,
    /// Why.
    pub reason: Told,
    /// What passes, and nothing else.
    pub sections: BTreeSet<Section>,
    /// Whether the person was told.
    pub told: bool,
    /// Why not.
    pub not_told: Told,
    /// What a child understood and wished when it was asked for, as it was written down; nothing when nobody is under 18, or it could not
    /// wait for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Heard>,
    /// Whether it cannot wait for a second person.
    pub urgent: bool,
}

/// What was asked for, and by whom.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asking {
    /// The task that a second person ends.
    pub task: Uuid,
    /// What.
    pub wanted: Wanted,
    /// The referral, when it passed at once.
    pub referral: Option<Uuid>,
    /// Their name.
    pub by: Told,
    /// Their account.
    pub by_id: Uuid,
}
crate::redacted!(Wanted, Asking);
