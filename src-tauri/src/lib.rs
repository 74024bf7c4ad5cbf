//! The desktop shell: one window that shows the console, a tray icon, and the engine in the same process.
//!
//! What it guarantees:
//!
//! * The console in the window speaks the same interface as one in a browser, through [`door`]; no socket is opened
//!   for it.
//! * Closing the window hides it; the engine goes on. Only [`leave`] ends the program, and it ends the engine first.
//! * There is one shell a session: a second start shows the first one's window.
//!
//! It decides nothing about to-dos. What it shows (tray, notifications) it reads from the engine's live stream.

mod door;
mod files;
mod inside;
mod launch;
mod leave;
mod news;
mod notices;
mod start;
mod texts;
mod tray;
mod window;

use std::io::Write;
use std::process::ExitCode;

use tauri::{Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use inside::Inside;
use launch::Launch;

/// Runs the program until it is told to leave, and answers its exit code: 0, 2 for a wrong argument, 3 when another
/// engine holds the data directory, 1 for any other failure to start.
#[must_use]
pub fn run() -> ExitCode {
    let launch = match Launch::from_surroundings() {
        Ok(launch) => launch,
        Err(complaint) => return complain(&complaint, 2),
    };
    start::log();
    match build(launch) {
        Ok(app) => {
            let code = app.run_return(|app, event| {
                // Without a code it is the platform that asks, such as the application menu of macOS.
                if let RunEvent::ExitRequested { code: None, api, .. } = event {
                    api.prevent_exit();
                    leave::ask(app);
                }
            });
            ExitCode::from(u8::try_from(code).unwrap_or(1))
        }
        Err(error) => complain(&error, 1),
    }
}

fn build(launch: Launch) -> tauri::Result<tauri::App> {
    // Whether the window was visible is not kept: who starts the program wants to see it.
    let kept = StateFlags::all() - StateFlags::VISIBLE;
    tauri::Builder::default()
        // First, so that a second start ends before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(kept)
                .build(),
        )
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .manage(Inside::new())
        .manage(door::Streams::default())
        .invoke_handler(tauri::generate_handler![
            door::api_request,
            door::api_stream,
            door::api_stream_stop,
            files::save_file,
            files::save_download
        ])
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                window::hide(window.app_handle());
            }
        })
        // A page that is loaded anew has forgotten its streams.
        .on_page_load(|webview, _| webview.state::<door::Streams>().stop_all())
        .setup(move |app| {
            let app = app.handle();
            tray::put_up(app)?;
            notices::open_on_click(app)?;
            start::begin(app, launch);
            Ok(())
        })
        .build(tauri::generate_context!())
}

fn complain(what: &dyn std::fmt::Display, code: u8) -> ExitCode {
    // Nobody is left to be told when stderr is gone.
    let _ = writeln!(std::io::stderr(), "todo-relay: {what}");
    ExitCode::from(code)
}
