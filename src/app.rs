//! Puts the service together, runs it, and shuts it down in order.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use waymark_core::clock::SharedClock;
use waymark_core::config::{Database, Settings};
use waymark_core::routing::Book;
use waymark_core::vault::{Keyring, KeyringFault, SharedRandomness, Vault};
use waymark_core::words::{Words, WordsFault};

use crate::journeys::service::keys::{self, KeyFault};
use crate::journeys::service::running::Running;
use crate::journeys::service::versions::store_agreements;
use crate::journeys::service::{Service, configuration};
use crate::post::Mailer;
use crate::post::mail::MailerFault;
use crate::storage::Store;
use crate::{rounds, web};
use waymark_core::store_error::StoreError;

/// What a service is made of.
pub struct Parts {
    /// Checked settings.
    pub settings: Settings,
    /// The checked configuration.
    pub book: Book,
    /// The time.
    pub clock: SharedClock,
    /// Randomness.
    pub randomness: SharedRandomness,
    /// A PEM file with a certificate to trust beside the system's, for mail.
    pub mail_ca: Option<PathBuf>,
}

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    /// The data folder cannot be made.
    #[error("the data folder {folder} cannot be made: {cause}")]
    Data {
        /// The folder.
        folder: String,
        /// Why.
        cause: std::io::Error,
    },
    /// The database cannot be used.
    #[error("the database cannot be used: {0}")]
    Store(#[from] StoreError),
    /// Migrations are due.
    #[error("{0} migrations are due: run `waymark migrate` first")]
    MigrationsDue(usize),
    /// The keyring cannot be used.
    #[error("{0}")]
    Keyring(#[from] KeyringFault),
    /// There is no keyring.
    #[error(
        "there is no keyring at {0}: make one with `waymark keys new`, or restore it from its copy if reports were sealed before"
    )]
    NoKeyring(String),
    /// The keys do not fit the database.
    #[error("{0}")]
    Keys(#[from] KeyFault),
    /// Mail cannot leave.
    #[error("{0}")]
    Mailer(#[from] MailerFault),
    /// The messages are malformed.
    #[error("{0}")]
    Words(#[from] WordsFault),
    /// The address is taken, or not ours.
    #[error("{address} cannot be listened on: {cause}; stop what listens there, or name another address in WAYMARK_LISTEN")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        cause: std::io::Error,
    },
}

/// Opens the store and the vault and puts the service together, without listening yet.
///
/// # Errors
/// What keeps it from starting.
pub async fn assemble(parts: Parts) -> Result<Arc<Service>, StartFault> {
    let Parts { settings, book, clock, randomness, mail_ca } = parts;
    make_private_folder(&settings.data)
        .map_err(|cause| StartFault::Data { folder: settings.data.display().to_string(), cause })?;
    let store = Store::open(&settings.database).await?;
    let due = store.migrations_due().await?;
    if due > 0 {
        return Err(StartFault::MigrationsDue(due));
    }
    let keyring = keyring(&settings, &store, &clock, &randomness).await?;
    keys::fit(&store, &keyring, settings.role, clock.now()).await?;
    let book = Arc::new(book);
    let versions = store_agreements(&store, &book, clock.now()).await?;
    let words = Arc::new(Words::read(book.vocabulary.labels())?);
    let mailer = Arc::new(Mailer::new(&settings, mail_ca)?);
    Ok(Arc::new(Service {
        settings: Arc::new(settings),
        book,
        versions,
        store,
        vault: Arc::new(Vault::new(keyring, randomness)),
        clock,
        words,
        mailer,
        bell: Arc::new(Notify::new()),
        hashing: Arc::new(tokio::sync::Semaphore::new(2)),
        rounds: Arc::new(AtomicBool::new(false)),
        rounds_ended: Arc::new(AtomicBool::new(false)),
    }))
}

/// The keyring file; a new one only for an empty SQLite database of a process that may hold private keys.
async fn keyring(
    settings: &Settings,
    store: &Store,
    clock: &SharedClock,
    randomness: &SharedRandomness,
) -> Result<Keyring, StartFault> {
    if settings.keys.exists() {
        let keyring = Keyring::read(&settings.keys)?;
        // An intake host opens nothing, whatever file it was given.
        return Ok(if settings.role.opens_reports() { keyring } else { keyring.public() });
    }
    let mut conn = store.read().await?;
    let empty = crate::storage::partnership::key::all(&mut conn.tx()).await?.is_empty()
        && crate::storage::case::report::count(&mut conn.tx()).await? == 0;
    let embedded = matches!(settings.database, Database::Sqlite(_));
    if !(embedded && empty && settings.role.opens_reports()) {
        return Err(StartFault::NoKeyring(settings.keys.display().to_string()));
    }
    let keyring = Keyring::create(clock.now(), &**randomness);
    keyring.write_new(&settings.keys)?;
    Ok(keyring)
}

fn make_private_folder(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// A service that listens.
pub struct App {
    /// The service as it started.
    pub service: Arc<Service>,
    /// The service as it is: its configuration may have been replaced since.
    pub running: Arc<Running>,
    /// Where it listens.
    pub address: SocketAddr,
    server: ServerHandle,
    serving: JoinHandle<std::io::Result<()>>,
    stop: watch::Sender<bool>,
    rounds: Option<JoinHandle<()>>,
    following: Option<JoinHandle<()>>,
}

/// How long requests in hand may take when the service is asked to stop.
const DRAIN: Duration = Duration::from_secs(5);
/// How long letters on their way may take after that.
const LAST_LETTER: Duration = Duration::from_secs(2);
/// How often a process without rounds looks for a configuration that another published.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// How long everything may take.
const DEADLINE: Duration = Duration::from_secs(9);

impl App {
    /// Starts listening. With `with_rounds`, sends what is due too; a test does that itself.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub fn start(service: Arc<Service>, with_rounds: bool) -> Result<Self, StartFault> {
        let running = Arc::new(Running::new(Arc::clone(&service)));
        let address = service.settings.listen;
        let listener = TcpListener::bind(address).map_err(|cause| StartFault::Listen { address, cause })?;
        let address = listener.local_addr().unwrap_or(address);
        let server = web::serve(&running, listener, DRAIN).map_err(|cause| StartFault::Listen { address, cause })?;
        let handle = server.handle();
        let serving = tokio::spawn(server);
        let (stop, stopped) = watch::channel(false);
        let sends = with_rounds && service.settings.role.opens_reports();
        let following = (with_rounds && !sends).then(|| tokio::spawn(follow(Arc::clone(&running), stopped.clone())));
        let rounds = sends.then(|| tokio::spawn(rounds::run(Arc::clone(&running), stopped)));
        service.rounds.store(rounds.is_some(), std::sync::atomic::Ordering::SeqCst);
        Ok(Self { service, running, address, server: handle, serving, stop, rounds, following })
    }

    /// Stops taking new work, finishes what is in hand, closes the database. Says whether all ended in time.
    pub async fn shut_down(self) -> bool {
        // Nothing new is claimed while requests in hand are drained. A letter that its server does not take in time is cut off and tried
        // again after its lease: its Message-ID makes a repeat recognisable.
        let _ = self.stop.send(true);
        let orderly = async {
            self.server.stop(true).await;
            let _ = self.serving.await;
            if let Some(mut rounds) = self.rounds
                && tokio::time::timeout(LAST_LETTER, &mut rounds).await.is_err()
            {
                rounds.abort();
            }
            if let Some(following) = self.following {
                following.abort();
            }
            self.service.store.close().await;
        };
        tokio::time::timeout(DEADLINE, orderly).await.is_ok()
    }

    /// Whether the tasks still run.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let runs = |task: &Option<JoinHandle<()>>| task.as_ref().is_none_or(|task| !task.is_finished());
        !self.serving.is_finished() && runs(&self.rounds) && runs(&self.following)
    }
}

/// Takes in what other processes publish, where no rounds do.
async fn follow(running: Arc<Running>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(fault) = configuration::follow(&running).await {
            tracing::error!(%fault, "a published configuration was not taken in; the old one goes on");
        }
        tokio::select! {
            () = tokio::time::sleep(BETWEEN_LOOKS) => {}
            _ = stop.changed() => {}
        }
    }
}
