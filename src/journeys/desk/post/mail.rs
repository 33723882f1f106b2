//! Letters that nobody recognised: a coordinator opens each, and says what became of it or which report it belongs to.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::{OpenFault, Reference, Sealed};
use waymark_core::words::Speaker;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Refused, Step, refuse, take};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::post::unknown_letter::{HeadOf, Listed, Opened, WholeOf};
use crate::journeys::desk::post::words;
use crate::journeys::desk::reach::{self, CareFault};
use crate::journeys::service::Service;
use crate::journeys::service::note::note;
use crate::post::incoming::shown;
use crate::storage::due::incoming::{self, Unknown};
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

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

impl From<Refused> for MailFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            // Erased or never there: which of both is not said.
            Refused::Erased => Self::NoReport,
        }
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
    note(service, audited).await?;
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
    let waited = service.store.write(FinishLetter { id, note, now: service.now(), audited }).await?;
    if waited { Ok(()) } else { Err(MailFault::NotThere) }
}

/// A letter waits no more. Says whether it did.
struct FinishLetter {
    id: Uuid,
    note: Sealed,
    now: DateTime<Utc>,
    audited: AuditRow,
}

impl Write for FinishLetter {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let waited = incoming::finish(tx, self.id, &self.note, None, self.now).await?;
        if waited {
            audit::insert(tx, vec![&self.audited]).await?;
        }
        Ok(waited)
    }
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
    take(service, who.by(), head.id, LinkLetter { letter: id, text, note }).await?;
    Ok(head.reference)
}

/// What a letter says goes into the notes of a report.
pub struct LinkLetter {
    /// Which letter.
    pub letter: Uuid,
    /// What it says, as the notes show it.
    pub text: Told,
    /// What became of it, sealed for the list of letters.
    pub note: Sealed,
}

impl Step for LinkLetter {
    type Done = ();
    type Fault = MailFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Mail]);
    const RECORD: Action = Action::UnknownMailLinked;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<MailFault>> {
        case.is_about(Some(self.letter));
        if !incoming::finish(case.tx, self.letter, &self.note, Some(case.report), case.now).await? {
            return refuse(MailFault::NotThere);
        }
        let entry = Entry::Noted { text: self.text.clone(), by: case.name() };
        Ok(case.append(&entry).await?)
    }
}
