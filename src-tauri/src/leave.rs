//! The one way out: asks while work is in flight, then ends the engine in order, then the program.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::inside::Inside;
use crate::tray::{self, Mood};
use crate::{texts, window};

/// A question is on the screen, or the program is ending: the wish to leave is known.
static BUSY: AtomicBool = AtomicBool::new(false);

/// The person wants to leave: at once when nothing is in flight, else after a question. Asking again while the question
/// is on the screen does nothing.
pub(crate) fn ask(app: &AppHandle) {
    if BUSY.swap(true, Ordering::AcqRel) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let in_flight = in_flight(&app).await;
        if in_flight == 0 || question(&app, in_flight).await {
            end(&app).await;
        } else {
            BUSY.store(false, Ordering::Release);
        }
    });
}

/// The system wants the program to end (SIGTERM, Ctrl-C): no question is asked.
pub(crate) fn at_once(app: &AppHandle) {
    BUSY.store(true, Ordering::Release);
    let app = app.clone();
    tauri::async_runtime::spawn(async move { end(&app).await });
}

/// Ends it all. It is the last task and waits for every other one, so that it is itself not among them.
async fn end(app: &AppHandle) {
    window::hide(app);
    tray::say(app, &Mood::Leaving);
    app.state::<Inside>().end().await;
    app.exit(0);
}

/// Requests that are out now; none while the engine is not open.
async fn in_flight(app: &AppHandle) -> u64 {
    let Some(opened) = app.state::<Inside>().opened().await else {
        return 0;
    };
    match opened.engine.overview().await {
        Ok(overview) => overview
            .targets
            .iter()
            .map(|target| u64::from(target.in_flight))
            .sum(),
        // What cannot be read now is on disk all the same: after the next start it is sent.
        Err(_) => 0,
    }
}

async fn question(app: &AppHandle, in_flight: u64) -> bool {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog()
        .message(texts::quit_question(in_flight))
        .title(texts::QUIT_TITLE)
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(
            texts::QUIT.to_owned(),
            texts::STAY.to_owned(),
        ))
        .show(move |quit| {
            // The receiver is gone only when the program is ending already.
            let _ = answer.send(quit);
        });
    answered.await.unwrap_or(false)
}
