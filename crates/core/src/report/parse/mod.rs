//! Reading what came in: a walk along the question table that finds every fault at once.

mod contact;
mod fault;
pub mod reading;
mod walk;

use serde::Deserialize;
use serde_json::Value as Json;

use crate::report::facts::Facts;
use crate::report::incident::{Moment, Role};
use crate::report::parse::reading::Reading;
use crate::report::parse::walk::Walk;
use crate::report::permission::Permission;
use crate::report::person::AgeBand;
use crate::report::questions::{self, Question};
use crate::report::risk::RiskLevel;
use crate::report::{Report, Told};
use crate::vocabulary::{AgencyId, Id};

pub use contact::{is_email, is_phone};
pub use fault::{Fault, FaultCode};

/// What a routing preview asks.
pub struct Preview {
    /// The facts.
    pub facts: Facts,
    /// The permission.
    pub permission: Permission,
    /// The day of routing, when one is named.
    pub on: Option<chrono::NaiveDate>,
}

/// An addition to a story.
pub struct Addition {
    /// What is added.
    pub text: Told,
    /// Which organisations may see it.
    pub share_with: Vec<AgencyId>,
}

/// Reads a report.
///
/// # Errors
/// Every fault of the report, in the order of its text.
pub fn report(json: &Json, reading: &Reading<'_>) -> Result<Report, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::REPORT, json);
    let incident = clean.get("incident");
    let has = |name: &str| incident.and_then(|i| i.get(name)).is_some();
    if !has("account") && !has("types") && !walk.faults.iter().any(|f| f.pointer == "/incident" || f.pointer.is_empty()) {
        let tried = |name: &str| walk.faults.iter().any(|f| f.pointer.starts_with(name));
        if !tried("/incident/account") && !tried("/incident/types") {
            walk.fault("/incident/account", FaultCode::Required);
        }
    }
    walk.when(incident.and_then(|i| i.get("when")));
    walk.methods(clean.get("contact").and_then(|c| c.get("methods")));
    walk.finish::<Report>(clean)
}

/// Reads a permission by itself.
///
/// # Errors
/// Every fault.
pub fn permission(json: &Json, reading: &Reading<'_>) -> Result<Permission, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::PERMISSION, json);
    walk.finish(clean)
}

/// Reads a message to the team.
///
/// # Errors
/// Every fault.
pub fn message(json: &Json, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    one_text(json, questions::MESSAGE, "text", reading)
}

/// Reads a word of one's own.
///
/// # Errors
/// Every fault.
pub fn own_word(json: &Json, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    one_text(json, questions::OWN_WORD, "word", reading)
}

/// Reads an addition to the story.
///
/// # Errors
/// Every fault.
pub fn addition(json: &Json, reading: &Reading<'_>) -> Result<Addition, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::ADDITION, json);
    walk.require(&clean, "text");
    #[derive(Deserialize)]
    struct Given {
        #[serde(default)]
        text: Told,
        #[serde(default)]
        share_with: Vec<AgencyId>,
    }
    walk.finish::<Given>(clean).map(|given| Addition { text: given.text, share_with: given.share_with })
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
            role: facts.role,
            victim_agreed: facts.victim_agreed,
        },
        permission: given.permission,
        on: facts.on.map(|on| on.day()),
    })
}

fn one_text(json: &Json, table: &'static [Question], name: &str, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(table, json);
    walk.require(&clean, name);
    let text = clean.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    if walk.faults.is_empty() { Ok(Told::new(text)) } else { Err(walk.faults) }
}
