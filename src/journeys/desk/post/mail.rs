//! Letters that nobody recognised: a coordinator opens each, and says what became of it or which report it belongs to.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::{OpenFault, Reference};
use waymark_core::words::Speaker;

use crate::journeys::case::handling;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::post::opened::{HeadOf, Listed, Opened, WholeOf};
use crate::journeys::desk::post::words;
use crate::journeys::desk::reach::{self, CareFault};
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::post::incoming::shown;
use crate::storage::StoreError;
use crate::storage::case::report;
use crate::storage::due::incoming::{self, Unknown};
use crate::storage::record::audit;

/// How many letters a page of the list has.
pub const PAGE: usize = 25;
/// The longest note, in characters.
pub const LONGEST: usize = 4000;

/// Why something was not done with a letter.
#[derive(Debug, thiserror::Error)]
pub enum MailFault {
    /// There is no such letter, or somebody dealt with it already.
    #[error("no such letter waits")]
    NotThere,
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// Nothing was written.
    #[error("nothing was written")]
    Blank,
    /// It is too long.
    #[error("the note is too long")]
    TooLong,
    /// There is no such report that they may open.
    #[error("no such report")]
    NoReport,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<OpenFault> for MailFault {
    fn from(fault: OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// A page of the list.
pub struct List {
    /// Its letters, the oldest first.
    pub letters: Vec<Listed>,
    /// After which letter the next page begins; nothing after the last.
    pub next: Option<Uuid>,
}

waymark_core::redacted!(List);

fn listed(service: &Service, row: &Unknown) -> Result<Listed, MailFault> {
    let locker = service.vault.desk_locker("unknown mail", row.id)?;
    let head: HeadOf = locker.open(&row.head)?;
    let note: Option<Told> = row.note.as_ref().map(|note| locker.open(note)).transpose()?;
    let done = row.done_at.map(|at| (at, note.unwrap_or_default()));
    Ok(Listed { id: row.id, came_at: row.came_at, from: head.from, subject: head.subject, done })
}

fn must_be_allowed(who: &SignedIn) -> Result<(), MailFault> {
    if who.may(Act::Mail) { Ok(()) } else { Err(MailFault::NotAllowed) }
}

/// How many letters wait; nothing for a role that may not see them.
pub async fn count(service: &Service, who: &SignedIn) -> Result<Option<i64>, StoreError> {
    if !who.may(Act::Mail) {
        return Ok(None);
    }
    let mut conn = service.store.read().await?;
    Ok(Some(incoming::count(&mut conn.tx()).await?))
}

/// A page of the letters that wait, or of those that are done.
///
/// # Errors
/// When they may not, or the database does not answer.
pub async fn list(service: &Service, who: &SignedIn, done: bool, after: Uuid) -> Result<List, MailFault> {
    must_be_allowed(who)?;
    let mut conn = service.store.read().await?;
    let mut rows = incoming::list(&mut conn.tx(), done, after, PAGE as i64 + 1).await?;
    drop(conn);
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.id);
    let letters = rows.iter().map(|row| listed(service, row)).collect::<Result<_, _>>()?;
    Ok(List { letters, next })
}

/// Notes in the record that somebody opens a letter. It is then theirs to read for a while.
///
/// # Errors
/// When they may not, or there is none.
pub async fn open(service: &Arc<Service>, who: &SignedIn, id: Uuid) -> Result<(), MailFault> {
    must_be_allowed(who)?;
    let mut conn = service.store.read().await?;
    incoming::one(&mut conn.tx(), id).await?.ok_or(MailFault::NotThere)?;
    drop(conn);
    let audited = service.audit(&who.actor(), Action::UnknownMailOpened, None, Some(id));
    service
        .store
        .write_boxed(move |tx| {
            let audited = audited.clone();
            Box::pin(async move { audit::insert(tx, vec![&audited]).await })
        })
        .await?;
    Ok(())
}

/// Reads a letter that was opened.
///
/// # Errors
/// When they may not, or there is none.
pub async fn read(service: &Service, who: &SignedIn, id: Uuid) -> Result<Opened, MailFault> {
    must_be_allowed(who)?;
    let mut conn = service.store.read().await?;
    let (row, whole) = incoming::one(&mut conn.tx(), id).await?.ok_or(MailFault::NotThere)?;
    drop(conn);
    let whole: WholeOf = service.vault.desk_locker("unknown mail", id)?.open(&whole)?;
    let listed = listed(service, &row)?;
    let bytes = data_encoding::BASE64.decode(whole.bytes.reveal().as_bytes()).map_err(|_| OpenFault::NotWhatWasSealed)?;
    // What breaks the parser shows nothing, and takes nothing else with it.
    let seen = tokio::task::spawn_blocking(move || shown(&bytes)).await.unwrap_or_default();
    Ok(Opened { listed, text: Told::new(seen.text), files: seen.files, cut: whole.cut })
}

/// Says what became of a letter.
///
/// # Errors
/// When they may not, nothing was written, or it does not wait any more.
pub async fn done(service: &Arc<Service>, who: &SignedIn, id: Uuid, note: Told) -> Result<(), MailFault> {
    must_be_allowed(who)?;
    if note.is_blank() {
        return Err(MailFault::Blank);
    }
    if note.reveal().chars().count() > LONGEST {
        return Err(MailFault::TooLong);
    }
    let note = service.vault.desk_locker("unknown mail", id)?.seal(&note)?;
    let audited = service.audit(&who.actor(), Action::UnknownMailDone, None, Some(id));
    let now = service.now();
    let waited = service
        .store
        .write_boxed(move |tx| {
            let (note, audited) = (note.clone(), audited.clone());
            Box::pin(async move {
                let waited = incoming::finish(tx, id, &note, None, now).await?;
                if waited {
                    audit::insert(tx, vec![&audited]).await?;
                }
                Ok(waited)
            })
        })
        .await?;
    if waited { Ok(()) } else { Err(MailFault::NotThere) }
}

/// Puts what a letter says into the notes of a report in their reach.
///
/// # Errors
/// When they may not, there is no such report, or the letter does not wait any more.
pub async fn link(
    service: &Arc<Service>,
    who: &SignedIn,
    id: Uuid,
    reference: &str,
    speaker: &Speaker,
) -> Result<Reference, MailFault> {
    let letter = read(service, who, id).await?;
    let head = match reach::find(service, who, reference).await {
        Ok(head) => head,
        Err(CareFault::Store(error)) => return Err(error.into()),
        Err(_) => return Err(MailFault::NoReport),
    };
    let text = words::noted(&letter, speaker);
    let note = service.vault.desk_locker("unknown mail", id)?.seal(&words::linked_to(&head.reference, speaker))?;
    let (report, doer) = (head.id, (who.actor(), who.name.clone()));
    let fault = write_again_boxed(service, move |service, tx| {
        let (text, note, (actor, name)) = (text.clone(), note.clone(), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Some(MailFault::NoReport));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Some(MailFault::NoReport)) };
            if !incoming::finish(tx, id, &note, Some(report), now).await? {
                return Ok(Some(MailFault::NotThere));
            }
            let entry = Entry::Noted { text, by: Told::new(name) };
            handling::append(&service, tx, report, &keys, &entry, now).await?;
            audit::insert(tx, vec![&service.audit(&actor, Action::UnknownMailLinked, Some(report), Some(id))]).await?;
            Ok(None)
        })
    })
    .await?;
    match fault {
        None => Ok(head.reference),
        Some(fault) => Err(fault),
    }
}
