//! A report whose district nobody knew is given one by a person, with a reason. What was told stays as it was told.

use std::sync::Arc;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::head::Head;
use waymark_core::places::{AreaCode, Gazetteer};
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::handling;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::placing::reroute::{Would, reroute, would};
use crate::journeys::service::Service;
use crate::storage::case::report;

/// What is known of where a report belongs.
pub struct Known {
    /// The district, if there is one.
    pub district: Option<AreaCode>,
    /// Whether a person may say where it belongs: nobody could tell from what was told.
    pub open: bool,
}

/// What is known of where a report belongs.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn look(service: &Service, who: &SignedIn, head: &Head) -> Result<Known, CareFault> {
    if !who.may(Act::Place) {
        return Err(CareFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    Ok(Known { district: told.facts.district, open: told.facts.district.is_none() || told.area_given })
}

/// Who would get the report were it there, and whom the person would be asked about first.
///
/// # Errors
/// When they may not, or it was erased.
pub(crate) async fn preview(service: &Service, who: &SignedIn, head: &Head, district: AreaCode) -> Result<Would, CareFault> {
    if !who.may(Act::Place) {
        return Err(CareFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    Ok(would(service, tx, head.id, &keys, district).await?)
}

/// The district of a postcode or a code that was typed.
#[must_use]
pub fn exactly(gazetteer: &Gazetteer, text: &str) -> Option<(String, String)> {
    let code = gazetteer.district_of_postcode(text).or_else(|| gazetteer.district(text.trim()))?;
    Some((code.to_string(), gazetteer.name(code).unwrap_or(code.as_str()).to_owned()))
}

/// Takes [`GiveArea`], and routes the report again.
///
/// # Errors
/// As the step says.
pub async fn give(service: &Arc<Service>, who: &SignedIn, head: &Head, code: &str, reason: Told) -> Result<(), CareFault> {
    take(service, who.by(), head.id, GiveArea { code: code.to_owned(), reason }).await?;
    reroute(service, head.id).await?;
    Ok(())
}

/// Gives a report a district, unless it was known from what was told.
pub struct GiveArea {
    /// The code of the district, as it was chosen.
    pub code: String,
    /// Why.
    pub reason: Told,
}

impl Step for GiveArea {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Place]);
    const RECORD: Action = Action::AreaGiven;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let district = case.service.book.gazetteer.district(&self.code);
        let mut missing = Vec::new();
        missing.extend(district.is_none().then_some("area"));
        missing.extend(self.reason.is_blank().then_some("reason"));
        let Some(district) = district.filter(|_| missing.is_empty()) else { return refuse(CareFault::Missing(missing)) };
        let told = case.handling().await?;
        if told.facts.district.is_some() && !told.area_given {
            return refuse(CareFault::NotInReach);
        }
        let entry = Entry::AreaGiven { district, reason: self.reason.clone(), by: case.name() };
        case.append(&entry).await?;
        Ok(report::place_in(case.tx, case.report, district.as_str()).await?)
    }
}
