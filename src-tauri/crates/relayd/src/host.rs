//! [`Host`]: one engine with its interface, its doors and, when asked for, its sandbox.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::Router;
use engine::{BackupError, Engine, EngineError, EngineOptions, SECRETS_FILE};
use sandbox::{Sandbox, SandboxOptions};
use secrets::{KeySource, Secrets, SecretsError, SecretsOptions, StoreChoice};

use crate::door::{self, Door, Doors};
use crate::pages;
use crate::peers;
use crate::place::Place;

/// The program's name in the keychain.
const APPLICATION: &str = "todo-relay";
/// The administrator's token, in the data directory.
const TOKEN_FILE: &str = "administrator.token";
/// The sandbox's organisation and account are the same at every start.
const SANDBOX_SEED: u64 = 7_680;

/// Where secrets are kept, and what opens them.
#[derive(Debug, Clone, Default)]
pub struct SecretChoice {
    /// Keychain, encrypted file, or whichever there is.
    pub store: StoreChoice,
    /// What opens the encrypted file; the platform's key file when absent.
    pub key: Option<KeySource>,
}

/// How a host is started.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// The data directory; made when missing.
    pub data: PathBuf,
    /// Start the simulated OA and receivers, with targets for them.
    pub sandbox: bool,
    /// Where secrets are kept.
    pub secrets: SecretChoice,
}

/// A host could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another engine owns the data directory.
    #[error("the data directory {} is held by another engine", path.display())]
    DataDirectoryHeld {
        /// The directory.
        path: PathBuf,
    },
    /// The data directory could not be made.
    #[error("the data directory {} cannot be used", path.display())]
    DataDirectory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The platform does not say where a key file may lie.
    #[error("there is no place for the key file of the secrets: name one")]
    NoPlaceForKey,
    /// The secrets could not be opened.
    #[error("the secrets cannot be opened")]
    Secrets(#[source] SecretsError),
    /// The engine could not be started.
    #[error("the engine cannot be started")]
    Engine(#[source] engine::StartError),
    /// A backup that a person chose could not be put back to its end; the next start goes on with it.
    #[error("the backup that was chosen is not put back yet")]
    Restore(#[source] BackupError),
    /// The administrator's token could not be made.
    #[error("the administrator's token cannot be made")]
    Token(#[source] EngineError),
    /// A port of the sandbox could not be bound.
    #[error("the sandbox cannot be started")]
    Sandbox(#[source] io::Error),
    /// The sandbox's targets could not be put in.
    #[error("the sandbox cannot be connected to the engine")]
    Peers(#[source] peers::PeersError),
}

/// One engine with its interface.
pub struct Host {
    /// The engine itself.
    pub engine: Engine,
    /// The whole interface without any check of who is asking: the in-process door.
    pub router: Router,
    /// Holds the administrator's token; mode 0600.
    pub token_file: PathBuf,
    /// The simulated OA and receivers, while asked for.
    pub sandbox: Option<Sandbox>,
    intake_token: Option<String>,
    doors: Doors,
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host")
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

/// Opens a data directory and begins to work on it.
///
/// # Errors
/// See [`StartError`]; nothing is left running.
pub async fn start(options: HostOptions) -> Result<Host, StartError> {
    let data = std::path::absolute(&options.data).map_err(|source| cannot_use(&options.data, source))?;
    make(&data).await.map_err(|source| cannot_use(&data, source))?;
    restore_if_wanted(&data).await?;
    let secrets = open_secrets(&data, options.secrets).await?;
    let engine_options = EngineOptions {
        data: data.clone(),
        secrets,
        version: env!("CARGO_PKG_VERSION"),
    };
    let engine = Engine::start(engine_options).await.map_err(|error| match error {
        engine::StartError::DataDirectoryHeld { path } => StartError::DataDirectoryHeld { path },
        other => StartError::Engine(other),
    })?;
    match furnish(&engine, &data, options.sandbox).await {
        Ok(host) => Ok(host),
        Err(error) => {
            engine.stop().await;
            Err(error)
        }
    }
}

fn cannot_use(path: &Path, source: io::Error) -> StartError {
    StartError::DataDirectory {
        path: path.to_owned(),
        source,
    }
}

/// Makes the directory for its owner alone; one that is there stays as it is.
async fn make(data: &Path) -> io::Result<()> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(data).await
}

async fn restore_if_wanted(data: &Path) -> Result<(), StartError> {
    let place = data.to_owned();
    let ended = tokio::task::spawn_blocking(move || engine::restore_if_wanted(&place)).await;
    match ended.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic())) {
        Err(BackupError::Open(engine::OpenError::Held { path })) => {
            Err(StartError::DataDirectoryHeld { path })
        }
        other => other.map_err(StartError::Restore),
    }
}

async fn open_secrets(data: &Path, choice: SecretChoice) -> Result<Secrets, StartError> {
    let key = match choice.key {
        Some(key) => key,
        None => KeySource::KeyFile(Place::of_this_user().ok_or(StartError::NoPlaceForKey)?.key_file),
    };
    let options = SecretsOptions {
        application: APPLICATION.to_owned(),
        choice: choice.store,
        file: data.join(SECRETS_FILE),
        key,
    };
    Secrets::open(options).await.map_err(StartError::Secrets)
}

async fn furnish(engine: &Engine, data: &Path, with_sandbox: bool) -> Result<Host, StartError> {
    let token_file = data.join(TOKEN_FILE);
    engine
        .ensure_admin_token(&token_file)
        .await
        .map_err(StartError::Token)?;
    let (sandbox, intake_token) = if with_sandbox {
        let options = SandboxOptions { seed: SANDBOX_SEED };
        let sandbox = Sandbox::start(options).await.map_err(StartError::Sandbox)?;
        match peers::introduce(engine, &sandbox).await {
            Ok(token) => (Some(sandbox), Some(token)),
            Err(error) => {
                sandbox.stop().await;
                return Err(StartError::Peers(error));
            }
        }
    } else {
        (None, None)
    };
    let extra = api::Extra {
        router: sandbox.as_ref().map(|sandbox| sandbox.router().into()),
        document: sandbox::control_description(),
    };
    Ok(Host {
        engine: engine.clone(),
        router: api::open(engine.clone(), extra),
        token_file,
        sandbox,
        intake_token,
        doors: Doors::default(),
    })
}

impl Host {
    /// Opens a socket door: Host, Origin and token are checked, and the console's pages are served. It is open when
    /// this returns. The simulated OA, when there is one, hands its batches in by this door.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn serve(&self, listen: SocketAddr) -> io::Result<Door> {
        self.serve_as(listen, Vec::new()).await
    }

    /// As [`Host::serve`], reached under `names` too: `host` or `host:port`, as a browser or a proxy says them.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn serve_as(&self, listen: SocketAddr, names: Vec<String>) -> io::Result<Door> {
        let listener = door::listen(listen)?;
        let address = listener.local_addr()?;
        let options = api::GuardOptions {
            listening: address,
            names,
        };
        let guarded = api::guarded(
            self.router.clone(),
            pages::router(),
            self.engine.clone(),
            &options,
        );
        let door = self.doors.open(listener, guarded)?;
        if let (Some(sandbox), Some(token)) = (&self.sandbox, &self.intake_token) {
            sandbox.connect_intake(door.url(), token.clone());
        }
        Ok(door)
    }

    /// Stops taking, lets what is in flight finish, and ends. At most some ten seconds.
    pub async fn stop(self) {
        tokio::join!(self.doors.close(), self.engine.stop());
        // Last, so that what was in flight to a simulated receiver could end well.
        if let Some(sandbox) = &self.sandbox {
            sandbox.stop().await;
        }
    }
}
