//! [`Secrets`]: the one face of both stores, and the choice between them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::encrypted_file::EncryptedFile;
use crate::error::SecretsError;
use crate::keychain::{self, Connect, Keychain};
use crate::secret::Secret;

/// How long a store may take. A keychain may be asking a person for a password; a program without a person must not
/// wait for that for ever.
const WAIT: Duration = Duration::from_secs(20);

/// Which store is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StoreChoice {
    /// Where the secrets of this data directory are already; for a new one the keychain, and the encrypted file where
    /// there is none.
    #[default]
    Auto,
    /// The keychain, or nothing.
    Keychain,
    /// The encrypted file.
    EncryptedFile,
}

/// Where the key of the encrypted file comes from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// A file outside the data directory, readable by its owner only; made where it is missing.
    KeyFile(PathBuf),
    /// A passphrase.
    Passphrase(Secret),
}

/// How to open the secrets of one data directory.
#[derive(Debug, Clone)]
pub struct SecretsOptions {
    /// The name of the program in the keychain.
    pub application: String,
    /// Which store is wanted.
    pub choice: StoreChoice,
    /// The encrypted file, in the data directory.
    pub file: PathBuf,
    /// Its key.
    pub key: KeySource,
}

/// One of the two stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SecretStoreKind {
    /// The keychain of the operating system.
    Keychain,
    /// An encrypted file in the data directory.
    EncryptedFile,
}

/// What opens the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnlockedBy {
    /// The operating system, with the user's session.
    Os,
    /// A key file.
    KeyFile,
    /// A passphrase.
    Passphrase,
}

/// Which store it is and why, for the operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecretStoreStatus {
    /// Which store.
    pub kind: SecretStoreKind,
    /// In words: where it is, and why it was chosen.
    pub detail: String,
    /// What opens it.
    pub unlocked_by: UnlockedBy,
}

/// The secrets of one data directory. Cheap to clone.
#[derive(Clone)]
pub struct Secrets {
    store: Arc<Store>,
    status: Arc<SecretStoreStatus>,
}

enum Store {
    Keychain(Keychain),
    File(Mutex<EncryptedFile>),
}

impl Secrets {
    /// Chooses the store and unlocks it. With a passphrase this takes about a tenth of a second; with a keychain that
    /// asks a person, up to twenty seconds.
    ///
    /// # Errors
    /// When the store wanted cannot be had: a wrong passphrase or key file, a key file in the wrong place or readable
    /// by others, no keychain where one is demanded.
    pub async fn open(options: SecretsOptions) -> Result<Self, SecretsError> {
        Self::open_with(options, keychain::of_this_system()).await
    }

    pub(crate) async fn open_with(options: SecretsOptions, connect: Connect) -> Result<Self, SecretsError> {
        let keychain = || Keychain::new(options.application.clone(), &options.file, Arc::clone(&connect));
        match options.choice {
            StoreChoice::EncryptedFile => Self::open_file(options, "按设置使用加密文件".to_owned()).await,
            StoreChoice::Keychain => {
                let keychain = probed(keychain()).await?;
                Ok(Self::in_keychain(keychain, keychain::name().to_owned()))
            }
            StoreChoice::Auto if options.file.exists() => {
                Self::open_file(options, "此数据目录的密钥已保存在加密文件中".to_owned()).await
            }
            StoreChoice::Auto => {
                let is_home = Keychain::is_home_of(&options.file);
                match probed(keychain()).await {
                    Ok(keychain) => Ok(Self::in_keychain(keychain, keychain::name().to_owned())),
                    Err(error) if is_home => {
                        tracing::warn!(%error, "the keychain that holds the secrets cannot be reached now");
                        let detail = format!(
                            "{}：此数据目录的密钥保存在其中，但现在无法访问（{error}）；恢复后自动可用",
                            keychain::name()
                        );
                        Ok(Self::in_keychain(keychain(), detail))
                    }
                    Err(error) => {
                        tracing::info!(%error, "no keychain; secrets go to an encrypted file");
                        let why = format!("{}不可用（{error}），改用加密文件", keychain::name());
                        Self::open_file(options, why).await
                    }
                }
            }
        }
    }

    fn in_keychain(keychain: Keychain, detail: String) -> Self {
        let kind = SecretStoreKind::Keychain;
        let status = SecretStoreStatus {
            kind,
            detail,
            unlocked_by: UnlockedBy::Os,
        };
        Self {
            store: Arc::new(Store::Keychain(keychain)),
            status: Arc::new(status),
        }
    }

    async fn open_file(options: SecretsOptions, why: String) -> Result<Self, SecretsError> {
        let (unlocked_by, by) = match &options.key {
            KeySource::KeyFile(path) => (UnlockedBy::KeyFile, format!("密钥文件 {}", path.display())),
            KeySource::Passphrase(_) => (UnlockedBy::Passphrase, "口令".to_owned()),
        };
        let detail = format!("{why}：{}，由{by}解锁", options.file.display());
        let file = blocking(move || EncryptedFile::open(options.file, &options.key)).await?;
        let status = SecretStoreStatus {
            kind: SecretStoreKind::EncryptedFile,
            detail,
            unlocked_by,
        };
        Ok(Self {
            store: Arc::new(Store::File(Mutex::new(file))),
            status: Arc::new(status),
        })
    }

    /// Which store it is and why.
    pub fn status(&self) -> SecretStoreStatus {
        SecretStoreStatus::clone(&self.status)
    }

    /// Keeps `value` under `name`, in place of what was there. On disk when it returns.
    ///
    /// # Errors
    /// When the store does not take it; what was there before still is.
    pub async fn set(&self, name: &str, value: &str) -> Result<(), SecretsError> {
        let value = Secret::new(value);
        self.act(name, move |store, name| match store {
            Store::Keychain(keychain) => keychain.set(name, value.reveal()),
            Store::File(file) => file
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .set(name, value.reveal()),
        })
        .await
    }

    /// What is kept under `name`.
    ///
    /// # Errors
    /// When the store cannot be read; nothing being there is no error.
    pub async fn get(&self, name: &str) -> Result<Option<Secret>, SecretsError> {
        self.act(name, |store, name| match store {
            Store::Keychain(keychain) => keychain.get(name),
            Store::File(file) => file.lock().unwrap_or_else(PoisonError::into_inner).get(name),
        })
        .await
    }

    /// Forgets what is kept under `name`, if anything is.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn delete(&self, name: &str) -> Result<(), SecretsError> {
        self.act(name, |store, name| match store {
            Store::Keychain(keychain) => keychain.delete(name),
            Store::File(file) => file.lock().unwrap_or_else(PoisonError::into_inner).delete(name),
        })
        .await
    }

    async fn act<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnOnce(&Store, &str) -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let wrong = name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control);
        if wrong {
            return Err(SecretsError::Name(name.to_owned()));
        }
        let (store, name) = (Arc::clone(&self.store), name.to_owned());
        blocking(move || act(&store, &name)).await
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The keychain, if it keeps a value and gives it back.
async fn probed(keychain: Keychain) -> Result<Keychain, SecretsError> {
    blocking(move || keychain.probe().map(|()| keychain)).await
}

/// Runs `work` where it may block, and waits for it as long as [`WAIT`].
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SecretsError> + Send + 'static,
) -> Result<T, SecretsError> {
    match tokio::time::timeout(WAIT, tokio::task::spawn_blocking(work)).await {
        Ok(done) => done.unwrap_or(Err(SecretsError::BrokenOff)),
        Err(_) => Err(SecretsError::TooSlow {
            seconds: WAIT.as_secs(),
        }),
    }
}
