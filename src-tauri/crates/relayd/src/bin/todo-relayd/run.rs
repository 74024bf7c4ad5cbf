//! Running an engine: from the start to the signal that ends it.

use std::io::{self, Write as _};
use std::process::ExitCode;

use relayd::{Door, Host, HostOptions, StartError};
use serde_json::json;

use crate::flags::RunOptions;
use crate::{complain, log, whole};

/// Exit code when another engine holds the data directory.
pub(crate) const HELD: u8 = 3;

/// Runs until the system says stop.
pub(crate) async fn run(options: RunOptions) -> ExitCode {
    log::begin(options.log_format);
    // From here on a signal ends the engine in order, also one that comes before it is ready.
    let mut signals = match Signals::new() {
        Ok(signals) => signals,
        Err(error) => return fail(&format!("signals cannot be heard: {error}")),
    };
    let host = HostOptions {
        data: options.data,
        sandbox: options.sandbox,
        secrets: options.secrets,
    };
    let host = match relayd::start(host).await {
        Ok(host) => host,
        Err(error @ StartError::DataDirectoryHeld { .. }) => {
            complain(&whole(&error));
            return ExitCode::from(HELD);
        }
        Err(error) => return fail(&whole(&error)),
    };
    let door = match host.serve_as(options.listen, options.names).await {
        Ok(door) => door,
        Err(error) => {
            host.stop().await;
            return fail(&format!("{} cannot be listened on: {error}", options.listen));
        }
    };
    if !door.addr.ip().is_loopback() {
        tracing::warn!(addr = %door.addr, "listening beyond this machine, without TLS: put a proxy with TLS before it");
    }
    announce(&door, &host);
    tracing::info!(url = door.url(), data = %host.engine.data_directory().display(), "ready");
    let signal = signals.any().await;
    tracing::info!(signal, "stopping");
    host.stop().await;
    tracing::info!("stopped");
    ExitCode::SUCCESS
}

fn fail(line: &str) -> ExitCode {
    complain(line);
    ExitCode::FAILURE
}

/// The one line on standard output.
fn announce(door: &Door, host: &Host) {
    let ready = json!({ "event": "ready", "url": door.url(), "tokenFile": host.token_file });
    let mut out = io::stdout().lock();
    if let Err(error) = writeln!(out, "{ready}").and_then(|()| out.flush()) {
        tracing::warn!(%error, "nobody hears that it is ready");
    }
}

#[cfg(unix)]
struct Signals {
    term: tokio::signal::unix::Signal,
    int: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            int: signal(SignalKind::interrupt())?,
        })
    }

    async fn any(&mut self) -> &'static str {
        tokio::select! {
            _ = self.term.recv() => "SIGTERM",
            _ = self.int.recv() => "SIGINT",
        }
    }
}

#[cfg(windows)]
struct Signals {
    c: tokio::signal::windows::CtrlC,
    close: tokio::signal::windows::CtrlClose,
    shutdown: tokio::signal::windows::CtrlShutdown,
}

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::windows::{ctrl_c, ctrl_close, ctrl_shutdown};
        Ok(Self {
            c: ctrl_c()?,
            close: ctrl_close()?,
            shutdown: ctrl_shutdown()?,
        })
    }

    async fn any(&mut self) -> &'static str {
        tokio::select! {
            _ = self.c.recv() => "Ctrl-C",
            _ = self.close.recv() => "close",
            _ = self.shutdown.recv() => "shutdown",
        }
    }
}
