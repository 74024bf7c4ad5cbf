//! Trying things before they count: dry runs (row T9) of what is stored and of drafts, connection tests (row T5), and
//! one real exchange of an adapter with a simulated receiver (row S7).

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use chrono::Utc;
use domain::address::PushAddress;
use domain::event::Event;
use domain::fields::{Complaints, FieldError};
use domain::ids::{AddressId, DeliveryId, EventId, TargetId};
use domain::plan::{self, DeliveryKey};
use domain::target::{AdapterRef, DeliveryOptions, PushType, ServerAddress, TargetConfig, TlsOptions};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::table::again::Turn;
use store::table::attempt::AttemptEntry;
use store::table::delivery::Due;
use store::table::memory;
use store::table::target::Target;
use suites::Adapter;
use transport::{ConnectionStep, Step, StepOutcome};

use crate::addresses;
use crate::dry_run::{self, DryRun};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::push::{self, Making};
use crate::registry::{ActiveTarget, Belongings, Snapshot, client_options};
use crate::secret_params;
use crate::session;
use crate::targets::{check_alone, is_same_protocol};

/// What is to be tried without sending anything. Each draft stands in the place of what is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRunQuestion {
    /// The stored target; its secrets, its mapping table and its memory are used.
    #[serde(default)]
    pub target_id: Option<TargetId>,
    /// A configuration that is not stored yet.
    #[serde(default)]
    pub target: Option<TargetConfig>,
    /// A script that is not kept yet, for a custom target.
    #[serde(default)]
    pub adapter_source: Option<String>,
    /// A push address that is not stored yet; it is taken as enabled.
    #[serde(default)]
    pub address: Option<PushAddress>,
    /// The stored push address that it would take the place of.
    #[serde(default)]
    pub address_id: Option<AddressId>,
    /// The event, typed.
    #[serde(default)]
    pub event: Option<Event>,
    /// The event of a row of the log.
    #[serde(default)]
    pub delivery_id: Option<DeliveryId>,
}

/// A server address to be tried, and with it the sign-on of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionTest {
    /// 服务端地址
    pub server: ServerAddress,
    /// TLS towards the receiver.
    #[serde(default)]
    pub tls: TlsOptions,
    /// HTTP proxy on the way.
    #[serde(default)]
    pub proxy: Option<String>,
    /// Only the times are read.
    #[serde(default)]
    pub delivery: DeliveryOptions,
    /// 推送类型, whose sign-on is tried too; without it that step is skipped.
    #[serde(default)]
    pub push_type: Option<PushType>,
    /// The adapter of a custom target.
    #[serde(default)]
    pub adapter: Option<AdapterRef>,
    /// Parameters as the form has them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Map<String, Value>,
    /// Wire details as the form has them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub protocol: Map<String, Value>,
    /// The stored target whose secrets stand behind the markers in `params`.
    #[serde(default)]
    pub target_id: Option<TargetId>,
}

/// A script to be tried on an event against the simulated receiver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterTrial {
    /// The script; it need not be kept.
    pub source: String,
    /// Values of its parameters, secret ones as text or, with `targetId`, as markers.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Map<String, Value>,
    /// The stored target whose secrets stand behind the markers.
    #[serde(default)]
    pub target_id: Option<TargetId>,
    /// What is sent.
    pub event: Event,
    /// The receiver, as the receiving system knows the person.
    pub receiver: String,
    /// The creator, as the receiving system knows the person.
    #[serde(default)]
    pub creator: Option<String>,
}

impl Engine {
    /// What would happen to an event at a target; nothing is sent (row T9).
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names what is wrong with the event.
    pub async fn dry_run(&self, id: TargetId, event: Event) -> Result<DryRun, EngineError> {
        let mut complaints = Complaints::default();
        event.check("", &mut complaints);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let question = DryRunQuestion {
            target_id: Some(id),
            target: None,
            adapter_source: None,
            address: None,
            address_id: None,
            event: None,
            delivery_id: None,
        };
        self.dry_run_event(question, event).await
    }

    /// What would happen to an event, with drafts in the place of what is stored; nothing is sent (row T9).
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names what is wrong with the drafts or the event.
    pub async fn dry_run_draft(&self, mut question: DryRunQuestion) -> Result<DryRun, EngineError> {
        let event = match (question.event.take(), question.delivery_id) {
            (Some(event), None) => {
                let mut complaints = Complaints::default();
                event.check("/event", &mut complaints);
                complaints.into_result().map_err(EngineError::Invalid)?;
                event
            }
            (None, Some(id)) => self.delivery(id).await?.event,
            _ => {
                let message = "either the event or the delivery is needed";
                return Err(EngineError::field("/event", "REQUIRED", message));
            }
        };
        self.dry_run_event(question, event).await
    }

    async fn dry_run_event(&self, question: DryRunQuestion, event: Event) -> Result<DryRun, EngineError> {
        let stored = question.target_id.map(|id| self.active(id)).transpose()?;
        let mut config = match (&question.target, &stored) {
            (Some(draft), _) => draft.clone(),
            (None, Some(stored)) => stored.config().clone(),
            (None, None) => {
                let message = "either a stored target or a configuration is needed";
                return Err(EngineError::field("/targetId", "REQUIRED", message));
            }
        };
        let adapter = match &question.adapter_source {
            Some(source) => Some(drafted(source, "/adapterSource")?),
            None => self
                .adapter_for(&mut config)
                .await
                .map_err(|error| below("/target", error))?,
        };
        if question.target.is_some() || question.adapter_source.is_some() {
            let before = stored.as_ref().map(|stored| stored.config());
            self.check(&config, adapter.as_ref(), before)
                .map_err(|error| below("/target", error))?;
        }
        if !may_use_secrets(stored.as_deref(), &config, adapter.as_ref()) {
            // Nothing is sent: what stands in a secret's place need not be it.
            replace_markers(&mut config, Some(PLACEHOLDER));
        }
        let id = question.target_id.unwrap_or(TargetId(0));
        let belongings = Belongings {
            mapping: stored
                .as_ref()
                .map(|stored| Arc::clone(&stored.belongings.mapping))
                .unwrap_or_default(),
            adapter,
            hold: None,
        };
        let target = self.draft(id, dry_run::enabled(&config), belongings).await;
        let snapshot = self.with_address(&question, id)?;
        let keys = plan::keys(std::slice::from_ref(&event), &snapshot.directory);
        let remembered: HashSet<DeliveryKey> = self
            .inner
            .store
            .read(move |connection| memory::remembered(connection, id, &keys))
            .await?;
        Ok(dry_run::run(&event, &target, &snapshot, &remembered))
    }

    async fn draft(&self, id: TargetId, config: TargetConfig, belongings: Belongings) -> Arc<ActiveTarget> {
        let now = Utc::now();
        let target = Target {
            id,
            config,
            created_at: now,
            updated_at: now,
        };
        self.compile(target, belongings).await
    }

    /// What is configured now, with a drafted push address in it that is bound to the target.
    fn with_address(
        &self,
        question: &DryRunQuestion,
        target: TargetId,
    ) -> Result<Arc<Snapshot>, EngineError> {
        let now = self.inner.registry.now();
        let Some(address) = &question.address else {
            return Ok(now);
        };
        addresses::check(address, question.address_id, &now).map_err(|error| below("/address", error))?;
        let mut snapshot = Snapshot::clone(&now);
        snapshot.addresses = Arc::new(now.addresses.with_draft(address, question.address_id, target));
        Ok(Arc::new(snapshot))
    }

    /// Tries a server address step by step, and the sign-on of a draft as the last step (row T5).
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong with the address.
    pub async fn test_connection(&self, test: ConnectionTest) -> Result<Vec<ConnectionStep>, EngineError> {
        let mut complaints = Complaints::default();
        domain::target::check_server(&test.server, &mut complaints);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let config = config_of(&test);
        let mut steps = transport::test_connection(&client_options(&config)).await;
        let reached = steps.iter().all(|step| step.outcome != StepOutcome::Failed);
        let last = match (reached, test.push_type) {
            (false, _) => sign_on_step(StepOutcome::Skipped, "前面的步骤未通过".to_owned(), 0),
            (true, None) => sign_on_step(StepOutcome::Skipped, "未选择推送类型".to_owned(), 0),
            (true, Some(_)) => self.test_sign_on(config, test.target_id).await,
        };
        steps.push(last);
        Ok(steps)
    }

    async fn test_sign_on(&self, mut config: TargetConfig, id: Option<TargetId>) -> ConnectionStep {
        let skipped = |why: String| sign_on_step(StepOutcome::Skipped, why, 0);
        let stored = id.and_then(|id| self.active(id).ok());
        let adapter = match self.adapter_for(&mut config).await {
            Ok(adapter) => adapter,
            Err(error) => return skipped(in_words(&error)),
        };
        let is_its_own = |stored: &Arc<ActiveTarget>| {
            let stored = stored.config();
            stored.server == config.server && stored.proxy == config.proxy
        };
        let entitled = stored.as_ref().is_some_and(is_its_own)
            && may_use_secrets(stored.as_deref(), &config, adapter.as_ref());
        if !entitled && replace_markers(&mut config, None) {
            return skipped("服务端地址或推送类型已改变：请重新填写密钥后再测试登录".to_owned());
        }
        let belongings = Belongings {
            adapter,
            ..Belongings::default()
        };
        let target = self.draft(id.unwrap_or(TargetId(0)), config, belongings).await;
        let sender = match &target.sender {
            Ok(sender) => sender,
            Err(why) => return skipped(format!("参数尚不完整：{why}")),
        };
        let Some(sign_on) = sender.suite.sign_on() else {
            return skipped("该协议没有单独的登录步骤，账号随每次推送一起校验".to_owned());
        };
        let started = Instant::now();
        let tried = session::try_out(sender, sign_on).await;
        let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        match tried {
            Ok(()) => sign_on_step(StepOutcome::Ok, "已取得访问令牌".to_owned(), millis),
            Err(failed) => {
                let attempt = failed.attempt;
                let reason = attempt.reason.unwrap_or_default();
                sign_on_step(
                    StepOutcome::Failed,
                    format!("{}：{reason}", attempt.operation),
                    millis,
                )
            }
        }
    }

    /// Names the simulated receiver that adapters may be tried on; the first one counts.
    pub fn offer_playground(&self, server: ServerAddress) {
        let _ = self.inner.playground.set(server);
    }

    /// Sends one event by a script to the simulated receiver, and tells what came of it. Nothing is stored, nothing is
    /// sent anywhere else.
    ///
    /// # Errors
    /// [`EngineError::Conflict`] while no simulated receiver runs; [`EngineError::Invalid`] names every wrong field.
    pub async fn try_adapter(&self, trial: AdapterTrial) -> Result<AttemptEntry, EngineError> {
        let server = self
            .inner
            .playground
            .get()
            .cloned()
            .ok_or_else(|| EngineError::Conflict {
                code: "NO_SANDBOX",
                detail: "the sandbox does not run".to_owned(),
            })?;
        let mut complaints = Complaints::default();
        trial.event.check("/event", &mut complaints);
        complaints.require("/receiver", &trial.receiver);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let adapter = drafted(&trial.source, "/source")?;
        let mut config = TargetConfig {
            params: trial.params,
            adapter: Some(AdapterRef {
                class: adapter.class().to_owned(),
                version: Some(adapter.version()),
            }),
            ..bare(PushType::Custom, server)
        };
        check_alone(&config, Some(&adapter)).map_err(EngineError::Invalid)?;
        let stored = trial.target_id.map(|id| self.active(id)).transpose()?;
        if !may_use_secrets(stored.as_deref(), &config, Some(&adapter)) && replace_markers(&mut config, None)
        {
            let message = "a changed script must be given its secrets anew";
            return Err(EngineError::field("/params", "SECRET_NEEDED", message));
        }
        let belongings = Belongings {
            adapter: Some(adapter),
            ..Belongings::default()
        };
        let target = self
            .draft(trial.target_id.unwrap_or(TargetId(0)), config, belongings)
            .await;
        let sender = target.sender.clone().map_err(|detail| EngineError::Conflict {
            code: "NOT_READY",
            detail,
        })?;
        let due = Due {
            id: DeliveryId(0),
            event_id: EventId(0),
            data_set: trial.event.data_set,
            backfilled: false,
            person: trial.event.receiver.clone(),
            mapped_receiver: trial.receiver,
            mapped_creator: trial.creator,
            attempts: 1,
            place: Turn::START,
            is_again: false,
            run: None,
            created_at: Utc::now(),
            event: trial.event,
        };
        let making = Making {
            target: target.id(),
            sender,
            snapshot: self.inner.registry.now(),
        };
        Ok(push::attempt(&making, &due, 1).await.attempt.into())
    }
}

fn drafted(source: &str, path: &str) -> Result<Arc<Adapter>, EngineError> {
    let compiled = Adapter::compile("draft", 1, source).map(Arc::new);
    compiled.map_err(|fault| EngineError::field(path, "ADAPTER_DOES_NOT_COMPILE", &fault.to_string()))
}

/// What stands in the place of a secret in a request that is only shown.
const PLACEHOLDER: &str = "secret-of-the-target";

/// Whether a draft may be given the secrets of the stored target: its protocol is the same, and a script the very one
/// that was stored with them. Another script could show them piece by piece.
fn may_use_secrets(
    stored: Option<&ActiveTarget>,
    draft: &TargetConfig,
    adapter: Option<&Arc<Adapter>>,
) -> bool {
    let Some(stored) = stored else { return false };
    match (adapter, &stored.belongings.adapter) {
        (None, None) => is_same_protocol(stored.config(), draft),
        (Some(draft), Some(stored)) => draft.source() == stored.source(),
        _ => false,
    }
}

/// Puts a text in the place of every marker, or takes the markers out; tells whether there was one.
fn replace_markers(config: &mut TargetConfig, with: Option<&str>) -> bool {
    let marked: Vec<String> = secret_params::marked(&config.params).map(str::to_owned).collect();
    for name in &marked {
        match with {
            Some(text) => config.params.insert(name.clone(), Value::from(text)),
            None => config.params.remove(name),
        };
    }
    !marked.is_empty()
}

/// A configuration with nothing in it but what is asked for; its name and identifier pass the checks.
fn bare(push_type: PushType, server: ServerAddress) -> TargetConfig {
    TargetConfig {
        identifier: "trial".to_owned(),
        name: "trial".to_owned(),
        enabled: true,
        organization: None,
        push_type,
        adapter: None,
        server,
        person_key: Default::default(),
        params: Map::new(),
        protocol: Map::new(),
        special_data: Default::default(),
        interception: Default::default(),
        compensation: Default::default(),
        cleanup: Default::default(),
        delivery: DeliveryOptions::default(),
        tls: TlsOptions::default(),
        proxy: None,
    }
}

fn config_of(test: &ConnectionTest) -> TargetConfig {
    TargetConfig {
        adapter: test.adapter.clone(),
        params: test.params.clone(),
        protocol: test.protocol.clone(),
        delivery: test.delivery,
        tls: test.tls.clone(),
        proxy: test.proxy.clone(),
        ..bare(test.push_type.unwrap_or(PushType::Ecology), test.server.clone())
    }
}

fn sign_on_step(outcome: StepOutcome, detail: String, millis: u64) -> ConnectionStep {
    ConnectionStep {
        step: Step::SignOn,
        outcome,
        detail,
        millis,
    }
}

/// Complaints about a part of what was asked, by their place in the whole.
fn below(part: &str, error: EngineError) -> EngineError {
    match error {
        EngineError::Invalid(fields) => {
            let placed = fields.into_iter().map(|field| FieldError {
                path: format!("{part}{}", field.path),
                ..field
            });
            EngineError::Invalid(placed.collect())
        }
        other => other,
    }
}

fn in_words(error: &EngineError) -> String {
    match error {
        EngineError::Invalid(fields) => crate::registry::in_words(fields),
        other => other.to_string(),
    }
}
