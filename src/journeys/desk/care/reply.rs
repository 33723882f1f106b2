//! Somebody at the desk answers what an organisation asked. The answer is written down, and passes nothing else.

use std::sync::Arc;

use chrono::{DateTime, Utc};
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

use crate::journeys::case::handling;
use crate::journeys::case::held_by::{HeldBy, held_by};
use crate::journeys::case::questions::any_waits;
use crate::journeys::case::terms::terms;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::placing::allowed::allowed;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::referral::by_id;
use crate::storage::case::{report, task};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

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

/// A question that waits for an answer, and what its organisation may see.
pub struct Waiting {
    /// The question.
    pub question: Question,
    /// The referral that it is about.
    pub held: HeldBy,
}
waymark_core::redacted!(Waiting);

fn may(who: &SignedIn) -> bool {
    who.may(Act::OpenHandling) && who.may(Act::Answer)
}

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
    if !may(who) {
        return Err(ReplyFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(ReplyFault::NotWaiting)?;
    let (question, referral) = find(service, tx, head.id, &keys, question).await?.ok_or(ReplyFault::NotWaiting)?;
    let terms = terms(service, &keys, &referral)?;
    let held = held_by(service, &referral, Some(terms), None, service.now(), speaker);
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

/// Answers it. Its organisation learns that there is more to see.
///
/// # Errors
/// When they may not, none with this id waits, or the words are out of bounds.
pub async fn reply(service: &Arc<Service>, who: &SignedIn, head: &Head, question: Uuid, text: Told) -> Result<(), ReplyFault> {
    if !may(who) {
        return Err(ReplyFault::NotAllowed);
    }
    let text = bounded(&text).map_err(|fault| match fault {
        WordsFault::TooLong => ReplyFault::TooLong,
        WordsFault::Blank => ReplyFault::Blank,
    })?;
    let (report, doer) = (head.id, (who.id, who.actor(), who.name.clone()));
    let done = write_again_boxed(service, move |service, tx| {
        let (text, (by, actor, name)) = (text.clone(), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(false);
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(false) };
            let Some((_, referral)) = find(&service, tx, report, &keys, question).await? else { return Ok(false) };
            let entry = Entry::QuestionAnswered { question, text, by: Told::new(name) };
            handling::append(&service, tx, report, &keys, &entry, now).await?;
            due::insert(tx, vec![&more_to_see(&service, &referral, now)]).await?;
            if !any_waits(&service, tx, report, &keys).await? {
                task::done_of(tx, report, TaskKind::Question, by, now).await?;
            }
            audit::insert(tx, vec![&service.audit(&actor, Action::QuestionAnswered, Some(report), Some(referral.id))]).await?;
            Ok(true)
        })
    })
    .await?;
    service.ring();
    if done { Ok(()) } else { Err(ReplyFault::NotWaiting) }
}

fn more_to_see(service: &Service, referral: &Referral, now: DateTime<Utc>) -> DueRow {
    DueRow::of_report(service.new_id(), referral.report, Job::MoreToSee { referral: referral.id }, now)
}
