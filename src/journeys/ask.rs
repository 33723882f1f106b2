//! An organisation that holds a referral asks for more. Question and answer are sealed in `handling`: the receipt never opens them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::answer::{Link, LinkFault, moved, still_allowed};
use super::handling::{self, Entry};
use super::{Service, write_again};
use crate::referral::Step;
use crate::report::Told;
use crate::storage::referral::by_id;
use crate::storage::task::{self, TaskKind};
use crate::storage::{StoreError, Tx, audit, report};
use crate::vault::ReportKeys;

/// The longest question, and the longest answer, in characters.
pub const LONGEST: usize = 4000;
/// How many questions about one referral may wait for an answer.
pub const MOST_OPEN: usize = 20;

/// Why a question was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AskFault {
    /// Nothing was asked.
    #[error("nothing was asked")]
    Blank,
    /// It is too long.
    #[error("the question is too long")]
    TooLong,
    /// Too many wait for an answer already.
    #[error("too many questions wait for an answer")]
    TooMany,
    /// The link does not allow it.
    #[error("{0}")]
    Link(#[from] LinkFault),
}

impl From<StoreError> for AskFault {
    fn from(error: StoreError) -> Self {
        Self::Link(error.into())
    }
}

/// A question, and its answer once there is one.
#[derive(Clone)]
pub struct Question {
    /// Its id.
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

/// Words within bounds, without white space around them.
pub(super) fn bounded(text: &Told) -> Result<Told, AskFault> {
    let text = text.reveal().trim();
    if text.is_empty() {
        return Err(AskFault::Blank);
    }
    if text.chars().count() > LONGEST {
        return Err(AskFault::TooLong);
    }
    Ok(Told::new(text))
}

/// Asks the desk for more. Whoever asks has the referral: it acknowledges too.
///
/// # Errors
/// When the referral is over, the words are out of bounds, or too many questions wait.
pub async fn ask(service: &Arc<Service>, link: &Link, text: Told) -> Result<(), AskFault> {
    let text = bounded(&text)?;
    let seen = still_allowed(service, link).await?;
    let (id, centre) = (link.referral.id, link.head.centre.clone());
    write_again(service, move |service, tx| {
        let (keys, text, centre) = (seen.keys.clone(), text.clone(), centre.clone());
        Box::pin(async move {
            let now = service.now();
            let Some(mut referral) = by_id(tx, id).await?.filter(|referral| referral.state.is_live()) else {
                return Ok(Err(AskFault::Link(LinkFault::Over)));
            };
            if !report::touch(tx, referral.report, now).await? {
                return Ok(Err(AskFault::Link(LinkFault::Over)));
            }
            let known = questions(&handling::entries(&service, tx, referral.report, &keys).await?);
            if known.iter().filter(|one| one.referral == id && one.answer.is_none()).count() >= MOST_OPEN {
                return Ok(Err(AskFault::TooMany));
            }
            let was = referral.state;
            if let Ok(next) = was.after(Step::Acknowledge)
                && next != was
            {
                referral.state = next;
                referral.acknowledged_at = Some(now);
                referral.sent_at = referral.sent_at.or(Some(now));
                moved(&service, tx, &keys, &referral, (was, None), "referral-acknowledged").await?;
            }
            let entry = Entry::Questioned { question: service.new_id(), referral: id, text };
            handling::append(&service, tx, referral.report, &keys, &entry, now).await?;
            let task = service.task(referral.report, TaskKind::Question, false, centre.as_deref());
            task::insert_once(tx, &task).await?;
            let actor = format!("agency:{}", referral.agency);
            audit::insert(tx, vec![&service.audit(actor, "referral-questioned", Some(referral.report), Some(id))]).await?;
            Ok(Ok(()))
        })
    })
    .await?
}

/// Whether an organisation that may still see something waits for an answer.
pub(super) async fn any_waits(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &ReportKeys) -> Result<bool, StoreError> {
    for one in questions(&handling::entries(service, tx, report, keys).await?) {
        if one.answer.is_none() && by_id(tx, one.referral).await?.is_some_and(|referral| referral.state.is_live()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends the task that somebody should answer, once nobody who asked may see an answer any more.
pub(super) async fn over(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = task::of_report(tx, report).await?.into_iter().any(|(_, kind, ..)| kind == TaskKind::Question);
    if open && !any_waits(service, tx, report, keys).await? {
        task::over(tx, report, TaskKind::Question, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(matches!(bounded(&Told::new(" \n ")), Err(AskFault::Blank)));
        assert!(matches!(bounded(&Told::new("ŵ".repeat(LONGEST + 1))), Err(AskFault::TooLong)));
        assert_eq!(bounded(&Told::new(format!(" {} ", "ŵ".repeat(LONGEST)))).unwrap().reveal().chars().count(), LONGEST);
    }
}
