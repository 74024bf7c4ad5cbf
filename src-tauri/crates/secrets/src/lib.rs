//! Secret parameters of targets (row T8): in the keychain of the operating system, or, where there is none, in an
//! encrypted file. Which of the two it is, and why, is chosen at the start and shown openly ([`Secrets::status`]).
//!
//! What it guarantees:
//!
//! * no plain text of a secret is ever on disk, nor in an error, nor in a `Debug` output;
//! * a wrong key is told as such, and leaves the file untouched;
//! * what was put into one store is never looked for in the other: a data directory remembers where its secrets are,
//!   so that a keychain that is locked today is an error to be mended, and not a reason to start over;
//! * everything that blocks runs on a thread that may block.

mod atomic;
mod encrypted_file;
mod error;
mod key;
mod keychain;
mod secret;
mod store;

pub use error::SecretsError;
pub use secret::Secret;
pub use store::{
    KeySource, SecretStoreKind, SecretStoreStatus, Secrets, SecretsOptions, StoreChoice, UnlockedBy,
};

#[cfg(test)]
mod tests;
