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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use relayd::{HostOptions, KeySource, SecretChoice, StoreChoice};

    use super::*;

    async fn host(home: &tempfile::TempDir) -> Host {
        let options = HostOptions {
            data: home.path().join("data"),
            sandbox: false,
            secrets: SecretChoice {
                store: StoreChoice::EncryptedFile,
                key: Some(KeySource::KeyFile(home.path().join("key"))),
            },
        };
        relayd::start(options)
            .await
            .expect("an engine can be opened here")
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn who_asks_before_the_engine_is_open_waits_for_it_and_nobody_gets_it_after_the_end() {
        let home = tempfile::tempdir().expect("a home can be made");
        let inside = Inside::new();
        let mut asking = std::pin::pin!(inside.opened());
        let early = tokio::time::timeout(Duration::ZERO, asking.as_mut()).await;
        assert!(early.is_err(), "there is no answer before the engine is open");
        inside.open(host(&home).await).await;
        assert!(asking.await.is_some(), "the wait is rewarded");
        inside.end().await;
        assert!(
            inside.opened().await.is_none(),
            "an engine that has ended is not handed out"
        );
        // The data directory is free again only when the engine has really ended.
        host(&home).await.stop().await;
    }

    #[tokio::test]
    async fn who_waits_for_an_engine_that_cannot_be_opened_is_told() {
        let inside = Inside::new();
        inside.give_up();
        assert!(inside.opened().await.is_none(), "the wait has an end");
        inside.end().await;
    }
}
