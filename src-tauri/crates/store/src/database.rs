//! Opening the file, owning its directory, and the read connections.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{Semaphore, watch};

use crate::backup;
use crate::error::{OpenError, StoreError};
use crate::table;
use crate::writer::{Health, Tx, Writer, WriterFigures};

/// Name of the database inside the data directory.
pub(crate) const FILE: &str = "todo-relay.db";
/// Name of the lock file; it stays when the program ends, only the lock goes.
const LOCK: &str = "engine.lock";
/// Reads at the same time. More wait.
const READERS: usize = 4;

/// Where the store lies.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// Made if missing.
    pub directory: PathBuf,
}

/// The open store; clones share it. It is closed when the last clone is dropped.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
    path: PathBuf,
    /// Held as long as the store is open.
    _lock: File,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Takes the directory, opens or makes the file, and brings its schema up to date. Blocks; call it off the
    /// async threads.
    ///
    /// # Errors
    /// See [`OpenError`]; the file is left as it is.
    pub fn open(options: &StoreOptions) -> Result<Self, OpenError> {
        let directory = options.directory.clone();
        let lock = take(&directory)?;
        if backup::was_interrupted(&directory) {
            return Err(OpenError::RestoreInterrupted { path: directory });
        }
        let path = directory.join(FILE);
        let sqlite = |source| OpenError::Sqlite {
            path: directory.clone(),
            source,
        };
        let mut writer = connect(&path, Role::Writer).map_err(sqlite)?;
        table::migrate(&mut writer, &directory)?;
        let readers = (0..READERS)
            .map(|_| connect(&path, Role::Reader))
            .collect::<Result<Vec<_>, _>>()
            .map_err(sqlite)?;
        let inner = Inner {
            writer: Writer::start(writer),
            readers: Mutex::new(readers),
            places: Arc::new(Semaphore::new(READERS)),
            path,
            _lock: lock,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Runs `job` in the writer's next transaction; answers once that transaction is on disk. A job that fails takes
    /// back its own changes and leaves the others of its group alone.
    ///
    /// # Errors
    /// The job's own error, or that the group could not be committed.
    pub async fn write<R, F>(&self, job: F) -> Result<R, StoreError>
    where
        R: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<R, StoreError> + Send + 'static,
    {
        self.inner.writer.run(job).await
    }

    /// Runs `query` on a read connection, in a transaction of its own: all that it reads is of one moment.
    ///
    /// # Errors
    /// The query's own error.
    pub async fn read<R, F>(&self, query: F) -> Result<R, StoreError>
    where
        R: Send + 'static,
        F: FnOnce(&Connection) -> Result<R, StoreError> + Send + 'static,
    {
        let places = Arc::clone(&self.inner.places);
        let place = places.acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || {
            let mut readers = inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
            let connection = readers.pop();
            drop(readers);
            // A query that panicked lost its connection; a new one takes its place.
            let connection = match connection {
                Some(connection) => connection,
                None => connect(&inner.path, Role::Reader)?,
            };
            let result = connection
                .unchecked_transaction()
                .map_err(StoreError::from)
                .and_then(|snapshot| query(&snapshot));
            inner
                .readers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            // A caller that went away does not end the read; its place is taken as long as it goes on.
            drop(inner);
            drop(place);
            result
        })
        .await
        .map_err(|error| StoreError::Statement {
            detail: error.to_string(),
        })?
    }

    /// Waits until no read is going on, those included whose callers went away: nothing but the clones keeps the file open
    /// then.
    pub async fn until_no_read(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        // Nobody closes the places.
        let _ = self.inner.places.acquire_many(all).await;
    }

    /// What the writer has done since the start.
    pub fn writer_figures(&self) -> WriterFigures {
        self.inner.writer.figures()
    }

    /// Sizes of the file and of its write-ahead log, in bytes.
    pub fn sizes(&self) -> (u64, u64) {
        let size = |path: PathBuf| std::fs::metadata(path).map_or(0, |found| found.len());
        let mut wal = self.inner.path.clone().into_os_string();
        wal.push("-wal");
        (size(self.inner.path.clone()), size(wal.into()))
    }

    /// Whether the store can be written, and news of it.
    pub fn health(&self) -> watch::Receiver<Health> {
        self.inner.writer.health()
    }
}

pub(crate) fn take(directory: &Path) -> Result<File, OpenError> {
    let refused = |source| OpenError::Directory {
        path: directory.to_owned(),
        source,
    };
    std::fs::create_dir_all(directory).map_err(refused)?;
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(directory.join(LOCK))
        .map_err(refused)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::Held {
            path: directory.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(refused(source)),
    }
}

pub(crate) enum Role {
    Writer,
    Reader,
}

pub(crate) fn connect(path: &Path, role: Role) -> Result<Connection, rusqlite::Error> {
    let base = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    match role {
        Role::Writer => {
            let flags = base | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            let connection = Connection::open_with_flags(path, flags)?;
            let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
            if pages == 0 {
                // An attempt of some 2 KiB fills such a page better than one of 4 KiB.
                connection.pragma_update(None, "page_size", 8 * 1024)?;
                // Clean-up gives pages back to the file system.
                connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
            }
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            // 24 MiB of pages; negative is KiB.
            connection.pragma_update(None, "cache_size", -24 * 1024)?;
            // 16 MiB between checkpoints, and the log gives back what a burst took.
            connection.pragma_update(None, "wal_autocheckpoint", 2_000)?;
            connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
            connection.set_prepared_statement_cache_capacity(128);
            Ok(connection)
        }
        Role::Reader => {
            let connection = Connection::open_with_flags(path, base | OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            connection.pragma_update(None, "cache_size", -4 * 1024)?;
            connection.busy_timeout(std::time::Duration::from_secs(5))?;
            connection.set_prepared_statement_cache_capacity(128);
            Ok(connection)
        }
    }
}
