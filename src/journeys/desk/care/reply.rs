//! Somebody at the desk answers what an organisation asked. The answer is written down, and passes nothing else.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Job;
use waymark_core::handling::question::{Question, WordsFault, bounded, questions};
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::referral::Referral;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::ReportKeys;
use waymark_core::words::Speaker;

use crate::journeys::case::by::Needs;
use crate::journeys::case::handling;
use crate::journeys::case::held_by::{HeldBy, held_by};
use crate::journeys::case::open::Case;
use crate::journeys::case::questions::any_waits;
use crate::journeys::case::step::{Halt, Refused, Step, refuse, take};
use crate::journeys::case::terms::terms;
use crate::journeys::case::timeline::timelines;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::placing::allowed::allowed;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::referral::by_id;
use waymark_core::store_error::StoreError;

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ReplyFault {
    /// There is no such question that waits for an answer, or whoever asked may see nothing any more.
    #[error("no such question waits")]
    NotWaiting,
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// Nothing was written.
    #[error("nothing was written")]
    Blank,
    /// It is too long.
    #[error("the answer is too long")]
    TooLong,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Refused> for ReplyFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            Refused::Erased => Self::NotWaiting,
        }
    }
}

impl From<WordsFault> for ReplyFault {
    fn from(fault: WordsFault) -> Self {
        match fault {
            WordsFault::Blank => Self::Blank,
            WordsFault::TooLong => Self::TooLong,
        }
    }
}

/// A question that waits for an answer, and what its organisation may see.
pub struct Waiting {
    /// The question.
    pub question: Question,
    /// The referral that it is about.
    pub held: HeldBy,
}
waymark_core::redacted!(Waiting);

/// What somebody must be allowed who answers.
const REPLY: Needs = Needs::Staff(&[Act::OpenHandling, Act::Answer]);

/// A question of a report that waits for an answer.
///
/// # Errors
/// When they may not, or none with this id waits.
pub async fn waiting(
    service: &Service,
    who: &SignedIn,
    head: &Head,
    question: Uuid,
    speaker: &Speaker,
) -> Result<Waiting, ReplyFault> {
    if !who.by().may(REPLY) {
        return Err(ReplyFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(ReplyFault::NotWaiting)?;
    let (question, referral) = find(service, tx, head.id, &keys, question).await?.ok_or(ReplyFault::NotWaiting)?;
    let terms = terms(service, &keys, &referral)?;
    let (line, answer) = timelines(tx, &[&referral], &[], service.now()).await?.remove(0);
    let held = held_by(service, &referral, Some(terms), (&line, answer), speaker);
    Ok(Waiting { question, held })
}

/// The question, if it waits and its organisation may still see something.
async fn find(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
    id: Uuid,
) -> Result<Option<(Question, Referral)>, StoreError> {
    let known = questions(&handling::entries(service, tx, report, keys).await?);
    let Some(question) = known.into_iter().find(|one| one.id == id && one.answer.is_none()) else { return Ok(None) };
    let Some(referral) = by_id(tx, question.referral).await?.filter(|referral| referral.state.is_live()) else { return Ok(None) };
    let told = handling::read(service, tx, report, keys).await?;
    let terms = terms(service, keys, &referral)?;
    Ok(allowed(service, &referral, &terms, &told).is_some().then_some((question, referral)))
}

/// Takes [`Reply`].
///
/// # Errors
/// As the step says.
pub async fn reply(service: &Arc<Service>, who: &SignedIn, head: &Head, question: Uuid, text: Told) -> Result<(), ReplyFault> {
    take(service, who.by(), head.id, Reply { question, text }).await
}

/// Answers what an organisation asked. It learns that there is more to see.
pub struct Reply {
    /// Which question.
    pub question: Uuid,
    /// What it is answered.
    pub text: Told,
}

impl Step for Reply {
    type Done = ();
    type Fault = ReplyFault;
    const NEEDS: Needs = REPLY;
    const RECORD: Action = Action::QuestionAnswered;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<ReplyFault>> {
        let text = bounded(&self.text).map_err(|fault| Halt::Fault(fault.into()))?;
        let Some((_, referral)) = find(case.service, case.tx, case.report, &case.keys, self.question).await? else {
            return refuse(ReplyFault::NotWaiting);
        };
        case.is_about(Some(referral.id));
        let entry = Entry::QuestionAnswered { question: self.question, text, by: case.name() };
        case.append(&entry).await?;
        case.due(Job::MoreToSee { referral: referral.id }).await?;
        if !any_waits(case.service, case.tx, case.report, &case.keys).await? {
            case.done(TaskKind::Question).await?;
        }
        Ok(())
    }
}
