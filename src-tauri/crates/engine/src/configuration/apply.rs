//! Writing what was prepared, in one transaction, and letting it take effect.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Utc;
use domain::address::PushAddress;
use domain::ids::{AddressId, TargetId};
use serde_json::json;
use store::table::alert_channel::StoredChannel;
use store::table::audit::ObjectKind;
use store::table::target::{self, Target};
use store::table::{person_mapping, push_address, setting};
use store::{StoreError, Tx};

use super::Comparison;
use super::channels;
use super::prepare::{Prepared, PreparedTarget, bound_address};
use crate::actor::Actor;
use crate::addresses::Addresses;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::Belongings;
use crate::secret_params::{self, Owner};

/// One transaction, who asked for it, and when.
pub(super) struct Writing<'a, 'c> {
    pub(super) tx: &'a mut Tx<'c>,
    pub(super) by: &'a Actor,
    pub(super) now_ms: i64,
}

/// A target to be written: the stored one that it takes the place of, and what comes there.
type Change = (
    Option<Target>,
    domain::target::TargetConfig,
    Option<Vec<domain::target::PersonMapping>>,
);

impl Writing<'_, '_> {
    fn target(&mut self, (before, config, mapping): &Change) -> Result<Target, StoreError> {
        let Self { tx, by, now_ms } = self;
        let object = |id: TargetId| (id, config.name.as_str());
        let stored = match before {
            Some(before) if before.config == *config => before.clone(),
            Some(before) => {
                let gone = StoreError::Conflict {
                    what: "a target went away meanwhile",
                };
                let stored = target::update(tx, before.id, config, *now_ms)?.ok_or(gone)?;
                let difference = (json!(before.config), json!(config));
                by.changed(ObjectKind::Target, object(stored.id), difference)
                    .note(tx, *now_ms)?;
                stored
            }
            None => {
                let stored = target::insert(tx, config, *now_ms)?;
                by.created(ObjectKind::Target, object(stored.id), json!(config))
                    .note(tx, *now_ms)?;
                stored
            }
        };
        if let Some(rows) = mapping {
            let before = person_mapping::of(tx.connection(), stored.id)?;
            let after = rows
                .iter()
                .map(|row| (row.person.clone(), row.value.clone()))
                .collect();
            if before != after {
                person_mapping::clear(tx, stored.id)?;
                person_mapping::put(tx, stored.id, rows)?;
                let difference = (json!({ "rows": before.len() }), json!({ "rows": rows.len() }));
                by.changed(ObjectKind::PersonMapping, object(stored.id), difference)
                    .note(tx, *now_ms)?;
            }
        }
        Ok(stored)
    }

    fn address(
        &mut self,
        before: Option<(AddressId, &PushAddress)>,
        address: &PushAddress,
    ) -> Result<(), StoreError> {
        let Self { tx, by, now_ms } = self;
        match before {
            Some((id, before)) => {
                push_address::update(tx, id, address, *now_ms)?;
                if before != address {
                    let difference = (json!(before), json!(address));
                    let object = (id, address.name.as_str());
                    by.changed(ObjectKind::PushAddress, object, difference)
                        .note(tx, *now_ms)?;
                }
            }
            None => {
                let stored = push_address::insert(tx, address, *now_ms)?;
                let object = (stored.id, address.name.as_str());
                by.created(ObjectKind::PushAddress, object, json!(address))
                    .note(tx, *now_ms)?;
            }
        }
        Ok(())
    }
}

/// Scripts first, since a version that no target names harms nobody; then everything else in one transaction.
pub(super) async fn apply(
    engine: &Engine,
    by: &Actor,
    prepared: Prepared,
) -> Result<Comparison, EngineError> {
    let Prepared {
        mut comparison,
        settings,
        oa: wanted_oa,
        adapters,
        targets,
        addresses,
        channels: wanted_channels,
    } = prepared;
    let scripts: Vec<_> = adapters
        .iter()
        .map(|adapter| (adapter.class.clone(), adapter.version, adapter.source.clone()))
        .collect();
    let scripts_again: Vec<_> = scripts
        .iter()
        .map(|(class, version, _)| (class.clone(), *version))
        .collect();
    let keep = move |shelf: &crate::adapters::Shelf| {
        shelf.read()?;
        let mut scripts = scripts.iter();
        scripts.try_for_each(|(class, version, source)| shelf.put(class, *version, source))
    };
    engine.with_shelf(keep).await?;
    let snapshot = engine.inner.registry.now();
    let old_settings = Arc::clone(&snapshot.installation);
    let old_addresses: HashMap<AddressId, PushAddress> = snapshot
        .addresses
        .all()
        .iter()
        .map(|stored| (stored.id, stored.address.clone()))
        .collect();
    let changes: Vec<Change> = targets
        .iter()
        .map(|target| {
            let before = target.before.as_ref().map(|before| before.target.clone());
            (before, target.config.clone(), target.mapping.clone())
        })
        .collect();
    let (new_settings, by) = (settings.clone(), by.clone());
    let (new_channels, new_oa) = (wanted_channels.clone(), wanted_oa.clone());
    let now = Utc::now();
    let now_ms = now.timestamp_millis();
    let written = engine.inner.store.write(move |tx| {
        let mut writing = Writing { tx, by: &by, now_ms };
        for adapter in &adapters {
            let object = (&adapter.class, adapter.class.as_str());
            by.created(ObjectKind::Adapter, object, json!(adapter))
                .note(writing.tx, now_ms)?;
        }
        if let Some(settings) = new_settings.filter(|settings| *settings != *old_settings) {
            setting::replace(writing.tx, &settings, now_ms)?;
            let difference = (json!(*old_settings), json!(settings));
            by.changed(ObjectKind::Settings, ("", "系统设置"), difference)
                .note(writing.tx, now_ms)?;
        }
        if let Some(oa) = &new_oa {
            writing.oa(oa)?;
        }
        let stored: Vec<Target> = changes
            .iter()
            .map(|change| writing.target(change))
            .collect::<Result<_, _>>()?;
        let all = target::all(writing.tx.connection())?;
        let ids: HashMap<&str, TargetId> = all
            .iter()
            .map(|target| (target.config.identifier.as_str(), target.id))
            .collect();
        // Out first, then in: two addresses may exchange what they make.
        for id in addresses.iter().filter_map(|(id, _)| *id) {
            push_address::unbind(writing.tx, id)?;
        }
        for (id, address) in &addresses {
            let before = id.and_then(|id| Some((id, old_addresses.get(&id)?)));
            writing.address(before, &bound_address(address, &ids))?;
        }
        let stored_channels: Vec<StoredChannel> = new_channels
            .iter()
            .map(|channel| writing.channel(channel))
            .collect::<Result<_, _>>()?;
        let all_addresses = push_address::all(writing.tx.connection())?;
        Ok((stored, stored_channels, all_addresses))
    });
    let (stored, stored_channels, all_addresses) = match written.await {
        Ok(written) => written,
        Err(error) => {
            let take_away = move |shelf: &crate::adapters::Shelf| {
                let mut scripts = scripts_again.iter();
                scripts.try_for_each(|(class, version)| shelf.remove(class, *version))
            };
            if let Err(error) = engine.with_shelf(take_away).await {
                tracing::warn!(%error, "scripts of an import that failed are left; no target runs them");
            }
            return Err(error.into());
        }
    };
    if let Some(settings) = settings {
        engine.inner.registry.put_installation(settings);
    }
    if let Some(oa) = wanted_oa {
        super::oa::begin(engine, oa, now).await;
    }
    for (stored, prepared) in stored.into_iter().zip(targets) {
        begin(engine, stored, prepared).await;
    }
    engine.inner.registry.put_addresses(Addresses::new(all_addresses));
    for (stored, prepared) in stored_channels.into_iter().zip(wanted_channels) {
        channels::begin(engine, stored, prepared).await;
    }
    comparison.applied = true;
    Ok(comparison)
}

/// Lets an imported target take effect.
async fn begin(engine: &Engine, stored: Target, prepared: PreparedTarget) {
    let mapping = match (prepared.mapping, &prepared.before) {
        (Some(rows), _) => Arc::new(rows.into_iter().map(|row| (row.person, row.value)).collect()),
        (None, Some(before)) => Arc::clone(&before.belongings.mapping),
        (None, None) => Arc::default(),
    };
    let hold = prepared
        .before
        .as_ref()
        .and_then(|before| before.belongings.hold.clone());
    let belongings = Belongings {
        mapping,
        adapter: prepared.adapter,
        hold,
    };
    let active = engine.compile(stored.clone(), belongings).await;
    match prepared.before {
        Some(before) => {
            engine.take_effect(active);
            let params = (&before.config().params, &stored.config.params);
            secret_params::forget_others(Owner::Target(stored.id), params, &engine.inner.secrets).await;
        }
        None => {
            engine.inner.registry.put(Arc::clone(&active));
            engine.dispatch(active, None);
        }
    }
}
