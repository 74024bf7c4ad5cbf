//! Backups of a data directory from the command line, whether an engine works on it or not.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::backup::{self, Backup, BackupError, BackupOptions};

use crate::host::SECRETS_FILE;

/// What belongs to a store, beside its database. The administrator's token stays as it is.
const BESIDE: &[&str] = &[engine::ADAPTERS_DIRECTORY, SECRETS_FILE];

fn to_the_end() -> Arc<AtomicBool> {
    Arc::new(AtomicBool::new(false))
}

/// Makes a backup of `data` in a directory of its own under `to`, and reads it back. Blocks.
///
/// # Errors
/// See [`BackupError`]; nothing is left of what was begun.
pub fn back_up(data: &Path, to: &Path) -> Result<Backup, BackupError> {
    let options = BackupOptions {
        data: data.to_owned(),
        to: to.to_owned(),
        beside: BESIDE,
        program: env!("CARGO_PKG_VERSION"),
    };
    backup::make(&options, &to_the_end())
}

/// Reads a backup from beginning to end. Blocks.
///
/// # Errors
/// What is wrong with it.
pub fn check_backup(from: &Path) -> Result<Backup, BackupError> {
    backup::verify(from, &to_the_end())
}

/// Puts a backup in the place of what `data` holds; where that was moved. Blocks.
///
/// # Errors
/// See [`BackupError`].
pub fn restore(from: &Path, data: &Path) -> Result<PathBuf, BackupError> {
    backup::restore(from, data, BESIDE)
}
