//! Group commit. What waits is taken together, written in one transaction with a savepoint each, and answered after the one fsync.
//! Submissions among it are merged into multi-row INSERTs; if the merged batch fails it is run again one by one.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::postgres::PgPool;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

use crate::storage::engine::error::meant;

/// At most this many are committed together.
const MOST: usize = 256;
/// How many may wait before senders wait too.
const WAITING: usize = 4096;
/// How often a batch that met another transaction is run again.
const RUNS: usize = 4;

/// A submission of some kind, and the way to answer it.
pub(crate) trait Submit<S: ?Sized>: Send {
    fn submission(&mut self) -> &mut S;
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

/// Writes all submissions of a batch: handed in by whoever knows their tables.
pub(crate) type InsertAll<S> =
    for<'a, 'c> fn(&'a mut Tx<'c>, &'a mut [Box<dyn Submit<S>>]) -> BoxFuture<'a, Result<(), StoreError>>;

/// What waits to be written.
pub(crate) enum Job<S: ?Sized> {
    Work(Box<dyn Run>),
    Submission(Box<dyn Submit<S>>),
    /// Only SQLite has a journal of its own; the checkpoint runs outside any transaction.
    TruncateJournal(oneshot::Sender<Result<(), StoreError>>),
}

/// The way to the writers.
pub(crate) struct Queue<S: ?Sized> {
    jobs: Arc<std::sync::Mutex<Option<mpsc::Sender<Job<S>>>>>,
    done: Arc<Mutex<Vec<tokio::task::JoinHandle<()>>>>,
}

impl<S: ?Sized> Clone for Queue<S> {
    fn clone(&self) -> Self {
        Self { jobs: Arc::clone(&self.jobs), done: Arc::clone(&self.done) }
    }
}

impl<S: ?Sized> Queue<S> {
    pub(crate) async fn send(&self, job: Job<S>) -> Result<(), StoreError> {
        let sender = self.jobs.lock().map_err(|_| StoreError::Closed)?.clone().ok_or(StoreError::Closed)?;
        sender.send(job).await.map_err(|_| StoreError::Closed)
    }

    /// Whether every writer runs. While they are being closed, none counts as running.
    pub(crate) fn is_alive(&self) -> bool {
        self.done.try_lock().is_ok_and(|writers| !writers.is_empty() && writers.iter().all(|writer| !writer.is_finished()))
    }

    /// Lets the writers finish what waits.
    pub(crate) async fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        for writer in self.done.lock().await.drain(..) {
            let _ = tokio::time::timeout(Duration::from_secs(8), writer).await;
        }
    }
}

/// Something to be run in the transaction, whatever it returns.
pub(crate) trait Run: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<(), StoreError>>;
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

pub(crate) struct Work<W: Write> {
    pub(crate) write: W,
    pub outcome: Option<Result<W::Done, StoreError>>,
    pub answer: oneshot::Sender<Result<W::Done, StoreError>>,
}

impl<W: Write> Run for Work<W> {
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            match self.write.run(tx).await {
                Ok(done) => {
                    self.outcome = Some(Ok(done));
                    Ok(())
                }
                Err(error) => {
                    // Only that it failed matters to the savepoint; what failed is kept for whoever asked.
                    self.outcome = Some(Err(error));
                    Err(StoreError::Closed)
                }
            }
        })
    }

    fn settle(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = match (self.outcome, committed) {
            (Some(Err(error)), _) | (_, Err(error)) => Err(error),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(StoreError::Closed),
        };
        // Whoever asked may have gone away.
        let _ = self.answer.send(answer);
    }
}

type Batch<S> = Vec<Box<dyn Submit<S>>>;

/// Starts the one writer of SQLite.
pub(crate) fn start_sqlite<S: ?Sized + 'static>(conn: SqliteConnection, insert_all: InsertAll<S>) -> Queue<S> {
    let (sender, jobs) = mpsc::channel(WAITING);
    let writer = tokio::spawn(write_sqlite(conn, jobs, insert_all));
    Queue { jobs: Arc::new(std::sync::Mutex::new(Some(sender))), done: Arc::new(Mutex::new(vec![writer])) }
}

/// Starts the tasks that commit submissions together on PostgreSQL.
pub(crate) fn start_postgres<S: ?Sized + 'static>(pool: &PgPool, writers: usize, insert_all: InsertAll<S>) -> Queue<S> {
    let (sender, jobs) = mpsc::channel(WAITING);
    let jobs = Arc::new(Mutex::new(jobs));
    let writers = (0..writers).map(|_| tokio::spawn(write_postgres(pool.clone(), Arc::clone(&jobs), insert_all))).collect();
    Queue { jobs: Arc::new(std::sync::Mutex::new(Some(sender))), done: Arc::new(Mutex::new(writers)) }
}

/// What was taken together.
struct Taken<S: ?Sized> {
    batch: Batch<S>,
    works: Vec<Box<dyn Run>>,
    truncate: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

async fn take<S: ?Sized>(jobs: &mut mpsc::Receiver<Job<S>>) -> Option<Taken<S>> {
    let mut waiting = Vec::new();
    if jobs.recv_many(&mut waiting, MOST).await == 0 {
        return None;
    }
    let mut taken = Taken { batch: Vec::new(), works: Vec::new(), truncate: Vec::new() };
    for job in waiting {
        match job {
            Job::Submission(submission) => taken.batch.push(submission),
            Job::Work(work) => taken.works.push(work),
            Job::TruncateJournal(answer) => taken.truncate.push(answer),
        }
    }
    Some(taken)
}

async fn write_sqlite<S: ?Sized>(mut conn: SqliteConnection, mut jobs: mpsc::Receiver<Job<S>>, insert_all: InsertAll<S>) {
    while let Some(taken) = take(&mut jobs).await {
        if !taken.batch.is_empty() || !taken.works.is_empty() {
            commit_sqlite(&mut conn, taken.batch, taken.works, insert_all).await;
        }
        for answer in taken.truncate {
            let _ = answer.send(truncate(&mut conn).await);
        }
    }
    let _ = conn.close().await;
}

/// Empties the journal. A reader that is still reading keeps it for a moment.
async fn truncate(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    for _ in 0..20 {
        let (busy, ..): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *conn).await.map_err(meant)?;
        if busy == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(StoreError::Database("the journal is being read".to_owned()))
}

async fn commit_sqlite<S: ?Sized>(
    conn: &mut SqliteConnection,
    mut batch: Batch<S>,
    mut works: Vec<Box<dyn Run>>,
    insert_all: InsertAll<S>,
) {
    let mut merged: Result<(), StoreError> = Ok(());
    let mut ran: Vec<Result<(), StoreError>> = Vec::with_capacity(works.len());
    let begun = execute(conn, "BEGIN IMMEDIATE").await;
    if begun.is_ok() {
        if !batch.is_empty() && works.is_empty() {
            // Nothing else is in the transaction: when the batch fails, all of it is undone.
            merged = insert_all(&mut Tx::Sqlite(conn), &mut batch).await;
        } else if !batch.is_empty() {
            merged = savepoint(conn, async |conn| insert_all(&mut Tx::Sqlite(conn), &mut batch).await).await;
        }
        for work in &mut works {
            ran.push(savepoint(conn, async |conn| work.run(&mut Tx::Sqlite(conn)).await).await);
        }
    }
    let committed = match begun {
        Ok(()) if merged.is_err() && works.is_empty() => execute(conn, "ROLLBACK").await,
        Ok(()) => execute(conn, "COMMIT").await,
        failed => failed,
    };
    if let Err(error) = &committed {
        tracing::error!(%error, "a commit failed; nothing of it was answered as done");
        let _ = execute(conn, "ROLLBACK").await;
    }
    let outcome = |own: Result<(), StoreError>| match &committed {
        Ok(()) => own,
        Err(error) => Err(StoreError::Database(error.to_string())),
    };
    for (place, work) in works.into_iter().enumerate() {
        let own = ran.get_mut(place).map_or(Ok(()), |own| std::mem::replace(own, Ok(())));
        work.settle(outcome(own));
    }
    match merged {
        // One bad row must not harm the others: each is tried by itself.
        Err(_) if batch.len() > 1 && committed.is_ok() => {
            for one in batch {
                Box::pin(commit_sqlite(conn, vec![one], Vec::new(), insert_all)).await;
            }
        }
        mut merged => {
            for one in batch {
                one.settle(outcome(std::mem::replace(&mut merged, Ok(()))));
            }
        }
    }
}

/// Runs `work` within a savepoint, so that what it wrote is undone alone when it fails.
async fn savepoint(
    conn: &mut SqliteConnection,
    work: impl AsyncFnOnce(&mut SqliteConnection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    execute(conn, "SAVEPOINT one").await?;
    match work(conn).await {
        Ok(()) => execute(conn, "RELEASE one").await,
        Err(error) => {
            execute(conn, "ROLLBACK TO one").await?;
            execute(conn, "RELEASE one").await?;
            Err(error)
        }
    }
}

async fn execute(conn: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(conn).await.map_err(meant)?;
    Ok(())
}

async fn write_postgres<S: ?Sized>(pool: PgPool, jobs: Arc<Mutex<mpsc::Receiver<Job<S>>>>, insert_all: InsertAll<S>) {
    loop {
        // The lock is held only while waiting: what came meanwhile goes to the next batch.
        let taken = take(&mut *jobs.lock().await).await;
        let Some(taken) = taken else { return };
        commit_postgres(&pool, taken.batch, insert_all).await;
    }
}

async fn commit_postgres<S: ?Sized>(pool: &PgPool, mut batch: Batch<S>, insert_all: InsertAll<S>) {
    let mut run = 1;
    let outcome = loop {
        match try_postgres(pool, &mut batch, insert_all).await {
            Err(error) if run < RUNS && (error.is_passing() || matches!(error, StoreError::NoPlace)) => run += 1,
            outcome => break outcome,
        }
    };
    match outcome {
        Err(_) if batch.len() > 1 => {
            for one in batch {
                Box::pin(commit_postgres(pool, vec![one], insert_all)).await;
            }
        }
        mut outcome => {
            for one in batch {
                one.settle(std::mem::replace(&mut outcome, Ok(())));
            }
        }
    }
}

async fn try_postgres<S: ?Sized>(pool: &PgPool, batch: &mut Batch<S>, insert_all: InsertAll<S>) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await.map_err(meant)?;
    match insert_all(&mut Tx::Postgres(&mut transaction), batch).await {
        Ok(()) => Ok(transaction.commit().await.map_err(meant)?),
        Err(error) => {
            transaction.rollback().await.map_err(meant)?;
            Err(error)
        }
    }
}
