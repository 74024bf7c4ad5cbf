//! Alert channels in a document: matched by name, the one of this machine by its kind.

use domain::alert::{ChannelConfig, ChannelKind};
use domain::fields::FieldError;
use serde_json::{Map, Value, json};
use store::StoreError;
use store::table::alert_channel::{self, StoredChannel};
use store::table::audit::ObjectKind;

use super::apply::Writing;
use super::document::hide_secrets;
use super::prepare::{field, put_markers, read};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::secret_params::{self, Owner};

/// A channel to be written.
#[derive(Clone)]
pub(super) struct PreparedChannel {
    pub(super) before: Option<StoredChannel>,
    pub(super) config: ChannelConfig,
    /// Secrets that have to be written by hand; the channel comes disabled.
    pub(super) missing: Vec<String>,
}

/// A channel as a document has it.
pub(super) fn exported(config: &ChannelConfig) -> Value {
    let mut value = json!(config);
    hide_secrets(value.get_mut("params"));
    value
}

/// Reads and checks one channel of a document.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn prepare(
    engine: &Engine,
    fields: Map<String, Value>,
) -> Result<PreparedChannel, Vec<FieldError>> {
    let mut config: ChannelConfig = read(fields)?;
    let is_same = |stored: &StoredChannel| {
        stored.config.name == config.name
            || config.kind == ChannelKind::Native && stored.config.kind == ChannelKind::Native
    };
    let before = engine.stored_channels().into_iter().find(is_same);
    if before
        .as_ref()
        .is_some_and(|before| before.config.kind != config.kind)
    {
        return Err(vec![field("/kind", "CANNOT_CHANGE", "must stay as it is")]);
    }
    let spec = alerts::spec_of(config.kind);
    let names: Vec<String> = spec.secret_params().map(str::to_owned).collect();
    let keeps = before.as_ref().map(|before| &before.config.params);
    let missing = put_markers(("/params", &mut config.params), &names, keeps)?;
    if !missing.is_empty() {
        config.enabled = false;
    }
    // What lacks a secret is checked as if it had it: that is for the operator to write afterwards.
    let mut whole = config.clone();
    let marker = || json!({ "secret": true, "set": true });
    whole
        .params
        .extend(missing.iter().map(|name| (name.clone(), marker())));
    let own = before.as_ref().map(|before| before.id);
    if let Err(EngineError::Invalid(found)) = engine.check_channel(&whole, own) {
        return Err(found);
    }
    Ok(PreparedChannel {
        before,
        config,
        missing,
    })
}

impl Writing<'_, '_> {
    pub(super) fn channel(&mut self, channel: &PreparedChannel) -> Result<StoredChannel, StoreError> {
        let Self { tx, by, now_ms } = self;
        let config = &channel.config;
        match &channel.before {
            Some(before) if before.config == *config => Ok(before.clone()),
            Some(before) => {
                alert_channel::update(tx, before.id, config, *now_ms)?;
                let object = (before.id, config.name.as_str());
                let difference = (json!(before.config), json!(config));
                by.changed(ObjectKind::AlertChannel, object, difference)
                    .note(tx, *now_ms)?;
                Ok(StoredChannel {
                    config: config.clone(),
                    ..before.clone()
                })
            }
            None => {
                let stored = alert_channel::insert(tx, config, *now_ms)?;
                let object = (stored.id, config.name.as_str());
                by.created(ObjectKind::AlertChannel, object, json!(config))
                    .note(tx, *now_ms)?;
                Ok(stored)
            }
        }
    }
}

/// Lets an imported channel take effect.
pub(super) async fn begin(engine: &Engine, stored: StoredChannel, prepared: PreparedChannel) {
    if let Some(before) = prepared.before {
        let params = (&before.config.params, &stored.config.params);
        secret_params::forget_others(Owner::Channel(stored.id), params, &engine.inner.secrets).await;
    }
    engine.put_channel(stored).await;
}
