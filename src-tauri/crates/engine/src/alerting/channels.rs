//! Channels: made, changed, deleted, tried; and the log of what they said.

use std::collections::BTreeMap;

use alerts::{Channel, spec_of};
use chrono::{TimeDelta, Utc};
use domain::alert::{Alert, AlertKind, ChannelConfig, ChannelKind};
use domain::directory::{Directory, ListKind};
use domain::fields::{Complaints, FieldError};
use domain::ids::{ChannelId, MessageId};
use secrets::Secret;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::table::Page;
use store::table::alert::{self, AlertMessage, MessageFilter};
use store::table::alert_channel::{self, StoredChannel};
use store::table::audit::ObjectKind;

use super::hand_over::{sample, told};
use super::{ActiveChannel, Alerting};
use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::reading::cursor;
use crate::registry::in_words;
use crate::secret_params::{self, Owner, Params, Written};

const NO_CHANNEL: EngineError = EngineError::NotFound {
    what: "alert channel",
};

/// A channel, and how it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelView {
    /// As it is stored.
    #[serde(flatten)]
    pub channel: StoredChannel,
    /// Why it cannot speak as it is set up.
    pub problem: Option<String>,
    /// Whether it can speak on the machine that the engine runs on.
    pub here: bool,
    /// What it said last.
    pub last_message: Option<AlertMessage>,
}

/// A channel as the form has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertDraft {
    /// The settings; they need not be stored.
    pub channel: ChannelConfig,
    /// The stored channel whose secrets stand for markers.
    #[serde(default)]
    pub id: Option<ChannelId>,
}

/// What a channel would say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertSample {
    /// One line.
    pub subject: String,
    /// Any number of lines.
    pub text: String,
    /// What fills the provider's own template (SMS), in its order.
    pub template_values: Vec<TemplateValue>,
}

/// A variable of a provider's template with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateValue {
    /// As the provider names it.
    pub name: String,
    /// What it is filled with.
    pub value: String,
}

/// What a channel would say, and whom it would tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertPreview {
    /// Of one opening.
    pub one: AlertSample,
    /// Of several alerts that came together.
    pub merged: AlertSample,
    /// Names of those who would be told.
    pub persons: Vec<String>,
    /// Names of those who have no address of the channel's kind.
    pub without: Vec<String>,
}

/// What came of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertTest {
    /// Whether the channel took it.
    pub sent: bool,
    /// Who was told, in words.
    pub recipients: String,
    /// Why it was not taken, or not by all.
    pub remark: Option<String>,
}

fn owner_names(kind: ChannelKind) -> Vec<String> {
    spec_of(kind).secret_params().map(str::to_owned).collect()
}

impl Engine {
    /// Every channel, oldest first. Cost: a look-up for each.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn alert_channels(&self) -> Result<Vec<ChannelView>, EngineError> {
        let channels = self.inner.alerting.all();
        let ids: Vec<ChannelId> = channels.iter().map(|channel| channel.stored.id).collect();
        let last = self.inner.store.read(move |connection| {
            ids.into_iter()
                .map(|id| Ok((id, alert::last(connection, id)?)))
                .collect::<Result<BTreeMap<_, _>, _>>()
        });
        let mut last = last.await?;
        let view = |active: &ActiveChannel| ChannelView {
            channel: active.stored.clone(),
            problem: active.channel.as_ref().err().cloned(),
            here: self.inner.alerting.is_here(active.stored.config.kind),
            last_message: last.remove(&active.stored.id).flatten(),
        };
        Ok(channels.iter().map(AsRef::as_ref).map(view).collect())
    }

    /// One channel.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub fn alert_channel(&self, id: ChannelId) -> Result<StoredChannel, EngineError> {
        let found = self.inner.alerting.find(id).ok_or(NO_CHANNEL)?;
        Ok(found.stored.clone())
    }

    /// Makes a channel; its secrets go to the secret store.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; nothing was made.
    pub async fn create_alert_channel(
        &self,
        by: &Actor,
        mut config: ChannelConfig,
    ) -> Result<StoredChannel, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            if config.kind == ChannelKind::Native {
                let message = "there is one such channel, and it stays";
                return Err(EngineError::field("/kind", "NOT_UNIQUE", message));
            }
            let written = secret_params::take_out(&mut config.params, &owner_names(config.kind), None);
            engine.check_channel(&with_written(&config, &written), None)?;
            let now_ms = Utc::now().timestamp_millis();
            let insertion = engine.inner.store.write(move |tx| {
                let stored = alert_channel::insert(tx, &config, now_ms)?;
                let object = (stored.id, stored.config.name.as_str());
                by.created(ObjectKind::AlertChannel, object, json!(stored.config))
                    .note(tx, now_ms)?;
                Ok(stored)
            });
            let stored = insertion.await?;
            let id = stored.id;
            if let Err(error) =
                secret_params::store(Owner::Channel(id), &written, &engine.inner.secrets).await
            {
                // Without its secrets it would only fail.
                let undone = engine
                    .inner
                    .store
                    .write(move |tx| alert_channel::delete(tx, id, now_ms));
                undone.await?;
                return Err(error.into());
            }
            engine.put_channel(stored.clone()).await;
            Ok(stored)
        })
        .await
    }

    /// Changes a channel as a whole; what it has not said yet it says now, by the new settings.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names every wrong field; nothing was changed.
    pub async fn update_alert_channel(
        &self,
        by: &Actor,
        id: ChannelId,
        mut config: ChannelConfig,
    ) -> Result<StoredChannel, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.alert_channel(id)?;
            if config.kind != before.config.kind {
                return Err(EngineError::field("/kind", "CANNOT_CHANGE", "must stay as it is"));
            }
            let had = Some(&before.config.params);
            let written = secret_params::take_out(&mut config.params, &owner_names(config.kind), had);
            engine.check_channel(&with_written(&config, &written), Some(id))?;
            let owner = Owner::Channel(id);
            let secrets = &engine.inner.secrets;
            let displaced = secret_params::store(owner, &written, secrets).await?;
            let audited = ChannelConfig {
                params: secret_params::audited(&config.params, &written, &displaced),
                ..config.clone()
            };
            let noted = by.changed(
                ObjectKind::AlertChannel,
                (id, config.name.as_str()),
                (json!(before.config), json!(audited)),
            );
            let now = Utc::now();
            let (now_ms, kept) = (now.timestamp_millis(), config.clone());
            let change = engine.inner.store.write(move |tx| {
                alert_channel::update(tx, id, &kept, now_ms)?;
                noted.note(tx, now_ms)
            });
            if let Err(error) = change.await {
                secret_params::put_back(owner, displaced, secrets).await;
                return Err(error.into());
            }
            secret_params::forget_others(owner, (&before.config.params, &config.params), secrets).await;
            let stored = StoredChannel {
                config,
                updated_at: now,
                ..before
            };
            engine.put_channel(stored.clone()).await;
            Ok(stored)
        })
        .await
    }

    /// Deletes a channel; what it said stays in the log.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] for the one of this machine.
    pub async fn delete_alert_channel(&self, by: &Actor, id: ChannelId) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.alert_channel(id)?;
            if before.config.kind == ChannelKind::Native {
                return Err(EngineError::Conflict {
                    code: "CHANNEL_STAYS",
                    detail: "the channel of this machine can be disabled, not deleted".to_owned(),
                });
            }
            let object = (id, before.config.name.as_str());
            let noted = by.deleted(ObjectKind::AlertChannel, object, json!(before.config));
            let now_ms = Utc::now().timestamp_millis();
            let deletion = engine.inner.store.write(move |tx| {
                alert_channel::delete(tx, id, now_ms)?;
                noted.note(tx, now_ms)
            });
            deletion.await?;
            engine.inner.alerting.remove(id);
            let params = &before.config.params;
            if let Err(error) = secret_params::forget(Owner::Channel(id), params, &engine.inner.secrets).await
            {
                tracing::warn!(%error, channel = %id, "secrets of a deleted alert channel are left in the secret store");
            }
            Ok(())
        })
        .await
    }

    /// What a channel would say and whom it would tell, by the code that does it. Nothing is sent.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field of the templates and recipients.
    pub fn preview_alert(&self, draft: AlertDraft) -> Result<AlertPreview, EngineError> {
        let directory = self.directory();
        let fields = self.complaints_of(&draft.channel, draft.id, &directory);
        let told_of = ["/subject", "/text", "/recipients"];
        let relevant: Vec<FieldError> = fields
            .into_iter()
            .filter(|field| told_of.iter().any(|path| field.path.starts_with(path)))
            .filter(|field| field.path != "/recipients")
            .collect();
        if !relevant.is_empty() {
            return Err(EngineError::Invalid(relevant));
        }
        let name = self.a_target_name();
        let [opened, recovered] = examples(&name);
        let shown = |alerts: &[Alert]| {
            let message = sample(&draft.channel, alerts);
            let values = alerts::template_values(&draft.channel, &message);
            AlertSample {
                template_values: values
                    .into_iter()
                    .map(|(name, value)| TemplateValue { name, value })
                    .collect(),
                subject: message.subject,
                text: message.text,
            }
        };
        let persons = told(&draft.channel, &directory);
        let without = persons
            .iter()
            .filter(|person| alerts::lacks_address(&draft.channel, person));
        Ok(AlertPreview {
            one: shown(std::slice::from_ref(&opened)),
            merged: shown(&[opened, recovered]),
            without: without.map(|person| person.name.clone()).collect(),
            persons: persons.iter().map(|person| person.name.clone()).collect(),
        })
    }

    /// Sends a test by a channel as the form has it (row F4). Nothing is stored.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; nothing was sent.
    pub async fn test_alert(&self, draft: AlertDraft) -> Result<AlertTest, EngineError> {
        let mut config = draft.channel;
        let names = owner_names(config.kind);
        let before = draft.id.map(|id| self.alert_channel(id)).transpose()?;
        let had = before.as_ref().map(|before| &before.config.params);
        let written = secret_params::take_out(&mut config.params, &names, had);
        self.check_channel(&with_written(&config, &written), draft.id)?;
        let channel = self.build_channel(draft.id, &config, &written).await;
        let channel = channel.map_err(|detail| EngineError::Unavailable { detail })?;
        let mut message = sample(&config, &examples(&self.a_target_name())[..1]);
        let test = match config.language {
            domain::alert::Language::Zh => "【测试】",
            domain::alert::Language::En => "[Test] ",
        };
        message.subject.insert_str(0, test);
        let id = format!("test-{}", Utc::now().timestamp_millis());
        let handed = self
            .hand_over(&channel, &message, (config, id, "/#/alerts".to_owned()))
            .await;
        let (sent, remark) = match handed.outcome {
            Ok(remark) => (true, remark),
            Err(reason) => (false, Some(reason)),
        };
        Ok(AlertTest {
            sent,
            recipients: handed.recipients,
            remark,
        })
    }

    /// One page of what channels said, newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a key that is none; when the store cannot be read.
    pub async fn alert_messages(
        &self,
        filter: MessageFilter,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<AlertMessage>, EngineError> {
        let after = cursor(after.as_deref())?.map(MessageId);
        let page = self
            .inner
            .store
            .read(move |connection| alert::page(connection, filter, limit, after));
        Ok(page.await?)
    }

    /// Has a message that was not taken tried again at once.
    ///
    /// # Errors
    /// [`EngineError::Conflict`] for one that was taken, or whose channel is disabled or gone.
    pub async fn retry_alert_message(&self, id: MessageId) -> Result<(), EngineError> {
        let now_ms = Utc::now().timestamp_millis();
        let found = self.inner.store.write(move |tx| {
            let is_there = alert::by_id(tx.connection(), id)?.is_some();
            Ok((is_there, alert::try_again(tx, id, now_ms)?))
        });
        match found.await? {
            (_, true) => {
                self.inner.alerting.bell().notify_one();
                Ok(())
            }
            (false, false) => Err(EngineError::NotFound { what: "message" }),
            (true, false) => Err(EngineError::Conflict {
                code: "MESSAGE_IS_OVER",
                detail: "the message was taken, or its channel is disabled or gone".to_owned(),
            }),
        }
    }

    /// Every channel as it is stored, oldest first.
    pub(crate) fn stored_channels(&self) -> Vec<StoredChannel> {
        let channels = self.inner.alerting.all();
        channels.iter().map(|channel| channel.stored.clone()).collect()
    }

    pub(crate) async fn put_channel(&self, stored: StoredChannel) {
        let active = self.active_channel(stored).await;
        self.inner.alerting.put(active);
        self.inner.alerting.bell().notify_one();
    }

    /// A stored channel with its secrets.
    pub(super) async fn active_channel(&self, stored: StoredChannel) -> ActiveChannel {
        let channel = self
            .build_channel(Some(stored.id), &stored.config, &Written::default())
            .await;
        ActiveChannel { stored, channel }
    }

    /// A channel with the secrets that were written and those that are stored.
    async fn build_channel(
        &self,
        id: Option<ChannelId>,
        config: &ChannelConfig,
        written: &Written,
    ) -> Result<Channel, String> {
        let names: Vec<String> = owner_names(config.kind)
            .into_iter()
            .filter(|name| !written.set.contains_key(name))
            .collect();
        let mut known: BTreeMap<String, Secret> = match id {
            Some(id) => {
                let wanted = (&config.params, names.as_slice());
                secret_params::reveal_all(Owner::Channel(id), wanted, &self.inner.secrets).await?
            }
            None => BTreeMap::new(),
        };
        known.extend(written.set.clone());
        let reveal = |name: &str| known.get(name).map(|secret| secret.reveal().to_owned());
        Channel::build(config, &reveal).map_err(|fields| in_words(&fields))
    }

    /// Every rule that a channel must keep. Cost: the channels, the recipients.
    pub(crate) fn check_channel(
        &self,
        config: &ChannelConfig,
        own: Option<ChannelId>,
    ) -> Result<(), EngineError> {
        let fields = self.complaints_of(config, own, &self.directory());
        if fields.is_empty() {
            Ok(())
        } else {
            Err(EngineError::Invalid(fields))
        }
    }

    fn complaints_of(
        &self,
        config: &ChannelConfig,
        own: Option<ChannelId>,
        directory: &Directory,
    ) -> Vec<FieldError> {
        let mut complaints = Complaints::default();
        let has_secret = |name: &str| has(&config.params, name);
        alerts::check(config, &has_secret, &mut complaints);
        if self.inner.alerting.has_other(&config.name, own) {
            complaints.add("/name", "NOT_UNIQUE", "the name is taken");
        }
        check_recipients(config, directory, &mut complaints);
        complaints.into_result().err().unwrap_or_default()
    }

    fn a_target_name(&self) -> String {
        let snapshot = self.inner.registry.now();
        let first = snapshot.targets.values().next();
        first.map_or_else(|| "集团门户".to_owned(), |target| target.config().name.clone())
    }
}

/// A channel as it was written, for the check: what is wrong with a secret can be told only by its text.
fn with_written(config: &ChannelConfig, written: &Written) -> ChannelConfig {
    let mut whole = config.clone();
    let texts = written
        .set
        .iter()
        .map(|(name, secret)| (name.clone(), json!(secret.reveal())));
    whole.params.extend(texts);
    whole
}

fn has(params: &Params, name: &str) -> bool {
    secret_params::is_there(params, name)
}

impl Alerting {
    fn has_other(&self, name: &str, own: Option<ChannelId>) -> bool {
        self.all()
            .iter()
            .any(|other| other.stored.config.name == name && Some(other.stored.id) != own)
    }
}

/// Persons are told at their main account (row F2): a part-time identity is refused, with its main account named.
fn check_recipients(config: &ChannelConfig, directory: &Directory, complaints: &mut Complaints) {
    for (n, id) in config.recipients.persons.iter().enumerate() {
        let path = format!("/recipients/persons/{n}");
        match directory.person(id) {
            None => complaints.add(path, "UNKNOWN_REFERENCE", format!("there is no person {id}")),
            Some(person) if person.main_account.is_some() => {
                let main = directory.main_account(id);
                complaints.add(
                    path,
                    "PART_TIME_IDENTITY",
                    format!(
                        "{} ({id}) is a part-time identity; choose the main account {main}",
                        person.name
                    ),
                );
            }
            Some(_) => {}
        }
    }
    for (n, id) in config.recipients.roles.iter().enumerate() {
        if directory.list(ListKind::Role, id).is_none() {
            let path = format!("/recipients/roles/{n}");
            complaints.add(path, "UNKNOWN_REFERENCE", format!("there is no role {id}"));
        }
    }
}

/// An opening and its recovery, as they could happen.
fn examples(name: &str) -> [Alert; 2] {
    let now = Utc::now();
    let opened = Alert {
        kind: AlertKind::BreakerOpened,
        target: None,
        name: name.to_owned(),
        cause: "无法建立连接：Connection refused".to_owned(),
        held: 128,
        lasted: None,
        at: now - TimeDelta::seconds(192),
    };
    let recovered = Alert {
        kind: AlertKind::BreakerRecovered,
        cause: String::new(),
        held: 342,
        lasted: Some(192),
        at: now,
        ..opened.clone()
    };
    [opened, recovered]
}
