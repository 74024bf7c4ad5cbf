//! What can go wrong with the store, told apart as far as somebody can do something about it.

use std::path::PathBuf;

/// The store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another engine owns this directory.
    #[error("the data directory {} is held by another engine", path.display())]
    Held {
        /// The data directory.
        path: PathBuf,
    },
    /// The directory or the lock file could not be made.
    #[error("the data directory {} cannot be used", path.display())]
    Directory {
        /// The data directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file was made by a newer version of the program.
    #[error("the store in {} was written by a newer version (schema {found}, known {known})", path.display())]
    Newer {
        /// The data directory.
        path: PathBuf,
        /// Schema of the file.
        found: usize,
        /// Newest schema this program knows.
        known: usize,
    },
    /// Putting a backup back was interrupted: what is there is not whole.
    #[error("restoring a backup into {} was interrupted; restore it again", path.display())]
    RestoreInterrupted {
        /// The data directory.
        path: PathBuf,
    },
    /// SQLite refused the file.
    #[error("the store in {} cannot be opened", path.display())]
    Sqlite {
        /// The data directory.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
}

/// A read or a write failed.
#[derive(Debug, thiserror::Error, Clone)]
pub enum StoreError {
    /// The disk is full, read-only, failing or the file is damaged: nothing can be written until that is mended.
    #[error("the store cannot be written: {detail}")]
    Unavailable {
        /// How it is damaged.
        damage: Damage,
        /// What SQLite said.
        detail: String,
    },
    /// A statement failed: a fault of ours.
    #[error("a statement failed: {detail}")]
    Statement {
        /// What SQLite said.
        detail: String,
    },
    /// A stored value cannot be read back: a fault of ours, or of somebody who edited the file.
    #[error("a stored value cannot be read: {detail}")]
    Unreadable {
        /// Which value.
        detail: String,
    },
    /// A rule of the data was broken by the caller (such as a name that is taken).
    #[error("{what}")]
    Conflict {
        /// Which rule.
        what: &'static str,
    },
    /// The store is shut down.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// Whether the file is not a sound database any more.
    pub fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Unavailable {
                damage: Damage::Corrupt,
                ..
            }
        )
    }
}

/// Why the store cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// No room.
    Full,
    /// The device, its permissions, the machine's memory or another program that holds the file refuse.
    Refused,
    /// The file is not a sound database.
    Corrupt,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let damage = match error.sqlite_error_code() {
            Some(Code::DiskFull) => Some(Damage::Full),
            Some(
                Code::SystemIoFailure
                | Code::ReadOnly
                | Code::PermissionDenied
                | Code::CannotOpen
                | Code::DatabaseBusy
                | Code::DatabaseLocked
                | Code::OutOfMemory,
            ) => Some(Damage::Refused),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Some(Damage::Corrupt),
            _ => None,
        };
        let detail = error.to_string();
        match damage {
            Some(damage) => Self::Unavailable { damage, detail },
            None => Self::Statement { detail },
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable {
            detail: error.to_string(),
        }
    }
}
