//! The two engines behind one door: a folder's SQLite with one writer, or a pool of PostgreSQL connections.

use std::path::Path;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Executor};
use tokio::sync::oneshot;
use waymark_core::config::Database;

use crate::storage::case::batch::{Submission, submitting};
use crate::storage::case::submission::insert_all;
use crate::storage::engine::error::meant;
use crate::storage::engine::migrations;
use crate::storage::engine::tx::{Conn, Tx};
use crate::storage::engine::write::Write;
use crate::storage::engine::writer::{self, Job, Submit, Work};
use waymark_core::store_error::StoreError;

/// Where reports are kept.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    submissions: writer::Queue<dyn Submission>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// PostgreSQL connections of a process.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Connections that read SQLite beside the one that writes.
const SQLITE_READERS: u32 = 4;
/// Tasks that commit submissions together on PostgreSQL.
const POSTGRES_WRITERS: usize = 2;

impl Store {
    /// Opens the database. SQLite is made when it is not there and migrates at once; PostgreSQL waits for `waymark migrate`.
    ///
    /// # Errors
    /// When the database cannot be reached or migrated.
    pub async fn open(database: &Database) -> Result<Self, StoreError> {
        match database {
            Database::Sqlite(path) => Self::sqlite(path).await,
            Database::Postgres(url) => Self::postgres(url).await,
        }
    }

    async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            use std::os::unix::fs::DirBuilderExt;
            let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
            made.map_err(|error| StoreError::Database(format!("its folder cannot be made: {}", error.kind())))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .page_size(16_384)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("secure_delete", "ON")
            // What SQLite sets aside to undo a savepoint stays in memory: never in a temporary file beside the data folder.
            .pragma("temp_store", "MEMORY")
            // 16 MB: a whole batch fits.
            .pragma("cache_size", "-16000")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let mut writer = options.connect().await.map_err(meant)?;
        migrations::run_sqlite(&mut writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .min_connections(0)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        let submissions = writer::start_sqlite(writer, insert);
        Ok(Self { engine: Engine::Sqlite(readers), submissions })
    }

    async fn postgres(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse().map_err(meant)?;
        let options = options.application_name("waymark").statement_cache_capacity(256).disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            // Every statement here takes a few rows by an index. Compiling one takes longer than running it, and PostgreSQL would do so
            // for those that stop early, because it expects them to go on.
            .after_connect(|conn, _| Box::pin(async move { conn.execute("SET jit = off").await.map(|_| ()) }))
            .connect_with(options)
            .await
            .map_err(meant)?;
        let submissions = writer::start_postgres(&pool, POSTGRES_WRITERS, insert);
        Ok(Self { engine: Engine::Postgres(pool), submissions })
    }

    /// Whether this is SQLite.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// Applies what migrations are due.
    ///
    /// # Errors
    /// When one fails.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.engine {
            // SQLite migrated when it was opened.
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(pool) => migrations::run_postgres(pool).await,
        }
    }

    /// How many migrations are due.
    pub async fn migrations_due(&self) -> Result<usize, StoreError> {
        let mut conn = self.read().await?;
        migrations::due(&mut conn.tx()).await
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none is to be had in time.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite(pool) => Conn::Sqlite(pool.acquire().await.map_err(meant)?),
            Engine::Postgres(pool) => Conn::Postgres(pool.acquire().await.map_err(meant)?),
        })
    }

    /// Runs `work` in a transaction and answers when it is durable.
    ///
    /// # Errors
    /// What `work` says, or what kept the commit from happening.
    pub fn write<W: Write>(&self, work: W) -> BoxFuture<'_, Result<W::Done, StoreError>> {
        // Boxed, so that whoever awaits it need not be told of every part of the work that it can be sent to another thread.
        Box::pin(async move {
            match &self.engine {
                Engine::Sqlite(_) => {
                    let (answer, answered) = oneshot::channel();
                    self.submissions.send(Job::Work(Box::new(Work { write: work, outcome: None, answer }))).await?;
                    answered.await.map_err(|_| StoreError::Closed)?
                }
                Engine::Postgres(pool) => postgres_write(pool, &work).await,
            }
        })
    }

    /// Stores a submission, together with others that wait, and answers when it is durable.
    ///
    /// # Errors
    /// `Conflict` when a key is taken, or what kept the commit from happening.
    pub async fn submit<S: Submission + 'static>(&self, submission: S) -> Result<S, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.submissions.send(Job::Submission(submitting(submission, answer))).await?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Whether the tasks that write still run.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.submissions.is_alive()
    }

    /// Empties SQLite's journal, so that what was deleted does not live on in it. PostgreSQL's own retention is for the operator.
    pub async fn truncate_journal(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => {
                let (answer, answered) = oneshot::channel();
                self.submissions.send(Job::TruncateJournal(answer)).await?;
                answered.await.map_err(|_| StoreError::Closed)?
            }
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Closes every connection, after what is in hand.
    pub async fn close(&self) {
        self.submissions.close().await;
        match &self.engine {
            Engine::Sqlite(pool) => pool.close().await,
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

/// What the writer does with the reports of a batch.
fn insert<'a>(tx: &'a mut Tx<'_>, batch: &'a mut [Box<dyn Submit<dyn Submission>>]) -> BoxFuture<'a, Result<(), StoreError>> {
    Box::pin(insert_all(tx, batch))
}

/// How often a transaction that met another is run again.
const RUNS: usize = 6;

async fn postgres_write<W: Write>(pool: &PgPool, work: &W) -> Result<W::Done, StoreError> {
    let mut run = 1;
    loop {
        let mut transaction = pool.begin().await.map_err(meant)?;
        let outcome = match work.run(&mut Tx::Postgres(&mut transaction)).await {
            Ok(done) => transaction.commit().await.map(|()| done).map_err(meant),
            Err(error) => {
                transaction.rollback().await.map_err(meant)?;
                Err(error)
            }
        };
        match outcome {
            Err(error) if error.is_passing() && run < RUNS => run += 1,
            outcome => return outcome,
        }
    }
}
