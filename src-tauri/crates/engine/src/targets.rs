//! Targets: made, changed, deleted, tried (T rows).

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Utc;
use domain::directory::Directory;
use domain::fields::FieldError;
use domain::ids::{PersonId, TargetId};
use domain::installation::Installation;
use domain::target::{PersonMapping, PushType, TargetConfig, UnitKind};
use secrets::SecretsError;
use serde_json::json;
use store::table::audit::ObjectKind;
use store::table::counter::{self, StatusCounts};
use store::table::delivery::More;
use store::table::target::{self, Target};
use store::table::{breaker, memory, person_mapping};
use suites::{Adapter, Suite};

use crate::actor::Actor;
use crate::adapters::Shelf;
use crate::answers::{DeletionImpact, TargetCopy};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::{ActiveTarget, Belongings, client_options};
use crate::secret_params::{self, Owner};

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

    pub(crate) fn active(&self, id: TargetId) -> Result<Arc<ActiveTarget>, EngineError> {
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
    pub async fn create_target(&self, by: &Actor, config: TargetConfig) -> Result<Target, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            engine.create(&by, config, None).await
        })
        .await
    }

    /// Makes a target of another: all that it has, its secrets and its mapping table too, under another identifier and
    /// name; it is not enabled, and bound to no push address.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names every wrong field; nothing was made.
    pub async fn copy_target(
        &self,
        by: &Actor,
        id: TargetId,
        copy: TargetCopy,
    ) -> Result<Target, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let original = engine.active(id)?;
            let config = TargetConfig {
                identifier: copy.identifier,
                name: copy.name,
                enabled: false,
                ..original.config().clone()
            };
            engine.create(&by, config, Some(&original)).await
        })
        .await
    }

    async fn create(
        &self,
        by: &Actor,
        mut config: TargetConfig,
        original: Option<&ActiveTarget>,
    ) -> Result<Target, EngineError> {
        let adapter = self.adapter_for(&mut config).await?;
        let before = original.map(ActiveTarget::config);
        let names = secret_params::names(&config, adapter.as_ref());
        let had = before.map(|before| &before.params);
        let written = secret_params::take_out(&mut config.params, &names, had);
        self.check(&config, adapter.as_ref(), before)?;
        let now_ms = Utc::now().timestamp_millis();
        let mapping = original
            .map(|original| Arc::clone(&original.belongings.mapping))
            .unwrap_or_default();
        let (rows, by) = (mapping_rows(&mapping), by.clone());
        let insertion = self.inner.store.write(move |tx| {
            let stored = target::insert(tx, &config, now_ms)?;
            person_mapping::put(tx, stored.id, &rows)?;
            let object = (stored.id, stored.config.name.as_str());
            by.created(ObjectKind::Target, object, json!(stored.config))
                .note(tx, now_ms)?;
            Ok(stored)
        });
        let stored = insertion.await?;
        let id = stored.id;
        let stored_secrets = secret_params::store(Owner::Target(id), &written, &self.inner.secrets).await;
        let mut kept = stored_secrets.map(|_| ());
        if let (Ok(()), Some(original)) = (&kept, original) {
            let from = (Owner::Target(original.id()), &original.config().params);
            kept = secret_params::copy(from, Owner::Target(id), &self.inner.secrets).await;
        }
        if let Err(error) = kept {
            let (name, now) = (stored.config.name.clone(), Utc::now());
            let undone = self
                .inner
                .store
                .write(move |tx| target::delete(tx, (id, &name), now));
            undone.await?;
            return Err(error.into());
        }
        let active = self
            .compile(
                stored.clone(),
                Belongings {
                    mapping,
                    adapter,
                    hold: None,
                },
            )
            .await;
        self.inner.registry.put(Arc::clone(&active));
        self.dispatch(active, None);
        Ok(stored)
    }

    /// The adapter that a configuration names, and its version filled in.
    pub(crate) async fn adapter_for(
        &self,
        config: &mut TargetConfig,
    ) -> Result<Option<Arc<Adapter>>, EngineError> {
        if config.push_type != PushType::Custom {
            return Ok(None);
        }
        self.with_shelf(Shelf::read).await?;
        let found = self.inner.adapters.resolve(config);
        found.map_err(|field| EngineError::Invalid(vec![field]))
    }

    /// Changes a target. A secret that is not written anew stays as it is.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; nothing was changed.
    pub async fn update_target(
        &self,
        by: &Actor,
        id: TargetId,
        config: TargetConfig,
    ) -> Result<Target, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move { engine.update(&by, id, config).await })
            .await
    }

    async fn update(
        &self,
        by: &Actor,
        id: TargetId,
        mut config: TargetConfig,
    ) -> Result<Target, EngineError> {
        let _turn = self.inner.changes.lock().await;
        let before = self.active(id)?;
        let adapter = self.adapter_for(&mut config).await?;
        let known = is_same_protocol(before.config(), &config).then(|| before.config());
        let names = secret_params::names(&config, adapter.as_ref());
        let had = known.map(|known| &known.params);
        let written = secret_params::take_out(&mut config.params, &names, had);
        self.check(&config, adapter.as_ref(), Some(before.config()))?;
        if config.identifier != before.config().identifier {
            self.check_free(&config.identifier, id)?;
        }
        let displaced = secret_params::store(Owner::Target(id), &written, &self.inner.secrets).await?;
        let now_ms = Utc::now().timestamp_millis();
        let noted = by.changed(
            ObjectKind::Target,
            (id, config.name.as_str()),
            (
                json!(before.config()),
                json!(TargetConfig {
                    params: secret_params::audited(&config.params, &written, &displaced),
                    ..config.clone()
                }),
            ),
        );
        let change = self.inner.store.write(move |tx| {
            let stored = target::update(tx, id, &config, now_ms)?;
            noted.note(tx, now_ms)?;
            Ok(stored)
        });
        let stored = match change.await {
            Ok(stored) => stored.ok_or(NO_TARGET)?,
            Err(error) => {
                secret_params::put_back(Owner::Target(id), displaced, &self.inner.secrets).await;
                return Err(error.into());
            }
        };
        let belongings = Belongings {
            adapter,
            ..before.belongings.clone()
        };
        self.take_effect(self.compile(stored.clone(), belongings).await);
        let params = (&before.config().params, &stored.config.params);
        secret_params::forget_others(Owner::Target(id), params, &self.inner.secrets).await;
        Ok(stored)
    }

    /// Puts a changed target in the place of the one before; its dispatcher takes it over.
    pub(crate) fn take_effect(&self, active: Arc<ActiveTarget>) {
        self.inner.registry.put(Arc::clone(&active));
        if let Some(handle) = self.dispatchers().get(&active.id()) {
            handle.change(active);
        }
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

    pub(crate) async fn compile(&self, target: Target, belongings: Belongings) -> Arc<ActiveTarget> {
        let directory = self.directory();
        Arc::new(ActiveTarget::build(target, belongings, &self.inner.secrets, &directory).await)
    }

    /// What goes with a target when it is deleted.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn deletion_impact(&self, id: TargetId) -> Result<DeletionImpact, EngineError> {
        let mapping_rows = self.active(id)?.belongings.mapping.len() as u64;
        let push_addresses: Vec<_> = self
            .push_addresses()
            .into_iter()
            .filter(|stored| stored.address.bindings.iter().any(|binding| binding.target == id))
            .collect();
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
            let bound = push_addresses.iter().map(|stored| stored.address.name.clone());
            Ok(DeletionImpact {
                deliveries: pending + success + failed + ignored + no_answer + superseded,
                pending,
                remembered_keys: memory::count(connection, id)?,
                openings: breaker::count(connection, id)?,
                mapping_rows,
                push_addresses: bound.collect(),
            })
        });
        Ok(impact.await?)
    }

    /// Deletes a target. Nothing is planned or sent for it from now on; its log goes step by step in the background.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] while a run of it is under way.
    pub async fn delete_target(&self, by: &Actor, id: TargetId) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move { engine.delete(&by, id).await }).await
    }

    async fn delete(&self, by: &Actor, id: TargetId) -> Result<(), EngineError> {
        let _turn = self.inner.changes.lock().await;
        let removed = self.active(id)?;
        self.check_no_run_of(id)?;
        let registry = Arc::clone(&self.inner.registry);
        let whole = registry.now();
        // Out of the list and out of planning in the same job: no batch is planned in between.
        let now = Utc::now();
        let config = removed.config();
        let noted = by.deleted(ObjectKind::Target, (id, &config.name), json!(config));
        let name = config.name.clone();
        let deletion = self.inner.store.write(move |tx| {
            target::delete(tx, (id, &name), now)?;
            noted.note(tx, now.timestamp_millis())?;
            registry.remove(id);
            Ok(())
        });
        if let Err(error) = deletion.await {
            self.inner.registry.put_back(whole);
            return Err(error.into());
        }
        if let Some(handle) = self.dispatchers().remove(&id) {
            handle.end();
        }
        self.inner.alerting.bell().notify_one();
        let params = &removed.config().params;
        if let Err(error) =
            secret_params::forget(Owner::Target(removed.id()), params, &self.inner.secrets).await
        {
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

    /// Every rule that a configuration must keep, those of its push type and of the installation too; `before` is the
    /// configuration that it comes from.
    pub(crate) fn check(
        &self,
        config: &TargetConfig,
        adapter: Option<&Arc<Adapter>>,
        before: Option<&TargetConfig>,
    ) -> Result<(), EngineError> {
        let snapshot = self.inner.registry.now();
        let mut fields = check_alone(config, adapter).err().unwrap_or_default();
        let installation = &snapshot.installation;
        fields.extend(check_organization(
            config,
            (installation, &snapshot.directory),
            before,
        ));
        if fields.is_empty() {
            Ok(())
        } else {
            Err(EngineError::Invalid(fields))
        }
    }
}

/// Every rule that a configuration can be checked for by itself.
pub(crate) fn check_alone(
    config: &TargetConfig,
    adapter: Option<&Arc<Adapter>>,
) -> Result<(), Vec<FieldError>> {
    let has_secret = |parameter: &str| secret_params::is_there(&config.params, parameter);
    let mut fields: Vec<FieldError> = config.check().err().unwrap_or_default();
    // A custom target without a class has been complained about; what its parameters are nobody knows.
    if config.push_type != PushType::Custom || adapter.is_some() || fields.is_empty() {
        fields.extend(
            Suite::check(config, adapter, &has_secret)
                .err()
                .unwrap_or_default(),
        );
    }
    if !fields.is_empty() {
        return Err(fields);
    }
    transport::Client::new(client_options(config))
        .map(|_| ())
        .map_err(|error| {
            let path = match error {
                transport::BuildError::Proxy(_) => "/proxy",
                transport::BuildError::Address(_) => "/server/authority",
                _ => "/tls/customCa",
            };
            vec![FieldError {
                path: path.to_owned(),
                code: "INVALID_VALUE".to_owned(),
                message: error.to_string(),
            }]
        })
}

/// Row T4: what a target is tied to exists. While decentralised administration is off nothing new is tied, and what was
/// tied before stays.
pub(crate) fn check_organization(
    config: &TargetConfig,
    (installation, directory): (&Installation, &Directory),
    before: Option<&TargetConfig>,
) -> Option<FieldError> {
    let organization = config.organization.as_ref()?;
    let wrong = |path: &str, code: &str, message: &str| {
        Some(FieldError {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        })
    };
    let id = organization.id.as_str();
    let exists = match organization.kind {
        UnitKind::Subsidiary => directory.subsidiary(id).is_some(),
        UnitKind::Department => directory.department(id).is_some(),
    };
    let was_there = before.is_some_and(|before| before.organization.as_ref() == Some(organization));
    match (installation.decentralized, exists) {
        _ if was_there => None,
        (true, true) => None,
        (true, false) => wrong("/organization/id", "UNKNOWN_REFERENCE", "there is no such unit"),
        (false, _) => wrong(
            "/organization",
            "NOT_DECENTRALIZED",
            "can be set while decentralised administration is on",
        ),
    }
}

/// Whether the secrets of one configuration can be those of the other.
pub(crate) fn is_same_protocol(one: &TargetConfig, other: &TargetConfig) -> bool {
    let class = |config: &TargetConfig| config.adapter.as_ref().map(|adapter| adapter.class.clone());
    one.push_type == other.push_type && class(one) == class(other)
}

fn mapping_rows(mapping: &HashMap<PersonId, String>) -> Vec<PersonMapping> {
    let row = |(person, value): (&PersonId, &String)| PersonMapping {
        person: person.clone(),
        value: value.clone(),
    };
    mapping.iter().map(row).collect()
}
