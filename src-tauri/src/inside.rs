//! The engine inside this process: handed to whoever asks once it is open, and ended once.
//!
//! What it guarantees: who asks while the engine is being opened waits and gets the true answer, never a guess; after
//! [`Inside::end`] nobody gets it any more; every task of the shell is tracked and has ended before the engine has.

use std::future::Future;

use axum::Router;
use engine::Engine;
use relayd::Host;
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

/// The engine's face and its door in this process.
#[derive(Clone)]
pub(crate) struct Opened {
    /// The whole interface, without the checks that a socket needs.
    pub(crate) router: Router,
    /// For what the shell itself shows.
    pub(crate) engine: Engine,
}

#[derive(Clone)]
enum Stage {
    Opening,
    Open(Opened),
    Over,
}

/// The engine, and the shell's own tasks around it.
pub(crate) struct Inside {
    stage: watch::Sender<Stage>,
    host: Mutex<Option<Host>>,
    tasks: TaskTracker,
    ending: CancellationToken,
}

impl Inside {
    /// Nothing is open yet; whoever asks waits.
    pub(crate) fn new() -> Self {
        Self {
            stage: watch::Sender::new(Stage::Opening),
            host: Mutex::new(None),
            tasks: TaskTracker::new(),
            ending: CancellationToken::new(),
        }
    }

    /// The engine, as soon as it is open; `None` when it could not be opened or has ended.
    pub(crate) async fn opened(&self) -> Option<Opened> {
        let mut stage = self.stage.subscribe();
        match stage
            .wait_for(|stage| !matches!(stage, Stage::Opening))
            .await
            .as_deref()
        {
            Ok(Stage::Open(opened)) => Some(opened.clone()),
            _ => None,
        }
    }

    /// The engine is open.
    pub(crate) async fn open(&self, host: Host) -> Opened {
        let opened = Opened {
            router: host.router.clone(),
            engine: host.engine.clone(),
        };
        *self.host.lock().await = Some(host);
        self.stage.send_replace(Stage::Open(opened.clone()));
        opened
    }

    /// The engine could not be opened.
    pub(crate) fn give_up(&self) {
        self.stage.send_replace(Stage::Over);
    }

    /// Fires when the program is ending.
    pub(crate) fn ending(&self) -> &CancellationToken {
        &self.ending
    }

    /// Runs a task of the shell. It has to end soon after [`Inside::ending`] fired.
    pub(crate) fn run(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let named = task.instrument(tracing::info_span!("shell", task = name));
        self.tasks.spawn_on(named, tauri::async_runtime::handle().inner());
    }

    /// Ends the shell's tasks, then the engine: what is in flight may finish, within the engine's own limit.
    pub(crate) async fn end(&self) {
        self.ending.cancel();
        // An engine that is just being opened is opened first: it has to be ended in order, too.
        self.opened().await;
        self.stage.send_replace(Stage::Over);
        self.tasks.close();
        self.tasks.wait().await;
        if let Some(host) = self.host.lock().await.take() {
            host.stop().await;
        }
    }
}
