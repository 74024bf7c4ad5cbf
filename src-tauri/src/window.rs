//! The one window: shown, hidden, and taken to a screen of the console. There being no window (the program is ending)
//! is no error.

use tauri::{AppHandle, Manager, WebviewWindow};

const MAIN: &str = "main";

fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Brings the window to the front, wherever it was.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    let done = window
        .show()
        .and_then(|()| window.unminimize())
        .and_then(|()| window.set_focus());
    if let Err(error) = done {
        tracing::warn!(%error, "the window cannot be shown");
    }
}

/// Takes the window away; tray and engine go on.
pub(crate) fn hide(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window cannot be hidden");
    }
}

/// Shows the window with the console's screen at `path`. The console keeps its screens in the fragment, `/#/log?…`, so
/// that it is not loaded anew.
pub(crate) fn open(app: &AppHandle, path: &str) {
    if let Some(window) = main(app)
        && let Ok(here) = window.url()
    {
        let gone = here.join(path).map(|there| window.navigate(there));
        if !matches!(gone, Ok(Ok(()))) {
            tracing::warn!(path, "the console cannot be taken to this screen");
        }
    }
    show(app);
}
