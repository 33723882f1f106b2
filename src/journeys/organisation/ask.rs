//! An organisation that holds a referral asks for more. Question and answer are sealed in `handling`: the receipt never opens them.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::question::{WordsFault, bounded, questions};
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral;
use waymark_core::report::Told;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Refused, Step, refuse, take};
use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::organisation::moved::moved;
use crate::journeys::service::Service;
use crate::storage::case::referral::by_id;
use waymark_core::store_error::StoreError;

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

impl From<Refused> for AskFault {
    fn from(refused: Refused) -> Self {
        Self::Link(refused.into())
    }
}

/// Asks the desk for more. Whoever asks has the referral: it acknowledges too.
///
/// # Errors
/// When the referral is over, the words are out of bounds, or too many questions wait.
pub async fn ask(service: &Arc<Service>, link: &Link, text: Told) -> Result<(), AskFault> {
    let text = bounded(&text)?;
    still_allowed(service, link).await?;
    take(service, link.by(), link.head.id, Ask { referral: link.referral.id, text }).await
}

/// An organisation asks the desk for more.
pub struct Ask {
    /// About which referral.
    pub referral: Uuid,
    /// What it asks.
    pub text: Told,
}

impl Step for Ask {
    type Done = ();
    type Fault = AskFault;
    const NEEDS: Needs = Needs::Agency;
    const RECORD: Action = Action::ReferralQuestioned;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<AskFault>> {
        let (id, text) = (self.referral, self.text.clone());
        case.is_about(Some(id));
        let Some(mut referral) = by_id(case.tx, id).await?.filter(|referral| referral.state.is_live()) else {
            return refuse(AskFault::Link(LinkFault::Over));
        };
        let known = questions(&case.entries().await?);
        if known.iter().filter(|one| one.referral == id && one.answer.is_none()).count() >= MOST_OPEN {
            return refuse(AskFault::TooMany);
        }
        if let Ok(step) = referral.take(referral::Step::Acknowledge, case.now)
            && step.is_new()
        {
            case.also_records(Action::ReferralAcknowledged, Some(id));
            moved(case, &referral, step).await?;
        }
        case.append(&Entry::Questioned { question: case.service.new_id(), referral: id, text }).await?;
        Ok(case.needs(TaskKind::Question, false).await?)
    }
}
