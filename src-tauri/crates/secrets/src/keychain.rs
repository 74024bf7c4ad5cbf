//! The keychain of the operating system: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.
//!
//! One keychain serves all data directories of a user, so each of them keeps its secrets under a scope of its own,
//! a random number in a small file beside the encrypted one (`secrets.keychain`). That file also says that the secrets
//! are in the keychain; it is written before the first secret is.
//!
//! The connection is made anew after a failure: a keychain that was not running at the start may run later.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use keyring_core::{CredentialStore, Entry};
use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::error::SecretsError;
use crate::secret::Secret;

/// Connects to a keychain.
pub(crate) type Connect = Arc<dyn Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + Sync>;

/// The keychain of this system.
pub(crate) fn of_this_system() -> Connect {
    #[cfg(target_os = "linux")]
    return Arc::new(|| Ok(zbus_secret_service_keyring_store::Store::new()?));
    #[cfg(windows)]
    return Arc::new(|| Ok(windows_native_keyring_store::Store::new()?));
    #[cfg(target_os = "macos")]
    return Arc::new(|| Ok(apple_native_keyring_store::keychain::Store::new()?));
    #[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
    return Arc::new(|| Err(keyring_core::Error::NoDefaultStore));
}

/// What the keychain is called here.
pub(crate) const fn name() -> &'static str {
    if cfg!(windows) {
        "Windows 凭据管理器"
    } else if cfg!(target_os = "macos") {
        "macOS 钥匙串"
    } else {
        "系统钥匙串（Secret Service）"
    }
}

/// The secrets of one data directory in the keychain.
pub(crate) struct Keychain {
    application: String,
    scope_file: PathBuf,
    connect: Connect,
    connected: Mutex<Option<Arc<CredentialStore>>>,
}

/// What stands in the scope file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scope {
    application: String,
    scope: String,
}

impl Keychain {
    /// `file` is that of the encrypted file, beside which the scope file lies. Connects when it must.
    pub(crate) fn new(application: String, file: &Path, connect: Connect) -> Self {
        Self {
            application,
            scope_file: scope_file(file),
            connect,
            connected: Mutex::new(None),
        }
    }

    /// Whether the data directory of the encrypted file `file` has its secrets in the keychain.
    pub(crate) fn is_home_of(file: &Path) -> bool {
        scope_file(file).exists()
    }

    /// Puts a value in, takes it out, and deletes it: a keychain can be there and still take nothing.
    pub(crate) fn probe(&self) -> Result<(), SecretsError> {
        let account = format!("probe/{}", random_text()?);
        let value = random_text()?;
        self.with_entry("keep a value", &account, |entry| entry.set_password(&value))?;
        let read = self.with_entry("read a value", &account, Entry::get_password);
        self.with_entry("delete a value", &account, Entry::delete_credential)?;
        if read? == value {
            Ok(())
        } else {
            Err(SecretsError::Keychain {
                doing: "give back what was put in",
                reason: "another value came".to_owned(),
            })
        }
    }

    pub(crate) fn get(&self, name: &str) -> Result<Option<Secret>, SecretsError> {
        let Some(scope) = self.scope()? else {
            return Ok(None);
        };
        self.with_entry("read a secret", &account(&scope, name), |entry| {
            match entry.get_password() {
                Ok(value) => Ok(Some(Secret::new(value))),
                Err(keyring_core::Error::NoEntry) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    pub(crate) fn set(&self, name: &str, value: &str) -> Result<(), SecretsError> {
        let scope = match self.scope()? {
            Some(scope) => scope,
            None => self.make_scope()?,
        };
        self.with_entry("keep a secret", &account(&scope, name), |entry| {
            entry.set_password(value)
        })
    }

    pub(crate) fn delete(&self, name: &str) -> Result<(), SecretsError> {
        let Some(scope) = self.scope()? else { return Ok(()) };
        self.with_entry("delete a secret", &account(&scope, name), |entry| {
            match entry.delete_credential() {
                Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }

    /// One call at a time: what stores make of many at once is their own affair. A failure ends the connection.
    fn with_entry<T>(
        &self,
        doing: &'static str,
        account: &str,
        act: impl FnOnce(&Entry) -> keyring_core::Result<T>,
    ) -> Result<T, SecretsError> {
        let mut connected = self.connected.lock().unwrap_or_else(PoisonError::into_inner);
        let done = (|| {
            let store = match &*connected {
                Some(store) => Arc::clone(store),
                None => (self.connect)()?,
            };
            let entry = store.build(&self.application, account, None)?;
            let value = act(&entry)?;
            Ok((store, value))
        })();
        match done {
            Ok((store, value)) => {
                *connected = Some(store);
                Ok(value)
            }
            Err(error) => {
                *connected = None;
                Err(SecretsError::Keychain {
                    doing,
                    reason: reason(&error),
                })
            }
        }
    }

    fn scope(&self) -> Result<Option<String>, SecretsError> {
        let bytes = match std::fs::read(&self.scope_file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(SecretsError::Io {
                    doing: "read",
                    path: self.scope_file.clone(),
                    source,
                });
            }
        };
        let scope: Scope = serde_json::from_slice(&bytes).map_err(|error| SecretsError::Malformed {
            file: self.scope_file.clone(),
            reason: error.to_string(),
        })?;
        Ok(Some(scope.scope))
    }

    fn make_scope(&self) -> Result<String, SecretsError> {
        let scope = Scope {
            application: self.application.clone(),
            scope: random_text()?,
        };
        let text = serde_json::to_vec(&scope).map_err(|_| SecretsError::Crypto("the scope is not text"))?;
        atomic::replace(&self.scope_file, &text)?;
        Ok(scope.scope)
    }
}

fn scope_file(file: &Path) -> PathBuf {
    file.with_extension("keychain")
}

fn account(scope: &str, name: &str) -> String {
    format!("{scope}/{name}")
}

fn random_text() -> Result<String, SecretsError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| SecretsError::Crypto("no random numbers"))?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What the keychain said. Some of its errors carry the value that was read, which goes nowhere.
fn reason(error: &keyring_core::Error) -> String {
    match error {
        keyring_core::Error::BadEncoding(_) | keyring_core::Error::BadDataFormat(..) => {
            "what is stored there is not text".to_owned()
        }
        keyring_core::Error::Ambiguous(found) => format!("{} entries have the same name", found.len()),
        other => other.to_string(),
    }
}
