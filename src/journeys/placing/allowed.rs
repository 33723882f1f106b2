//! Whether a referral may still go out: agreement in force, organisation not suspended, and the person still allows it.

use waymark_core::clock::london_day;
use waymark_core::handling::fold::Handling;
use waymark_core::referral::Referral;
use waymark_core::referral::{State, Terms};
use waymark_core::report::Section;
use waymark_core::routing::Agreement;

use crate::journeys::service::Service;

/// The agreement, if it is still in force, its agency not suspended, and the person still allows what the referral shows.
#[must_use]
pub fn allowed<'a>(service: &'a Service, referral: &Referral, terms: &Terms, told: &Handling) -> Option<&'a Agreement> {
    let agreement = service.book.serving(london_day(service.now())).standing(&referral.agreement)?;
    // What has not left waits until somebody has read the person's words about who must never be told, unless they said yes to the name.
    let said = if referral.state == State::Queued && told.has_unread_words() { &told.permission } else { &told.given };
    let (standing, agency, purpose) = (told.facts.standing(), &referral.agency, referral.purpose);
    let granted = said.granted(standing, agency, purpose).or_else(|| said.granted_as_next(standing, agency, purpose));
    // What stands on something else than permission neither needs it nor ends with it.
    let permitted = terms.overruled().is_some() || granted.is_some_and(|granted| granted >= terms.granted);
    // What the agreement discloses may have shrunk since: then the referral shows more than it may.
    let within = terms.shown.sections().all(|section| section == Section::Summary || agreement.discloses.contains(&section));
    (permitted && within).then_some(agreement)
}
