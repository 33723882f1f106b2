//! Makes the rows of a plan: its referrals, a notice for each that is due, and what waits for a place.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::job::Job;
use waymark_core::handling::waiting::Waiting;
use waymark_core::referral::{ByHand, Shown, Terms};
use waymark_core::report::Section;
use waymark_core::report::permission::AskedOn;
use waymark_core::routing::{Book, Now, Planned};
use waymark_core::vault::{Place, ReportKeys, Sealed, Table};

use crate::journeys::service::Service;
use crate::storage::case::rows::{ReferralRow, UnplacedRow};
use crate::storage::due::row::DueRow;
use waymark_core::store_error::StoreError;

/// Somebody who is told.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Referred {
    /// The organisation's id.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// What for.
    pub purpose: String,
    /// Under which agreement.
    pub agreement: String,
    /// What passes.
    pub sections: Vec<String>,
}
waymark_core::redacted!(Referred);

/// The report that referrals are made from.
pub(crate) struct Origin<'a> {
    /// Its id.
    pub report: Uuid,
    /// Its keys.
    pub keys: &'a ReportKeys,
    /// Who asked for permission, in which words, and when.
    pub asked: Option<&'a AskedOn>,
    /// When they are made.
    pub at: DateTime<Utc>,
    /// How, when the rules did not make them.
    pub by_hand: Option<ByHand>,
}

/// The referrals of a plan, each taking its place of a limited capacity.
pub(crate) fn referrals(
    service: &Service,
    from: &Origin<'_>,
    planned: &[Planned],
    now: &mut Now,
) -> Result<Vec<ReferralRow>, StoreError> {
    let Origin { report, keys, asked, at, by_hand } = *from;
    planned
        .iter()
        .map(|planned| {
            now.take(planned.agreement);
            let agreement = service.book.agreement_at(planned.agreement);
            let id = service.new_id();
            let shown = Shown::first_of(&planned.sections);
            let terms = Terms { granted: planned.granted, shown, asked: asked.cloned(), by_hand };
            Ok(ReferralRow {
                id,
                report,
                agency: agreement.agency.to_string(),
                agreement: agreement.id.to_string(),
                agreement_version: service.versions.get(&agreement.id).copied().unwrap_or(0),
                purpose: planned.purpose.id(),
                sealed: service.vault.seal(keys, &Place::referral(report, id), &terms)?,
                queued_at: at,
            })
        })
        .collect()
}

/// A notice for each referral.
pub(crate) fn notices(service: &Service, referrals: &[ReferralRow], at: DateTime<Utc>) -> Vec<DueRow> {
    referrals
        .iter()
        .map(|referral| DueRow::of_report(service.new_id(), referral.report, Job::Notice { referral: referral.id }, at))
        .collect()
}

/// What waits, and since when, sealed under the report key: the reporter may see it, and nobody reads the strand from the database.
pub(crate) fn unplaced(
    service: &Service,
    report: Uuid,
    keys: &ReportKeys,
    waits: &[(Waiting, DateTime<Utc>)],
) -> Result<Vec<UnplacedRow>, StoreError> {
    let mut rows = Vec::with_capacity(waits.len());
    for (place, (waiting, since)) in waits.iter().enumerate() {
        let number = place as i64 + 1;
        let sealed: Sealed = service.vault.seal(keys, &unplaced_place(report, number), waiting)?;
        rows.push(UnplacedRow { report, number, since: *since, sealed });
    }
    Ok(rows)
}

/// Where an unplaced entry is sealed.
pub(crate) fn unplaced_place(report: Uuid, number: i64) -> Place {
    Place { table: Table::Unplaced, report, section: Section::Incident, number }
}

/// A planned referral as it is told.
#[must_use]
pub fn referred(book: &Book, planned: &Planned) -> Referred {
    let agreement = book.agreement_at(planned.agreement);
    Referred {
        agency: agreement.agency.to_string(),
        name: book.agency(agreement.agency.as_str()).map(|agency| agency.name.clone()).unwrap_or_default(),
        purpose: planned.purpose.id().to_owned(),
        agreement: agreement.id.to_string(),
        sections: planned.sections.iter().map(|section| section.id().to_owned()).collect(),
    }
}
