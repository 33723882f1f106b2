//! An organisation that holds a referral asks for more. Question and answer are sealed in `handling`: the receipt never opens them.

use std::sync::Arc;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::question::{WordsFault, bounded, questions};
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::Step;
use waymark_core::report::Told;

use crate::journeys::case::handling;
use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::organisation::moved::moved;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::StoreError;
use crate::storage::case::referral::by_id;
use crate::storage::case::{report, task};
use crate::storage::record::audit;

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

impl From<WordsFault> for AskFault {
    fn from(fault: WordsFault) -> Self {
        match fault {
            WordsFault::Blank => Self::Blank,
            WordsFault::TooLong => Self::TooLong,
        }
    }
}

impl From<StoreError> for AskFault {
    fn from(error: StoreError) -> Self {
        Self::Link(error.into())
    }
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
                moved(&service, tx, &keys, &referral, (was, None), Action::ReferralAcknowledged).await?;
            }
            let entry = Entry::Questioned { question: service.new_id(), referral: id, text };
            handling::append(&service, tx, referral.report, &keys, &entry, now).await?;
            let task = service.task(referral.report, TaskKind::Question, false, centre.as_deref());
            task::insert_once(tx, &task).await?;
            let actor = Actor::Agency(referral.agency.as_str().into());
            audit::insert(tx, vec![&service.audit(&actor, Action::ReferralQuestioned, Some(referral.report), Some(id))]).await?;
            Ok(Ok(()))
        })
    })
    .await?
}
