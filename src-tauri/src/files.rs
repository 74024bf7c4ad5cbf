//! Files that the console hands over: the person says where in the desktop's own dialog, and only there is written.

use std::path::PathBuf;

use axum::body::Body;
use futures_util::StreamExt;
use http::{Request, StatusCode};
use serde::Serialize;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tokio::io::AsyncWriteExt;
use tokio::sync::oneshot;
use tower::ServiceExt;

use crate::inside::Inside;
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
    /// The engine did not give the file.
    #[error("{detail}")]
    NotGiven {
        /// Why.
        detail: String,
    },
}

fn not_given(why: impl std::fmt::Display) -> SaveError {
    SaveError::NotGiven {
        detail: why.to_string(),
    }
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

/// Asks where to save what the engine answers to a GET of `path`, and writes it there as it comes: it may be larger than
/// memory. Answers where that was; nothing when the person thought better of it. What broke off leaves no file.
#[tauri::command]
pub(crate) async fn save_download(
    app: AppHandle,
    inside: State<'_, Inside>,
    path: String,
    name: String,
) -> Result<Option<PathBuf>, SaveError> {
    let opened = inside.opened().await;
    let opened = opened.ok_or_else(|| not_given("the engine is not running"))?;
    let Some(place) = ask(&app, name).await else {
        return Ok(None);
    };
    let question = Request::get(path).body(Body::empty()).map_err(not_given)?;
    let answer = match opened.router.oneshot(question).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    if answer.status() != StatusCode::OK {
        return Err(not_given(answer.status()));
    }
    let written = write_down(answer.into_body(), &place).await;
    if let Err(error) = written {
        let _ = tokio::fs::remove_file(&place).await;
        return Err(SaveError::Refused {
            path: place,
            detail: error.to_string(),
        });
    }
    Ok(Some(place))
}

async fn write_down(body: Body, place: &std::path::Path) -> std::io::Result<()> {
    let mut file = tokio::fs::File::create(place).await?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        file.write_all(&piece.map_err(std::io::Error::other)?).await?;
    }
    file.flush().await
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
