//! [`Engine`]: starting, stopping, and the operations that are not about targets.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::catalogue::{Known, Novelties};
use domain::directory::{Directory, DirectoryDocument};
use domain::event::{Batch, MOST_EVENTS};
use domain::ids::{PersonId, TargetId};
use domain::installation::Installation;
use domain::oa::OaConnection;
use domain::target::ServerAddress;
use secrets::{SecretStoreStatus, Secrets};
use store::table::breaker;
use store::table::hold::Hold;
use store::table::target::Target;
use store::table::{
    alert_channel, directory, heartbeat, hold, known, oa, person_mapping, push_address, setting, target,
    token,
};
use store::{Damage, Health, OpenError, Store, StoreError, StoreOptions};
use tokio::sync::{Semaphore, SemaphorePermit, broadcast, mpsc, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::actor::Noted;
use crate::adapters::Shelf;
use crate::addresses::Addresses;
use crate::alerting::Alerting;
use crate::answers::{EngineState, EngineStatus, LiveEvent, Pulses, Receipt};
use crate::backups::Backing;
use crate::boundary::{self, Boundary};
use crate::dispatch::{self, Handle, Means};
use crate::error::{EngineError, IntakeError};
use crate::intake::{self, Watched};
use crate::ledger::{Gauges, Ledger, MetricsSnapshot};
use crate::oa::OaPlace;
use crate::recorder::{MOST_WAITING, Recorder};
use crate::registry::{ActiveTarget, Belongings, Registry};
use crate::runs::Runs;
use crate::tokens::Tokens;

/// Events that may be on their way to the disk at once. Beyond it intake answers "busy": bounds its memory.
const MOST_EVENTS_WAITING: usize = 10 * MOST_EVENTS;
/// Live events that a slow listener may be behind; beyond it the oldest are skipped for that listener.
const LIVE_BEHIND: usize = 256;
/// How long a stop waits for what is in flight.
const LONGEST_STOP: Duration = Duration::from_secs(9);

/// How an engine is started.
#[derive(Debug)]
pub struct EngineOptions {
    /// The data directory; made if missing.
    pub data: PathBuf,
    /// Where secret parameters are kept.
    pub secrets: Secrets,
    /// Version of the program.
    pub version: &'static str,
}

/// The engine could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another engine owns the data directory.
    #[error("the data directory {} is held by another engine", path.display())]
    DataDirectoryHeld {
        /// The directory.
        path: PathBuf,
    },
    /// The store cannot be opened.
    #[error("the store cannot be opened")]
    Open(#[source] OpenError),
    /// What is stored cannot be read.
    #[error("the store cannot be read")]
    Read(#[source] StoreError),
}

impl From<OpenError> for StartError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Held { path } => Self::DataDirectoryHeld { path },
            error => Self::Open(error),
        }
    }
}

/// The running engine; clones share it.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) secrets: Secrets,
    pub(crate) registry: Arc<Registry>,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) known: Arc<RwLock<Known>>,
    pub(crate) adapters: Arc<Shelf>,
    /// Where adapters may be tried for real: a simulated receiver, once there is one.
    pub(crate) playground: OnceLock<ServerAddress>,
    pub(crate) live: broadcast::Sender<Arc<LiveEvent>>,
    pub(crate) oa: OaPlace,
    /// Jobs over the push log.
    pub(crate) runs: Runs,
    /// Rung when there is something to forget.
    pub(crate) forget: tokio::sync::Notify,
    pub(crate) alerting: Alerting,
    pub(crate) backing: Backing,
    means: Arc<Means>,
    dispatchers: Mutex<BTreeMap<TargetId, Handle>>,
    /// Changes of targets and of the directory, one after another.
    pub(crate) changes: tokio::sync::Mutex<()>,
    pub(crate) tokens: Tokens,
    events_waiting: Semaphore,
    /// Files are unpacked one at a time: what bounds their memory.
    import: Semaphore,
    health: watch::Receiver<Health>,
    stop: CancellationToken,
    stop_recorder: CancellationToken,
    pub(crate) senders: TaskTracker,
    keepers: TaskTracker,
    started_at: DateTime<Utc>,
    data: PathBuf,
    version: &'static str,
}

/// What the store holds when the engine starts.
struct Stored {
    directory: DirectoryDocument,
    targets: Vec<Target>,
    mappings: HashMap<TargetId, HashMap<PersonId, String>>,
    standing: Vec<breaker::Standing>,
    holds: HashMap<TargetId, Hold>,
    gone: Vec<TargetId>,
    tokens: Vec<(String, token::TokenEntry)>,
    addresses: Vec<push_address::StoredAddress>,
    installation: Installation,
    known: Novelties,
    alert_channels: Vec<alert_channel::StoredChannel>,
    oa: Option<(OaConnection, DateTime<Utc>)>,
}

impl Stored {
    fn read(connection: &store::Connection) -> Result<Self, StoreError> {
        Ok(Self {
            directory: directory::load(connection)?,
            targets: target::all(connection)?,
            mappings: person_mapping::all(connection)?,
            standing: breaker::standing(connection)?,
            holds: hold::all(connection)?,
            gone: target::gone(connection)?,
            tokens: token::all(connection)?,
            addresses: push_address::all(connection)?,
            installation: setting::load(connection)?,
            known: known::all(connection)?,
            alert_channels: alert_channel::all(connection)?,
            oa: oa::load(connection)?,
        })
    }
}

impl Inner {
    /// The one place for reading a file.
    pub(crate) fn importing(&self) -> Result<SemaphorePermit<'_>, EngineError> {
        self.import.try_acquire().map_err(|_| EngineError::Conflict {
            code: "IMPORT_UNDER_WAY",
            detail: "another file is being read".to_owned(),
        })
    }

    /// Writes a row of the audit trail by itself, for a change that is not in the store.
    pub(crate) async fn note(&self, noted: Noted) -> Result<(), EngineError> {
        let now_ms = Utc::now().timestamp_millis();
        Ok(self.store.write(move |tx| noted.note(tx, now_ms)).await?)
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("data", &self.inner.data)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens the store, compiles what is configured, and begins to send what is due.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(options: EngineOptions) -> Result<Self, StartError> {
        let EngineOptions {
            data,
            secrets,
            version,
        } = options;
        let store_options = StoreOptions {
            directory: data.clone(),
        };
        let store = tokio::task::spawn_blocking(move || Store::open(&store_options))
            .await
            .map_err(|error| {
                StartError::Read(StoreError::Statement {
                    detail: error.to_string(),
                })
            })??;
        let stored = store.read(Stored::read).await.map_err(StartError::Read)?;

        let (live, _) = broadcast::channel(LIVE_BEHIND);
        let (recorder, queue) = mpsc::channel(MOST_WAITING);
        let ledger = Arc::new(Ledger::new());
        let registry = Arc::new(Registry::default());
        let stop = CancellationToken::new();
        let means = Means {
            store: store.clone(),
            ledger: Arc::clone(&ledger),
            live: live.clone(),
            registry: Arc::clone(&registry),
            recorder,
            stop: stop.clone(),
        };
        let inner = Inner {
            health: store.health(),
            store: store.clone(),
            secrets,
            registry: Arc::clone(&registry),
            ledger: Arc::clone(&ledger),
            known: Arc::new(RwLock::new(Known::new(stored.known))),
            adapters: Arc::new(Shelf::new(&data)),
            playground: OnceLock::new(),
            live: live.clone(),
            oa: OaPlace::default(),
            runs: Runs::default(),
            forget: tokio::sync::Notify::new(),
            alerting: Alerting::default(),
            backing: Backing::read(&data),
            means: Arc::new(means),
            dispatchers: Mutex::new(BTreeMap::new()),
            changes: tokio::sync::Mutex::new(()),
            tokens: Tokens::new(stored.tokens),
            events_waiting: Semaphore::new(MOST_EVENTS_WAITING),
            import: Semaphore::new(1),
            stop,
            stop_recorder: CancellationToken::new(),
            senders: TaskTracker::new(),
            keepers: TaskTracker::new(),
            started_at: Utc::now(),
            data,
            version,
        };
        let engine = Self {
            inner: Arc::new(inner),
        };
        let stop_recorder = engine.inner.stop_recorder.clone();
        engine.inner.keepers.spawn(
            Recorder {
                store,
                ledger,
                registry,
                live,
                alerts: engine.inner.alerting.bell(),
                queue,
                stop: stop_recorder,
            }
            .run(),
        );
        let registry = &engine.inner.registry;
        registry.put_directory(Arc::new(Directory::new(stored.directory)));
        registry.put_addresses(Addresses::new(stored.addresses));
        registry.put_installation(stored.installation);
        if let Err(error) = engine.with_shelf(Shelf::read).await {
            tracing::warn!(%error, "custom targets are blocked until the adapters can be read");
        }
        engine
            .begin_targets(stored.targets, (stored.mappings, stored.holds), &stored.standing)
            .await;
        for target in stored.gone {
            engine.delete_belongings(target);
        }
        engine.begin_oa(stored.oa).await;
        engine.begin_runs().await;
        engine.begin_backups();
        engine.begin_forgetting();
        engine.begin_alerts(stored.alert_channels).await;
        let beat = engine.clone();
        engine.inner.keepers.spawn(async move { beat.keep_beat().await });
        Ok(engine)
    }

    async fn begin_targets(
        &self,
        targets: Vec<Target>,
        (mut mappings, mut holds): (
            HashMap<TargetId, HashMap<PersonId, String>>,
            HashMap<TargetId, Hold>,
        ),
        standing: &[breaker::Standing],
    ) {
        let directory = self.directory();
        for target in targets {
            let standing = standing
                .iter()
                .find(|standing| standing.target == target.id)
                .cloned();
            let wanted = target.config.adapter.as_ref();
            let belongings = Belongings {
                mapping: Arc::new(mappings.remove(&target.id).unwrap_or_default()),
                adapter: wanted.and_then(|wanted| self.inner.adapters.find(wanted).ok()),
                hold: holds.remove(&target.id),
            };
            let active = ActiveTarget::build(target, belongings, &self.inner.secrets, &directory).await;
            let active = Arc::new(active);
            self.inner.registry.put(Arc::clone(&active));
            self.dispatch(active, standing);
        }
    }

    /// Begins to send to a target.
    pub(crate) fn dispatch(&self, target: Arc<ActiveTarget>, standing: Option<breaker::Standing>) {
        let id = target.id();
        let (handle, dispatcher) = dispatch::new(target, standing, Arc::clone(&self.inner.means));
        self.inner.senders.spawn(dispatcher.run());
        self.dispatchers().insert(id, handle);
    }

    pub(crate) fn dispatchers(&self) -> MutexGuard<'_, BTreeMap<TargetId, Handle>> {
        self.inner
            .dispatchers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops: nothing more is taken or sent, what is in flight is waited for, at most ten seconds, and recorded.
    pub async fn stop(&self) {
        let inner = &self.inner;
        inner.stop.cancel();
        inner.senders.close();
        if tokio::time::timeout(LONGEST_STOP, inner.senders.wait())
            .await
            .is_err()
        {
            tracing::warn!("some requests were still out; their deliveries are due again at the next start");
        }
        inner.stop_recorder.cancel();
        inner.keepers.close();
        if tokio::time::timeout(Duration::from_secs(1), inner.keepers.wait())
            .await
            .is_err()
        {
            tracing::warn!(
                "the last results could not be recorded; their deliveries are due again at the next start"
            );
        }
        // Reads are short; whoever asked for one that is not has gone.
        let _ = tokio::time::timeout(Duration::from_secs(1), inner.store.until_no_read()).await;
    }

    /// Becomes cancelled when the engine begins to stop: streams end then.
    pub fn stopping(&self) -> CancellationToken {
        self.inner.stop.clone()
    }

    /// Whether the engine works.
    pub fn status(&self) -> EngineStatus {
        let (state, detail) = match &*self.inner.health.borrow() {
            _ if self.inner.stop.is_cancelled() => (EngineState::Stopping, None),
            Health::Good => (EngineState::Running, None),
            Health::Unavailable { damage, detail } => {
                let state = match damage {
                    Damage::Corrupt => EngineState::StoreDamaged,
                    Damage::Full | Damage::Refused => EngineState::StoreUnavailable,
                };
                (state, Some(detail.clone()))
            }
        };
        EngineStatus {
            state,
            detail,
            started_at: self.inner.started_at,
        }
    }

    /// Version of the program.
    pub fn version(&self) -> &'static str {
        self.inner.version
    }

    /// The data directory.
    pub fn data_directory(&self) -> &Path {
        &self.inner.data
    }

    /// Where secrets are kept.
    pub fn secret_store(&self) -> SecretStoreStatus {
        self.inner.secrets.status()
    }

    /// Takes a batch in (row O1): answered once it is on disk, planned.
    ///
    /// # Errors
    /// See [`IntakeError`]; nothing of the batch was taken.
    pub async fn intake(&self, batch: Batch) -> Result<Receipt, IntakeError> {
        let engine = self.clone();
        let taken = self.to_its_end(async move { engine.take(batch).await }).await;
        if taken.is_err() {
            self.inner.ledger.refused();
        }
        taken
    }

    /// Runs an operation to its end even when its caller goes away meanwhile, as a client does that closes its connection:
    /// what was committed must also be made known inside.
    pub(crate) async fn to_its_end<R: Send + 'static>(
        &self,
        operation: impl Future<Output = R> + Send + 'static,
    ) -> R {
        let ended = self.inner.senders.spawn(operation).await;
        ended.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    }

    async fn take(&self, batch: Batch) -> Result<Receipt, IntakeError> {
        batch.check().map_err(IntakeError::Invalid)?;
        if self.inner.stop.is_cancelled() {
            return Err(IntakeError::Unavailable {
                detail: "the engine is stopping".to_owned(),
            });
        }
        let weight = u32::try_from(batch.events.len()).unwrap_or(u32::MAX);
        let _place = self
            .inner
            .events_waiting
            .try_acquire_many(weight)
            .map_err(|_| IntakeError::Busy)?;
        let watched = if self.inner.live.receiver_count() > 0 {
            Watched::Yes
        } else {
            Watched::No
        };
        let registry = Arc::clone(&self.inner.registry);
        let known = Arc::clone(&self.inner.known);
        boundary::passed(Boundary::Accept);
        let taken = self
            .inner
            .store
            .write(move |tx| {
                let taken = intake::take(tx, &batch, (&registry, &known), watched)?;
                boundary::passed(Boundary::Plan);
                Ok(taken)
            })
            .await?;
        boundary::passed(Boundary::Commit);
        if !taken.new.is_empty() {
            self.learn(taken.new);
        }
        if !taken.receipt.duplicate {
            self.inner.ledger.taken(taken.receipt.accepted);
        }
        for (target, statuses) in &taken.planned {
            self.inner.ledger.planned(*target, statuses.iter().copied());
        }
        {
            let dispatchers = self.dispatchers();
            for (target, _) in &taken.planned {
                if let Some(handle) = dispatchers.get(target) {
                    handle.wake();
                }
            }
        }
        intake::show(&self.inner.live, taken.items, &self.inner.registry.now());
        Ok(taken.receipt)
    }

    /// What happens, as it is committed. A listener that is too slow skips.
    pub fn live(&self) -> broadcast::Receiver<Arc<LiveEvent>> {
        self.inner.live.subscribe()
    }

    /// Where things stand now, stage by stage. Cost: one look-up for each target.
    pub async fn gauges(&self) -> Gauges {
        let inner = &self.inner;
        let (store_bytes, wal_bytes) = inner.store.sizes();
        let (alerts_sent, alert_tries_failed) = inner.alerting.counted();
        let waiting = |most: usize, free: usize| u64::try_from(most.saturating_sub(free)).unwrap_or(u64::MAX);
        Gauges {
            intake_waiting: waiting(MOST_EVENTS_WAITING, inner.events_waiting.available_permits()),
            recorder_waiting: waiting(MOST_WAITING, inner.means.recorder.capacity()),
            writer: inner.store.writer_figures(),
            store_bytes,
            wal_bytes,
            alerts_sent,
            alert_tries_failed,
            stored: self.stored_gauges().await.ok(),
        }
    }

    /// Figures since the start.
    pub fn metrics(&self) -> MetricsSnapshot {
        self.inner.ledger.metrics()
    }

    /// Once a second: closes the second's figures, tells the watchers, and tries a store that cannot be written.
    async fn keep_beat(&self) {
        let mut second = tokio::time::interval(Duration::from_secs(1));
        second.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = second.tick() => {}
                () = self.inner.stop.cancelled() => return,
            }
            let at = Utc::now();
            let point = self.inner.ledger.tick(at);
            let trouble = match &*self.inner.health.borrow() {
                Health::Good => None,
                Health::Unavailable { detail, .. } => Some(detail.clone()),
            };
            let is_sick = trouble.is_some();
            self.watch_store(trouble);
            if is_sick {
                // What comes of it is in the health.
                let _ = self
                    .inner
                    .store
                    .write(move |tx| heartbeat::beat(tx, at.timestamp_millis()))
                    .await;
            }
            if self.inner.live.receiver_count() == 0 {
                continue;
            }
            match self.pulses().await {
                Ok(targets) => {
                    let pulses = Pulses {
                        at,
                        intake: self.intake_rate(),
                        targets,
                        point,
                    };
                    let _ = self.inner.live.send(Arc::new(LiveEvent::Pulse(Box::new(pulses))));
                }
                Err(error) => tracing::warn!(%error, "the state of the targets could not be read"),
            }
        }
    }
}
