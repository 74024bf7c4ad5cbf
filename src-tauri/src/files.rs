//! Files that the console hands over: the person says where in the desktop's own dialog, and only there is written.

use std::path::PathBuf;

use serde::Serialize;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::texts;

/// Why a file was not saved; the console shows the words of the system.
#[derive(Debug, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum SaveError {
    /// The place that was chosen cannot be written.
    #[error("{path} cannot be written: {detail}")]
    Refused {
        /// What was chosen.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

/// Asks where to save, beginning with the downloads folder and `name`, and writes there. Answers where that was; nothing
/// when the person thought better of it.
#[tauri::command]
pub(crate) async fn save_file(
    app: AppHandle,
    name: String,
    content: String,
) -> Result<Option<PathBuf>, SaveError> {
    let Some(path) = ask(&app, name).await else {
        return Ok(None);
    };
    let target = path.clone();
    let written = tauri::async_runtime::spawn_blocking(move || std::fs::write(target, content)).await;
    let written = written.map_err(std::io::Error::other).flatten();
    written.map_err(|error| SaveError::Refused {
        path: path.clone(),
        detail: error.to_string(),
    })?;
    Ok(Some(path))
}

async fn ask(app: &AppHandle, name: String) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    let mut dialog = app
        .dialog()
        .file()
        .set_title(texts::SAVE_TITLE)
        .set_file_name(name);
    if let Ok(downloads) = app.path().download_dir() {
        dialog = dialog.set_directory(downloads);
    }
    dialog.save_file(move |chosen| {
        // Nobody waits any more when the program is ending.
        let _ = answer.send(chosen);
    });
    answered.await.ok().flatten()?.into_path().ok()
}
