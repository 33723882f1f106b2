//! An erasure is undone within its week, when the person asks for it. Nothing of the report is shown before. What was withdrawn stays
//! withdrawn, and nothing goes out until the person says anew who may know, or somebody at the desk places it by hand.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::head::ReportState;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::Reference;

use crate::journeys::case::{handling, questions, tell};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::{reopen, report, task};
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// Why an erasure was not undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoFault {
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// What must be mended: names of faults, all at once.
    #[error("something is missing or wrong")]
    Faulty(Vec<&'static str>),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// What somebody says who undoes an erasure.
#[derive(Clone, Default)]
pub struct Undoing {
    /// The report, as they typed its reference.
    pub reference: String,
    /// Who asked for it, and how they were recognised.
    pub asked: Told,
    /// Why.
    pub why: Told,
}
waymark_core::redacted!(Undoing);

/// Undoes an erasure.
///
/// # Errors
/// When they may not, the report was not erased or its week is over, something is missing, or it cannot be made durable.
pub async fn undo(service: &Arc<Service>, who: &SignedIn, undoing: Undoing) -> Result<Reference, UndoFault> {
    if !who.may(Act::Undo) {
        return Err(UndoFault::NotAllowed);
    }
    let head = match Reference::parse(&undoing.reference) {
        Some(reference) => report::by_reference(&mut service.store.read().await?.tx(), &reference).await?,
        None => None,
    };
    // One that the law makes us keep is not destroyed after its week; its person was told a week all the same.
    let stands = match &head {
        None => Some("unknown"),
        Some(head) if head.state == ReportState::Open => Some("open"),
        Some(head) if head.state == ReportState::Erased || head.erase_at.is_none_or(|at| at <= service.now()) => Some("over"),
        Some(_) => None,
    };
    let asked = undoing.asked.is_blank().then_some("asked");
    let why = undoing.why.is_blank().then_some("why");
    let faults: Vec<&'static str> = [stands, asked, why].into_iter().flatten().collect();
    let (Some(head), true) = (head, faults.is_empty()) else { return Err(UndoFault::Faulty(faults)) };
    let undone = UndoErasure {
        service: Arc::clone(service),
        report: head.id,
        centre: head.centre,
        actor: who.actor(),
        entry: Entry::ErasureUndone { asked: undoing.asked, why: undoing.why, by: Told::new(&who.name) },
    };
    if write_again(service, undone).await? { Ok(head.reference) } else { Err(UndoFault::Faulty(vec!["over"])) }
}

/// The erasure of a report is undone.
struct UndoErasure {
    service: Arc<Service>,
    report: Uuid,
    centre: Option<String>,
    actor: Actor,
    entry: Entry,
}

impl Write for UndoErasure {
    /// Whether it could be: it was erased, and its week is not over.
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let (service, report, now) = (&self.service, self.report, self.service.now());
        if !reopen::bring_back(tx, report, now).await? {
            return Ok(false);
        }
        let Some(keys) = handling::keys(service, tx, report).await? else { return Err(StoreError::Conflict) };
        // What the person wished before they erased it counts; only what they wish after this lets it go out again.
        let told = handling::read(service, tx, report, &keys).await?;
        handling::take_wishes_over(service, tx, report, &keys, &told, now).await?;
        handling::append(service, tx, report, &keys, &self.entry, now).await?;
        questions::over(service, tx, report, &keys, now).await?;
        // By their own safe address: if it was somebody else who asked, they know.
        tell::at_once(service, tx, report, now).await?;
        task::insert_once(tx, &service.task(report, TaskKind::Undone, false, self.centre.as_deref())).await?;
        audit::insert(tx, vec![&service.audit(&self.actor, Action::ErasureUndone, Some(report), None)]).await?;
        Ok(true)
    }
}
