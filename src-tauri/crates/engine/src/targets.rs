//! Targets: made, changed, deleted, tried (T rows).

use std::collections::HashSet;
use std::sync::Arc;

use chrono::Utc;
use domain::event::Event;
use domain::fields::{Complaints, FieldError};
use domain::ids::TargetId;
use domain::plan::{self, DeliveryKey};
use domain::target::TargetConfig;
use secrets::SecretsError;
use store::table::counter::{self, StatusCounts};
use store::table::delivery::More;
use store::table::target::{self, Target};
use store::table::{breaker, memory};
use suites::Suite;
use transport::ConnectionStep;

use crate::answers::{ConnectionTest, DeletionImpact};
use crate::dry_run::{self, DryRun};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::{ActiveTarget, client_options};
use crate::secret_params;

/// Rows that one step of a deletion takes: a few milliseconds of the writer.
const DELETED_AT_ONCE: usize = 500;

const NO_TARGET: EngineError = EngineError::NotFound { what: "target" };

impl From<SecretsError> for EngineError {
    fn from(error: SecretsError) -> Self {
        Self::Unavailable {
            detail: error.to_string(),
        }
    }
}

impl Engine {
    /// Every target, oldest first.
    pub fn targets(&self) -> Vec<Target> {
        self.inner
            .registry
            .now()
            .targets
            .values()
            .map(|active| active.target.clone())
            .collect()
    }

    /// One target.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub fn target(&self, id: TargetId) -> Result<Target, EngineError> {
        Ok(self.active(id)?.target.clone())
    }

    fn active(&self, id: TargetId) -> Result<Arc<ActiveTarget>, EngineError> {
        self.inner
            .registry
            .now()
            .targets
            .get(&id)
            .cloned()
            .ok_or(NO_TARGET)
    }

    /// Makes a target; its secrets go to the secret store first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; nothing was made.
    pub async fn create_target(&self, config: TargetConfig) -> Result<Target, EngineError> {
        let engine = self.clone();
        self.to_its_end(async move { engine.create(config).await }).await
    }

    async fn create(&self, mut config: TargetConfig) -> Result<Target, EngineError> {
        let written = secret_params::take_out(&mut config, None);
        check(&config)?;
        let _turn = self.inner.changes.lock().await;
        let now_ms = Utc::now().timestamp_millis();
        let stored = self
            .inner
            .store
            .write(move |tx| target::insert(tx, &config, now_ms))
            .await?;
        let id = stored.id;
        if let Err(error) = secret_params::store(id, &written, &self.inner.secrets).await {
            self.inner.store.write(move |tx| target::delete(tx, id)).await?;
            return Err(error.into());
        }
        let active = self.compile(stored.clone()).await;
        self.inner.registry.put(Arc::clone(&active));
        self.dispatch(active, None);
        Ok(stored)
    }

    /// Changes a target. A secret that is not written anew stays as it is.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; nothing was changed.
    pub async fn update_target(&self, id: TargetId, config: TargetConfig) -> Result<Target, EngineError> {
        let engine = self.clone();
        self.to_its_end(async move { engine.update(id, config).await })
            .await
    }

    async fn update(&self, id: TargetId, mut config: TargetConfig) -> Result<Target, EngineError> {
        let _turn = self.inner.changes.lock().await;
        let before = self.active(id)?;
        let same_type = before.config().push_type == config.push_type;
        let known = same_type.then(|| before.config());
        let written = secret_params::take_out(&mut config, known);
        check(&config)?;
        if config.identifier != before.config().identifier {
            self.check_free(&config.identifier, id)?;
        }
        secret_params::store(id, &written, &self.inner.secrets).await?;
        let now_ms = Utc::now().timestamp_millis();
        let stored = self
            .inner
            .store
            .write(move |tx| target::update(tx, id, &config, now_ms))
            .await?;
        let stored = stored.ok_or(NO_TARGET)?;
        if !same_type {
            secret_params::forget_others(&before.target, &stored, &self.inner.secrets).await?;
        }
        let active = self.compile(stored.clone()).await;
        self.inner.registry.put(Arc::clone(&active));
        if let Some(handle) = self.dispatchers().get(&id) {
            handle.change(active);
        }
        Ok(stored)
    }

    fn check_free(&self, identifier: &str, own: TargetId) -> Result<(), EngineError> {
        let now = self.inner.registry.now();
        let taken = now
            .targets
            .values()
            .any(|other| other.id() != own && other.config().identifier == identifier);
        if taken {
            return Err(EngineError::field(
                "/identifier",
                "NOT_UNIQUE",
                target::IDENTIFIER_TAKEN,
            ));
        }
        Ok(())
    }

    async fn compile(&self, target: Target) -> Arc<ActiveTarget> {
        Arc::new(ActiveTarget::build(target, &self.inner.secrets, &self.directory()).await)
    }

    /// What goes with a target when it is deleted.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn deletion_impact(&self, id: TargetId) -> Result<DeletionImpact, EngineError> {
        self.active(id)?;
        let impact = self.inner.store.read(move |connection| {
            let counts = counter::by_target(connection)?.remove(&id).unwrap_or_default();
            let StatusCounts {
                pending,
                success,
                failed,
                ignored,
                no_answer,
                superseded,
            } = counts;
            Ok(DeletionImpact {
                deliveries: pending + success + failed + ignored + no_answer + superseded,
                pending,
                remembered_keys: memory::count(connection, id)?,
                openings: breaker::count(connection, id)?,
            })
        });
        Ok(impact.await?)
    }

    /// Deletes a target. Nothing is planned or sent for it from now on; its log goes step by step in the background.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn delete_target(&self, id: TargetId) -> Result<(), EngineError> {
        let engine = self.clone();
        self.to_its_end(async move { engine.delete(id).await }).await
    }

    async fn delete(&self, id: TargetId) -> Result<(), EngineError> {
        let _turn = self.inner.changes.lock().await;
        let removed = self.active(id)?;
        let registry = Arc::clone(&self.inner.registry);
        // Out of the list and out of planning in the same job: no batch is planned in between.
        let deletion = self.inner.store.write(move |tx| {
            target::delete(tx, id)?;
            registry.remove(id);
            Ok(())
        });
        if let Err(error) = deletion.await {
            self.inner.registry.put(removed);
            return Err(error.into());
        }
        if let Some(handle) = self.dispatchers().remove(&id) {
            handle.end();
        }
        if let Err(error) = secret_params::forget(&removed.target, &self.inner.secrets).await {
            tracing::warn!(%error, target_id = %id, "secrets of a deleted target are left in the secret store");
        }
        self.delete_belongings(id);
        Ok(())
    }

    /// A task that deletes what a target has left behind. Ends early when the engine stops; the next start goes on.
    pub(crate) fn delete_belongings(&self, id: TargetId) {
        let engine = self.clone();
        self.inner.senders.spawn(async move {
            let stop = engine.stopping();
            while !stop.is_cancelled() {
                let step = engine.inner.store.write(move |tx| target::delete_belongings(tx, id, DELETED_AT_ONCE));
                match step.await {
                    Ok(More::Yes) => tokio::task::yield_now().await,
                    Ok(More::No) => break,
                    Err(error) => {
                        tracing::warn!(%error, target_id = %id, "what a deleted target left behind stays for now");
                        break;
                    }
                }
            }
        });
    }

    /// What would happen to an event at a target; nothing is sent (row T9).
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names what is wrong with the event.
    pub async fn dry_run(&self, id: TargetId, event: Event) -> Result<DryRun, EngineError> {
        let mut complaints = Complaints::default();
        event.check("", &mut complaints);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let active = self.active(id)?;
        let target = Target {
            config: dry_run::enabled(active.config()),
            ..active.target.clone()
        };
        let switched_on = self.compile(target).await;
        let snapshot = self.inner.registry.now();
        let keys = plan::keys(std::slice::from_ref(&event), &snapshot.directory);
        let remembered: HashSet<DeliveryKey> = self
            .inner
            .store
            .read(move |connection| memory::remembered(connection, id, &keys))
            .await?;
        Ok(dry_run::run(&event, &switched_on, &snapshot, &remembered))
    }

    /// Tries a server address step by step (row T5).
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong with the address.
    pub async fn test_connection(&self, test: ConnectionTest) -> Result<Vec<ConnectionStep>, EngineError> {
        let mut complaints = Complaints::default();
        domain::target::check_server(&test.server, &mut complaints);
        complaints.into_result().map_err(EngineError::Invalid)?;
        Ok(transport::test_connection(&client_options(&test.server, &test.tls, test.delivery)).await)
    }
}

/// Every rule that a configuration must keep, those of its push type too.
fn check(config: &TargetConfig) -> Result<(), EngineError> {
    let has_secret = |parameter: &str| secret_params::is_there(config, parameter);
    let mut fields: Vec<FieldError> = config.check().err().unwrap_or_default();
    fields.extend(Suite::check(config, &has_secret).err().unwrap_or_default());
    if fields.is_empty() {
        let options = client_options(&config.server, &config.tls, config.delivery);
        if let Err(error) = transport::Client::new(options) {
            return Err(EngineError::field(
                "/tls/customCa",
                "INVALID_VALUE",
                &error.to_string(),
            ));
        }
        return Ok(());
    }
    Err(EngineError::Invalid(fields))
}
