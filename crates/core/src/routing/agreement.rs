//! Signed agreements: what an organisation takes, for what, and what it may see.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::clock::Promise;
use crate::places::AreaCode;
use crate::report::{AgeBand, Purpose, RiskLevel, Section};
use crate::vocabulary::{AgencyId, AgreementId, Id};

/// Whether an agreement competes with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// One is chosen for each purpose and group.
    Best,
    /// Added whenever it matches.
    Always,
}

/// The conditions of an agreement. Every given one must hold; an empty one always holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct When {
    /// Areas by current codes; nothing means everywhere.
    pub areas: Option<BTreeSet<AreaCode>>,
    /// Areas named beside everywhere: they exclude nobody, and where one of them holds, the agreement counts as that near.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub nearer: BTreeSet<AreaCode>,
    /// Strands.
    pub strands: BTreeSet<Id>,
    /// Incident types.
    pub incidents: BTreeSet<Id>,
    /// Settings.
    pub settings: BTreeSet<Id>,
    /// Age bands.
    pub ages: BTreeSet<AgeBand>,
    /// Access needs served as a speciality.
    pub needs: BTreeSet<Id>,
    /// The least risk.
    pub risk_at_least: RiskLevel,
}

/// How far everywhere is: further than any area.
pub const EVERYWHERE: u8 = 6;

impl When {
    /// How far its closest area is from a place, given as the areas that hold it, from its district outwards: 0 for the district itself,
    /// [`EVERYWHERE`] for one that serves every place and names none that holds this one; nothing when it does not serve that place.
    #[must_use]
    pub fn distance(&self, areas: &[AreaCode]) -> Option<u8> {
        match &self.areas {
            None => closest(&self.nearer, areas).or(Some(EVERYWHERE)),
            Some(served) => closest(served, areas),
        }
    }
}

/// The level of the narrowest of these areas that is named.
fn closest(named: &BTreeSet<AreaCode>, areas: &[AreaCode]) -> Option<u8> {
    areas.iter().filter(|area| named.contains(*area)).map(|area| area.level() as u8).min()
}

/// A signed agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// As its page names it; a referral keeps the agreement it was made under.
    pub id: AgreementId,
    /// Whose it is.
    pub agency: AgencyId,
    /// What referrals under it are for.
    pub purpose: Purpose,
    /// Whether it competes.
    pub mode: Mode,
    /// First day in force.
    pub starts: NaiveDate,
    /// Last day in force.
    pub ends: NaiveDate,
    /// When it should be looked at again.
    pub review_by: Option<NaiveDate>,
    /// Sections it may see with full permission, in the order of listings.
    pub discloses: Vec<Section>,
    /// Whether it refuses anonymous referrals.
    pub needs_contact: bool,
    /// How soon it promised to acknowledge.
    pub acknowledge_within: Promise,
    /// How soon when the risk is high.
    pub urgent_acknowledge_within: Option<Promise>,
    /// Open referrals at once; nothing means unlimited, 0 closed for now.
    pub capacity: Option<u32>,
    /// Higher first.
    pub priority: i64,
    /// Article 6.
    pub lawful_basis: String,
    /// Article 9 condition.
    pub special_category: String,
    /// Article 10 condition.
    pub criminal_offence: String,
    /// Who signed it.
    pub signed_by: String,
    /// Its conditions.
    pub when: When,
}

impl Agreement {
    /// Whether it is in force on `day`.
    #[must_use]
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.starts <= day && day <= self.ends
    }

    /// The promised time: the shorter one for whatever calls duty as well.
    #[must_use]
    pub fn promise(&self, urgent: bool) -> Promise {
        self.urgent_acknowledge_within.filter(|_| urgent).unwrap_or(self.acknowledge_within)
    }
}
