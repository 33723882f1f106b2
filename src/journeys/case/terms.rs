//! The terms of a referral, opened: what it may show.

use waymark_core::referral::Referral;
use waymark_core::referral::Terms;
use waymark_core::vault::Place;

use crate::journeys::service::Service;
use waymark_core::store_error::StoreError;

/// What a referral may show, opened.
pub(crate) fn terms(service: &Service, keys: &impl waymark_core::vault::Opens, referral: &Referral) -> Result<Terms, StoreError> {
    Ok(service.vault.open(keys, &Place::referral(referral.report, referral.id), &referral.terms)?)
}
