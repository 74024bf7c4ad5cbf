//! Backups of the whole store, made while it is used, and putting one back.
//!
//! A backup is a directory: the database as of one moment (`VACUUM INTO`, so compact and whole in itself), what lies
//! beside it in the data directory, and `backup.json`, which is written last. It has its final name only once it was
//! read back and found sound. A store that is replaced by a backup is moved aside, never overwritten; the one that comes
//! holds every target: what was due when it was copied may be over by now, and a person decides.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::database::{FILE, Role, connect, take};
use crate::error::OpenError;
use crate::table::{self, hold};

/// How the directory is called in which a backup that is put back gathers; while it is there, the data directory is not
/// whole.
const COMING: &str = "restoring";
/// What tells that a directory is a backup, and of what.
const MANIFEST: &str = "backup.json";
/// Instructions of SQLite between two looks at whether to go on.
const LOOK_EVERY: i32 = 10_000;
/// How a backup's directory is called while it is being made.
const PART: &str = "part";
/// What must stay free beside a copy, in bytes: the engine goes on writing meanwhile.
const LEFT_FREE: u64 = 64 << 20;
/// Who holds the targets of a store that was put back, and why.
const HELD_BY: &str = "restore";
const HELD_BECAUSE: &str = "恢复备份后暂停：核对备份之后的变化，再恢复推送";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Backup {
    /// Name of its directory.
    pub name: String,
    /// The moment that it shows.
    pub created_at: DateTime<Utc>,
    /// Size of the database, in bytes.
    pub bytes: u64,
    /// SHA-256 of the database, hexadecimal.
    pub sha256: String,
    /// Schema of the database.
    pub schema: u32,
    /// Version of the program that made it.
    pub program: String,
}

/// A backup could not be made or put back; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file system refuses.
    #[error("{what}: {source}")]
    Files {
        /// What was to be done.
        what: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The database refuses.
    #[error("{what}: {source}")]
    Database {
        /// What was to be done.
        what: &'static str,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// It is no backup, or not a sound one.
    #[error("the backup in {} is not sound: {why}", path.display())]
    NotSound {
        /// Where it lies.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// It was made by a newer version of the program.
    #[error("the backup was made by a newer version of the program (schema {found}, known {known})")]
    Newer {
        /// Schema of the backup.
        found: u32,
        /// Newest schema this program knows.
        known: u32,
    },
    /// The copy would fill the disk.
    #[error("the backup needs {needed} bytes, and {} has {free} free", path.display())]
    NoRoom {
        /// Where it was to go.
        path: PathBuf,
        /// Bytes of the copy, and what must stay free.
        needed: u64,
        /// Bytes that there are.
        free: u64,
    },
    /// Whoever asked for it does not want it any more.
    #[error("the backup was stopped")]
    Stopped,
    /// The data directory is used by an engine.
    #[error(transparent)]
    Open(#[from] OpenError),
}

fn files(what: impl Into<String>) -> impl FnOnce(io::Error) -> BackupError {
    let what = what.into();
    move |source| BackupError::Files { what, source }
}

fn database(what: &'static str) -> impl FnOnce(rusqlite::Error) -> BackupError {
    move |source| BackupError::Database { what, source }
}

/// Where a backup comes from and goes to.
#[derive(Debug, Clone)]
pub struct BackupOptions {
    /// The data directory; an engine may use it meanwhile.
    pub data: PathBuf,
    /// In this directory the backup gets one of its own.
    pub to: PathBuf,
    /// Files and directories beside the database that belong to it; those that are missing are left out.
    pub beside: &'static [&'static str],
    /// Version of the program.
    pub program: &'static str,
}

/// Makes a backup and reads it back. Blocks for as long as copying and checking take; writers go on meanwhile, and the
/// write-ahead log grows until the copy is done.
///
/// # Errors
/// See [`BackupError`]; what was begun is removed.
pub fn make(options: &BackupOptions, stop: &Arc<AtomicBool>) -> Result<Backup, BackupError> {
    let created_at = Utc::now();
    let name = format!("backup-{}", created_at.format("%Y%m%dT%H%M%S%3fZ"));
    fs::create_dir_all(&options.to).map_err(files("the directory for backups cannot be made"))?;
    look_for_room(options)?;
    let part = options.to.join(&name).with_extension(PART);
    let made = fill(options, (&part, &name, created_at), stop);
    let ended = made.and_then(|backup| {
        fs::rename(&part, options.to.join(&name)).map_err(files("the backup cannot get its name"))?;
        sync_directory(&options.to)?;
        Ok(backup)
    });
    if ended.is_err() {
        // It is of no use to anybody.
        let _ = fs::remove_dir_all(&part);
    }
    ended
}

fn look_for_room(options: &BackupOptions) -> Result<(), BackupError> {
    let size = fs::metadata(options.data.join(FILE)).map_or(0, |found| found.len());
    let free = fs4::available_space(&options.to).map_err(files("the free space cannot be measured"))?;
    let needed = size.saturating_add(LEFT_FREE);
    if free < needed {
        let path = options.to.clone();
        return Err(BackupError::NoRoom { path, needed, free });
    }
    Ok(())
}

/// Bytes that were copied so far into the backup that is being made in a directory; nothing when none is.
pub fn copied(directory: &Path) -> Option<u64> {
    let mut parts = fs::read_dir(directory).ok()?.flatten();
    let part = parts.find(|entry| entry.path().extension().is_some_and(|found| found == PART))?;
    fs::metadata(part.path().join(FILE)).map(|found| found.len()).ok()
}

fn fill(
    options: &BackupOptions,
    (part, name, created_at): (&Path, &str, DateTime<Utc>),
    stop: &Arc<AtomicBool>,
) -> Result<Backup, BackupError> {
    // For its owner alone, as the data directory is.
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(part)
        .map_err(files("the backup's directory cannot be made"))?;
    let copy = part.join(FILE);
    vacuum_into(&options.data.join(FILE), &copy, stop)?;
    for beside in options.beside {
        copy_tree(&options.data.join(beside), &part.join(beside))?;
    }
    let schema = check(&copy, stop)?;
    let backup = Backup {
        name: name.to_owned(),
        created_at,
        bytes: fs::metadata(&copy)
            .map_err(files("the copy cannot be measured"))?
            .len(),
        sha256: digest(&copy, stop)?,
        schema,
        program: options.program.to_owned(),
    };
    let text = serde_json::to_vec_pretty(&backup).map_err(|error| BackupError::NotSound {
        path: part.to_owned(),
        why: error.to_string(),
    })?;
    let manifest = part.join(MANIFEST);
    fs::write(&manifest, text).map_err(files("the backup's description cannot be written"))?;
    for file in [&copy, &manifest] {
        let opened = File::open(file).and_then(|file| file.sync_all());
        opened.map_err(files("the backup cannot be brought to the disk"))?;
    }
    sync_directory(part)?;
    Ok(backup)
}

fn vacuum_into(from: &Path, to: &Path, stop: &Arc<AtomicBool>) -> Result<(), BackupError> {
    let connection = open_to_read(from, stop)?;
    let target = to.to_str().ok_or_else(|| BackupError::NotSound {
        path: to.to_owned(),
        why: "its path is no Unicode text".to_owned(),
    })?;
    let copied = connection.execute("VACUUM INTO ?", [target]);
    match copied {
        Ok(_) => Ok(()),
        Err(_) if stop.load(Ordering::Relaxed) => Err(BackupError::Stopped),
        Err(source) => Err(BackupError::Database {
            what: "the database cannot be copied",
            source,
        }),
    }
}

fn open_to_read(path: &Path, stop: &Arc<AtomicBool>) -> Result<Connection, BackupError> {
    if stop.load(Ordering::Relaxed) {
        return Err(BackupError::Stopped);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(database("the database cannot be opened"))?;
    let stop = Arc::clone(stop);
    connection
        .progress_handler(LOOK_EVERY, Some(move || stop.load(Ordering::Relaxed)))
        .map_err(database("the database cannot be watched"))?;
    Ok(connection)
}

/// Reads a copy from beginning to end; its schema.
fn check(copy: &Path, stop: &Arc<AtomicBool>) -> Result<u32, BackupError> {
    let connection = open_to_read(copy, stop)?;
    let not_sound = |why: String| BackupError::NotSound {
        path: copy.to_owned(),
        why,
    };
    let found: Result<String, _> = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    match found {
        Ok(word) if word == "ok" => {}
        Ok(word) => return Err(not_sound(word)),
        Err(_) if stop.load(Ordering::Relaxed) => return Err(BackupError::Stopped),
        Err(error) => return Err(not_sound(error.to_string())),
    }
    let schema: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| not_sound(error.to_string()))?;
    let known = u32::try_from(table::newest_schema()).unwrap_or(u32::MAX);
    match schema {
        0 => Err(not_sound("it holds no store".to_owned())),
        found if found > known => Err(BackupError::Newer { found, known }),
        schema => Ok(schema),
    }
}

fn digest(file: &Path, stop: &AtomicBool) -> Result<String, BackupError> {
    let reading = |source| BackupError::Files {
        what: format!("{} cannot be read", file.display()),
        source,
    };
    let mut opened = File::open(file).map_err(reading)?;
    let mut digest = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(BackupError::Stopped);
        }
        let read = opened.read(&mut block).map_err(reading)?;
        if read == 0 {
            break;
        }
        digest.update(&block[..read]);
    }
    Ok(digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Copies a file or a directory of files; nothing where there is none.
fn copy_tree(from: &Path, to: &Path) -> Result<(), BackupError> {
    let what = || format!("{} cannot be copied", from.display());
    let kind = match fs::symlink_metadata(from) {
        Ok(found) => found.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(files(what())(error)),
    };
    if kind.is_dir() {
        fs::create_dir_all(to).map_err(files(what()))?;
        for entry in fs::read_dir(from).map_err(files(what()))? {
            let name = entry.map_err(files(what()))?.file_name();
            copy_tree(&from.join(&name), &to.join(&name))?;
        }
        sync_directory(to)
    } else {
        fs::copy(from, to).map_err(files(what()))?;
        let opened = File::open(to).and_then(|file| file.sync_all());
        opened.map_err(files(what()))
    }
}

/// The names in a directory outlive a loss of power only once the directory itself is on disk.
fn sync_directory(directory: &Path) -> Result<(), BackupError> {
    if cfg!(unix) {
        let opened = File::open(directory).and_then(|directory| directory.sync_all());
        return opened.map_err(files(format!(
            "{} cannot be brought to the disk",
            directory.display()
        )));
    }
    Ok(())
}

/// What the backup in a directory says of itself.
///
/// # Errors
/// It is no backup.
pub fn describe(from: &Path) -> Result<Backup, BackupError> {
    let not_sound = |why: String| BackupError::NotSound {
        path: from.to_owned(),
        why,
    };
    let text = fs::read(from.join(MANIFEST)).map_err(|error| not_sound(format!("{MANIFEST}: {error}")))?;
    serde_json::from_slice(&text).map_err(|error| not_sound(format!("{MANIFEST}: {error}")))
}

/// The backups in a directory, newest first; what is none is left out.
///
/// # Errors
/// When the directory is there and cannot be read.
pub fn list(directory: &Path) -> Result<Vec<Backup>, BackupError> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(files("the directory of backups cannot be read")(error)),
    };
    let mut backups: Vec<Backup> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let backup = describe(&entry.path()).ok()?;
            (entry.file_name() == backup.name.as_str()).then_some(backup)
        })
        .collect();
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.created_at));
    Ok(backups)
}

/// Deletes a backup. Interrupted, what is left of it is no backup any more.
///
/// # Errors
/// It is no backup, or the file system refuses.
pub fn delete(from: &Path) -> Result<(), BackupError> {
    describe(from)?;
    fs::remove_file(from.join(MANIFEST)).map_err(files("the backup cannot be deleted"))?;
    fs::remove_dir_all(from).map_err(files("the backup cannot be deleted"))
}

/// Reads a backup from beginning to end, and compares it with what it says of itself. Blocks.
///
/// # Errors
/// See [`BackupError`].
pub fn verify(from: &Path, stop: &Arc<AtomicBool>) -> Result<Backup, BackupError> {
    let backup = describe(from)?;
    let copy = from.join(FILE);
    check(&copy, stop)?;
    if digest(&copy, stop)? != backup.sha256 {
        return Err(BackupError::NotSound {
            path: from.to_owned(),
            why: "the database is not the one that was backed up".to_owned(),
        });
    }
    Ok(backup)
}

/// What came of putting a backup back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the store that was there is now.
    pub aside: PathBuf,
    /// Targets that are held until a person releases them.
    pub held: usize,
}

/// Puts a backup in the place of what a data directory holds, which no engine may use. What was there is moved into a
/// directory of its own beside it. Interrupted, it is to be done again: no engine starts on half of it. Blocks.
///
/// # Errors
/// See [`BackupError`].
pub fn restore(from: &Path, data: &Path, beside: &[&str]) -> Result<Restored, BackupError> {
    let _lock = take(data)?;
    verify(from, &Arc::new(AtomicBool::new(false)))?;
    let now = Utc::now().format("%Y%m%dT%H%M%S%3fZ");
    let coming = data.join(COMING);
    if was_interrupted(data) {
        fs::remove_dir_all(&coming).map_err(files("the remains of a restoring cannot be removed"))?;
    }
    let aside = data.join(format!("replaced-{now}"));
    fs::create_dir(&coming).map_err(files("the copy of the backup cannot be made"))?;
    let names: Vec<&str> = [FILE].into_iter().chain(beside.iter().copied()).collect();
    let copied = names
        .iter()
        .try_for_each(|name| copy_tree(&from.join(name), &coming.join(name)));
    let held = match copied.and_then(|()| hold_all(&coming)) {
        Ok(held) => held,
        Err(error) => {
            let _ = fs::remove_dir_all(&coming);
            return Err(error);
        }
    };
    fs::create_dir(&aside).map_err(files("what is there cannot be moved aside"))?;
    let wal = [format!("{FILE}-wal"), format!("{FILE}-shm")];
    let going = names.iter().copied().chain(wal.iter().map(String::as_str));
    for name in going {
        move_if_there(&data.join(name), &aside.join(name))?;
    }
    for name in &names {
        move_if_there(&coming.join(name), &data.join(name))?;
    }
    sync_directory(data)?;
    fs::remove_dir_all(&coming).map_err(files("the end of the restoring cannot be marked"))?;
    sync_directory(data)?;
    Ok(Restored { aside, held })
}

/// Holds every target of a store that no engine uses, and leaves it as one file.
fn hold_all(directory: &Path) -> Result<usize, BackupError> {
    let refused = "the targets of the backup cannot be held";
    let mut connection = connect(&directory.join(FILE), Role::Writer).map_err(database(refused))?;
    table::migrate(&mut connection, directory)?;
    let why = hold::Hold {
        since: Utc::now(),
        by: HELD_BY.to_owned(),
        reason: HELD_BECAUSE.to_owned(),
    };
    let held = hold::put_everywhere(&connection, &why).map_err(database(refused))?;
    connection
        .close()
        .map_err(|(_, error)| database(refused)(error))?;
    Ok(held)
}

/// Whether a restoring into a data directory came to no end: nothing may be written there before another one has.
pub fn was_interrupted(data: &Path) -> bool {
    data.join(COMING).exists()
}

fn move_if_there(from: &Path, to: &Path) -> Result<(), BackupError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(files(format!("{} cannot be moved", from.display()))(error))
        }
        _ => Ok(()),
    }
}
