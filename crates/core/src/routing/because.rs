//! Why an organisation is suggested, in terms a person knows: the conditions of its agreement that their answers meet.

use crate::places::AreaCode;
use crate::report::{AgeBand, Facts};
use crate::routing::agreement::Agreement;
use crate::routing::book::Book;
use crate::vocabulary::Id;

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// It works where it happened: the narrowest of its areas that holds the place.
    Area(AreaCode),
    /// It works everywhere.
    Everywhere,
    /// It knows about these strands.
    Strands(Vec<Id>),
    /// It takes these kinds of incident.
    Types(Vec<Id>),
    /// It takes what happens in this setting.
    Setting(Id),
    /// It can meet these needs.
    Needs(Vec<Id>),
    /// It is there for people of this age.
    Age(AgeBand),
}

/// The reasons for an agreement that matches these facts, the nearest first.
#[must_use]
pub fn because(book: &Book, agreement: &Agreement, facts: &Facts) -> Vec<Because> {
    let when = &agreement.when;
    let mut reasons = Vec::new();
    let areas = book.gazetteer.areas_of(facts.district);
    let named = when.areas.as_ref().unwrap_or(&when.nearer);
    reasons.push(match areas.iter().find(|area| named.contains(*area)) {
        Some(area) if *area != AreaCode::ENGLAND_AND_WALES => Because::Area(*area),
        _ => Because::Everywhere,
    });
    let common = |named: &std::collections::BTreeSet<Id>, told: &[Id]| -> Vec<Id> {
        told.iter().filter(|id| named.contains(*id)).cloned().collect()
    };
    let strands = common(&when.strands, &facts.strands);
    let needs = common(&when.needs, &facts.needs);
    let types = common(&when.incidents, &facts.types);
    reasons.extend((!strands.is_empty()).then_some(Because::Strands(strands)));
    reasons.extend((!needs.is_empty()).then_some(Because::Needs(needs)));
    reasons.extend(facts.setting.clone().filter(|setting| when.settings.contains(setting)).map(Because::Setting));
    reasons.extend((!types.is_empty()).then_some(Because::Types(types)));
    reasons.extend(when.ages.contains(&facts.age_band).then_some(Because::Age(facts.age_band)));
    reasons
}
