//! The start: log, engine, signals. The window is there before the engine is; its questions wait in the door until the
//! engine is open.

use std::io::{self, IsTerminal as _};
use std::net::Ipv4Addr;
use std::sync::Arc;

use relayd::{Host, HostOptions, Place, SecretChoice, StartError};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::MakeWriterExt as _;

use crate::inside::Inside;
use crate::launch::Launch;
use crate::{leave, news, notices, texts};

/// Exit code when another engine holds the data directory, as `todo-relayd` has it.
const HELD: i32 = 3;
/// Exit code of any other failure to start.
const FAILED: i32 = 1;

/// The log goes to stderr, where the desktop keeps it; `RUST_LOG` chooses what.
pub(crate) fn log() {
    let chosen = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(chosen)
        .with_writer(io::stderr.and(relayd::recent_log))
        .with_ansi(io::stderr().is_terminal())
        .init();
}

/// Opens the engine and listens to the system's signals, both beside the window.
pub(crate) fn begin(app: &AppHandle, launch: Launch) {
    let inside = app.state::<Inside>();
    let shell = app.clone();
    inside.run("opening", async move {
        match open(launch).await {
            Ok(host) => {
                let inside = shell.state::<Inside>();
                let opened = inside.open(host).await;
                let screen = shell.clone();
                opened
                    .engine
                    .show_notices(Arc::new(move |notice| notices::show(&screen, notice)));
                inside.run(
                    "news",
                    news::follow(shell.clone(), opened.engine, inside.ending().clone()),
                );
            }
            Err(error) => refuse(&shell, &error),
        }
    });
    let shell = app.clone();
    inside.run("signals", async move {
        let ending = shell.state::<Inside>().ending().clone();
        if let Some(Ok(())) = ending.run_until_cancelled(signal()).await {
            leave::at_once(&shell);
        }
    });
}

async fn open(launch: Launch) -> Result<Host, NotOpened> {
    let data = match launch.data {
        Some(data) => data,
        None => Place::of_this_user().ok_or(NotOpened::NoPlace)?.data,
    };
    let options = HostOptions {
        data,
        sandbox: launch.sandbox,
        secrets: SecretChoice::default(),
    };
    let host = relayd::start(options).await?;
    if launch.sandbox {
        // The simulated OA is a peer: it brings its events over a socket, as a real one does.
        host.serve((Ipv4Addr::LOCALHOST, 0).into())
            .await
            .map_err(NotOpened::Door)?;
    }
    Ok(host)
}

/// The engine could not be opened.
#[derive(Debug, thiserror::Error)]
enum NotOpened {
    #[error("this user has no data directory; name one by TODO_RELAY_DATA")]
    NoPlace,
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("the simulated OA's door to the engine cannot be opened")]
    Door(#[source] io::Error),
}

/// Tells the person why the engine could not be opened; then the program ends.
fn refuse(app: &AppHandle, error: &NotOpened) {
    app.state::<Inside>().give_up();
    let reason = with_sources(error);
    tracing::error!(reason, "the engine could not be started");
    let (text, code) = match error {
        NotOpened::Start(StartError::DataDirectoryHeld { path }) => (texts::data_held(path), HELD),
        _ => (texts::start_failed(&reason), FAILED),
    };
    let shell = app.clone();
    app.dialog()
        .message(text)
        .title(texts::START_TITLE)
        .kind(MessageDialogKind::Error)
        .show(move |_| shell.exit(code));
}

/// An error and what lies behind it, in one line.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut behind = error.source();
    while let Some(source) = behind {
        line = format!("{line}: {source}");
        behind = source.source();
    }
    line
}

/// Returns when the system asks the program to end.
#[cfg(unix)]
async fn signal() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Returns when the system asks the program to end.
#[cfg(not(unix))]
async fn signal() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
