//! A changed configuration is taken in while the service runs: whole, or not at all. On PostgreSQL the processes that share the
//! database follow the one that was told.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::config::{Fault, Settings, Severity, Source};
use waymark_core::handling::record::{Action, Actor};
use waymark_core::routing::Book;
use waymark_core::vocabulary::AgreementId;
use waymark_core::words::{Words, WordsFault};

use crate::journeys::service::Service;
use crate::journeys::service::note::note;
use crate::journeys::service::running::Running;
use crate::journeys::service::versions::store_agreements;
use crate::post::Mailer;
use crate::post::mail::MailerFault;
use crate::storage::partnership::configuration::{self, Published, Vouched};
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// Why a configuration was not taken in. The old one goes on.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationFault {
    /// The book or the settings have faults; each was logged.
    #[error("the configuration has faults")]
    Faulty,
    /// What another process published is not understood.
    #[error("what was published is no configuration")]
    NotUnderstood,
    /// It bears no mark of a process with the same keys. Whoever can only write to the database must not choose who gets reports, and an
    /// intake process must not for those that open them.
    #[error("what was published bears no mark of a process that may publish for this one: send SIGHUP to one that opens reports")]
    NotOurs,
    /// The words cannot be read.
    #[error("{0}")]
    Words(#[from] WordsFault),
    /// The sender of letters cannot be used.
    #[error("{0}")]
    Mailer(#[from] MailerFault),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// A configuration as it was read, with every finding.
pub struct Change {
    /// The settings.
    pub settings: Settings,
    /// The book.
    pub book: Book,
    /// Faults and warnings.
    pub findings: Vec<Fault>,
}

/// What is different between two books: ids, and nothing else.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Agencies that are new, gone, or changed.
    pub agencies: Different,
    /// Agreements that are new, gone, or changed.
    pub agreements: Different,
    /// Agreements with a version they did not have before.
    pub versions: Vec<String>,
}

/// Ids that were added, removed and changed.
#[derive(Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are their names")]
pub struct Different {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<String>,
}

impl Different {
    fn between(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Self {
        let lacks = |map: &BTreeMap<String, String>, id: &&String| !map.contains_key(*id);
        let differs = |id: &&String| new.get(*id).is_some_and(|text| old.get(*id) != Some(text));
        Self {
            added: new.keys().filter(|id| lacks(old, id)).cloned().collect(),
            removed: old.keys().filter(|id| lacks(new, id)).cloned().collect(),
            changed: old.keys().filter(differs).cloned().collect(),
        }
    }
}

impl Changes {
    fn between(old: &Service, new: &Service) -> Self {
        let agencies = |book: &Book| {
            book.agencies().map(|agency| (agency.id.to_string(), format!("{agency:?}"))).collect::<BTreeMap<_, _>>()
        };
        let agreements = |book: &Book| {
            book.agreements().iter().map(|agreement| (agreement.id.to_string(), text_of(agreement))).collect::<BTreeMap<_, _>>()
        };
        let fresh = |(id, version): (&AgreementId, &i64)| {
            (old.versions.get(id) != Some(version)).then(|| format!("{id} version {version}"))
        };
        Self {
            agencies: Different::between(&agencies(&old.book), &agencies(&new.book)),
            agreements: Different::between(&agreements(&old.book), &agreements(&new.book)),
            versions: new.versions.iter().filter_map(fresh).collect(),
        }
    }

    fn log(&self, how: &'static str) {
        let list = |ids: &[String]| ids.join(" ");
        tracing::info!(
            how,
            agencies_added = list(&self.agencies.added),
            agencies_removed = list(&self.agencies.removed),
            agencies_changed = list(&self.agencies.changed),
            agreements_added = list(&self.agreements.added),
            agreements_removed = list(&self.agreements.removed),
            agreements_changed = list(&self.agreements.changed),
            new_versions = self.versions.join(", "),
            "the configuration was taken in"
        );
    }
}

fn text_of(what: &impl Serialize) -> String {
    serde_json::to_string(what).unwrap_or_default()
}

/// Takes a configuration in that was read from the folder, and publishes it for the other processes.
///
/// # Errors
/// When it has a fault, or the database does not answer: then nothing changed.
pub async fn take_in(running: &Running, change: Change) -> Result<Changes, ConfigurationFault> {
    let mut taken = running.taken().await;
    log_faults(&change.findings)?;
    let old = running.service();
    let settings = with_what_needs_a_restart(&old.settings, change.settings);
    let mailer = Arc::new(old.mailer.from_now(&settings)?);
    let service = renewed(&old, settings, mailer, change.book).await?;
    if !service.store.is_sqlite() {
        (taken.looked, taken.seen) = (true, Some(publish(&service).await?));
    }
    Ok(exchange(running, &old, service, "read from the folder").await)
}

/// Takes in what another process published since it was last looked. Says whether there was anything.
///
/// # Errors
/// When it has a fault, or the database does not answer: then the old configuration goes on.
pub async fn follow(running: &Running) -> Result<bool, ConfigurationFault> {
    let old = running.service();
    if old.store.is_sqlite() {
        return Ok(false);
    }
    let mut taken = running.taken().await;
    let mut conn = old.store.read().await?;
    let newest = configuration::newest(&mut conn.tx()).await?;
    if !taken.looked {
        // What was published before this process started is not followed: it started with its own folder.
        (taken.looked, taken.seen) = (true, newest.as_ref().map(|newest| (newest.at, newest.id)));
        say_when_they_differ(&old, newest.as_ref());
        return Ok(false);
    }
    let Some(newest) = newest.filter(|newest| Some((newest.at, newest.id)) > taken.seen) else { return Ok(false) };
    let what = configuration::content(&mut conn.tx(), newest.id).await?.unwrap_or_default();
    drop(conn);
    // A faulty one is said once, and not again in every turn.
    let last = taken.seen.replace((newest.at, newest.id));
    if !is_ours(&old, &newest, &what) {
        return Err(ConfigurationFault::NotOurs);
    }
    let content = what.content;
    if content == old.book.texts {
        return Ok(false);
    }
    match followed(running, &old, &content).await {
        Ok(()) => Ok(true),
        Err(ConfigurationFault::Store(error)) => {
            taken.seen = last;
            Err(error.into())
        }
        Err(fault) => Err(fault),
    }
}

/// A process starts with its own folder: when another configuration was published last, the log says so.
fn say_when_they_differ(service: &Service, newest: Option<&Published>) {
    if let Some(newest) = newest.filter(|newest| newest.digest != digest(&service.book.texts)) {
        tracing::warn!(
            published = %newest.id,
            at = %newest.at,
            "this process started with its own folder, and another configuration was published last: bring the folders in line, then send SIGHUP to one process"
        );
    }
}

async fn followed(running: &Running, old: &Service, content: &str) -> Result<(), ConfigurationFault> {
    let source = Source::of_json(content).ok_or(ConfigurationFault::NotUnderstood)?;
    let (data, today) = (old.settings.data.clone(), london_day(old.now()));
    // A whole edition of places takes a moment to read: requests are answered meanwhile.
    let loaded = tokio::task::spawn_blocking(move || Book::load_from(&source, Some(&data), today)).await;
    let Ok(loaded) = loaded else { return Err(ConfigurationFault::NotUnderstood) };
    log_faults(&loaded.findings)?;
    let (settings, mailer) = ((*old.settings).clone(), Arc::clone(&old.mailer));
    let service = renewed(old, settings, mailer, loaded.book).await?;
    exchange(running, old, service, "published by another process").await;
    Ok(())
}

fn log_faults(findings: &[Fault]) -> Result<(), ConfigurationFault> {
    let faults: Vec<&Fault> = findings.iter().filter(|finding| finding.severity == Severity::Fault).collect();
    for fault in &faults {
        let (file, what, mend) = (fault.file.as_str(), fault.what.as_str(), fault.mend.as_str());
        tracing::error!(file, line = fault.line, column = fault.column, what, mend, "a fault in the configuration");
    }
    if faults.is_empty() { Ok(()) } else { Err(ConfigurationFault::Faulty) }
}

/// The service with another configuration; everything that lives longer is shared with the old one.
async fn renewed(old: &Service, settings: Settings, mailer: Arc<Mailer>, book: Book) -> Result<Service, ConfigurationFault> {
    let words = Arc::new(Words::read(book.vocabulary.labels())?);
    let book = Arc::new(book);
    let versions = store_agreements(&old.store, &book, old.now()).await?;
    Ok(Service {
        settings: Arc::new(settings),
        book,
        versions,
        store: old.store.clone(),
        vault: Arc::clone(&old.vault),
        clock: Arc::clone(&old.clock),
        words,
        mailer,
        bell: Arc::clone(&old.bell),
        hashing: Arc::clone(&old.hashing),
        rounds: Arc::clone(&old.rounds),
        rounds_ended: Arc::clone(&old.rounds_ended),
    })
}

async fn exchange(running: &Running, old: &Service, service: Service, how: &'static str) -> Changes {
    let changes = Changes::between(old, &service);
    let line = service.audit(&Actor::Operator, Action::ConfigurationTakenIn, None, None);
    if let Err(error) = note(&service, line).await {
        tracing::warn!(%error, "the change of the configuration is in force and was not noted");
    }
    running.replace(Arc::new(service));
    running.service().ring();
    changes.log(how);
    changes
}

/// The new settings, but for what a process keeps until it starts again: that is said.
fn with_what_needs_a_restart(old: &Settings, new: Settings) -> Settings {
    let differs = [
        ("listen", old.listen != new.listen),
        ("database", old.database != new.database),
        ("data", old.data != new.data),
        ("keys", old.keys != new.keys),
        ("role", old.role != new.role),
        ("mail", old.mail != new.mail || old.operator.hello_name != new.operator.hello_name),
        ("limits", old.limits != new.limits),
        ("clock", old.clock_offset != new.clock_offset),
    ];
    for (setting, _) in differs.iter().filter(|(_, differs)| *differs) {
        tracing::warn!(setting, "this setting is another now, and counts from the next start");
    }
    let mut operator = new.operator;
    operator.hello_name.clone_from(&old.operator.hello_name);
    let (public_url, behind_proxy, mail_in) = (new.public_url, new.behind_proxy, new.mail_in);
    Settings { public_url, behind_proxy, mail_in, operator, ..old.clone() }
}

fn digest(content: &str) -> String {
    data_encoding::HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, content.as_bytes()).as_ref())
}

/// The marks of a configuration: of every process that has the pepper, and of those that have the desk key.
fn marks(service: &Service, row: &Published, content: &str) -> (Vec<u8>, Option<Vec<u8>>) {
    let of = [&row.id.as_bytes()[..], &row.at.timestamp_micros().to_be_bytes(), content.as_bytes()].concat();
    // One part: a locker's id is of its first part alone.
    let mark = service.vault.locker("configuration", &[&of]).id().to_vec();
    (mark, service.vault.mark("configuration", &of).ok().map(|mark| mark.to_vec()))
}

/// Whether a process with our keys published it; for one that opens reports, a process that opens them too.
fn is_ours(service: &Service, row: &Published, what: &Vouched) -> bool {
    let (mark, desk_mark) = marks(service, row, &what.content);
    let same = |ours: &[u8], theirs: &[u8]| {
        ours.len() == theirs.len() && ours.iter().zip(theirs).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
    };
    match desk_mark {
        Some(ours) => what.desk_mark.as_deref().is_some_and(|theirs| same(&ours, theirs)),
        None => same(&mark, &what.mark),
    }
}

/// Publishes the texts of the book. The row is later than every other, whatever the clocks of their machines say.
async fn publish(service: &Service) -> Result<(DateTime<Utc>, Uuid), StoreError> {
    let content = service.book.texts.clone();
    let mut conn = service.store.read().await?;
    let newest = configuration::newest(&mut conn.tx()).await?;
    drop(conn);
    let now = service.now();
    let at = newest.map_or(now, |newest| now.max(newest.at + Duration::microseconds(1)));
    let row = Published { id: service.new_id(), at, digest: digest(&content) };
    let (mark, desk_mark) = marks(service, &row, &content);
    let seen = (row.at, row.id);
    service.store.write(Publish { row, what: Vouched { content, mark, desk_mark } }).await?;
    Ok(seen)
}

/// A configuration is there for the other processes.
struct Publish {
    row: Published,
    what: Vouched,
}

impl Write for Publish {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        configuration::publish(tx, &self.row, &self.what).await
    }
}
