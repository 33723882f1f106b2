//! How urgent a report is, in words: its level, why, and what was answered.

use waymark_core::handling::urgency::Urgency;
use waymark_core::labels::WHY;
use waymark_core::report::labels::{RISK_QUESTION, YES_NO};
use waymark_core::report::{RiskAnswers, RiskLevel};
use waymark_core::vocabulary::dashed;
use waymark_core::words::Speaker;

use crate::web::parts::rows::Row;

/// The level; where nobody assessed it, that.
pub(crate) fn level(level: Option<RiskLevel>, t: &Speaker) -> String {
    level.map_or_else(|| t.say("risk-none"), |level| t.label(level))
}

/// Why somebody should look soon, a few words each: for whoever may open `handling`.
pub(crate) fn why(urgency: &Urgency, t: &Speaker) -> Vec<String> {
    urgency.reasons().iter().map(|reason| t.of(&WHY, reason)).collect()
}

/// What was answered about danger: question and answer. What was not answered is not among it.
pub(crate) fn rows(risk: &RiskAnswers, t: &Speaker) -> Vec<Row> {
    let answers = serde_json::to_value(risk).unwrap_or_default();
    let said = answers.as_object().into_iter().flatten().filter_map(|(question, answer)| Some((question, answer.as_str()?)));
    said.filter(|(_, answer)| *answer != "unknown")
        .map(|(question, answer)| {
            let label = t.of(&RISK_QUESTION, dashed(question));
            Row { label, lines: vec![t.of(&YES_NO, answer)] }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::words::Words;

    #[test]
    fn every_level_and_every_reason_has_its_words() {
        let t = std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        assert_eq!(level(None, &t), "Not assessed");
        let all = r#"{"in_danger":"yes","threat_to_kill":"yes","weapon":"yes","injury":"yes","close":"yes","child":"yes","self_harm":"plan"}"#;
        let thoughts: RiskAnswers = serde_json::from_str(r#"{"self_harm":"thoughts"}"#).unwrap();
        let urgency = Urgency { level: RiskLevel::High, set: true, under_18: true, answers: thoughts };
        let every = Urgency { answers: serde_json::from_str(all).unwrap(), ..urgency.clone() };
        let names: Vec<_> = every.reasons().into_iter().chain(urgency.reasons()).collect();
        assert!(names.len() >= 9 && names.contains(&"raised"), "{names:?}");
        for name in names {
            assert!(WHY.member(name).is_some(), "{name}");
        }
    }
}
