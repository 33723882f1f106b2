//! Risk: answers, and the level worked out from them (CONTRACT §3). Free text never decides.

use serde::{Deserialize, Serialize};

crate::ids! {
    /// Three levels only.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
    pub enum RiskLevel: Serialize + Deserialize {
        /// Nothing that raises it.
        #[default]
        Low = "low",
        /// Injury, thoughts of self-harm, or any two others.
        Medium = "medium",
        /// Danger to life or of serious harm.
        High = "high",
    }
}

crate::ids! {
    /// An answer to a risk question.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Answer: Serialize + Deserialize {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not said, or not known.
        #[default]
        Unknown = "unknown",
    }
}

crate::ids! {
    /// The answer about harming oneself.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum SelfHarm: Serialize + Deserialize {
        /// No.
        No = "no",
        /// Thoughts.
        Thoughts = "thoughts",
        /// A plan.
        Plan = "plan",
        /// Not said, or not known.
        #[default]
        Unknown = "unknown",
    }
}

/// The risk answers. They never pass; the level does.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "each field is the question of CONTRACT §3 with that name")]
pub struct RiskAnswers {
    pub in_danger: Answer,
    pub threat_to_kill: Answer,
    pub weapon: Answer,
    pub injury: Answer,
    pub escalating: Answer,
    pub repeated: Answer,
    pub close: Answer,
    pub stalking: Answer,
    pub retaliation: Answer,
    pub self_harm: SelfHarm,
    pub child: Answer,
    pub dependent: Answer,
    pub homeless: Answer,
}
crate::redacted!(RiskAnswers);

impl RiskAnswers {
    /// Whether any question was answered.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        *self != Self::default()
    }

    /// What asks for somebody to look soon: the name of each, the gravest first. Whatever makes the level high is among them.
    #[must_use]
    pub fn worries(&self) -> Vec<&'static str> {
        let yes = |answer: Answer| answer == Answer::Yes;
        let all = [
            (yes(self.in_danger), "in-danger"),
            (yes(self.threat_to_kill), "threat-to-kill"),
            (yes(self.weapon), "weapon"),
            (self.self_harm == SelfHarm::Plan, "self-harm-plan"),
            (yes(self.injury) && yes(self.close), "injury-close"),
            (yes(self.child), "child"),
            (self.self_harm == SelfHarm::Thoughts, "self-harm-thoughts"),
        ];
        all.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
    }

    /// The level of CONTRACT §3.
    #[must_use]
    pub fn level(&self) -> RiskLevel {
        let yes = |answer: Answer| answer == Answer::Yes;
        if yes(self.in_danger)
            || yes(self.threat_to_kill)
            || yes(self.weapon)
            || self.self_harm == SelfHarm::Plan
            || (yes(self.injury) && (yes(self.close) || yes(self.child)))
        {
            return RiskLevel::High;
        }
        let others = [
            self.escalating,
            self.repeated,
            self.close,
            self.stalking,
            self.retaliation,
            self.child,
            self.dependent,
            self.homeless,
        ];
        if yes(self.injury) || self.self_harm == SelfHarm::Thoughts || others.into_iter().filter(|a| yes(*a)).count() >= 2 {
            return RiskLevel::Medium;
        }
        RiskLevel::Low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(json: &str) -> RiskLevel {
        serde_json::from_str::<RiskAnswers>(json).unwrap().level()
    }

    #[test]
    fn whatever_makes_the_level_high_has_a_name() {
        let more = ["", r#","in_danger":"yes""#, r#","threat_to_kill":"yes""#, r#","weapon":"yes""#, r#","self_harm":"plan""#];
        for injury in ["yes", "no"] {
            for close in ["yes", "unknown"] {
                for child in ["yes", "no"] {
                    for more in more {
                        let json = format!(r#"{{"injury":"{injury}","close":"{close}","child":"{child}"{more}}}"#);
                        let answers: RiskAnswers = serde_json::from_str(&json).unwrap();
                        assert!(answers.level() != RiskLevel::High || !answers.worries().is_empty(), "{json}");
                    }
                }
            }
        }
        let none: RiskAnswers = serde_json::from_str("{}").unwrap();
        let no: RiskAnswers = serde_json::from_str(r#"{"weapon":"no"}"#).unwrap();
        assert!(!none.is_answered() && no.is_answered() && no.worries().is_empty());
    }

    #[test]
    fn danger_a_threat_to_kill_a_weapon_or_a_plan_is_high() {
        for json in [r#"{"in_danger":"yes"}"#, r#"{"threat_to_kill":"yes"}"#, r#"{"weapon":"yes"}"#, r#"{"self_harm":"plan"}"#] {
            assert_eq!(level(json), RiskLevel::High, "{json}");
        }
    }

    #[test]
    fn injury_is_medium_and_high_with_somebody_close_or_a_child() {
        assert_eq!(level(r#"{"injury":"yes"}"#), RiskLevel::Medium);
        assert_eq!(level(r#"{"injury":"yes","close":"yes"}"#), RiskLevel::High);
        assert_eq!(level(r#"{"injury":"yes","child":"yes"}"#), RiskLevel::High);
    }

    #[test]
    fn one_other_is_low_two_are_medium() {
        assert_eq!(level(r#"{"homeless":"yes"}"#), RiskLevel::Low);
        assert_eq!(level(r#"{"homeless":"yes","repeated":"yes"}"#), RiskLevel::Medium);
        assert_eq!(level(r#"{"self_harm":"thoughts"}"#), RiskLevel::Medium);
        assert_eq!(level(r#"{"in_danger":"unknown","weapon":"no"}"#), RiskLevel::Low);
        assert_eq!(level("{}"), RiskLevel::Low);
    }
}
