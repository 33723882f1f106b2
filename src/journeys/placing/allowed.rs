//! Whether a referral may still go out: agreement in force, organisation not suspended, and the person still allows it.

use waymark_core::handling::fold::Handling;
use waymark_core::referral::Terms;
use waymark_core::report::Section;
use waymark_core::routing::Agreement;

use crate::journeys::service::Service;
use crate::storage::case::referral::Referral;

/// The agreement, if it is still in force, its agency not suspended, and the person still allows what the referral shows.
#[must_use]
pub fn allowed<'a>(service: &'a Service, referral: &Referral, terms: &Terms, told: &Handling) -> Option<&'a Agreement> {
    let agreement = service.book.agreement(&referral.agreement)?;
    let today = waymark_core::clock::london_day(service.now());
    let suspended = service.book.agency(referral.agency.as_str()).is_none_or(|agency| agency.suspended);
    let granted = told.permission.granted(told.facts.standing(), &referral.agency, referral.purpose);
    // What stands on something else than permission neither needs it nor ends with it.
    let permitted = terms.overruled().is_some() || granted.is_some_and(|granted| granted >= terms.granted);
    let in_force = agreement.starts <= today && today <= agreement.ends;
    // What the agreement discloses may have shrunk since: then the referral shows more than it may.
    let within = terms.shown.sections().all(|section| section == Section::Summary || agreement.discloses.contains(&section));
    (in_force && !suspended && permitted && within).then_some(agreement)
}
