//! A reporter writes to the team, adds to the story, changes permission, chooses a word, erases.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use waymark_core::handling::job::Job;
use waymark_core::handling::message::{Added, Message};
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::wish::Wish;
use waymark_core::referral::State;
use waymark_core::report::parse::Addition;
use waymark_core::report::permission::{Granted, Standing};
use waymark_core::report::{IncidentSection, Section, Told};
use waymark_core::vault::{Place, Receipt, ReportKey};

use crate::journeys::case::append::append;
use crate::journeys::case::terms::terms;
use crate::journeys::person::look_up::{LookUpFault, Opened};
use crate::journeys::placing::reroute;
use crate::journeys::placing::withdraw::withdraw;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::referral::{of_report, show};
use crate::storage::case::report::{items, rewrap_receipt, seal_off, touch};
use crate::storage::case::task;
use crate::storage::due::due::{self, drop_waiting};
use crate::storage::due::row::DueRow;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

/// How long an erased report can be brought back.
pub const UNDO: Duration = Duration::days(7);

/// Writes a message to the team.
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn write_message(service: &Arc<Service>, opened: &Opened, text: Told) -> Result<(), LookUpFault> {
    let (report, key, centre) = (opened.head.id, opened.key()?.clone(), opened.head.centre.clone());
    let kept = write_again_boxed(service, move |service, tx| {
        let (key, centre) = (key.clone(), centre.clone());
        let message = Message { from: "reporter".to_owned(), text: text.clone() };
        Box::pin(async move {
            let now = service.now();
            if !touch(tx, report, now).await? {
                return Ok(false);
            }
            append(&service, tx, Section::Messages, report, &key, &message, now).await?;
            task::insert_once(tx, &service.task(report, TaskKind::Message, false, centre.as_deref())).await?;
            audit::insert(tx, vec![&service.audit(&Actor::Reporter, Action::MessageWritten, Some(report), None)]).await?;
            Ok(true)
        })
    })
    .await?;
    if kept { Ok(()) } else { Err(LookUpFault::Erased) }
}

/// Adds to the story. Only the organisations named, of those that hold the account now, may see it.
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn add(service: &Arc<Service>, opened: &Opened, addition: Addition) -> Result<(), LookUpFault> {
    let (report, key) = (opened.head.id, opened.key()?.clone());
    let addition = Arc::new(addition);
    let kept = write_again_boxed(service, move |service, tx| {
        let (key, addition) = (key.clone(), Arc::clone(&addition));
        Box::pin(async move {
            let now = service.now();
            if !touch(tx, report, now).await? {
                return Ok(false);
            }
            let number =
                append(&service, tx, Section::Incident, report, &key, &Added { addition: addition.text.clone() }, now).await?;
            // Somebody looks at it, as at a message: it may tell of new danger.
            let centre = crate::storage::case::report::by_id(tx, report).await?.and_then(|head| head.centre);
            task::insert_once(tx, &service.task(report, TaskKind::Message, false, centre.as_deref())).await?;
            for referral in of_report(tx, report).await? {
                if !referral.state.is_live() || !addition.share_with.contains(&referral.agency) {
                    continue;
                }
                let mut terms = terms(&service, &key, &referral)?;
                if !terms.is_for_their_eyes() {
                    continue;
                }
                if terms.granted != Granted::Full || !terms.shown.extend(Section::Incident, number) {
                    continue;
                }
                let sealed = service.vault.seal(&key, &Place::referral(report, referral.id), &terms)?;
                if !show(tx, referral.id, &referral.terms, &sealed).await? {
                    return Err(StoreError::Conflict);
                }
                // A notice that has not left yet leads to the addition too.
                if referral.state != State::Queued {
                    let job = Job::MoreToSee { referral: referral.id };
                    due::insert(tx, vec![&DueRow::of_report(service.new_id(), report, job, now)]).await?;
                }
            }
            audit::insert(tx, vec![&service.audit(&Actor::Reporter, Action::StoryAddedTo, Some(report), None)]).await?;
            Ok(true)
        })
    })
    .await?;
    service.ring();
    if kept { Ok(()) } else { Err(LookUpFault::Erased) }
}

/// Changes permission. What is no longer allowed is withdrawn in the same moment; what is newly allowed is worked out by whoever may
/// open `handling`: here, if this process may.
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn allow(service: &Arc<Service>, opened: &Opened, wish: Wish) -> Result<(), LookUpFault> {
    let (report, key) = (opened.head.id, opened.key()?.clone());
    let wish = Arc::new(wish);
    let kept = write_again_boxed(service, move |service, tx| {
        let (key, wish) = (key.clone(), Arc::clone(&wish));
        Box::pin(async move {
            let now = service.now();
            if !touch(tx, report, now).await? {
                return Ok(false);
            }
            append(&service, tx, Section::Wishes, report, &key, &*wish, now).await?;
            let standing = standing(&service, tx, report, &key).await?;
            for referral in of_report(tx, report).await?.into_iter().filter(|referral| referral.state.is_live()) {
                let terms = terms(&service, &key, &referral)?;
                if terms.overruled().is_some() {
                    continue;
                }
                let had = terms.granted;
                let granted = wish.granted(standing, &referral.agency, referral.purpose, had);
                if granted.is_none_or(|granted| granted < had) {
                    withdraw(&service, tx, referral, now).await?;
                }
            }
            let reroute = DueRow::reroute(service.new_id(), report, now);
            due::insert(tx, vec![&reroute]).await?;
            audit::insert(tx, vec![&service.audit(&Actor::Reporter, Action::PermissionChanged, Some(report), None)]).await?;
            Ok(true)
        })
    })
    .await?;
    if !kept {
        return Err(LookUpFault::Erased);
    }
    if service.settings.role.opens_reports() {
        reroute::reroute(service, report).await?;
    }
    service.ring();
    Ok(())
}

/// Chooses a word, then needed with the receipt.
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn choose_word(service: &Arc<Service>, opened: &Opened, receipt: &Receipt, word: &Told) -> Result<(), LookUpFault> {
    let report = opened.head.id;
    let sealed = service.vault.wrap_for_receipt(report, opened.key()?, receipt, Some(word)).map_err(StoreError::from)?;
    write_again_boxed(service, move |service, tx| {
        let sealed = sealed.clone();
        Box::pin(async move {
            rewrap_receipt(tx, report, &sealed).await?;
            audit::insert(tx, vec![&service.audit(&Actor::Reporter, Action::WordChosen, Some(report), None)]).await
        })
    })
    .await?;
    Ok(())
}

/// Erases: sealed off at once, organisations asked to stop, destroyed after a week. Says when.
///
/// # Errors
/// When it was erased before, or it cannot be made durable.
pub async fn erase(service: &Arc<Service>, opened: &Opened) -> Result<DateTime<Utc>, LookUpFault> {
    opened.key()?;
    let report = opened.head.id;
    let done = write_again_boxed(service, move |service, tx| {
        Box::pin(async move {
            let now = service.now();
            let destroyed_at = now + UNDO;
            if !seal_off(tx, report, destroyed_at, now).await? {
                return Ok(None);
            }
            drop_waiting(tx, report, now).await?;
            for referral in of_report(tx, report).await?.into_iter().filter(|referral| referral.state.is_live()) {
                withdraw(&service, tx, referral, now).await?;
            }
            audit::insert(tx, vec![&service.audit(&Actor::Reporter, Action::ReportErased, Some(report), None)]).await?;
            Ok(Some(destroyed_at))
        })
    })
    .await?;
    service.ring();
    done.ok_or(LookUpFault::Erased)
}

/// Who asks: read from the story, which the receipt opens.
async fn standing(service: &Service, tx: &mut Tx<'_>, report: uuid::Uuid, key: &ReportKey) -> Result<Standing, StoreError> {
    let first = items(tx, report, Section::Incident, 1).await?;
    let Some(item) = first.first() else { return Err(StoreError::Row { table: "item", column: "section", id: report }) };
    let story: IncidentSection = service.vault.open(key, &Place::item(report, Section::Incident, 1), &item.sealed)?;
    Ok(Standing { role: story.reporter.role, victim_agreed: story.reporter.victim_agreed == Some(true) })
}
