//! Both stores, and the choice between them.

mod choosing;
mod encrypted_file;
#[cfg(target_os = "linux")]
mod real_keychain;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keyring_core::{CredentialStore, Error};
use tempfile::TempDir;

use crate::keychain::Connect;
use crate::{KeySource, Secret, Secrets, SecretsError, SecretsOptions, StoreChoice};

/// A data directory and a place beside it for the key.
struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("data")).unwrap();
        Self { root }
    }

    fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    fn file(&self) -> PathBuf {
        self.data().join("secrets.enc")
    }

    fn key_file(&self) -> PathBuf {
        self.root.path().join("config").join("secret.key")
    }

    fn options(&self, choice: StoreChoice) -> SecretsOptions {
        let key = KeySource::KeyFile(self.key_file());
        SecretsOptions {
            application: "todo-relay-test".to_owned(),
            choice,
            file: self.file(),
            key,
        }
    }

    fn with_passphrase(&self, passphrase: &str) -> SecretsOptions {
        let key = KeySource::Passphrase(Secret::new(passphrase));
        SecretsOptions {
            key,
            ..self.options(StoreChoice::EncryptedFile)
        }
    }
}

/// A keychain in memory.
fn in_memory() -> Connect {
    let store: Arc<CredentialStore> = keyring_core::mock::Store::new().unwrap();
    Arc::new(move || Ok(Arc::clone(&store)))
}

/// A system without a keychain.
fn absent() -> Connect {
    Arc::new(|| {
        Err(Error::PlatformFailure(
            "org.freedesktop.DBus.Error.ServiceUnknown".into(),
        ))
    })
}

async fn open_file(options: SecretsOptions) -> Result<Secrets, SecretsError> {
    Secrets::open_with(options, absent()).await
}

async fn revealed(secrets: &Secrets, name: &str) -> Option<String> {
    secrets
        .get(name)
        .await
        .unwrap()
        .map(|secret| secret.reveal().to_owned())
}

/// Every byte of every file below `directory`.
fn all_bytes(directory: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            bytes.extend(all_bytes(&path));
        } else {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    bytes
}

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}
