//! Writing a small private file so that there is always a whole one: the old or the new.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::SecretsError;

/// Replaces `path` by `content`, readable by its owner only. On return it is on disk.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), SecretsError> {
    let temporary = beside(path)?;
    let written = write_new(&temporary, content).and_then(|()| std::fs::rename(&temporary, path));
    let synced = written.and_then(|()| sync_directory(path));
    if synced.is_err() {
        // The old file still stands; what was half written goes. It may not be there at all.
        let _ = std::fs::remove_file(&temporary);
    }
    synced.map_err(|source| SecretsError::Io {
        doing: "write",
        path: path.to_owned(),
        source,
    })
}

/// Makes a file that must not exist yet, readable by its owner only, and brings it to disk.
pub(crate) fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Brings the directory entry of `path` to disk, where directories can be opened.
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(directory.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

fn beside(path: &Path) -> Result<PathBuf, SecretsError> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|_| SecretsError::Crypto("no random numbers"))?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{:016x}.new", u64::from_ne_bytes(random)));
    Ok(path.with_file_name(name))
}
