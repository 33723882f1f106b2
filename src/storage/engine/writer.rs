//! Group commit. What waits is taken together, written in one transaction with a savepoint each, and answered after the one fsync.
//! Submissions among it are merged into multi-row INSERTs; if the merged batch fails it is run again one by one.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::postgres::PgPool;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::storage::case::batch::{Submission, Submit};
use crate::storage::case::submission::insert_all;
use crate::storage::{StoreError, Tx};

/// At most this many are committed together.
const MOST: usize = 256;
/// How many may wait before senders wait too.
const WAITING: usize = 4096;
/// How often a batch that met another transaction is run again.
const RUNS: usize = 4;

/// What waits to be written.
pub(crate) enum Job {
    Work(Box<dyn Run>),
    Submission(Box<dyn Submit>),
    /// Only SQLite has a journal of its own; the checkpoint runs outside any transaction.
    TruncateJournal(oneshot::Sender<Result<(), StoreError>>),
}

/// The way to the writers.
#[derive(Clone)]
pub(crate) struct Queue {
    jobs: Arc<std::sync::Mutex<Option<mpsc::Sender<Job>>>>,
    done: Arc<Mutex<Vec<tokio::task::JoinHandle<()>>>>,
}

impl Queue {
    pub async fn send(&self, job: Job) -> Result<(), StoreError> {
        let sender = self.jobs.lock().map_err(|_| StoreError::Closed)?.clone().ok_or(StoreError::Closed)?;
        sender.send(job).await.map_err(|_| StoreError::Closed)
    }

    /// Whether every writer runs. While they are being closed, none counts as running.
    pub fn is_alive(&self) -> bool {
        self.done.try_lock().is_ok_and(|writers| !writers.is_empty() && writers.iter().all(|writer| !writer.is_finished()))
    }

    /// Lets the writers finish what waits.
    pub async fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        for writer in self.done.lock().await.drain(..) {
            let _ = tokio::time::timeout(Duration::from_secs(8), writer).await;
        }
    }
}

/// A closure to be run in the transaction, whatever it returns.
pub(crate) trait Run: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<(), StoreError>>;
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

pub(crate) struct Work<T, W> {
    pub work: W,
    pub outcome: Option<Result<T, StoreError>>,
    pub answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, W> Run for Work<T, W>
where
    T: Send,
    W: for<'a, 'c> Fn(&'a mut Tx<'c>) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            match (self.work)(tx).await {
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

struct Submitting<S> {
    submission: S,
    answer: oneshot::Sender<Result<S, StoreError>>,
}

impl<S: Submission> Submit for Submitting<S> {
    fn submission(&mut self) -> &mut dyn Submission {
        &mut self.submission
    }

    fn settle(self: Box<Self>, committed: Result<(), StoreError>) {
        let Self { submission, answer } = *self;
        let _ = answer.send(committed.map(|()| submission));
    }
}

impl Job {
    pub fn submission<S: Submission + 'static>(submission: S, answer: oneshot::Sender<Result<S, StoreError>>) -> Self {
        Self::Submission(Box::new(Submitting { submission, answer }))
    }
}

type Batch = Vec<Box<dyn Submit>>;

/// Starts the one writer of SQLite.
pub(crate) fn start_sqlite(conn: SqliteConnection) -> Queue {
    let (sender, jobs) = mpsc::channel(WAITING);
    let writer = tokio::spawn(write_sqlite(conn, jobs));
    Queue { jobs: Arc::new(std::sync::Mutex::new(Some(sender))), done: Arc::new(Mutex::new(vec![writer])) }
}

/// Starts the tasks that commit submissions together on PostgreSQL.
pub(crate) fn start_postgres(pool: PgPool, writers: usize) -> Queue {
    let (sender, jobs) = mpsc::channel(WAITING);
    let jobs = Arc::new(Mutex::new(jobs));
    let writers = (0..writers).map(|_| tokio::spawn(write_postgres(pool.clone(), Arc::clone(&jobs)))).collect();
    Queue { jobs: Arc::new(std::sync::Mutex::new(Some(sender))), done: Arc::new(Mutex::new(writers)) }
}

/// What was taken together.
#[derive(Default)]
struct Taken {
    batch: Batch,
    works: Vec<Box<dyn Run>>,
    truncate: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

async fn take(jobs: &mut mpsc::Receiver<Job>) -> Option<Taken> {
    let mut waiting = Vec::new();
    if jobs.recv_many(&mut waiting, MOST).await == 0 {
        return None;
    }
    let mut taken = Taken::default();
    for job in waiting {
        match job {
            Job::Submission(submission) => taken.batch.push(submission),
            Job::Work(work) => taken.works.push(work),
            Job::TruncateJournal(answer) => taken.truncate.push(answer),
        }
    }
    Some(taken)
}

async fn write_sqlite(mut conn: SqliteConnection, mut jobs: mpsc::Receiver<Job>) {
    while let Some(taken) = take(&mut jobs).await {
        if !taken.batch.is_empty() || !taken.works.is_empty() {
            commit_sqlite(&mut conn, taken.batch, taken.works).await;
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
        let (busy, ..): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *conn).await?;
        if busy == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(StoreError::Database("the journal is being read".to_owned()))
}

async fn commit_sqlite(conn: &mut SqliteConnection, mut batch: Batch, mut works: Vec<Box<dyn Run>>) {
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
                Box::pin(commit_sqlite(conn, vec![one], Vec::new())).await;
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
    sqlx::query(sql).execute(conn).await?;
    Ok(())
}

async fn write_postgres(pool: PgPool, jobs: Arc<Mutex<mpsc::Receiver<Job>>>) {
    loop {
        // The lock is held only while waiting: what came meanwhile goes to the next batch.
        let taken = take(&mut *jobs.lock().await).await;
        let Some(taken) = taken else { return };
        commit_postgres(&pool, taken.batch).await;
    }
}

async fn commit_postgres(pool: &PgPool, mut batch: Batch) {
    let mut run = 1;
    let outcome = loop {
        match try_postgres(pool, &mut batch).await {
            Err(error) if run < RUNS && (error.is_passing() || matches!(error, StoreError::NoPlace)) => run += 1,
            outcome => break outcome,
        }
    };
    match outcome {
        Err(_) if batch.len() > 1 => {
            for one in batch {
                Box::pin(commit_postgres(pool, vec![one])).await;
            }
        }
        mut outcome => {
            for one in batch {
                one.settle(std::mem::replace(&mut outcome, Ok(())));
            }
        }
    }
}

async fn try_postgres(pool: &PgPool, batch: &mut Batch) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await?;
    match insert_all(&mut Tx::Postgres(&mut transaction), batch).await {
        Ok(()) => Ok(transaction.commit().await?),
        Err(error) => {
            transaction.rollback().await?;
            Err(error)
        }
    }
}
