//! Facts: the coded answers that route a report. Worked out in memory when it arrives, then kept in `handling`.

use serde::{Deserialize, Serialize};

use crate::places::{AreaCode, Gazetteer};
use crate::report::incident::Role;
use crate::report::permission::Standing;
use crate::report::person::AgeBand;
use crate::report::risk::{RiskLevel, SelfHarm};
use crate::report::{self, Report};
use crate::vocabulary::Id;

/// What routing looks at. Sensitive: it says why somebody was hurt.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
#[serde(default)]
pub struct Facts {
    /// The district, by its current code; nothing when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<AreaCode>,
    /// Strands in the order of the first mention.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strands: Vec<Id>,
    /// Incident types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Id>,
    /// The setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Id>,
    /// The age band.
    pub age_band: AgeBand,
    /// Access needs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Id>,
    /// The risk level.
    pub risk: RiskLevel,
    /// Whether there are thoughts of suicide: somebody looks soon, whatever the level.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub thoughts: bool,
    /// Who reports.
    pub role: Role,
    /// Whether the victim is known to have agreed.
    pub victim_agreed: bool,
    /// Whether the contact is the reporter's own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own_contact: bool,
}

#[cfg(not(test))]
crate::redacted!(Facts);

impl Facts {
    /// The facts of a report.
    #[must_use]
    pub fn of(report: &Report, gazetteer: &Gazetteer) -> Self {
        let place = report.incident.place.as_ref();
        let standing = Standing::of(&report.reporter, &report.contact);
        Self {
            district: district(report, gazetteer),
            strands: distinct(&report.incident.strands),
            types: distinct(&report.incident.types),
            setting: place.and_then(|place| place.setting.clone()),
            age_band: report.victim.age_band.unwrap_or_default(),
            needs: distinct(&report.contact.needs),
            risk: report.risk.level(),
            thoughts: report.risk.self_harm == SelfHarm::Thoughts,
            role: standing.role,
            victim_agreed: standing.victim_agreed,
            own_contact: standing.own_contact,
        }
    }

    /// Whether somebody on duty looks at it whatever was permitted: high risk, thoughts of suicide, or somebody under 18. All that can be
    /// seen from outside – an urgent task, the time in which an organisation promised to answer, the word "urgent" in its letter – follows
    /// from this alone, so that nothing tells which it is.
    #[must_use]
    pub fn calls_duty(&self) -> bool {
        self.risk == RiskLevel::High || self.thoughts || self.age_band.is_under_18()
    }

    /// Who asks, as far as permission depends on it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing { role: self.role, victim_agreed: self.victim_agreed, own_contact: self.own_contact }
    }
}

/// The ids in the order of their first mention, each once.
#[must_use]
pub fn distinct(ids: &[Id]) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::with_capacity(ids.len());
    for id in ids {
        if !found.contains(id) {
            found.push(id.clone());
        }
    }
    found
}

/// The area rule of CONTRACT §4: the incident's postcode, its area, the victim's postcode, the victim's area – the victim's only when
/// it happened online or nothing was said of the place.
fn district(report: &Report, gazetteer: &Gazetteer) -> Option<AreaCode> {
    let by_postcode = |told: Option<&report::Told>| told.and_then(|t| gazetteer.district_of_postcode(t.reveal()));
    let by_area = |area: Option<&String>| area.and_then(|code| gazetteer.district(code));
    let place = report.incident.place.as_ref();
    let here = place.and_then(|w| by_postcode(w.postcode.as_ref()).or_else(|| by_area(w.area.as_ref())));
    if here.is_some() {
        return here;
    }
    let online = place.and_then(|w| w.setting.as_ref()).is_some_and(|setting| setting.as_str() == "online");
    let unsaid = place.is_none_or(|w| w.postcode.is_none() && w.area.is_none() && w.place.is_none() && w.words.is_none());
    if online || unsaid {
        by_postcode(report.victim.postcode.as_ref()).or_else(|| by_area(report.victim.area.as_ref()))
    } else {
        None
    }
}
