//! How urgent a report is, and why: what was answered about danger, the age, and what the team says.

use crate::handling::entry::Entry;
use crate::report::{RiskAnswers, RiskLevel};

/// How urgent a report is, and why.
#[derive(Clone, Default)]
pub struct Urgency {
    /// The risk level as it stands.
    pub level: RiskLevel,
    /// What was answered about danger.
    pub answers: RiskAnswers,
    /// Whether somebody of the team set the level.
    pub set: bool,
    /// Whether the person is under 18.
    pub under_18: bool,
}
crate::redacted!(Urgency);

impl Urgency {
    /// What an entry makes of what came before it.
    pub fn shape(&mut self, entry: &Entry) {
        match entry {
            Entry::Arrived { risk, facts, .. } => {
                (self.level, self.answers, self.under_18) = (facts.risk, risk.clone(), facts.age_band.is_under_18());
            }
            Entry::RiskSet { level, .. } => (self.level, self.set) = (*level, true),
            _ => {}
        }
    }

    /// The level; nothing while no question about danger was answered and nobody of the team set one.
    #[must_use]
    pub fn assessed(&self) -> Option<RiskLevel> {
        (self.set || self.answers.is_answered()).then_some(self.level)
    }

    /// Why somebody should look soon: the name of each reason, the gravest first.
    #[must_use]
    pub fn reasons(&self) -> Vec<&'static str> {
        let mut found = self.answers.worries();
        if self.under_18 {
            found.push("under-18");
        }
        if self.set && self.level == RiskLevel::High && self.answers.level() != RiskLevel::High {
            found.push("raised");
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::{AgeBand, Facts, Permission, Told};

    fn arrived(json: &str, age_band: AgeBand) -> Entry {
        let risk: RiskAnswers = serde_json::from_str(json).unwrap();
        let facts = Facts { risk: risk.level(), age_band, ..Facts::default() };
        let (facts, permission) = (serde_json::to_value(facts).unwrap(), serde_json::to_value(Permission::default()).unwrap());
        let risk = serde_json::to_value(risk).unwrap();
        serde_json::from_value(json!({"what": "arrived", "risk": risk, "facts": facts, "permission": permission})).unwrap()
    }

    fn set(level: RiskLevel) -> Entry {
        Entry::RiskSet { level, reason: Told::new("they rang"), by: Told::new("Ash") }
    }

    fn of(entries: &[Entry]) -> (Option<RiskLevel>, Vec<&'static str>) {
        let mut urgency = Urgency::default();
        for entry in entries {
            urgency.shape(entry);
        }
        (urgency.assessed(), urgency.reasons())
    }

    #[test]
    fn a_level_that_nobody_answered_or_set_is_none() {
        let adult = AgeBand::default();
        assert_eq!(of(&[arrived("{}", adult)]), (None, vec![]));
        assert_eq!(of(&[arrived(r#"{"in_danger": "no"}"#, adult)]), (Some(RiskLevel::Low), vec![]));
        assert_eq!(of(&[arrived("{}", adult), set(RiskLevel::Low)]), (Some(RiskLevel::Low), vec![]));
    }

    #[test]
    fn every_reason_is_named() {
        let plan = arrived(r#"{"self_harm": "plan", "in_danger": "yes"}"#, AgeBand::From13);
        assert_eq!(of(&[plan]), (Some(RiskLevel::High), vec!["in-danger", "self-harm-plan", "under-18"]));
        let raised = [arrived(r#"{"self_harm": "thoughts"}"#, AgeBand::default()), set(RiskLevel::High)];
        assert_eq!(of(&raised), (Some(RiskLevel::High), vec!["self-harm-thoughts", "raised"]));
    }
}
