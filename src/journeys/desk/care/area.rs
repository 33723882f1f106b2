//! A report whose district nobody knew is given one by a person, with a reason. What was told stays as it was told.

use std::sync::Arc;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::head::Head;
use waymark_core::places::{AreaCode, Gazetteer};
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::handling;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::placing::reroute::reroute;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::report;
use crate::storage::record::audit;

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

/// The district of a postcode or a code that was typed.
#[must_use]
pub fn exactly(gazetteer: &Gazetteer, text: &str) -> Option<(String, String)> {
    let code = gazetteer.district_of_postcode(text).or_else(|| gazetteer.district(text.trim()))?;
    Some((code.to_string(), gazetteer.name(code).unwrap_or(code.as_str()).to_owned()))
}

/// Gives a report a district, and routes it again.
///
/// # Errors
/// When they may not, something is missing, the district was known from what was told, or it cannot be made durable.
pub async fn give(service: &Arc<Service>, who: &SignedIn, head: &Head, code: &str, reason: Told) -> Result<(), CareFault> {
    if !who.may(Act::Place) {
        return Err(CareFault::NotAllowed);
    }
    let district = service.book.gazetteer.district(code);
    let mut missing = Vec::new();
    missing.extend(district.is_none().then_some("area"));
    missing.extend(reason.is_blank().then_some("reason"));
    let Some(district) = district.filter(|_| missing.is_empty()) else { return Err(CareFault::Missing(missing)) };
    let (report, doer) = (head.id, (who.actor(), Told::new(who.name.clone())));
    let done: Result<(), CareFault> = write_again_boxed(service, move |service, tx| {
        let (reason, doer) = (reason.clone(), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(CareFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(CareFault::Erased)) };
            let told = handling::read(&service, tx, report, &keys).await?;
            if told.facts.district.is_some() && !told.area_given {
                return Ok(Err(CareFault::NotInReach));
            }
            let entry = Entry::AreaGiven { district, reason, by: doer.1 };
            handling::append(&service, tx, report, &keys, &entry, now).await?;
            report::place_in(tx, report, district.as_str()).await?;
            audit::insert(tx, vec![&service.audit(&doer.0, Action::AreaGiven, Some(report), None)]).await?;
            Ok(Ok(()))
        })
    })
    .await?;
    done?;
    reroute(service, report).await?;
    Ok(())
}
