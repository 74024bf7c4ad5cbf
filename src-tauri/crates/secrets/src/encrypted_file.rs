//! The encrypted file: names and values sealed together with XChaCha20-Poly1305, written whole each time.
//!
//! The head (version and key recipe) stands in the clear and is authenticated with the content. The file is read for
//! each look-up, so no plain text stays in memory; look-ups are rare, for a suite keeps what it needs.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

use crate::atomic;
use crate::error::SecretsError;
use crate::key::{self, Key, KeyRecipe, Missing};
use crate::secret::Secret;
use crate::store::KeySource;

const VERSION: u32 = 1;
const NONCE_BYTES: usize = 24;

/// An encrypted file, unlocked.
pub(crate) struct EncryptedFile {
    path: PathBuf,
    recipe: KeyRecipe,
    key: Key,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Envelope {
    version: u32,
    key: KeyRecipe,
    nonce: String,
    sealed: String,
}

/// The sealed part; its values are overwritten when it is dropped.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Content(BTreeMap<String, String>);

impl Drop for Content {
    fn drop(&mut self) {
        self.0.values_mut().for_each(zeroize::Zeroize::zeroize);
    }
}

impl EncryptedFile {
    /// Unlocks the file at `path`, or makes ready for a new one; it is written with the first secret. A key file is
    /// made where there is none, unless the encrypted file exists already.
    pub(crate) fn open(path: PathBuf, source: &KeySource) -> Result<Self, SecretsError> {
        let envelope = read_envelope(&path)?;
        let (recipe, key) = match source {
            KeySource::KeyFile(key_file) => {
                let missing = if envelope.is_some() {
                    Missing::Fail
                } else {
                    Missing::Make
                };
                if let Some(Envelope {
                    key: made @ KeyRecipe::Passphrase { .. },
                    ..
                }) = &envelope
                {
                    return Err(other_kind(path, made, &KeyRecipe::KeyFile));
                }
                (KeyRecipe::KeyFile, key::read_key_file(key_file, &path, missing)?)
            }
            KeySource::Passphrase(passphrase) => {
                if passphrase.reveal().is_empty() {
                    return Err(SecretsError::EmptyPassphrase);
                }
                let recipe = match &envelope {
                    Some(Envelope {
                        key: made @ KeyRecipe::KeyFile,
                        ..
                    }) => {
                        return Err(other_kind(path, made, &KeyRecipe::new_passphrase()?));
                    }
                    Some(envelope) => envelope.key.clone(),
                    None => KeyRecipe::new_passphrase()?,
                };
                let key = key::stretch(passphrase.reveal(), &recipe)?;
                (recipe, key)
            }
        };
        let file = Self { path, recipe, key };
        if let Some(envelope) = envelope {
            file.unseal(&envelope)?;
        }
        Ok(file)
    }

    pub(crate) fn get(&self, name: &str) -> Result<Option<Secret>, SecretsError> {
        let mut content = self.read()?;
        Ok(content.0.remove(name).map(Secret::new))
    }

    pub(crate) fn set(&self, name: &str, value: &str) -> Result<(), SecretsError> {
        let mut content = self.read()?;
        if let Some(mut old) = content.0.insert(name.to_owned(), value.to_owned()) {
            old.zeroize();
        }
        self.write(&content)
    }

    pub(crate) fn delete(&self, name: &str) -> Result<(), SecretsError> {
        let mut content = self.read()?;
        match content.0.remove(name) {
            Some(mut old) => {
                old.zeroize();
                self.write(&content)
            }
            None => Ok(()),
        }
    }

    fn read(&self) -> Result<Content, SecretsError> {
        match read_envelope(&self.path)? {
            Some(envelope) => self.unseal(&envelope),
            None => Ok(Content::default()),
        }
    }

    fn unseal(&self, envelope: &Envelope) -> Result<Content, SecretsError> {
        let wrong = || SecretsError::WrongKey {
            file: self.path.clone(),
        };
        let nonce = BASE64.decode(&envelope.nonce).map_err(|_| wrong())?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| wrong())?;
        let sealed = BASE64.decode(&envelope.sealed).map_err(|_| wrong())?;
        let head = head(envelope.version, &envelope.key)?;
        let plain = self
            .cipher()
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &sealed,
                    aad: &head,
                },
            )
            .map_err(|_| wrong())?;
        let plain = Zeroizing::new(plain);
        serde_json::from_slice(&plain).map_err(|_| wrong())
    }

    fn write(&self, content: &Content) -> Result<(), SecretsError> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|_| SecretsError::Crypto("no random numbers"))?;
        let plain =
            serde_json::to_vec(content).map_err(|_| SecretsError::Crypto("the content is not text"))?;
        let plain = Zeroizing::new(plain);
        let head = head(VERSION, &self.recipe)?;
        let sealed = self
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &plain,
                    aad: &head,
                },
            )
            .map_err(|_| SecretsError::Crypto("the content could not be sealed"))?;
        let envelope = Envelope {
            version: VERSION,
            key: self.recipe.clone(),
            nonce: BASE64.encode(nonce),
            sealed: BASE64.encode(sealed),
        };
        let text =
            serde_json::to_vec_pretty(&envelope).map_err(|_| SecretsError::Crypto("the head is not text"))?;
        atomic::replace(&self.path, &text)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.key).into())
    }
}

/// The bytes that are authenticated beside the content.
fn head(version: u32, recipe: &KeyRecipe) -> Result<Vec<u8>, SecretsError> {
    serde_json::to_vec(&(version, recipe)).map_err(|_| SecretsError::Crypto("the head is not text"))
}

fn read_envelope(path: &std::path::Path) -> Result<Option<Envelope>, SecretsError> {
    let malformed = |reason: String| SecretsError::Malformed {
        file: path.to_owned(),
        reason,
    };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => {
            return Err(SecretsError::Io {
                doing: "read",
                path: path.to_owned(),
                source,
            });
        }
    };
    let envelope: Envelope = serde_json::from_slice(&bytes).map_err(|error| malformed(error.to_string()))?;
    if envelope.version != VERSION {
        return Err(malformed(format!(
            "its version {} is not known here",
            envelope.version
        )));
    }
    Ok(Some(envelope))
}

fn other_kind(file: PathBuf, made_with: &KeyRecipe, given: &KeyRecipe) -> SecretsError {
    SecretsError::OtherKeyKind {
        file,
        made_with: made_with.name(),
        given: given.name(),
    }
}
