//! What a coordinator should look at, though it stops nothing (CONTRACT §2).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Duration, NaiveDate};

use crate::clock::Promise;
use crate::config::fault::{Fault, Severity};
use crate::places::{AreaCode, Gazetteer};
use crate::report::Purpose;
use crate::routing::agency::Delivery;
use crate::routing::agreement::{Agreement, Mode};
use crate::routing::loading::found::{Found, FoundAgency};
use crate::vocabulary::AgencyId;

/// How long before an end or a review somebody is told.
const NEAR: u64 = 90;
/// How many places are named in one warning.
const NAMED: usize = 5;

pub(crate) type Agencies<'p> = BTreeMap<AgencyId, FoundAgency<'p>>;

/// Every warning of a configuration.
pub(crate) fn of(agencies: &Agencies<'_>, agreements: &[Found<'_>], gazetteer: &Gazetteer, today: NaiveDate) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for found in agreements {
        warnings.extend(unknown_areas(found, gazetteer));
        warnings.extend(near_days(found, today));
        warnings.extend(unkept_hours(found, agencies));
        warnings.extend(slower_when_urgent(found));
        warnings.extend(counted_for_good(found));
    }
    warnings.extend(meeting(agreements, gazetteer));
    warnings.extend(beating_specialists(agreements, gazetteer));
    warnings.extend(content_in_mail(agencies));
    warnings
}

fn warn(found: &Found<'_>, key: &str, what: String, mend: &str) -> Fault {
    let span = found.spans.get(key).cloned().unwrap_or(0..0);
    found.page.finding(Severity::Warning, &span, what, mend.to_owned())
}

fn unknown_areas(found: &Found<'_>, gazetteer: &Gazetteer) -> Vec<Fault> {
    let unknown =
        found.agreement.when.areas.iter().flatten().chain(&found.agreement.when.nearer).filter(|area| !gazetteer.knows(**area));
    let mend = "check the code; import the postcode file of the area if it is right";
    unknown.map(|area| warn(found, "areas", format!("the gazetteer does not know {area}"), mend)).collect()
}

fn near_days(found: &Found<'_>, today: NaiveDate) -> Vec<Fault> {
    let days = [("ends", Some(found.agreement.ends)), ("review_by", found.agreement.review_by)];
    let near = days.into_iter().filter_map(|(key, day)| Some((key, day?))).filter(|(_, day)| *day <= today + Days::new(NEAR));
    near.map(|(key, day)| {
        if day < today {
            warn(found, key, format!("{key} was on {day}"), "renew the agreement, or take it out")
        } else {
            warn(found, key, format!("{key} is on {day}, within {NEAR} days"), "arrange the renewal")
        }
    })
    .collect()
}

/// An urgent time that runs day and night, shorter than the organisation is closed at a stretch.
fn unkept_hours(found: &Found<'_>, agencies: &Agencies<'_>) -> Option<Fault> {
    let promise = found.agreement.urgent_acknowledge_within?;
    let agency = &agencies.get(&found.agreement.agency)?.agency;
    let within = match promise {
        Promise::Minutes(n) => Duration::minutes(i64::from(n)),
        Promise::Hours(n) => Duration::hours(i64::from(n)),
        Promise::Days(n) => Duration::hours(24 * i64::from(n)),
        // These count only when somebody works.
        Promise::WorkingDays(_) | Promise::WorkingHours(_) => return None,
    };
    let closed = agency.hours.longest_closed();
    (within < closed).then(|| {
        let what = format!(
            "urgent_acknowledge_within is {promise}, and the agency is closed for {} hours at a stretch",
            closed.num_hours()
        );
        warn(
            found,
            "urgent_acknowledge_within",
            what,
            "agree on working hours (\"4 working hours\"), or on somebody who answers out of hours",
        )
    })
}

/// An urgent time that is longer than the usual one.
fn slower_when_urgent(found: &Found<'_>) -> Option<Fault> {
    // A working day or hour takes at least as long as a day or an hour.
    let least = |promise: Promise| match promise {
        Promise::Minutes(n) => Duration::minutes(i64::from(n)),
        Promise::Hours(n) | Promise::WorkingHours(n) => Duration::hours(i64::from(n)),
        Promise::Days(n) | Promise::WorkingDays(n) => Duration::hours(24 * i64::from(n)),
    };
    let (usual, urgent) = (found.agreement.acknowledge_within, found.agreement.urgent_acknowledge_within?);
    (least(urgent) > least(usual)).then(|| {
        let what = format!("urgent_acknowledge_within is {urgent}, longer than acknowledge_within, which is {usual}");
        warn(found, "urgent_acknowledge_within", what, "agree on a time that is shorter when somebody is in danger")
    })
}

/// A number of places of an agreement that only informs: whoever is informed takes nothing on, so no place becomes free again.
fn counted_for_good(found: &Found<'_>) -> Option<Fault> {
    let places = found.agreement.capacity.filter(|places| *places > 0 && found.agreement.purpose == Purpose::Inform)?;
    let what = format!("capacity is {places}, and whoever is informed never gives a place back: nothing is sent after that many");
    Some(warn(found, "capacity", what, "leave capacity out, or write 0 while nothing should be sent"))
}

/// Two agreements of one agency for one purpose that can match the same report: the agency would get one of them.
fn meeting(agreements: &[Found<'_>], gazetteer: &Gazetteer) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for (place, later) in agreements.iter().enumerate() {
        for earlier in &agreements[..place] {
            let (a, b) = (&earlier.agreement, &later.agreement);
            if a.agency == b.agency && a.purpose == b.purpose && can_meet(a, b, gazetteer) {
                let what =
                    format!("\"{}\" and \"{}\" are of one agency for one purpose and can match the same report", a.id, b.id);
                warnings.push(warn(later, "id", what, "nothing is sent twice; narrow one of them if it was not meant"));
            }
        }
    }
    warnings
}

/// A priority that lets an agreement without any speciality win over every specialist it can meet.
fn beating_specialists(agreements: &[Found<'_>], gazetteer: &Gazetteer) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for found in agreements {
        let general = &found.agreement;
        if general.mode != Mode::Best || is_specialist(general) {
            continue;
        }
        let rivals = agreements.iter().map(|other| &other.agreement).filter(|other| {
            other.mode == Mode::Best && other.purpose == general.purpose && other.agency != general.agency && is_specialist(other)
        });
        let rivals: Vec<&Agreement> = rivals.filter(|other| can_meet(general, other, gazetteer)).collect();
        if !rivals.is_empty() && rivals.iter().all(|other| general.priority > other.priority) {
            let what = format!("priority {} puts \"{}\" before every specialist", general.priority, general.id);
            warnings.push(warn(found, "priority", what, "leave priority out, so that whoever knows most about it is chosen"));
        }
    }
    warnings
}

fn is_specialist(agreement: &Agreement) -> bool {
    let when = &agreement.when;
    !(when.strands.is_empty()
        && when.needs.is_empty()
        && when.settings.is_empty()
        && when.incidents.is_empty()
        && when.ages.is_empty())
}

/// Districts in which nobody serves a purpose, whatever the strand.
pub(crate) fn unserved(
    purpose: Purpose,
    place: &str,
    agencies: &Agencies<'_>,
    agreements: &[Found<'_>],
    gazetteer: &Gazetteer,
    today: NaiveDate,
) -> Option<Fault> {
    let serves = |agreement: &Agreement| {
        // One that is at fault elsewhere will serve once it is mended.
        let suspended = agencies.get(&agreement.agency).is_some_and(|found| found.agency.suspended);
        agreement.purpose == purpose && !suspended && agreement.in_force(today)
    };
    let serving: Vec<&Agreement> = agreements.iter().map(|found| &found.agreement).filter(|a| serves(a)).collect();
    let reaches = |areas: &[AreaCode]| {
        serving.iter().any(|a| a.when.areas.as_ref().is_none_or(|own| areas.iter().any(|area| own.contains(area))))
    };
    let without: Vec<&str> =
        gazetteer.districts().filter(|district| !reaches(&district.areas)).map(|district| district.name.as_str()).collect();
    if without.is_empty() {
        return None;
    }
    let more = if without.len() > NAMED { format!(" and {} more", without.len() - NAMED) } else { String::new() };
    let named = without[..without.len().min(NAMED)].join(", ");
    let what = format!("nobody serves the purpose \"{}\" in {named}{more}", purpose.id());
    let mend = "find somebody, or know that such wishes wait for a person; `waymark check --coverage` shows all";
    Some(Fault::of_file(place, what, mend).as_warning())
}

fn content_in_mail(agencies: &Agencies<'_>) -> Vec<Fault> {
    let asking = agencies.values().filter(|found| found.agency.delivery != Delivery::Link);
    asking
        .map(|found| {
            let what = format!("\"{}\" asks for content in the mail, which is sent as a link by this version", found.agency.id);
            let mend = "nothing needs to be done: the organisation reads the referral at the link";
            found.page.finding(Severity::Warning, &found.delivery, what, mend.to_owned())
        })
        .collect()
}

/// Whether some report could match both.
fn can_meet(a: &Agreement, b: &Agreement, gazetteer: &Gazetteer) -> bool {
    fn both<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
        a.is_empty() || b.is_empty() || !a.is_disjoint(b)
    }
    let (x, y) = (&a.when, &b.when);
    let places = match (&x.areas, &y.areas) {
        (Some(one), Some(other)) => {
            let holds = |areas: &[AreaCode], own: &BTreeSet<AreaCode>| areas.iter().any(|area| own.contains(area));
            !one.is_disjoint(other) || gazetteer.districts().any(|d| holds(&d.areas, one) && holds(&d.areas, other))
        }
        _ => true,
    };
    // A report has one setting and one age; of strands, types and needs it may have several, so that different ones can meet too.
    a.starts <= b.ends && b.starts <= a.ends && places && both(&x.settings, &y.settings) && both(&x.ages, &y.ages)
}

#[cfg(test)]
mod tests {
    use crate::routing::Book;

    /// The warnings of a folder with the shipped words and places and these agreements: line and words.
    fn warnings(agreements: &str) -> Vec<(usize, String)> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("agreements")).unwrap();
        for file in ["vocabulary.toml", "gazetteer.toml", "bank-holidays.toml", "help.toml"] {
            std::fs::copy(crate::repository().join("config").join(file), folder.path().join(file)).unwrap();
        }
        std::fs::write(folder.path().join("agreements/a.toml"), agreements).unwrap();
        let loaded = Book::load(folder.path(), "2026-11-20".parse().unwrap());
        assert!(loaded.is_sound(), "{:#?}", loaded.findings);
        loaded.findings.into_iter().map(|fault| (fault.line, fault.what)).collect()
    }

    fn agency(id: &str, more: &str) -> String {
        format!("[[agency]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"support\"\nemail = \"a@{id}.example\"\n{more}\n")
    }

    fn agreement(id: &str, agency: &str, more: &str, when: &str) -> String {
        format!(
            "[[agreement]]\nid = \"{id}\"\nagency = \"{agency}\"\npurpose = \"support\"\nstarts = 2026-04-01\n{}discloses = [\"incident\"]\nacknowledge_within = \"1 day\"\n{more}\n[agreement.when]\n{when}\n",
            if more.contains("ends") { "" } else { "ends = 2028-03-31\n" }
        )
    }

    fn has(found: &[(usize, String)], words: &str) -> bool {
        found.iter().any(|(_, what)| what.contains(words))
    }

    #[test]
    fn an_area_the_gazetteer_does_not_know() {
        let found = warnings(&[agency("a", ""), agreement("one", "a", "", "areas = [\"E06000099\"]")].concat());
        assert!(found.contains(&(17, "the gazetteer does not know E06000099".to_owned())), "{found:?}");
    }

    #[test]
    fn a_purpose_that_nobody_serves_somewhere() {
        let found = warnings(&[agency("a", ""), agreement("one", "a", "", "areas = [\"E92000001\"]")].concat());
        assert!(has(&found, "nobody serves the purpose \"support\" in Cardiff"), "{found:?}");
        assert!(has(&found, "nobody serves the purpose \"protect\" in") && has(&found, "more"), "{found:?}");
        let everywhere = warnings(&[agency("a", ""), agreement("one", "a", "", "")].concat());
        assert!(!has(&everywhere, "\"support\""), "{everywhere:?}");
    }

    #[test]
    fn two_agreements_of_one_agency_that_can_meet() {
        let pair = |first: &str, second: &str| {
            warnings(&[agency("a", ""), agreement("one", "a", "", first), agreement("two", "a", "", second)].concat())
        };
        let words = "\"one\" and \"two\" are of one agency";
        assert!(has(&pair("areas = [\"E23000013\"]", "areas = [\"E06000004\"]"), words), "a district lies in its force area");
        assert!(has(&pair("strands = [\"race\"]", "strands = [\"religion\"]"), words), "a report may have both strands");
        assert!(!has(&pair("areas = [\"E06000004\"]", "areas = [\"E08000003\"]"), words));
        assert!(!has(&pair("settings = [\"rail\"]", "settings = [\"street\"]"), words));
        assert!(!has(&pair("ages = [\"adult\"]", "ages = [\"under-18\"]"), words));
    }

    #[test]
    fn a_priority_that_beats_every_specialist() {
        let with = |general: &str, special: &str| {
            let both = [
                agency("a", ""),
                agency("b", ""),
                agreement("general", "a", general, ""),
                agreement("special", "b", special, "strands = [\"race\"]"),
            ];
            has(&warnings(&both.concat()), "priority 1 puts \"general\" before every specialist")
        };
        assert!(with("priority = 1", ""));
        assert!(!with("priority = 1", "priority = 1"));
        assert!(!with("", ""));
    }

    #[test]
    fn an_urgent_time_that_the_hours_cannot_keep() {
        let with = |hours: &str, urgent: &str| {
            let folder =
                [agency("a", hours), agreement("one", "a", &format!("urgent_acknowledge_within = \"{urgent}\""), "")].concat();
            has(&warnings(&folder), "is closed for")
        };
        assert!(with("hours = [\"Mon-Fri 09:00-17:00\"]", "4 hours"));
        assert!(!with("hours = [\"Mon-Fri 09:00-17:00\"]", "4 working hours"));
        assert!(!with("hours = [\"Mon-Sun 00:00-24:00\"]\nhours_on_holidays = true", "30 minutes"));
        assert!(!with("", "30 minutes"));
        assert!(!with("hours = [\"Mon-Fri 09:00-17:00\"]", "3 days"));
    }

    #[test]
    fn an_urgent_time_that_is_longer_than_the_usual_one() {
        let with = |more: &str| warnings(&[agency("a", ""), agreement("one", "a", more, "")].concat());
        assert!(has(&with("urgent_acknowledge_within = \"30 days\""), "longer than acknowledge_within"));
        assert!(!has(&with("urgent_acknowledge_within = \"30 minutes\""), "longer than"));
    }

    #[test]
    fn places_at_an_organisation_that_is_only_informed() {
        let with = |purpose: &str, places: u32| {
            let one = agreement("one", "a", &format!("capacity = {places}"), "");
            let one = one.replace("purpose = \"support\"", &format!("purpose = \"{purpose}\""));
            has(&warnings(&[agency("a", ""), one].concat()), "never gives a place back")
        };
        assert!(with("inform", 20));
        assert!(!with("inform", 0) && !with("support", 20));
    }

    #[test]
    fn an_end_or_a_review_within_ninety_days() {
        let with = |more: &str| warnings(&[agency("a", ""), agreement("one", "a", more, "")].concat());
        assert!(has(&with("ends = 2027-02-18"), "ends is on 2027-02-18, within 90 days"));
        assert!(!has(&with("ends = 2027-02-19"), "ends"));
        assert!(has(&with("review_by = 2026-12-01"), "review_by is on 2026-12-01"));
        assert!(has(&with("ends = 2026-11-19"), "ends was on 2026-11-19"));
    }

    #[test]
    fn the_demonstration_has_no_fault() {
        let loaded = Book::load(&crate::repository().join("config"), "2026-11-20".parse().unwrap());
        assert!(loaded.is_sound(), "{:#?}", loaded.findings);
        assert_eq!((loaded.book.agencies().count(), loaded.book.agreements().len()), (20, 35));
    }
}
