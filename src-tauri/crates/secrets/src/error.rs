//! What can go wrong with secrets, and on what. No variant ever holds a secret.

use std::io;
use std::path::PathBuf;

/// Why a secret could not be kept or had.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The operating system's keychain did not do it; locked or not running. May be tried again.
    #[error("the keychain could not {doing}: {reason}")]
    Keychain {
        /// What was tried.
        doing: &'static str,
        /// What the keychain said.
        reason: String,
    },
    /// The key file does not exist, though the encrypted file does.
    #[error("the key file {path} is missing, and {file} cannot be read without it")]
    KeyFileMissing {
        /// Where it should be.
        path: PathBuf,
        /// What it opens.
        file: PathBuf,
    },
    /// The key file cannot be used.
    #[error("the key file {path} cannot be used: {reason}")]
    KeyFile {
        /// Which one.
        path: PathBuf,
        /// Why not.
        reason: &'static str,
    },
    /// A passphrase must not be empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The file was made with the other kind of key.
    #[error("{file} was made with a {made_with}, not with a {given}")]
    OtherKeyKind {
        /// Which file.
        file: PathBuf,
        /// What it was made with.
        made_with: &'static str,
        /// What was given.
        given: &'static str,
    },
    /// Wrong passphrase or key file; or somebody changed the file. It was left as it is.
    #[error("{file} cannot be opened: wrong passphrase or key file, or the file was changed")]
    WrongKey {
        /// Which file.
        file: PathBuf,
    },
    /// Not a file that this program wrote. It was left as it is.
    #[error("{file} is not an encrypted file of secrets: {reason}")]
    Malformed {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Reading or writing failed.
    #[error("could not {doing} {path}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// Random numbers or key derivation failed.
    #[error("cryptography failed: {0}")]
    Crypto(&'static str),
    /// A name is 1 to 200 characters without control characters.
    #[error("{0:?} is not a name for a secret")]
    Name(String),
    /// Nothing came in time; a keychain that asks a person for its password does so. May be tried again.
    #[error("the secret store did not answer within {seconds} seconds")]
    TooSlow {
        /// How long it was waited for.
        seconds: u64,
    },
    /// The thread that did the work is gone.
    #[error("the work on the secret store was broken off")]
    BrokenOff,
}
