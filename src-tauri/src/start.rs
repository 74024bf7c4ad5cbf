//! The start: log, engine, signals. The window is there before the engine is; its questions wait in the door until the
//! engine is open.

use relayd::{Host, HostOptions, StartError};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::inside::Inside;
use crate::launch::Launch;
use crate::{leave, news, texts};

/// Exit code when another engine holds the data directory, as `todo-relayd` has it.
const HELD: i32 = 3;
/// Exit code of any other failure to start.
const FAILED: i32 = 1;

/// Opens the engine and listens to the system's signals, both beside the window.
pub(crate) fn begin(app: &AppHandle, launch: Launch) {
    let inside = app.state::<Inside>();
    let shell = app.clone();
    inside.run("opening", async move {
        match open(launch).await {
            Ok(host) => {
                let inside = shell.state::<Inside>();
                let opened = inside.open(host).await;
                inside.run("news", news::follow(shell.clone(), opened.engine, inside.ending().clone()));
            }
            Err(error) => refuse(&shell, &error),
        }
    });
    inside.run("signals", signals(app.clone(), inside.ending().clone()));
}
