//! What a coordinator should look at, though it stops nothing.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::agency::{Agency, Delivery};
use super::loading::Found;
use crate::clock::WorkingCalendar;
use crate::config::fault::{Fault, Severity};
use crate::places::Gazetteer;
use crate::vocabulary::AgencyId;

/// How long before an end or a review somebody is told.
const NEAR: u64 = 90;

/// Every warning of a configuration.
pub(super) fn of(
    agencies: &BTreeMap<AgencyId, (Agency, String)>,
    agreements: &[Found<'_>],
    gazetteer: &Gazetteer,
    _calendar: &WorkingCalendar,
    today: NaiveDate,
) -> Vec<Fault> {
    let mut warnings = Vec::new();
    let mut warn = |found: &Found<'_>, key: &'static str, what: String, mend: &str| {
        let span = found.spans.get(key).cloned().unwrap_or(0..0);
        warnings.push(found.page.finding(Severity::Warning, &span, what, mend.to_owned()));
    };
    for found in agreements {
        let agreement = &found.agreement;
        for area in agreement.when.areas.iter().flatten() {
            if !gazetteer.knows(*area) {
                warn(
                    found,
                    "areas",
                    format!("the gazetteer does not know {area}"),
                    "check the code; import the postcode file of the area if it is right",
                );
            }
        }
        let days = [("ends", Some(agreement.ends)), ("review_by", agreement.review_by)];
        for (key, day) in days {
            let Some(day) = day else { continue };
            if day < today {
                warn(found, key, format!("{key} was on {day}"), "renew the agreement, or take it out");
            } else if day <= today + Days::new(NEAR) {
                warn(found, key, format!("{key} is on {day}, within {NEAR} days"), "arrange the renewal");
            }
        }
    }
    for (agency, file) in agencies.values() {
        if agency.delivery != Delivery::Link {
            let what = format!("\"{}\" asks for content in the mail, which is sent as a link by this version", agency.id);
            warnings.push(
                Fault::of_file(file.clone(), what, "nothing needs to be done: the organisation reads the referral at the link")
                    .as_warning(),
            );
        }
    }
    warnings
}
