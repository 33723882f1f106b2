//! Safety of contact: what whoever reaches somebody must know first, whatever else of the report they may see.

use serde::Serialize;

use crate::clock::{SafeLine, SafeTimes};
use crate::report::person::{Contact, Suspect};
use crate::report::told::Told;

/// Who did it, where they may be at home with the person: nobody comes, writes or rings there until the person says otherwise.
const AT_HOME: &[&str] = &["partner-or-ex", "family", "carer", "household"];
/// What is done when somebody else answers, unless the person says otherwise: nothing is said, and the call is ended.
pub const SAY_NOTHING: &str = "say-nothing";

/// Safety of contact, as it stands first in every full referral.
#[derive(Clone, PartialEq, Serialize)]
pub struct Safety {
    /// Whom to ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask_for: Option<Told>,
    /// What to say if somebody else answers: `say-nothing`, or the person's words.
    pub if_others_answer: Told,
    /// Whether nobody may visit, write by post, or ring a phone at home.
    pub not_at_home: bool,
    /// For somebody under 18: whether it is safe that their parents know; not there where they did not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parents_may_know: Option<bool>,
    /// When it is safe, in their words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_times: Option<Told>,
    /// How these words were read, in London time; not there where they are for a person to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_times_read: Option<Vec<SafeLine>>,
}
crate::redacted!(Safety);

impl Safety {
    /// The safety of a contact, beside who did it.
    #[must_use]
    pub fn of(contact: &Contact, suspect: &Suspect) -> Self {
        let at_home = suspect.relation.as_ref().is_some_and(|relation| AT_HOME.contains(&relation.as_str()));
        let read = contact.safe_times.as_ref().and_then(|words| match SafeTimes::read(words.reveal()) {
            SafeTimes::Within(week) => Some(week.lines()),
            SafeTimes::ForAPerson { .. } => None,
        });
        Self {
            ask_for: contact.ask_for.clone(),
            if_others_answer: contact.if_others_answer.clone().unwrap_or_else(|| Told::new(SAY_NOTHING)),
            not_at_home: contact.not_at_home.unwrap_or(at_home),
            parents_may_know: contact.parents_may_know,
            safe_times: contact.safe_times.clone(),
            safe_times_read: read,
        }
    }

    /// What to say if somebody else answers, in the person's words; nothing when nothing is to be said.
    #[must_use]
    pub fn words_for_others(&self) -> Option<&Told> {
        Some(&self.if_others_answer).filter(|words| words.reveal() != SAY_NOTHING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Id;

    fn of(contact: &str, relation: &str) -> Safety {
        let suspect = Suspect { relation: Some(Id::from(relation)), ..Suspect::default() };
        Safety::of(&serde_json::from_str(contact).unwrap(), &suspect)
    }

    #[test]
    fn nobody_comes_home_where_whoever_did_it_may_be_until_the_person_says_otherwise() {
        for relation in ["partner-or-ex", "family", "carer", "household"] {
            assert!(of("{}", relation).not_at_home, "{relation}");
            assert!(!of(r#"{"not_at_home": false}"#, relation).not_at_home, "{relation}");
        }
        assert!(!of("{}", "neighbour").not_at_home && of(r#"{"not_at_home": true}"#, "stranger").not_at_home);
    }

    #[test]
    fn nothing_is_said_to_others_unless_the_person_says_what() {
        assert_eq!(of("{}", "stranger").if_others_answer.reveal(), "say-nothing");
        let said = of(r#"{"if_others_answer": "Say you are the dentist", "ask_for": "Alex"}"#, "stranger");
        assert_eq!(said.words_for_others().map(Told::reveal), Some("Say you are the dentist"));
        assert!(of("{}", "stranger").words_for_others().is_none());
    }

    #[test]
    fn safe_times_pass_as_words_and_as_they_were_read() {
        let json = serde_json::to_value(of(r#"{"safe_times": "weekdays after 6pm"}"#, "stranger")).unwrap();
        let read = serde_json::json!([{"days": "weekdays", "from": "18:00", "to": "24:00"}]);
        assert_eq!((json["safe_times"].as_str(), &json["safe_times_read"]), (Some("weekdays after 6pm"), &read));
        let json = serde_json::to_value(of(r#"{"safe_times": "when he is out"}"#, "stranger")).unwrap();
        assert!(json.get("safe_times_read").is_none());
    }
}
