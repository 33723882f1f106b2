//! Mail that comes in: bounces of our letters, answers of machines, and letters that a person has to look at. A file is removed once what
//! became of it is durable.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Kind;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::head::ReportState;
use waymark_core::referral::Step;
use waymark_core::report::Told;
use waymark_core::vault::Sealed;

use crate::journeys::case::letter::mark_of;
use crate::journeys::case::{handling, tell};
use crate::journeys::desk::post::unknown_letter::{HeadOf, WholeOf};
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::post::incoming::{Failure, Incoming, Shown, recognise, shown};
use crate::post::maildir::{self, Found};
use crate::storage::case::report::{by_id, touch};
use crate::storage::case::{referral, task};
use crate::storage::due::letter::{self, Left};
use crate::storage::due::{due, incoming};
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// The most that is read and kept of a letter, in bytes.
pub const MOST: usize = 256 * 1024;
/// How many letters one step takes in.
const AT_ONCE: usize = 200;

/// What one step did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CameIn {
    /// Letters of ours that came back.
    pub bounced: usize,
    /// What counts as nothing.
    pub nothing: usize,
    /// Letters that wait for a person.
    pub unknown: usize,
    /// Files that had been dealt with before.
    pub known: usize,
    /// Files that could not be dealt with; they stay.
    pub failed: usize,
}

/// Why a file was not dealt with.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the file: {0}")]
    File(std::io::ErrorKind),
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<waymark_core::vault::OpenFault> for Fault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Known,
    Bounced,
    Nothing(&'static str),
    Unknown,
}

/// Takes in what waits in the Maildir. Nothing that somebody sent can stop it.
pub async fn come_in(service: &Arc<Service>) -> CameIn {
    let mut all = CameIn::default();
    let Some(folder) = &service.settings.mail_in else { return all };
    let found = match maildir::waiting(folder).await {
        Ok(found) => found,
        Err(error) => {
            tracing::warn!(fault = %error.kind(), "the folder for incoming mail was not read");
            return all;
        }
    };
    let mut gone = 0;
    for file in found {
        // What cannot be removed must not hold up what lies behind it.
        if gone >= AT_ONCE {
            break;
        }
        match take(service, &file).await {
            Ok(Some(done)) => {
                match done {
                    Done::Known => all.known += 1,
                    Done::Bounced => all.bounced += 1,
                    Done::Nothing(_) => all.nothing += 1,
                    Done::Unknown => all.unknown += 1,
                }
                if remove(&file.path, done).await {
                    gone += 1;
                } else {
                    all.failed += 1;
                }
            }
            Ok(None) => {}
            Err(fault) => {
                all.failed += 1;
                tracing::error!(%fault, "mail that came in was not dealt with; it is tried again");
            }
        }
    }
    all
}

/// Says whether the file is gone.
async fn remove(path: &Path, done: Done) -> bool {
    let what = match done {
        Done::Known => "known",
        Done::Bounced => "bounce",
        Done::Nothing(code) => code,
        Done::Unknown => "unknown",
    };
    tracing::info!(what, "mail came in");
    let removed = maildir::remove(path).await;
    if let Err(error) = &removed {
        tracing::error!(fault = %error.kind(), "mail that came in was not removed; it is tried again");
    }
    removed.is_ok()
}

/// A letter, read and understood, before anything is written.
struct Read {
    mark: [u8; 16],
    what: Incoming,
    /// Where it is kept if nobody recognises it.
    id: Uuid,
    head: Sealed,
    whole: Sealed,
}

/// Deals with one file. Nothing when it is gone.
async fn take(service: &Arc<Service>, file: &Found) -> Result<Option<Done>, Fault> {
    let read = maildir::read(&file.path, MOST).await.map_err(|error| Fault::File(error.kind()))?;
    let Some((bytes, cut)) = read else { return Ok(None) };
    // The content too: a name should never be used twice, but a letter would be lost if it were.
    let mark = service.vault.mark("incoming mail", &[&file.name, &b"\0"[..], &bytes].concat())?;
    let (bytes, what, seen) = understood(bytes).await;
    let id = service.new_id();
    let locker = service.vault.desk_locker("unknown mail", id)?;
    let head = locker.seal(&HeadOf { from: Told::new(seen.from), subject: Told::new(seen.subject) })?;
    let whole = locker.seal(&WholeOf { bytes: Told::new(data_encoding::BASE64.encode(&bytes)), cut })?;
    let read = Read { mark, what, id, head, whole };
    Ok(Some(write_again(service, Settle { service: Arc::clone(service), read }).await?))
}

/// Writes what became of a letter.
struct Settle {
    service: Arc<Service>,
    read: Read,
}

impl Write for Settle {
    type Done = Done;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Done, StoreError> {
        settle(&self.service, tx, &self.read).await
    }
}

/// Reads the letter apart from everything else: what breaks a parser is a letter for a person.
async fn understood(bytes: Vec<u8>) -> (Arc<Vec<u8>>, Incoming, Shown) {
    let bytes = Arc::new(bytes);
    let own = Arc::clone(&bytes);
    let work = tokio::task::spawn_blocking(move || (recognise(&own), shown(&own)));
    let (what, seen) = work.await.unwrap_or((Incoming::Letter, Shown::default()));
    (bytes, what, seen)
}

async fn settle(service: &Arc<Service>, tx: &mut Tx<'_>, read: &Read) -> Result<Done, StoreError> {
    let now = service.now();
    if !incoming::see(tx, &read.mark, now).await? {
        return Ok(Done::Known);
    }
    match &read.what {
        Incoming::Nothing(code) => return Ok(Done::Nothing(code)),
        Incoming::Failed(failure) => {
            for message in failure.of.iter().filter_map(|id| mark_of(id)) {
                if let Some(left) = letter::find(tx, &message).await? {
                    // Said before: one letter, two bounces.
                    if letter::bounced(tx, &message, now).await? {
                        came_back(service, tx, &left, failure, now).await?;
                    }
                    return Ok(Done::Bounced);
                }
            }
        }
        Incoming::Letter => {}
    }
    incoming::keep(tx, read.id, now, &read.head, &read.whole).await?;
    Ok(Done::Unknown)
}

/// One of our letters came back: what it was about is no longer said to be sent, and a person looks at it. Nobody is told but the
/// one who reported, when it was the notice of a referral that they see.
async fn came_back(
    service: &Arc<Service>,
    tx: &mut Tx<'_>,
    left: &Left,
    failure: &Failure,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // The report's row first, as everybody takes it: whether it is open or not, what came back is noted.
    touch(tx, left.report, now).await?;
    let audited = service.audit(&Actor::Service, Action::LetterCameBack, Some(left.report), left.referral);
    audit::insert(tx, vec![&audited]).await?;
    let head = by_id(tx, left.report).await?.filter(|head| head.state == ReportState::Open);
    let keys = match &head {
        Some(_) => handling::keys(service, tx, left.report).await?,
        None => None,
    };
    if let Some(keys) = &keys {
        let (letter, status) = (left.kind.clone(), failure.status.clone());
        let entry = Entry::CameBack { letter, referral: left.referral, status };
        handling::append(service, tx, left.report, keys, &entry, now).await?;
    }
    if left.kind == Kind::Notice.id() {
        if !bounced(tx, left, now).await? {
            // It arrived all the same, or is over.
            return Ok(());
        }
        let referral = match left.referral {
            Some(id) => referral::by_id(tx, id).await?,
            None => None,
        };
        if let (Some(referral), Some(keys)) = (referral, &keys) {
            tell::of_referral(service, tx, keys, &referral, now).await?;
        }
    }
    due::came_back(tx, left.due, now).await?;
    let centre = head.and_then(|head| head.centre);
    task::insert_once(tx, &service.task(left.report, TaskKind::Undelivered, false, centre.as_deref())).await
}

/// The notice of a referral came back: its clock no longer runs. Says whether anybody still waited for an answer to it.
async fn bounced(tx: &mut Tx<'_>, left: &Left, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some(id) = left.referral else { return Ok(true) };
    let Some(mut referral) = referral::by_id(tx, id).await? else { return Ok(false) };
    match referral.take(Step::Bounced, now) {
        Ok(moved) if moved.is_new() => {
            if !referral::step(tx, &referral, moved).await? {
                return Err(StoreError::Conflict);
            }
            referral::clock_stopped(tx, id).await?;
            referral::no_longer_late(tx, referral.report, now).await?;
            Ok(true)
        }
        Ok(_) | Err(_) => Ok(false),
    }
}
