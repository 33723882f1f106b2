//! Reading the facts that a routing preview is made of.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::report::facts::Facts;
use crate::report::incident::{Moment, Role};
use crate::report::parse::fault::Fault;
use crate::report::parse::reading::Reading;
use crate::report::parse::walk::Walk;
use crate::report::permission::Permission;
use crate::report::person::AgeBand;
use crate::report::questions;
use crate::report::risk::RiskLevel;
use crate::vocabulary::Id;

/// What a routing preview asks.
pub struct Preview {
    /// The facts.
    pub facts: Facts,
    /// The permission.
    pub permission: Permission,
    /// The day of routing, when one is named.
    pub on: Option<chrono::NaiveDate>,
}

/// Reads a routing preview.
///
/// # Errors
/// Every fault.
pub fn preview(json: &Json, reading: &Reading<'_>) -> Result<Preview, Vec<Fault>> {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Given {
        facts: GivenFacts,
        permission: Permission,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct GivenFacts {
        area: Option<String>,
        postcode: Option<String>,
        strands: Vec<Id>,
        types: Vec<Id>,
        setting: Option<Id>,
        age_band: AgeBand,
        needs: Vec<Id>,
        risk: RiskLevel,
        role: Role,
        victim_agreed: bool,
        contact_of: Option<Id>,
        on: Option<Moment>,
    }
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::PREVIEW, json);
    let given = walk.finish::<Given>(clean)?;
    let facts = given.facts;
    let district = facts
        .postcode
        .as_deref()
        .and_then(|text| reading.gazetteer.district_of_postcode(text))
        .or_else(|| facts.area.as_deref().and_then(|code| reading.gazetteer.district(code)));
    Ok(Preview {
        facts: Facts {
            district,
            strands: facts.strands,
            types: facts.types,
            setting: facts.setting,
            age_band: facts.age_band,
            needs: facts.needs,
            risk: facts.risk,
            thoughts: false,
            role: facts.role,
            victim_agreed: facts.victim_agreed,
            own_contact: facts.contact_of.is_some_and(|of| of.as_str() == "reporter"),
        },
        permission: given.permission,
        on: facts.on.map(|on| on.day()),
    })
}
