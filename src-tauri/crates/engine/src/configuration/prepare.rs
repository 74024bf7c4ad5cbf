//! From a document to what would be written: everything is checked, against itself and against what stays.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use domain::address::{Binding, PushAddress};
use domain::fields::FieldError;
use domain::ids::{AddressId, PersonId, TargetId};
use domain::installation::Installation;
use domain::target::{PersonMapping, TargetConfig, check_mapping};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use store::table::audit::ObjectKind;
use suites::Adapter;

use super::Comparison;
use super::channels::{self, PreparedChannel};
use super::difference::compared;
use super::document::{
    Document, DocumentAdapter, DocumentAddress, SECRET, exported, exported_address, hide_secrets,
    mapping_value,
};
use super::oa::{self, PreparedOa};
use crate::adapters::is_version;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::{ActiveTarget, Snapshot};
use crate::secret_params::{self, Params};
use crate::targets::{check_alone, check_organization, is_same_protocol};

/// A document that fits, ready to be written.
pub(super) struct Prepared {
    pub(super) comparison: Comparison,
    pub(super) settings: Option<Installation>,
    pub(super) oa: Option<PreparedOa>,
    /// Those that are not there.
    pub(super) adapters: Vec<DocumentAdapter>,
    pub(super) targets: Vec<PreparedTarget>,
    /// Each with the stored one that it takes the place of.
    pub(super) addresses: Vec<(Option<AddressId>, DocumentAddress)>,
    pub(super) channels: Vec<PreparedChannel>,
}

pub(super) struct PreparedTarget {
    pub(super) before: Option<Arc<ActiveTarget>>,
    pub(super) config: TargetConfig,
    /// Nothing when the document has none: the stored table stays.
    pub(super) mapping: Option<Vec<PersonMapping>>,
    pub(super) adapter: Option<Arc<Adapter>>,
}

struct FoundAdapter {
    compiled: Arc<Adapter>,
    /// To be written; nothing when it is there.
    new: Option<DocumentAdapter>,
}

/// Complaints about parts of the document.
#[derive(Default)]
struct Complaints(Vec<FieldError>);

impl Complaints {
    fn add(&mut self, path: impl Into<String>, code: &str, message: &str) {
        self.0.push(field(path, code, message));
    }

    /// Takes complaints about the part that lies at `at`.
    fn take(&mut self, at: &str, found: Vec<FieldError>) {
        self.0.extend(found.into_iter().map(|field| FieldError {
            path: format!("{at}{}", field.path),
            ..field
        }));
    }
}

pub(super) fn field(path: impl Into<String>, code: &str, message: &str) -> FieldError {
    FieldError {
        path: path.into(),
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

/// Reads a document and checks all of it.
///
/// # Errors
/// [`EngineError::Invalid`] names everything that is wrong with it.
pub(super) async fn prepare(engine: &Engine, text: &str) -> Result<Prepared, EngineError> {
    let document: Document = toml::from_str(text).map_err(|error| {
        let message = error.to_string();
        EngineError::field("/document", "NOT_A_CONFIGURATION", message.trim())
    })?;
    if document.version != 1 {
        return Err(EngineError::field(
            "/document/version",
            "INVALID_VALUE",
            "must be 1",
        ));
    }
    let snapshot = engine.inner.registry.now();
    let mut preparing = Preparing {
        engine,
        installation: document.settings.as_ref().unwrap_or(&snapshot.installation),
        snapshot: &snapshot,
        adapters: BTreeMap::new(),
        complaints: Complaints::default(),
        comparison: Comparison::default(),
    };
    if let Some(settings) = &document.settings {
        preparing.settings(settings);
    }
    let oa = document.oa.and_then(|fields| preparing.oa(fields));
    preparing.adapters(document.adapters).await?;
    let mut targets = Vec::new();
    let mut identifiers = HashSet::new();
    for (n, entry) in document.targets.into_iter().enumerate() {
        let at = format!("/targets/{n}");
        match preparing.target(entry.config) {
            Ok(target) if identifiers.insert(target.config.identifier.clone()) => targets.push(target),
            Ok(_) => preparing
                .complaints
                .add(at + "/identifier", "NOT_UNIQUE", "is there twice"),
            Err(found) => preparing.complaints.take(&at, found),
        }
    }
    let addresses = preparing.addresses(document.push_addresses, &targets);
    let channels = preparing.channels(document.alert_channels);
    if !preparing.complaints.0.is_empty() {
        return Err(EngineError::Invalid(preparing.complaints.0));
    }
    let adapters = preparing.adapters.into_values().filter_map(|found| found.new);
    Ok(Prepared {
        comparison: preparing.comparison,
        adapters: adapters.collect(),
        targets,
        addresses,
        channels,
        settings: document.settings,
        oa,
    })
}

/// A document on its way.
struct Preparing<'a> {
    engine: &'a Engine,
    snapshot: &'a Snapshot,
    /// As it will be.
    installation: &'a Installation,
    /// Those that the document holds, compiled.
    adapters: BTreeMap<(String, u32), FoundAdapter>,
    complaints: Complaints,
    comparison: Comparison,
}

impl Preparing<'_> {
    fn settings(&mut self, settings: &Installation) {
        self.complaints
            .take("/settings", settings.check().err().unwrap_or_default());
        self.comparison.things.push(compared(
            (ObjectKind::Settings, "settings", "系统设置"),
            Some(&json!(self.snapshot.installation.as_ref())),
            &json!(settings),
        ));
    }

    fn oa(&mut self, fields: Map<String, Value>) -> Option<PreparedOa> {
        let prepared = match oa::prepare(self.engine, fields) {
            Ok(prepared) => prepared,
            Err(found) => {
                self.complaints.take("/oa", found);
                return None;
            }
        };
        self.comparison.things.push(compared(
            (ObjectKind::Oa, "oa", "OA 连接"),
            prepared.before.as_ref().map(oa::exported).as_ref(),
            &oa::exported(&prepared.connection),
        ));
        let named = prepared.missing.iter().map(|secret| format!("oa/{secret}"));
        self.comparison.missing_secrets.extend(named);
        Some(prepared)
    }

    /// A version that is there is not changed.
    async fn adapters(&mut self, wanted: Vec<DocumentAdapter>) -> Result<(), EngineError> {
        let stored = self.engine.adapter_sources().await?;
        for (n, adapter) in wanted.into_iter().enumerate() {
            let at = format!("/adapters/{n}");
            if Adapter::check_class(&adapter.class).is_err() {
                self.complaints
                    .add(at + "/class", "INVALID_CLASS", "is no class name");
                continue;
            }
            if !is_version(&adapter.version) {
                self.complaints
                    .add(at + "/version", "OUT_OF_RANGE", "must be from 1 to 1000000");
                continue;
            }
            let key = (adapter.class.clone(), adapter.version);
            if self.adapters.contains_key(&key) {
                self.complaints.add(at, "NOT_UNIQUE", "is there twice");
                continue;
            }
            let there = stored.get(&key);
            if there.is_some_and(|there| **there != *adapter.source) {
                let message = "this version is there with another script; versions are never changed";
                self.complaints.add(at + "/version", "VERSION_DIFFERS", message);
                continue;
            }
            let compiled = match Adapter::compile(&adapter.class, adapter.version, &adapter.source) {
                Ok(compiled) => Arc::new(compiled),
                Err(fault) => {
                    let message = fault.to_string();
                    self.complaints
                        .add(at + "/source", "ADAPTER_DOES_NOT_COMPILE", &message);
                    continue;
                }
            };
            let name = format!("{} {}", adapter.class, adapter.version);
            self.comparison.things.push(compared(
                (ObjectKind::Adapter, &name, &name),
                there.map(|source| json!({ "source": &**source })).as_ref(),
                &json!({ "source": adapter.source }),
            ));
            let new = there.is_none().then_some(adapter);
            self.adapters.insert(key, FoundAdapter { compiled, new });
        }
        Ok(())
    }

    fn target(&mut self, mut fields: Map<String, Value>) -> Result<PreparedTarget, Vec<FieldError>> {
        let mapping = fields.remove("personMapping").map(mapping_of).transpose()?;
        let mut config: TargetConfig = read(fields)?;
        let mut targets = self.snapshot.targets.values();
        let before = targets
            .find(|target| target.config().identifier == config.identifier)
            .cloned();
        let adapter = self.adapter_of(&mut config).map_err(|field| vec![field])?;
        let names = secret_params::names(&config, adapter.as_ref());
        // A secret that is there is kept only for the protocol that it was given for.
        let keeps = before
            .as_ref()
            .map(|before| before.config())
            .filter(|before| is_same_protocol(before, &config))
            .map(|before| before.params.clone());
        let missing = put_markers(("/params", &mut config.params), &names, keeps.as_ref())?;
        if !missing.is_empty() {
            config.enabled = false;
        }
        // What lacks a secret is checked as if it had it: that is for the operator to write afterwards.
        let mut whole = config.clone();
        whole
            .params
            .extend(missing.iter().map(|name| (name.clone(), json!("-"))));
        check_alone(&whole, adapter.as_ref())?;
        // A unit that was exported with the target is taken as it is while nothing can be tied.
        let tied = before.as_ref().map(|before| before.config());
        let tied = if self.installation.decentralized {
            tied
        } else {
            Some(&whole)
        };
        let directory = &self.snapshot.directory;
        if let Some(wrong) = check_organization(&whole, (self.installation, directory), tied) {
            return Err(vec![wrong]);
        }
        let mut shown = json!(config);
        shown["personMapping"] = match (&mapping, &before) {
            (Some(rows), _) => mapping_value(rows.iter().map(|row| (&row.person, &row.value))),
            (None, Some(before)) => mapping_value(before.belongings.mapping.iter()),
            (None, None) => Value::Null,
        };
        hide_secrets(shown.get_mut("params"));
        self.comparison.things.push(compared(
            (ObjectKind::Target, &config.identifier, &config.name),
            before.as_ref().map(|before| json!(exported(before))).as_ref(),
            &shown,
        ));
        let named = missing.iter().map(|name| format!("{}/{name}", config.identifier));
        self.comparison.missing_secrets.extend(named);
        Ok(PreparedTarget {
            before,
            config,
            mapping,
            adapter,
        })
    }

    /// The adapter that a configuration names: of the document, or one that is there.
    fn adapter_of(&self, config: &mut TargetConfig) -> Result<Option<Arc<Adapter>>, FieldError> {
        let Some(wanted) = &config.adapter else {
            return Ok(None);
        };
        let key = (wanted.class.clone(), wanted.version.unwrap_or(0));
        match self.adapters.get(&key) {
            Some(found) => Ok(Some(Arc::clone(&found.compiled))),
            None => self.engine.inner.adapters.resolve(config),
        }
    }

    fn channels(&mut self, wanted: Vec<Value>) -> Vec<PreparedChannel> {
        let mut prepared: Vec<PreparedChannel> = Vec::new();
        for (n, value) in wanted.into_iter().enumerate() {
            let at = format!("/alertChannels/{n}");
            let Value::Object(fields) = value else {
                self.complaints.add(at, "WRONG_TYPE", "must be a table");
                continue;
            };
            match channels::prepare(self.engine, fields) {
                Ok(channel) if prepared.iter().any(|one| one.config.name == channel.config.name) => {
                    self.complaints.add(at + "/name", "NOT_UNIQUE", "is there twice");
                }
                Ok(channel) => prepared.push(channel),
                Err(found) => self.complaints.take(&at, found),
            }
        }
        for channel in &prepared {
            let name = &channel.config.name;
            self.comparison.things.push(compared(
                (ObjectKind::AlertChannel, name, name),
                channel
                    .before
                    .as_ref()
                    .map(|before| channels::exported(&before.config))
                    .as_ref(),
                &channels::exported(&channel.config),
            ));
            let named = channel.missing.iter().map(|secret| format!("{name}/{secret}"));
            self.comparison.missing_secrets.extend(named);
        }
        prepared
    }

    /// Checks the addresses against one another and against those that stay. Targets are known by identifier; for the
    /// check each one that comes new gets a number.
    fn addresses(
        &mut self,
        wanted: Vec<DocumentAddress>,
        targets: &[PreparedTarget],
    ) -> Vec<(Option<AddressId>, DocumentAddress)> {
        let mut ids: HashMap<&str, TargetId> = self
            .snapshot
            .targets
            .values()
            .map(|target| (target.config().identifier.as_str(), target.id()))
            .collect();
        for (n, target) in targets.iter().enumerate() {
            let number = i64::MAX - i64::try_from(n).unwrap_or(0);
            ids.entry(target.config.identifier.as_str())
                .or_insert(TargetId(number));
        }
        let stored = self.snapshot.addresses.all();
        // Who makes which address of which target, by name.
        let mut holders: HashMap<(usize, TargetId), &str> = HashMap::new();
        for stays in stored
            .iter()
            .filter(|stored| wanted.iter().all(|new| new.name != stored.address.name))
        {
            holders.extend(slots(&stays.address.bindings).map(|slot| (slot, stays.address.name.as_str())));
        }
        for (n, address) in wanted.iter().enumerate() {
            let at = format!("/pushAddresses/{n}");
            if wanted[..n].iter().any(|other| other.name == address.name) {
                self.complaints
                    .add(format!("{at}/name"), "NOT_UNIQUE", "is there twice");
            }
            for (m, binding) in address.bindings.iter().enumerate() {
                if !ids.contains_key(binding.target.as_str()) {
                    let path = format!("{at}/bindings/{m}/target");
                    self.complaints
                        .add(path, "UNKNOWN_REFERENCE", "there is no such target");
                }
            }
            let whole = bound_address(address, &ids);
            self.complaints
                .take(&at, whole.check(self.installation).err().unwrap_or_default());
            for slot in slots(&whole.bindings) {
                if let Some(holder) = holders.insert(slot, &address.name) {
                    let message = format!("is made by the push address {holder}");
                    self.complaints
                        .add(format!("{at}/bindings"), "BOUND_ELSEWHERE", &message);
                }
            }
        }
        let find = |name: &str| stored.iter().find(|stored| stored.address.name == name);
        for address in &wanted {
            let before =
                find(&address.name).map(|stored| json!(exported_address(&stored.address, self.snapshot)));
            self.comparison.things.push(compared(
                (ObjectKind::PushAddress, &address.name, &address.name),
                before.as_ref(),
                &json!(address),
            ));
        }
        let with_id = wanted
            .into_iter()
            .map(|address| (find(&address.name).map(|stored| stored.id), address));
        with_id.collect()
    }
}

/// A thing of the document, by its own shape.
pub(super) fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, Vec<FieldError>> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|error| {
        let path = match error.path().to_string() {
            path if path == "." => String::new(),
            path => format!("/{}", path.replace('.', "/")),
        };
        vec![field(path, "INVALID_VALUE", &error.inner().to_string())]
    })
}

fn mapping_of(value: Value) -> Result<Vec<PersonMapping>, Vec<FieldError>> {
    let rows: BTreeMap<String, String> = serde_json::from_value(value)
        .map_err(|error| vec![field("/personMapping", "WRONG_TYPE", &error.to_string())])?;
    let rows: Vec<PersonMapping> = rows
        .into_iter()
        .map(|(person, value)| PersonMapping {
            person: PersonId(person),
            value,
        })
        .collect();
    check_mapping(&rows).map_err(|fields| {
        let named = fields.into_iter().map(|mut found| {
            let index = found
                .path
                .split('/')
                .nth(2)
                .and_then(|index| index.parse::<usize>().ok());
            let person = index
                .and_then(|index| rows.get(index))
                .map(|row| row.person.as_str());
            found.path = format!("/personMapping/{}", person.unwrap_or_default());
            found
        });
        named.collect::<Vec<_>>()
    })?;
    Ok(rows)
}

/// The word for a secret becomes the marker of the one that `keeps` has, or goes; names those that have to be written.
///
/// # Errors
/// The word stands where no secret is.
pub(super) fn put_markers(
    (at, params): (&str, &mut Params),
    names: &[String],
    keeps: Option<&Params>,
) -> Result<Vec<String>, Vec<FieldError>> {
    let is_word = |value: &Value| *value == json!(SECRET);
    let stray = params
        .iter()
        .find(|(name, value)| is_word(value) && !names.contains(name));
    if let Some((name, _)) = stray {
        let message = "stands for a secret, and this parameter is none";
        return Err(vec![field(format!("{at}/{name}"), "NOT_A_SECRET", message)]);
    }
    let mut missing = Vec::new();
    for name in names {
        let marker = keeps
            .and_then(|keeps| keeps.get(name))
            .filter(|value| value.is_object())
            .cloned();
        // Whatever else stands there is no secret that may come by a document.
        let said = params.remove(name).is_some();
        match marker {
            Some(marker) => {
                params.insert(name.clone(), marker);
            }
            None if said => missing.push(name.clone()),
            None => {}
        }
    }
    Ok(missing)
}

/// Which of the three addresses of which target bindings make.
fn slots(bindings: &[Binding]) -> impl Iterator<Item = (usize, TargetId)> {
    bindings.iter().flat_map(|binding| {
        let on = [binding.pc, binding.app, binding.adaptive]
            .into_iter()
            .enumerate();
        on.filter(|(_, on)| *on).map(|(slot, _)| (slot, binding.target))
    })
}

/// The address with its bindings by id; those of targets that do not exist are left out.
pub(super) fn bound_address(address: &DocumentAddress, ids: &HashMap<&str, TargetId>) -> PushAddress {
    let bindings = address.bindings.iter().filter_map(|binding| {
        Some(Binding {
            target: *ids.get(binding.target.as_str())?,
            pc: binding.pc,
            app: binding.app,
            adaptive: binding.adaptive,
        })
    });
    PushAddress {
        name: address.name.clone(),
        enabled: address.enabled,
        redirect: address.redirect,
        prefix: address.prefix.clone(),
        parameters: address.parameters.clone(),
        bindings: bindings.collect(),
    }
}
