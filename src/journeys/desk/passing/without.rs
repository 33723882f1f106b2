//! What may pass without permission, and the referral that is made of it.

use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::asking::Wanted;
use waymark_core::referral::ByHand;
use waymark_core::report::permission::Granted;
use waymark_core::report::{Purpose, Section};
use waymark_core::routing::{Agreement, Planned};
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::open::Case;
use crate::journeys::placing::make::{Origin, notices, referrals};
use crate::journeys::service::Service;
use crate::storage::case::load::take;
use crate::storage::case::submission::write_referrals;
use crate::storage::due::due;
use waymark_core::store_error::StoreError;

/// An agreement that something may pass under today.
pub(crate) fn in_force<'a>(service: &'a Service, agreement: &AgreementId) -> Option<&'a Agreement> {
    let serving = service.book.serving(london_day(service.now()));
    serving.agreement(agreement).filter(|agreement| agreement.purpose != Purpose::Inform)
}

/// What may pass at most: what the agreement discloses, or coded answers alone.
pub(crate) fn most(agreement: &Agreement) -> Vec<Section> {
    std::iter::once(Section::Summary).chain(agreement.discloses.iter().copied()).collect()
}

/// Makes the referral: exactly the sections that were chosen, whatever places are free. Nothing when the agreement does not reach that far.
pub(crate) async fn pass_on(case: &mut Case<'_, '_>, wanted: &Wanted) -> Result<Option<Uuid>, StoreError> {
    let service = case.service;
    let Some(agreement) = in_force(service, &wanted.agreement) else { return Ok(None) };
    let most = most(agreement);
    let (true, Some(place)) = (wanted.sections.iter().all(|section| most.contains(section)), service.book.place(&agreement.id))
    else {
        return Ok(None);
    };
    if agreement.capacity.is_some() {
        take(case.tx, &agreement.id, 1, u32::MAX).await?;
    }
    let sections = wanted.sections.iter().copied().collect();
    let planned = Planned { agreement: place, purpose: agreement.purpose, granted: Granted::Full, sections };
    let by_hand = Some(ByHand::Overruled { ground: wanted.ground, told: wanted.told });
    let from = Origin { report: case.report, keys: &case.keys, asked: None, at: case.now, by_hand };
    let made = referrals(service, &from, &[planned], &mut service.book.now([]))?;
    write_referrals(case.tx, made.iter().collect()).await?;
    due::insert(case.tx, notices(service, &made, case.now).iter().collect()).await?;
    Ok(made.first().map(|row| row.id))
}
