//! The one writer: a thread that owns the write connection and commits jobs in groups.
//!
//! Jobs that have come in while the last group was being synced to disk form the next group, so a quiet engine
//! commits each job at once and a busy one shares an `fsync` among many. Each job runs in a savepoint of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use tokio::sync::{mpsc, oneshot, watch};

use crate::error::{Damage, StoreError};
use crate::table::counter::Counts;
use crate::table::event::Words;
use crate::table::run_delivery;

/// Jobs that may wait. When it is full, callers wait to hand theirs in: back-pressure, nothing is dropped.
const MOST_WAITING: usize = 1_024;
/// Jobs in one group.
const MOST_IN_GROUP: usize = 256;
/// A group that has worked this long is committed, whatever still waits: bounds what a crash can make due again.
const LONGEST_GROUP: Duration = Duration::from_millis(20);

/// Whether the store can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// The last group went to disk.
    Good,
    /// The last group did not.
    Unavailable {
        /// How the store is damaged.
        damage: Damage,
        /// What SQLite said.
        detail: String,
    },
}

/// The transaction that a job runs in.
pub struct Tx<'c> {
    connection: &'c Connection,
    pub(crate) at_end: AtEnd,
}

/// What jobs leave to be written once for their whole group, at its end.
#[derive(Debug, Default)]
pub(crate) struct AtEnd {
    pub(crate) counts: Counts,
    pub(crate) run_counts: run_delivery::Counts,
    pub(crate) words: Words,
}

impl AtEnd {
    fn add(&mut self, other: Self) {
        self.counts.add(other.counts);
        self.run_counts.add(other.run_counts);
        self.words.add(other.words);
    }

    pub(crate) fn store(&self, connection: &Connection) -> Result<(), StoreError> {
        self.counts.store(connection)?;
        self.run_counts.store(connection)?;
        self.words.store(connection)
    }
}

#[cfg(test)]
impl<'c> Tx<'c> {
    /// A transaction as jobs see it, on a connection of a test.
    pub(crate) fn for_test(connection: &'c Connection) -> Self {
        Self {
            connection,
            at_end: AtEnd::default(),
        }
    }
}

impl<'c> Tx<'c> {
    /// The connection, inside the transaction.
    pub fn connection(&self) -> &'c Connection {
        self.connection
    }
}

/// What the writer has done since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WriterFigures {
    /// Jobs that wait.
    pub waiting: u64,
    /// Groups that went to disk.
    pub commits: u64,
    /// Jobs in them.
    pub jobs: u64,
    /// Time from the first statement of each group until it was on disk, in microseconds.
    pub busy_micros: u64,
}

#[derive(Debug, Default)]
struct Counted {
    commits: AtomicU64,
    jobs: AtomicU64,
    busy_micros: AtomicU64,
}

/// Face of the writer thread.
pub(crate) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    counted: Arc<Counted>,
    health: watch::Receiver<Health>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(connection: Connection) -> Self {
        let (jobs, queue) = mpsc::channel(MOST_WAITING);
        let (tell, health) = watch::channel(Health::Good);
        let counted = Arc::new(Counted::default());
        let counting = Arc::clone(&counted);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || work(&connection, queue, (&tell, &counting)))
            .expect("a process that can't start one thread at its beginning can't run");
        Self {
            jobs: Some(jobs),
            counted,
            health,
            thread: Some(thread),
        }
    }

    pub(crate) async fn run<R, F>(&self, job: F) -> Result<R, StoreError>
    where
        R: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<R, StoreError> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let job = Pending {
            job: Some(job),
            result: None,
            answer,
        };
        let jobs = self.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(Box::new(job)).await.map_err(|_| StoreError::Closed)?;
        wait.await.map_err(|_| StoreError::Closed)?
    }

    pub(crate) fn health(&self) -> watch::Receiver<Health> {
        self.health.clone()
    }

    pub(crate) fn figures(&self) -> WriterFigures {
        let waiting = self
            .jobs
            .as_ref()
            .map_or(0, |jobs| jobs.max_capacity() - jobs.capacity());
        WriterFigures {
            waiting: u64::try_from(waiting).unwrap_or(u64::MAX),
            commits: self.counted.commits.load(Ordering::Relaxed),
            jobs: self.counted.jobs.load(Ordering::Relaxed),
            busy_micros: self.counted.busy_micros.load(Ordering::Relaxed),
        }
    }
}

impl Drop for Writer {
    /// Lets the thread finish what waits, and waits for it: after this the file is closed.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the store's writer ended by a panic");
        }
    }
}

trait Job: Send {
    /// Runs inside the group's transaction.
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    /// Answers the caller, once it is known whether the group is on disk.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

/// How a job ran.
enum Ran {
    /// Its changes stay.
    Well,
    /// Its changes are taken back.
    Badly,
    /// The store cannot be written: the whole group is taken back.
    Sick(StoreError),
}

struct Pending<F, R> {
    job: Option<F>,
    result: Option<Result<R, StoreError>>,
    answer: oneshot::Sender<Result<R, StoreError>>,
}

impl<F, R> Job for Pending<F, R>
where
    R: Send,
    F: FnOnce(&mut Tx<'_>) -> Result<R, StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        let Some(job) = self.job.take() else {
            return Ran::Badly;
        };
        let panicked = |_| {
            Err(StoreError::Statement {
                detail: "a job panicked".to_owned(),
            })
        };
        let result = catch_unwind(AssertUnwindSafe(|| job(tx))).unwrap_or_else(panicked);
        let ran = match &result {
            Ok(_) => Ran::Well,
            Err(error @ StoreError::Unavailable { .. }) => Ran::Sick(error.clone()),
            Err(_) => Ran::Badly,
        };
        self.result = Some(result);
        ran
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let result = match (self.result, committed) {
            (Some(Err(error)), _) | (_, Err(error)) => Err(error),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (None, Ok(())) => Err(StoreError::Closed),
        };
        // The caller may have stopped waiting; its changes stay all the same.
        let _ = self.answer.send(result);
    }
}

fn work(
    connection: &Connection,
    mut queue: mpsc::Receiver<Box<dyn Job>>,
    (health, counted): (&watch::Sender<Health>, &Counted),
) {
    // A file that is not sound is not written again: whatever is still in it can then be got out of it.
    let mut damaged: Option<StoreError> = None;
    while let Some(first) = queue.blocking_recv() {
        let mut group = vec![first];
        let began = Instant::now();
        let committed = match &damaged {
            Some(error) => Err(error.clone()),
            None => commit_group(connection, &mut queue, &mut group),
        };
        match &committed {
            Ok(()) => counted.add(group.len(), began.elapsed()),
            Err(error) if damaged.is_none() && error.is_damage() => {
                damaged = Some(error.clone());
                leave_as_it_is(connection);
            }
            Err(_) => {}
        }
        let now = match &committed {
            Err(StoreError::Unavailable { damage, detail }) => Health::Unavailable {
                damage: *damage,
                detail: detail.clone(),
            },
            _ => Health::Good,
        };
        health.send_if_modified(|before| {
            let changed = *before != now;
            if changed {
                match &now {
                    Health::Good => tracing::info!("the store can be written again"),
                    Health::Unavailable { detail, .. } => {
                        tracing::error!(detail, "the store cannot be written")
                    }
                }
                *before = now;
            }
            changed
        });
        for job in group {
            job.answer(committed.clone());
        }
    }
    if damaged.is_some() {
        return;
    }
    if let Err(error) = connection.execute_batch("PRAGMA optimize") {
        tracing::debug!(%error, "optimize at the end failed");
    }
}

impl Counted {
    fn add(&self, jobs: usize, took: Duration) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.jobs
            .fetch_add(u64::try_from(jobs).unwrap_or(u64::MAX), Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.busy_micros.fetch_add(micros, Ordering::Relaxed);
    }
}

/// Closing the file brings nothing of the write-ahead log into it.
fn leave_as_it_is(connection: &Connection) {
    let left = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    if let Err(error) = left {
        tracing::warn!(%error, "the damaged file may be written when it is closed");
    }
}

fn commit_group(
    connection: &Connection,
    queue: &mut mpsc::Receiver<Box<dyn Job>>,
    group: &mut Vec<Box<dyn Job>>,
) -> Result<(), StoreError> {
    let began = Instant::now();
    let done = run_group(connection, queue, group, began).and_then(|()| {
        connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    });
    if done.is_err() && !connection.is_autocommit() {
        // Nothing can be done about a rollback that fails; SQLite has then rolled back by itself.
        let _ = connection.execute_batch("ROLLBACK");
    }
    done
}

fn run_group(
    connection: &Connection,
    queue: &mut mpsc::Receiver<Box<dyn Job>>,
    group: &mut Vec<Box<dyn Job>>,
    began: Instant,
) -> Result<(), StoreError> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let mut at_end = AtEnd::default();
    let mut next = 0;
    loop {
        at_end.add(run_job(connection, group[next].as_mut())?);
        next += 1;
        let room = next < MOST_IN_GROUP && began.elapsed() < LONGEST_GROUP;
        match room.then(|| queue.try_recv()) {
            Some(Ok(job)) => group.push(job),
            _ => break,
        }
    }
    at_end.store(connection)
}

/// Runs one job in a savepoint and gives what it leaves for the end.
fn run_job(connection: &Connection, job: &mut dyn Job) -> Result<AtEnd, StoreError> {
    let mut tx = Tx {
        connection,
        at_end: AtEnd::default(),
    };
    connection.prepare_cached("SAVEPOINT job")?.execute([])?;
    match job.run(&mut tx) {
        Ran::Well => {
            connection.prepare_cached("RELEASE job")?.execute([])?;
            return Ok(tx.at_end);
        }
        Ran::Sick(error) => return Err(error),
        Ran::Badly => {}
    }
    connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
    connection.prepare_cached("RELEASE job")?.execute([])?;
    Ok(AtEnd::default())
}
