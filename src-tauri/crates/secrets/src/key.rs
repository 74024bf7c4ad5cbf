//! Where the key of the encrypted file comes from: a key file of its own outside the data directory, so that a copy
//! of the data directory is worthless by itself; or a passphrase, stretched with Argon2id.

use std::io;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

use crate::atomic;
use crate::error::SecretsError;

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// A key.
pub(crate) type Key = Zeroizing<[u8; KEY_BYTES]>;

/// How a key is made from a passphrase; stands in the file, since costs may rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "from", deny_unknown_fields)]
pub(crate) enum KeyRecipe {
    /// The key is the content of a key file.
    #[serde(rename = "keyFile")]
    KeyFile,
    /// Argon2id, version 0x13.
    #[serde(rename = "argon2id", rename_all = "camelCase")]
    Passphrase {
        memory_kib: u32,
        passes: u32,
        lanes: u32,
        salt: String,
    },
}

impl KeyRecipe {
    /// Costs for new files: 64 MiB, three passes; about a tenth of a second, once at the start.
    pub(crate) fn new_passphrase() -> Result<Self, SecretsError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| SecretsError::Crypto("no random numbers"))?;
        Ok(Self::Passphrase {
            memory_kib: 65_536,
            passes: 3,
            lanes: 1,
            salt: BASE64.encode(salt),
        })
    }

    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::KeyFile => "key file",
            Self::Passphrase { .. } => "passphrase",
        }
    }
}

/// Stretches a passphrase. The costs come from a file, so they are bounded.
pub(crate) fn stretch(passphrase: &str, recipe: &KeyRecipe) -> Result<Key, SecretsError> {
    let KeyRecipe::Passphrase {
        memory_kib,
        passes,
        lanes,
        salt,
    } = recipe
    else {
        return Err(SecretsError::Crypto("a key file needs no stretching"));
    };
    if *memory_kib > 1_048_576 || *passes > 100 || *lanes > 16 {
        return Err(SecretsError::Crypto(
            "the key derivation costs in the file are out of bounds",
        ));
    }
    let salt = BASE64
        .decode(salt)
        .map_err(|_| SecretsError::Crypto("the salt in the file is not base64"))?;
    let params = Params::new(*memory_kib, *passes, *lanes, Some(KEY_BYTES))
        .map_err(|_| SecretsError::Crypto("the key derivation costs in the file are out of bounds"))?;
    let mut key = Key::default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &salt, key.as_mut_slice())
        .map_err(|_| SecretsError::Crypto("the key could not be derived from the passphrase"))?;
    Ok(key)
}

/// Whether a key file may be made when there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    Make,
    Fail,
}

/// Reads the key file at `path`, which must lie outside the directory of `file` and be readable by its owner only.
pub(crate) fn read_key_file(path: &Path, file: &Path, missing: Missing) -> Result<Key, SecretsError> {
    let refused = |reason| SecretsError::KeyFile {
        path: path.to_owned(),
        reason,
    };
    let failed = |doing| {
        move |source| SecretsError::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    };
    if !path.exists() && missing == Missing::Fail {
        return Err(SecretsError::KeyFileMissing {
            path: path.to_owned(),
            file: file.to_owned(),
        });
    }
    // Links are followed, so that a link from elsewhere into the data directory is refused as well.
    if lies_within(path, file).map_err(failed("look at"))? {
        return Err(refused(
            "it lies inside the data directory, where a copy of the data would take it along",
        ));
    }
    match std::fs::symlink_metadata(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_key_file(path)?;
        }
        Err(error) => return Err(failed("look at")(error)),
    }
    let metadata = std::fs::metadata(path).map_err(failed("look at"))?;
    if !metadata.is_file() {
        return Err(refused("it is not a file"));
    }
    #[cfg(unix)]
    if std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0 {
        return Err(refused(
            "others than its owner may read it; its mode must be 0600",
        ));
    }
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(failed("read"))?);
    let mut key = Key::default();
    let mut bytes = BASE64
        .decode(text.trim())
        .map_err(|_| refused("it does not hold a key"))?;
    let fits = bytes.len() == KEY_BYTES;
    if fits {
        key.copy_from_slice(&bytes);
    }
    bytes.zeroize();
    if fits {
        Ok(key)
    } else {
        Err(refused("it does not hold a key of 32 bytes"))
    }
}

fn make_key_file(path: &Path) -> Result<(), SecretsError> {
    let failed = |doing| {
        move |source| SecretsError::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    };
    if let Some(directory) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(directory)
            .map_err(failed("make the directory of"))?;
    }
    let mut key = Key::default();
    getrandom::fill(key.as_mut_slice()).map_err(|_| SecretsError::Crypto("no random numbers"))?;
    let text = Zeroizing::new(format!("{}\n", BASE64.encode(key.as_slice())));
    atomic::write_new(path, text.as_bytes()).map_err(failed("write"))?;
    atomic::sync_directory(path).map_err(failed("write"))
}

/// Whether `path` lies in the directory of `file` or below, links resolved as far as things exist.
fn lies_within(path: &Path, file: &Path) -> io::Result<bool> {
    let directory = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    Ok(resolved(path)?.starts_with(resolved(directory)?))
}

/// The path with links resolved; what does not exist yet is put behind what does.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    for ancestor in absolute.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            return Ok(real.join(rest));
        }
    }
    Ok(absolute)
}
