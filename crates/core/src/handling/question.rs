//! What an organisation that holds a referral asks, and what the desk answered.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::handling::entry::Entry;
use crate::report::Told;

/// The longest question, and the longest answer, in characters.
pub const LONGEST: usize = 4000;

/// A question, and its answer once there is one.
#[derive(Clone)]
pub struct Question {
    /// What its answer names it by.
    pub id: Uuid,
    /// About which referral.
    pub referral: Uuid,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: Told,
    /// The answer.
    pub answer: Option<Reply>,
}

/// What the desk answered.
#[derive(Clone, Serialize)]
pub struct Reply {
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: Told,
}

/// A question as the organisation reads it again.
#[derive(Serialize)]
pub struct Asked {
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// The words.
    pub question: Told,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Reply>,
}
crate::redacted!(Question, Reply, Asked);

impl From<Question> for Asked {
    fn from(question: Question) -> Self {
        Self { at: question.at, question: question.text, answer: question.answer }
    }
}

/// Every question that stands in `handling`, with its first answer, the oldest first.
#[must_use]
pub fn questions(entries: &[(DateTime<Utc>, Entry)]) -> Vec<Question> {
    let mut found: Vec<Question> = Vec::new();
    for (at, entry) in entries {
        match entry {
            Entry::Questioned { question, referral, text } => {
                found.push(Question { id: *question, referral: *referral, at: *at, text: text.clone(), answer: None });
            }
            Entry::QuestionAnswered { question, text, .. } => {
                let asked = found.iter_mut().find(|one| one.id == *question && one.answer.is_none());
                if let Some(asked) = asked {
                    asked.answer = Some(Reply { at: *at, text: text.clone() });
                }
            }
            _ => {}
        }
    }
    found
}

/// Why the words of a question or an answer were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsFault {
    /// There are none.
    Blank,
    /// They are longer than [`LONGEST`].
    TooLong,
}

/// Words within bounds, without white space around them.
///
/// # Errors
/// When there are none, or too many.
pub fn bounded(text: &Told) -> Result<Told, WordsFault> {
    let text = text.reveal().trim();
    if text.is_empty() {
        return Err(WordsFault::Blank);
    }
    if text.chars().count() > LONGEST {
        return Err(WordsFault::TooLong);
    }
    Ok(Told::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handling::question::LONGEST;

    #[test]
    fn a_question_keeps_its_first_answer_and_an_answer_to_nothing_is_none() {
        let (one, two, referral) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(9));
        let told = Told::new;
        let entries = [
            Entry::Questioned { question: one, referral, text: told("when?") },
            Entry::QuestionAnswered { question: two, text: told("early"), by: told("Ash") },
            Entry::Questioned { question: two, referral, text: told("where?") },
            Entry::QuestionAnswered { question: one, text: told("monday"), by: told("Ash") },
            Entry::QuestionAnswered { question: one, text: told("tuesday"), by: told("Sam") },
        ];
        let found = questions(&entries.map(|entry| (DateTime::UNIX_EPOCH, entry)));
        let answers: Vec<Option<&str>> = found.iter().map(|one| one.answer.as_ref().map(|reply| reply.text.reveal())).collect();
        assert_eq!(answers, [Some("monday"), None]);
    }

    #[test]
    fn words_are_bounded_in_characters() {
        assert!(matches!(bounded(&Told::new(" \n ")), Err(WordsFault::Blank)));
        assert!(matches!(bounded(&Told::new("ŵ".repeat(LONGEST + 1))), Err(WordsFault::TooLong)));
        assert_eq!(bounded(&Told::new(format!(" {} ", "ŵ".repeat(LONGEST)))).unwrap().reveal().chars().count(), LONGEST);
    }
}
