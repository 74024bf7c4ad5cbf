//! Backups of the whole store: made by hand or once a day while pushing goes on, and put back at the next start.
//!
//! The plan lies in a file of its own beside the store, so that a store that is put back does not bring an old plan along.
//! The functions here work on a data directory, whether an engine uses it or not, and block; [`keep`] is the running
//! engine's part.

mod keep;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Utc};
use domain::backup_plan::BackupPlan;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::OpenError;
use store::backup::{self, Backup, BackupError, BackupOptions, Restored};

use crate::adapters::ADAPTERS_DIRECTORY;

pub(crate) use keep::Backing;
pub use keep::Backups;

/// The encrypted secrets, in the data directory.
pub const SECRETS_FILE: &str = "secrets.enc";
/// What belongs to a store, beside its database. The administrator's token stays as it is.
const BESIDE: &[&str] = &[ADAPTERS_DIRECTORY, SECRETS_FILE];
/// The plan.
const PLAN: &str = "backups.json";
/// Names the backup that is to be put back at the next start.
const WANTED: &str = "restore.json";
/// What came of the last restoring at a start.
const OUTCOME: &str = "restored.json";
/// Where backups go when the plan names no place.
const USUAL_DIRECTORY: &str = "backups";

/// A backup that is to be put back at the next start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WantedRestore {
    /// The backup.
    pub backup: Backup,
    /// Where it lies.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub path: PathBuf,
    /// Who wants it.
    pub by: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What came of putting a backup back at a start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestoreOutcome {
    /// Name of the backup.
    pub backup: String,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Why the store is still the one before; nothing when it was put back.
    pub error: Option<String>,
    /// Where the store is that was replaced.
    pub replaced_store_in: Option<String>,
    /// Targets that are held since then, until a person releases them.
    pub held: usize,
}

fn to_the_end() -> Arc<AtomicBool> {
    Arc::new(AtomicBool::new(false))
}

/// Makes a backup of `data` in a directory of its own under `to`, and reads it back. Blocks.
///
/// # Errors
/// See [`BackupError`]; nothing is left of what was begun.
pub fn back_up(data: &Path, to: &Path, program: &'static str) -> Result<Backup, BackupError> {
    make(data, to, (program, &to_the_end()))
}

fn make(
    data: &Path,
    to: &Path,
    (program, stop): (&'static str, &Arc<AtomicBool>),
) -> Result<Backup, BackupError> {
    let options = BackupOptions {
        data: data.to_owned(),
        to: to.to_owned(),
        beside: BESIDE,
        program,
    };
    backup::make(&options, stop)
}

/// Reads a backup from beginning to end. Blocks.
///
/// # Errors
/// What is wrong with it.
pub fn check_backup(from: &Path) -> Result<Backup, BackupError> {
    backup::verify(from, &to_the_end())
}

/// Puts a backup in the place of what `data` holds; every target of it is held until a person releases it. Blocks.
///
/// # Errors
/// See [`BackupError`].
pub fn restore(from: &Path, data: &Path) -> Result<Restored, BackupError> {
    backup::restore(from, data, BESIDE)
}

/// Puts the backup back that a person chose while the engine ran; to be called before it starts. One that is not sound,
/// or cannot be put back, leaves the store as it is, and the console says so. Blocks.
///
/// # Errors
/// When the directory is held, or the restoring was interrupted half way: it is done at the next start.
pub fn restore_if_wanted(data: &Path) -> Result<(), BackupError> {
    let Some(wanted) = read_file::<WantedRestore>(&data.join(WANTED)) else {
        return Ok(());
    };
    tracing::info!(backup = %wanted.backup.name, by = %wanted.by, "a backup is put back");
    let mut outcome = RestoreOutcome {
        backup: wanted.backup.name,
        at: Utc::now(),
        error: None,
        replaced_store_in: None,
        held: 0,
    };
    match restore(&wanted.path, data) {
        Ok(restored) => {
            tracing::info!(aside = %restored.aside.display(), held = restored.held, "the backup is put back");
            outcome.replaced_store_in = Some(restored.aside.display().to_string());
            outcome.held = restored.held;
        }
        // Another engine is at work there, or it was interrupted half way: it is still to be done.
        Err(error @ BackupError::Open(OpenError::Held { .. })) => return Err(error),
        Err(error) if backup::was_interrupted(data) => return Err(error),
        Err(error) => {
            tracing::warn!(%error, "the backup is not put back; the store is as it was");
            outcome.error = Some(error.to_string());
        }
    }
    let noted = write_file(&data.join(OUTCOME), &outcome).and_then(|()| fs::remove_file(data.join(WANTED)));
    noted.map_err(|source| BackupError::Files {
        what: "the end of the restoring cannot be noted".to_owned(),
        source,
    })
}

/// A small document; nothing where there is none that can be read.
fn read_file<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            tracing::warn!(%error, path = %path.display(), "a file cannot be read");
            return None;
        }
    };
    let read = serde_json::from_slice(&text);
    read.inspect_err(|error| tracing::warn!(%error, path = %path.display(), "a file cannot be understood"))
        .ok()
}

/// Replaces a small document; on return the old or the new is on disk, whole.
fn write_file(path: &Path, document: &impl Serialize) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(&serde_json::to_vec_pretty(document)?)?;
    file.sync_all()?;
    fs::rename(&new, path)
}

/// Where backups go.
fn directory(data: &Path, plan: &BackupPlan) -> PathBuf {
    if plan.directory.is_empty() {
        data.join(USUAL_DIRECTORY)
    } else {
        PathBuf::from(&plan.directory)
    }
}

/// What is wrong, for a person who is told by an alert.
fn words(error: &BackupError) -> String {
    match error {
        BackupError::NoRoom { path, needed, free } => format!(
            "{} 所在磁盘空间不足：需要 {} MiB，剩余 {} MiB",
            path.display(),
            needed >> 20,
            free >> 20
        ),
        error => error.to_string(),
    }
}
