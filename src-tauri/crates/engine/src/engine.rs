//! [`Engine`]: starting, stopping, and the operations that are not about targets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::directory::{Directory, DirectoryDocument};
use domain::event::{Batch, MOST_EVENTS};
use domain::ids::{DeliveryId, OpeningId, TargetId};
use secrets::{SecretStoreStatus, Secrets};
use store::table::breaker::{self, Opening};
use store::table::log::{self, DeliveryDetail, DeliveryFilter, DeliveryItem};
use store::table::token::{self, Scope, TokenEntry};
use store::table::{Page, counter, delivery, directory, heartbeat, target};
use store::{Health, OpenError, Store, StoreError, StoreOptions};
use tokio::sync::{Semaphore, broadcast, mpsc, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::answers::{
    EngineState, EngineStatus, IntakeRate, LiveEvent, Overview, PersonEntry, Pulse, Pulses, Receipt,
};
use crate::dispatch::{self, Handle, Means};
use crate::error::{EngineError, IntakeError};
use crate::intake::{self, Watched};
use crate::ledger::{Ledger, MetricsSnapshot};
use crate::recorder::{MOST_WAITING, Recorder};
use crate::registry::{ActiveTarget, Registry};
use crate::tokens::{self, Grant, NewToken, Tokens};

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

/// Which page of the log is asked for.
#[derive(Debug, Clone, Default)]
pub struct DeliveryQuery {
    /// What the list is narrowed to.
    pub filter: DeliveryFilter,
    /// Rows of the page.
    pub limit: usize,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// Which page of the openings is asked for.
#[derive(Debug, Clone, Default)]
pub struct OpeningQuery {
    /// Of one target.
    pub target_id: Option<TargetId>,
    /// Rows of the page.
    pub limit: usize,
    /// Cursor of the page before.
    pub after: Option<String>,
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
    live: broadcast::Sender<Arc<LiveEvent>>,
    means: Arc<Means>,
    dispatchers: Mutex<BTreeMap<TargetId, Handle>>,
    /// Changes of targets and of the directory, one after another.
    pub(crate) changes: tokio::sync::Mutex<()>,
    tokens: Tokens,
    events_waiting: Semaphore,
    health: watch::Receiver<Health>,
    stop: CancellationToken,
    stop_recorder: CancellationToken,
    pub(crate) senders: TaskTracker,
    keepers: TaskTracker,
    started_at: DateTime<Utc>,
    data: PathBuf,
    version: &'static str,
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
        let stored = store
            .read(|connection| {
                let document = directory::load(connection)?;
                let targets = target::all(connection)?;
                let standing = breaker::standing(connection)?;
                let gone = target::gone(connection)?;
                Ok((document, targets, standing, gone, token::all(connection)?))
            })
            .await
            .map_err(StartError::Read)?;
        let (document, targets, standing, gone, stored_tokens) = stored;

        let (live, _) = broadcast::channel(LIVE_BEHIND);
        let (recorder, queue) = mpsc::channel(MOST_WAITING);
        let ledger = Arc::new(Ledger::new());
        let stop = CancellationToken::new();
        let means = Means {
            store: store.clone(),
            ledger: Arc::clone(&ledger),
            live: live.clone(),
            recorder,
            stop: stop.clone(),
        };
        let inner = Inner {
            health: store.health(),
            store: store.clone(),
            secrets,
            registry: Arc::new(Registry::default()),
            ledger: Arc::clone(&ledger),
            live: live.clone(),
            means: Arc::new(means),
            dispatchers: Mutex::new(BTreeMap::new()),
            changes: tokio::sync::Mutex::new(()),
            tokens: Tokens::new(stored_tokens),
            events_waiting: Semaphore::new(MOST_EVENTS_WAITING),
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
                live,
                queue,
                stop: stop_recorder,
            }
            .run(),
        );
        engine
            .inner
            .registry
            .put_directory(Arc::new(Directory::new(document)));
        for target in targets {
            let standing = standing
                .iter()
                .find(|standing| standing.target == target.id)
                .cloned();
            let directory = engine.directory();
            let active = Arc::new(ActiveTarget::build(target, &engine.inner.secrets, &directory).await);
            engine.inner.registry.put(Arc::clone(&active));
            engine.dispatch(active, standing);
        }
        for target in gone {
            engine.delete_belongings(target);
        }
        let beat = engine.clone();
        engine.inner.keepers.spawn(async move { beat.keep_beat().await });
        Ok(engine)
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
            Health::Unavailable { detail, .. } => (EngineState::StoreUnavailable, Some(detail.clone())),
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
        let taken = self.take(batch).await;
        if taken.is_err() {
            self.inner.ledger.refused();
        }
        taken
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
        let mut taken = self
            .inner
            .store
            .write(move |tx| intake::take(tx, &batch, &registry, watched))
            .await?;
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
        if !taken.items.is_empty() {
            intake::name_persons(&mut taken.items, &self.inner.registry.now());
            // The last watcher may have gone meanwhile.
            let _ = self.inner.live.send(Arc::new(LiveEvent::Deliveries(taken.items)));
        }
        Ok(taken.receipt)
    }

    /// The organisation.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.inner.registry.now().directory)
    }

    /// Replaces the organisation as a whole; rules are compiled anew.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; the old one stays.
    pub async fn replace_directory(&self, document: DirectoryDocument) -> Result<(), EngineError> {
        document.check().map_err(EngineError::Invalid)?;
        let json = serde_json::to_string(&document).map_err(|error| EngineError::Internal {
            detail: error.to_string(),
        })?;
        let _turn = self.inner.changes.lock().await;
        let now_ms = Utc::now().timestamp_millis();
        self.inner
            .store
            .write(move |tx| directory::replace(tx, &json, now_ms))
            .await?;
        let compiled = tokio::task::spawn_blocking(move || Arc::new(Directory::new(document)))
            .await
            .map_err(|error| EngineError::Internal {
                detail: error.to_string(),
            })?;
        self.inner.registry.put_directory(compiled);
        Ok(())
    }

    /// Persons whose name, login name, number or id holds a text. Cost: one pass over the persons, ended when `limit`
    /// are found.
    pub fn persons(&self, text: &str, limit: usize) -> Vec<PersonEntry> {
        let directory = self.directory();
        let document = directory.document();
        let wanted = text.trim().to_lowercase();
        let holds = |value: &str| value.to_lowercase().contains(&wanted);
        document
            .persons
            .iter()
            .filter(|person| {
                wanted.is_empty()
                    || holds(&person.name)
                    || holds(person.id.as_str())
                    || person.login_id.as_deref().is_some_and(holds)
                    || person.work_code.as_deref().is_some_and(holds)
            })
            .take(limit)
            .map(|person| PersonEntry {
                id: person.id.clone(),
                name: person.name.clone(),
                login_id: person.login_id.clone(),
                department: person.department.as_ref().and_then(|id| {
                    document
                        .departments
                        .iter()
                        .find(|unit| unit.id == *id)
                        .map(|unit| unit.name.clone())
                }),
                main_account: person.main_account.clone(),
            })
            .collect()
    }

    /// One page of the push log (row L1), newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn deliveries(&self, query: DeliveryQuery) -> Result<Page<DeliveryItem>, EngineError> {
        let after = cursor(query.after.as_deref())?.map(DeliveryId);
        let (filter, limit) = (query.filter, query.limit);
        let mut page = self
            .inner
            .store
            .read(move |connection| log::page(connection, &filter, limit, after))
            .await?;
        intake::name_persons(&mut page.items, &self.inner.registry.now());
        Ok(page)
    }

    /// One row of the push log with all that is known of it (row L2).
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn delivery(&self, id: DeliveryId) -> Result<DeliveryDetail, EngineError> {
        let found = self
            .inner
            .store
            .read(move |connection| log::detail(connection, id))
            .await?;
        let mut detail = found.ok_or(EngineError::NotFound { what: "delivery" })?;
        intake::name_persons(std::slice::from_mut(&mut detail.item), &self.inner.registry.now());
        Ok(detail)
    }

    /// One page of breaker openings (row F3), newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn openings(&self, query: OpeningQuery) -> Result<Page<Opening>, EngineError> {
        let after = cursor(query.after.as_deref())?.map(OpeningId);
        let OpeningQuery { target_id, limit, .. } = query;
        Ok(self
            .inner
            .store
            .read(move |connection| breaker::page(connection, target_id, limit, after))
            .await?)
    }

    /// How the engine is doing, and how it did in the last five minutes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn overview(&self) -> Result<Overview, EngineError> {
        Ok(Overview {
            at: Utc::now(),
            intake: self.intake_rate(),
            targets: self.pulses().await?,
            series: self.inner.ledger.points(),
        })
    }

    fn intake_rate(&self) -> IntakeRate {
        IntakeRate {
            events_per_second: self.inner.ledger.events_per_second(),
        }
    }

    /// Cost: the counts, and one look-up for each target that has a backlog.
    async fn pulses(&self) -> Result<Vec<Pulse>, StoreError> {
        let snapshot = self.inner.registry.now();
        let ids: Vec<TargetId> = snapshot.targets.keys().copied().collect();
        let (mut counts, oldest) = self
            .inner
            .store
            .read(move |connection| {
                let counts = counter::by_target(connection)?;
                let mut oldest = BTreeMap::new();
                for id in ids {
                    if counts.get(&id).is_some_and(|counts| counts.pending > 0) {
                        oldest.insert(id, delivery::oldest_due(connection, id)?);
                    }
                }
                Ok((counts, oldest))
            })
            .await?;
        let pulse = |target: &Arc<ActiveTarget>| {
            let (id, config) = (target.id(), target.config());
            let view = self.inner.ledger.target(id);
            Pulse {
                target_id: id,
                name: config.name.clone(),
                identifier: config.identifier.clone(),
                push_type: config.push_type,
                enabled: config.enabled,
                blocked: view.blocked,
                counts: counts.remove(&id).unwrap_or_default(),
                per_second: view.per_second,
                latency_ms: view.latency,
                in_flight: view.in_flight,
                oldest_pending_at: oldest.get(&id).copied().flatten(),
                breaker: view.breaker,
            }
        };
        Ok(snapshot.targets.values().map(pulse).collect())
    }

    /// What happens, as it is committed. A listener that is too slow skips.
    pub fn live(&self) -> broadcast::Receiver<Arc<LiveEvent>> {
        self.inner.live.subscribe()
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
            let is_sick = *self.inner.health.borrow() != Health::Good;
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

    /// Every token, without its text.
    pub fn tokens(&self) -> Vec<TokenEntry> {
        self.inner.tokens.list()
    }

    /// Makes a token.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for an empty name or no scope.
    pub async fn create_token(&self, name: String, scopes: Vec<Scope>) -> Result<NewToken, EngineError> {
        if name.trim().is_empty() {
            return Err(EngineError::field("/name", "REQUIRED", "must not be empty"));
        }
        if scopes.is_empty() {
            return Err(EngineError::field(
                "/scopes",
                "REQUIRED",
                "must hold at least one scope",
            ));
        }
        let token = tokens::make().map_err(|error| EngineError::Internal {
            detail: error.to_string(),
        })?;
        let hash = tokens::hash(&token);
        let now_ms = Utc::now().timestamp_millis();
        let stored_hash = hash.clone();
        let entry = self
            .inner
            .store
            .write(move |tx| token::insert(tx, &stored_hash, (&name, &scopes), now_ms))
            .await?;
        self.inner.tokens.put(hash, entry.clone());
        Ok(NewToken {
            id: entry.id,
            name: entry.name,
            scopes: entry.scopes,
            token,
        })
    }

    /// Makes a token useless from now on.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn revoke_token(&self, id: i64) -> Result<(), EngineError> {
        if !self.inner.store.write(move |tx| token::delete(tx, id)).await? {
            return Err(EngineError::NotFound { what: "token" });
        }
        self.inner.tokens.remove(id);
        Ok(())
    }

    /// What the bearer of a token may do; nothing when it is none of ours.
    pub fn authenticate(&self, token: &str) -> Option<Grant> {
        self.inner.tokens.grant(token)
    }

    /// Makes the administrator's token and its file (mode 0600), unless the file holds one that is good.
    ///
    /// # Errors
    /// When the store or the file cannot be written.
    pub async fn ensure_admin_token(&self, file: &Path) -> Result<(), EngineError> {
        let unavailable = |error: std::io::Error| EngineError::Unavailable {
            detail: format!("{}: {error}", file.display()),
        };
        if let Ok(text) = tokio::fs::read_to_string(file).await
            && self
                .authenticate(text.trim())
                .is_some_and(|grant| grant.scopes.contains(&Scope::Console))
        {
            return Ok(());
        }
        let token = self
            .create_token("administrator".to_owned(), vec![Scope::Console])
            .await?;
        if let Some(directory) = file.parent() {
            tokio::fs::create_dir_all(directory).await.map_err(unavailable)?;
        }
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut open = options.open(file).await.map_err(unavailable)?;
        tokio::io::AsyncWriteExt::write_all(&mut open, token.token.as_bytes())
            .await
            .map_err(unavailable)?;
        open.sync_all().await.map_err(unavailable)
    }
}

fn cursor(text: Option<&str>) -> Result<Option<i64>, EngineError> {
    let wrong = |_| EngineError::field("/after", "INVALID_CURSOR", "is not a cursor of this list");
    text.map(|text| text.parse().map_err(wrong)).transpose()
}
