//! What passes: never more than the permission and the agreement both allow (CONTRACT §3, rule 6).

use serde::Serialize;

use crate::places::AreaCode;
use crate::report::permission::{Granted, Standing};
use crate::report::{Contact, Facts, Incident, RiskLevel, Section};
use crate::routing::agreement::Agreement;
use crate::routing::centre::Centre;
use crate::vocabulary::Id;

/// The sections that pass under an agreement, in the order of listings. Nothing of the victim passes from somebody who does not speak for them.
#[must_use]
pub fn sections(agreement: &Agreement, granted: Granted, standing: Standing) -> Vec<Section> {
    let passes = |section: &Section| {
        agreement.discloses.contains(section) && (*section != Section::Victim || standing.speaks_for_the_victim())
    };
    match granted {
        Granted::Anonymous => vec![Section::Summary],
        Granted::Full => Section::DISCLOSABLE.into_iter().filter(passes).collect(),
    }
}

/// The coded answers: all that `anonymous` passes.
#[derive(Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Incident types.
    pub types: Vec<Id>,
    /// Strands.
    pub strands: Vec<Id>,
    /// The district.
    pub district: Option<AreaCode>,
    /// The setting.
    pub setting: Option<Id>,
    /// The month, as `2026-11`.
    pub month: Option<String>,
    /// morning, afternoon, evening, night.
    pub part_of_day: Option<Id>,
    /// Whether it happened before.
    pub repeated: Option<Id>,
    /// The level, not the answers.
    pub risk: RiskLevel,
}
crate::redacted!(Summary);

impl Summary {
    /// The coded answers of a report.
    #[must_use]
    pub fn of(facts: &Facts, incident: &Incident) -> Self {
        Self {
            types: facts.types.clone(),
            strands: facts.strands.clone(),
            district: facts.district,
            setting: facts.setting.clone(),
            month: incident.when.as_ref().and_then(crate::report::incident::When::month),
            part_of_day: incident.when.as_ref().and_then(crate::report::incident::When::part_of_day),
            repeated: incident.repeated.clone(),
            risk: facts.risk,
        }
    }
}

/// What every full referral carries of the contact section, whatever the agreement discloses: needs, language and interpreter.
#[derive(Clone, Default, PartialEq, Serialize)]
pub struct Access {
    /// Access needs.
    pub needs: Vec<Id>,
    /// Language of contact.
    pub language: Option<crate::report::Told>,
    /// Wishes about interpreters.
    pub interpreter: Option<crate::report::Told>,
}
crate::redacted!(Access);

impl Access {
    /// The needs of a contact section.
    #[must_use]
    pub fn of(contact: &Contact) -> Self {
        Self { needs: contact.needs.clone(), language: contact.language.clone(), interpreter: contact.interpreter.clone() }
    }
}

/// The contact section as an organisation sees it: only ways marked safe; when it goes through the centre, the centre's own ways, and none
/// that leads to the person. A report that no centre took then has no way at all.
#[must_use]
pub fn contact_as_shown(contact: &Contact, centre: Option<&Centre>) -> Contact {
    let mut shown = contact.clone();
    if shown.through_centre {
        shown.methods = centre.map(Centre::ways).unwrap_or_default();
        shown.safe_times = None;
        (shown.ask_for, shown.if_others_answer) = (None, None);
    } else {
        shown.stopped = shown.ways().into_iter().filter(|way| way.stopped_at.is_some()).collect();
        shown.methods.retain(|method| method.safe);
    }
    shown
}
