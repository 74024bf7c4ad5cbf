//! Configuration export and import (row D4): targets with their mapping tables, push addresses, adapters and the
//! settings of the installation, as one TOML document that people read and compare.
//!
//! * No secret is in it. A secret that is set stands as `"(secret)"`, and [`Comparison::missing_secrets`] names those
//!   that the installation does not have.
//! * Things are matched by what people call them: targets by identifier, push addresses by name, adapters by class and
//!   version. What the document does not name stays as it is.
//! * All or nothing: everything is checked first, and written in one transaction. Targets that come new without a
//!   secret that they need are made disabled.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::Utc;
use domain::address::{AddressParameter, Binding, PushAddress};
use domain::fields::FieldError;
use domain::ids::{AddressId, PersonId, TargetId};
use domain::installation::Installation;
use domain::target::{PersonMapping, TargetConfig, check_mapping};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::table::audit::ObjectKind;
use store::table::push_address::{self, StoredAddress};
use store::table::target::{self, Target};
use store::table::{person_mapping, setting};
use suites::Adapter;

use crate::actor::Actor;
use crate::addresses::Addresses;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::{Belongings, Snapshot};
use crate::secret_params;

/// What stands in the document for a secret that is set.
const SECRET: &str = "(secret)";
/// First line of a document, for whoever opens it.
const HEAD: &str = "# Todo Relay 配置 / configuration. 不含密钥 / holds no secrets.\n\n";

/// The whole document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Document {
    /// Shape of the document; 1.
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settings: Option<Installation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    adapters: Vec<DocumentAdapter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    targets: Vec<DocumentTarget>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    push_addresses: Vec<DocumentAddress>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DocumentAdapter {
    class: String,
    version: u32,
    source: String,
}

/// A target's configuration and its mapping table.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct DocumentTarget {
    #[serde(flatten)]
    config: serde_json::Map<String, Value>,
}

/// A push address whose bindings name targets by identifier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DocumentAddress {
    name: String,
    #[serde(default)]
    enabled: bool,
    #[serde(default)]
    redirect: bool,
    #[serde(default)]
    prefix: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<AddressParameter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bindings: Vec<DocumentBinding>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DocumentBinding {
    target: String,
    #[serde(default)]
    pc: bool,
    #[serde(default)]
    app: bool,
    #[serde(default)]
    adaptive: bool,
}

/// What an import would do to one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Difference {
    /// It is not there yet.
    Added,
    /// It is there and different.
    Changed,
    /// It is there just so.
    Same,
}

/// One field that is different.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldDifference {
    /// JSON pointer into the thing.
    pub path: String,
    /// As it is; nothing for a field that comes new.
    pub before: Option<Value>,
    /// As it becomes; nothing for a field that goes.
    pub after: Option<Value>,
}

/// One thing of the document, compared with what is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Compared {
    /// What it is.
    pub kind: ObjectKind,
    /// What it is matched by.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What becomes of it.
    pub difference: Difference,
    /// Which fields.
    pub fields: Vec<FieldDifference>,
}

/// A document, compared with what is there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// Everything that the document names, in its order.
    pub things: Vec<Compared>,
    /// Secrets to be written by hand afterwards, as `identifier/parameter`; their targets come disabled.
    pub missing_secrets: Vec<String>,
    /// Whether it was done.
    pub applied: bool,
}

/// A document that fits, ready to be written.
struct Prepared {
    comparison: Comparison,
    settings: Option<Installation>,
    adapters: Vec<DocumentAdapter>,
    targets: Vec<PreparedTarget>,
    addresses: Vec<(Option<AddressId>, DocumentAddress)>,
}

struct PreparedTarget {
    before: Option<Arc<crate::registry::ActiveTarget>>,
    config: TargetConfig,
    mapping: Option<Vec<PersonMapping>>,
    adapter: Option<Arc<Adapter>>,
}

impl Engine {
    /// Everything that is configured, as one TOML document without secrets.
    ///
    /// # Errors
    /// When the adapters' files cannot be read.
    pub async fn export_configuration(&self) -> Result<String, EngineError> {
        let snapshot = self.inner.registry.now();
        let mut adapters = Vec::new();
        for class in self.adapters().await? {
            for version in class.versions {
                let source = self.adapter_source(class.class.clone(), version.version).await?;
                adapters.push(DocumentAdapter {
                    class: source.class,
                    version: source.version,
                    source: source.source,
                });
            }
        }
        let document = Document {
            version: 1,
            settings: Some(Installation::clone(&snapshot.installation)),
            adapters,
            targets: snapshot.targets.values().map(|target| exported(target)).collect(),
            push_addresses: snapshot
                .addresses
                .all()
                .iter()
                .map(|stored| exported_address(&stored.address, &snapshot))
                .collect(),
        };
        // TOML has no null: what is nothing is left out.
        let mut value = serde_json::to_value(document).map_err(internal)?;
        without_nulls(&mut value);
        let text = toml::to_string_pretty(&value).map_err(internal)?;
        Ok(format!("{HEAD}{text}"))
    }

    /// Compares a document with what is there; nothing is changed.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong with the document.
    pub async fn compare_configuration(&self, text: String) -> Result<Comparison, EngineError> {
        Ok(self.prepare(&text).await?.comparison)
    }

    /// Makes what is there as a document says: all of it or nothing.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong with the document; nothing was changed.
    pub async fn import_configuration(&self, by: &Actor, text: String) -> Result<Comparison, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let prepared = engine.prepare(&text).await?;
            engine.apply(&by, prepared).await
        })
        .await
    }

    async fn prepare(&self, text: &str) -> Result<Prepared, EngineError> {
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
        let snapshot = self.inner.registry.now();
        let mut complaints = Complaints::default();
        let mut comparison = Comparison::default();
        let settings = document.settings;
        if let Some(settings) = &settings {
            complaints.take("/settings", settings.check());
            comparison.things.push(compared(
                (ObjectKind::Settings, "settings", "系统设置"),
                Some(&json!(&*snapshot.installation)),
                &json!(settings),
            ));
        }
        let adapters = self
            .prepare_adapters(document.adapters, &mut complaints, &mut comparison)
            .await?;
        let mut targets = Vec::new();
        let installation = settings.as_ref().unwrap_or(&snapshot.installation);
        for (n, entry) in document.targets.into_iter().enumerate() {
            let at = format!("/targets/{n}");
            match self.prepare_target(entry, &at, (&snapshot, installation, &adapters), &mut comparison) {
                Ok(target) => targets.push(target),
                Err(fields) => complaints.0.extend(fields),
            }
        }
        let addresses = prepare_addresses(
            document.push_addresses,
            (&snapshot, &targets, settings.as_ref()),
            &mut complaints,
        );
        for (id, address) in &addresses {
            let before = id.and_then(|id| snapshot.addresses.all().iter().find(|stored| stored.id == id));
            let before = before.map(|stored| json!(exported_address(&stored.address, &snapshot)));
            comparison.things.push(compared(
                (ObjectKind::PushAddress, &address.name, &address.name),
                before.as_ref(),
                &json!(address),
            ));
        }
        if !complaints.0.is_empty() {
            return Err(EngineError::Invalid(complaints.0));
        }
        Ok(Prepared {
            comparison,
            settings,
            adapters: adapters.into_values().filter_map(|found| found.new).collect(),
            targets,
            addresses,
        })
    }

    /// Every adapter that will be there: those that are, and those of the document. One that is there is not changed.
    async fn prepare_adapters(
        &self,
        wanted: Vec<DocumentAdapter>,
        complaints: &mut Complaints,
        comparison: &mut Comparison,
    ) -> Result<BTreeMap<(String, u32), FoundAdapter>, EngineError> {
        let mut found = BTreeMap::new();
        for (n, adapter) in wanted.into_iter().enumerate() {
            let at = format!("/adapters/{n}");
            let key = (adapter.class.clone(), adapter.version);
            let there = match self.adapter_source(adapter.class.clone(), adapter.version).await {
                Ok(there) => Some(there.source),
                Err(EngineError::NotFound { .. }) => None,
                Err(error) => return Err(error),
            };
            if Adapter::check_class(&adapter.class).is_err() {
                complaints.add(&at, "/class", "INVALID_CLASS", "is no class name");
                continue;
            }
            if there.as_ref().is_some_and(|there| *there != adapter.source) {
                let message = "this version is there with another script; versions are never changed";
                complaints.add(&at, "/version", "VERSION_DIFFERS", message);
                continue;
            }
            match Adapter::compile(&adapter.class, adapter.version, &adapter.source) {
                Ok(compiled) => {
                    let name = format!("{} {}", adapter.class, adapter.version);
                    comparison.things.push(compared(
                        (ObjectKind::Adapter, &name, &name),
                        there.as_ref().map(|source| json!({ "source": source })).as_ref(),
                        &json!({ "source": adapter.source }),
                    ));
                    let new = there.is_none().then_some(adapter);
                    found.insert(
                        key,
                        FoundAdapter {
                            compiled: Arc::new(compiled),
                            new,
                        },
                    );
                }
                Err(fault) => complaints.add(&at, "/source", "ADAPTER_DOES_NOT_COMPILE", &fault.to_string()),
            }
        }
        Ok(found)
    }

    fn prepare_target(
        &self,
        entry: DocumentTarget,
        at: &str,
        (snapshot, installation, adapters): (
            &Snapshot,
            &Installation,
            &BTreeMap<(String, u32), FoundAdapter>,
        ),
        comparison: &mut Comparison,
    ) -> Result<PreparedTarget, Vec<FieldError>> {
        let place = |fields: Vec<FieldError>| {
            let placed = fields.into_iter().map(|field| FieldError {
                path: format!("{at}{}", field.path),
                ..field
            });
            placed.collect::<Vec<_>>()
        };
        let mut fields = entry.config;
        let mapping = fields
            .remove("personMapping")
            .map(mapping_of)
            .transpose()
            .map_err(place)?;
        let mut config: TargetConfig =
            serde_path_to_error::deserialize(Value::Object(fields)).map_err(|error| {
                let path = error.path().to_string().replace('.', "/");
                let path = if path == "/" {
                    String::new()
                } else {
                    format!("/{path}")
                };
                place(vec![field(&path, "INVALID_VALUE", &error.inner().to_string())])
            })?;
        let mut targets = snapshot.targets.values();
        let before = targets
            .find(|target| target.config().identifier == config.identifier)
            .cloned();
        let adapter = match &config.adapter {
            Some(wanted) => {
                let key = (wanted.class.clone(), wanted.version.unwrap_or(0));
                match adapters.get(&key) {
                    Some(found) => Some(Arc::clone(&found.compiled)),
                    None => self
                        .inner
                        .adapters
                        .resolve(&mut config)
                        .map_err(|field| place(vec![field]))?,
                }
            }
            None => None,
        };
        let missing = put_markers(&mut config, before.as_deref(), adapter.as_ref());
        let compared_with = before.as_ref().map(|before| json!(exported(before)));
        let name = config.name.clone();
        let mut shown = json!(config);
        shown["personMapping"] = match (&mapping, &before) {
            (Some(rows), _) => mapping_value(rows.iter().map(|row| (&row.person, &row.value))),
            (None, Some(before)) => mapping_value(before.belongings.mapping.iter()),
            (None, None) => json!({}),
        };
        hide_secrets(&mut shown);
        if !missing.is_empty() && config.enabled && before.is_none() {
            config.enabled = false;
            shown["enabled"] = json!(false);
        }
        // A new target that lacks a secret is checked as if it had it: that is for the operator to write afterwards.
        let mut whole = config.clone();
        for parameter in &missing {
            whole.params.insert(parameter.clone(), json!("-"));
        }
        match self.check_under(&whole, adapter.as_ref(), installation) {
            Ok(()) => {}
            Err(EngineError::Invalid(found)) => return Err(place(found)),
            Err(other) => return Err(place(vec![field("", "INVALID_VALUE", &other.to_string())])),
        }
        comparison.things.push(compared(
            (ObjectKind::Target, &config.identifier, &name),
            compared_with.as_ref(),
            &shown,
        ));
        let identifier = &config.identifier;
        comparison.missing_secrets.extend(
            missing
                .iter()
                .map(|parameter| format!("{identifier}/{parameter}")),
        );
        Ok(PreparedTarget {
            before,
            config,
            mapping,
            adapter,
        })
    }

    /// Scripts first, since a version that no target names harms nobody; then everything else in one transaction.
    async fn apply(&self, by: &Actor, prepared: Prepared) -> Result<Comparison, EngineError> {
        let Prepared {
            mut comparison,
            settings,
            adapters,
            targets,
            addresses,
        } = prepared;
        let scripts: Vec<_> = adapters
            .iter()
            .map(|adapter| (adapter.class.clone(), adapter.version, adapter.source.clone()))
            .collect();
        self.with_shelf(move |shelf| {
            shelf.read()?;
            scripts
                .iter()
                .try_for_each(|(class, version, source)| shelf.put(class, *version, source))
        })
        .await?;
        let now_ms = Utc::now().timestamp_millis();
        let snapshot = self.inner.registry.now();
        let old_settings = json!(&*snapshot.installation);
        let (new_settings, by) = (settings.clone(), by.clone());
        let rows: Vec<_> = targets
            .iter()
            .map(|target| {
                let before = target.before.as_ref().map(|before| before.target.clone());
                (before, target.config.clone(), target.mapping.clone())
            })
            .collect();
        let old_addresses: HashMap<AddressId, PushAddress> = snapshot
            .addresses
            .all()
            .iter()
            .map(|stored| (stored.id, stored.address.clone()))
            .collect();
        let writing = self.inner.store.write(move |tx| {
            for adapter in &adapters {
                let after = json!(adapter);
                by.created(ObjectKind::Adapter, (&adapter.class, &adapter.class), after)
                    .note(tx, now_ms)?;
            }
            if let Some(settings) = new_settings.filter(|settings| json!(settings) != old_settings) {
                setting::replace(tx, &settings, now_ms)?;
                let difference = (old_settings, json!(settings));
                by.changed(ObjectKind::Settings, ("", "系统设置"), difference)
                    .note(tx, now_ms)?;
            }
            let mut stored_targets = Vec::with_capacity(rows.len());
            for (before, config, mapping) in &rows {
                stored_targets.push(write_target(
                    tx,
                    &by,
                    before.as_ref(),
                    (config, mapping.as_deref()),
                    now_ms,
                )?);
            }
            let all = target::all(tx.connection())?;
            let ids: HashMap<&str, TargetId> = all
                .iter()
                .map(|target| (target.config.identifier.as_str(), target.id))
                .collect();
            // Out first, then in: two addresses may exchange what they hold.
            for (id, _) in &addresses {
                if let Some(id) = id {
                    push_address::unbind(tx, *id)?;
                }
            }
            for (id, address) in &addresses {
                let address = bound_address(address, &ids);
                write_address(
                    tx,
                    &by,
                    (*id, id.and_then(|id| old_addresses.get(&id))),
                    &address,
                    now_ms,
                )?;
            }
            Ok((stored_targets, push_address::all(tx.connection())?))
        });
        let (stored, all_addresses) = writing.await?;
        if let Some(settings) = settings {
            self.inner.registry.put_installation(settings);
        }
        for (stored, prepared) in stored.into_iter().zip(targets) {
            self.begin_imported(stored, prepared).await?;
        }
        self.inner.registry.put_addresses(Addresses::new(all_addresses));
        comparison.applied = true;
        Ok(comparison)
    }

    async fn begin_imported(&self, stored: Target, prepared: PreparedTarget) -> Result<(), EngineError> {
        let mapping = match (prepared.mapping, &prepared.before) {
            (Some(rows), _) => Arc::new(rows.into_iter().map(|row| (row.person, row.value)).collect()),
            (None, Some(before)) => Arc::clone(&before.belongings.mapping),
            (None, None) => Arc::default(),
        };
        let belongings = Belongings {
            mapping,
            adapter: prepared.adapter,
        };
        if let Some(before) = &prepared.before {
            secret_params::forget_others(&before.target, &stored, &self.inner.secrets).await?;
        }
        let active = self.compile(stored, belongings).await;
        match prepared.before {
            Some(_) => self.take_effect(active),
            None => {
                self.inner.registry.put(Arc::clone(&active));
                self.dispatch(active, None);
            }
        }
        Ok(())
    }
}

struct FoundAdapter {
    compiled: Arc<Adapter>,
    /// To be written; nothing when it is there.
    new: Option<DocumentAdapter>,
}

#[derive(Default)]
struct Complaints(Vec<FieldError>);

impl Complaints {
    fn add(&mut self, at: &str, path: &str, code: &str, message: &str) {
        self.0.push(field(&format!("{at}{path}"), code, message));
    }

    fn take(&mut self, at: &str, checked: Result<(), Vec<FieldError>>) {
        for found in checked.err().unwrap_or_default() {
            self.add(at, &found.path, &found.code, &found.message);
        }
    }
}

fn field(path: &str, code: &str, message: &str) -> FieldError {
    FieldError {
        path: path.to_owned(),
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn internal(error: impl std::fmt::Display) -> EngineError {
    EngineError::Internal {
        detail: error.to_string(),
    }
}

fn exported(target: &crate::registry::ActiveTarget) -> DocumentTarget {
    let mut value = json!(target.config());
    hide_secrets(&mut value);
    if !target.belongings.mapping.is_empty() {
        value["personMapping"] = mapping_value(target.belongings.mapping.iter());
    }
    match value {
        Value::Object(config) => DocumentTarget { config },
        _ => DocumentTarget {
            config: Default::default(),
        },
    }
}

/// Person to value; a table of two columns in the document, sorted.
fn mapping_value<'r>(rows: impl Iterator<Item = (&'r PersonId, &'r String)>) -> Value {
    let rows: BTreeMap<&str, &str> = rows
        .map(|(person, value)| (person.as_str(), value.as_str()))
        .collect();
    json!(rows)
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

/// Markers of secrets become the word for them.
fn hide_secrets(target: &mut Value) {
    let params = target.get_mut("params").and_then(Value::as_object_mut);
    for value in params.into_iter().flat_map(|params| params.values_mut()) {
        if value.get("secret") == Some(&Value::Bool(true)) {
            *value = json!(SECRET);
        }
    }
}

/// The word for a secret becomes the marker of the one that is there, or goes; names those that have to be written.
fn put_markers(
    config: &mut TargetConfig,
    before: Option<&crate::registry::ActiveTarget>,
    adapter: Option<&Arc<Adapter>>,
) -> Vec<String> {
    let names = secret_params::names(config, adapter);
    let mut missing = Vec::new();
    for name in names {
        let marker = before
            .and_then(|before| before.config().params.get(&name))
            .filter(|value| value.is_object());
        let wanted = config
            .params
            .get(&name)
            .is_some_and(|value| *value == json!(SECRET));
        match (marker, wanted) {
            (Some(marker), _) => {
                config.params.insert(name, marker.clone());
            }
            (None, true) => {
                config.params.remove(&name);
                missing.push(name);
            }
            // Whatever else stands there is no secret that may come by a document.
            (None, false) => {
                config.params.remove(&name);
            }
        }
    }
    missing
}

fn exported_address(address: &PushAddress, snapshot: &Snapshot) -> DocumentAddress {
    let bindings = address.bindings.iter().filter_map(|binding| {
        let target = snapshot.targets.get(&binding.target)?;
        Some(DocumentBinding {
            target: target.config().identifier.clone(),
            pc: binding.pc,
            app: binding.app,
            adaptive: binding.adaptive,
        })
    });
    DocumentAddress {
        name: address.name.clone(),
        enabled: address.enabled,
        redirect: address.redirect,
        prefix: address.prefix.clone(),
        parameters: address.parameters.clone(),
        bindings: bindings.collect(),
    }
}

/// Checks the addresses of a document against one another and against those that stay. Targets are known by identifier,
/// so for the check each identifier gets a number.
fn prepare_addresses(
    wanted: Vec<DocumentAddress>,
    (snapshot, targets, settings): (&Snapshot, &[PreparedTarget], Option<&Installation>),
    complaints: &mut Complaints,
) -> Vec<(Option<AddressId>, DocumentAddress)> {
    let installation = settings.unwrap_or(&snapshot.installation);
    let mut ids: HashMap<&str, TargetId> = snapshot
        .targets
        .values()
        .map(|target| (target.config().identifier.as_str(), target.id()))
        .collect();
    for (n, target) in targets.iter().enumerate() {
        let number = i64::MAX - i64::try_from(n).unwrap_or(0);
        ids.entry(target.config.identifier.as_str())
            .or_insert(TargetId(number));
    }
    let named: Vec<&str> = wanted.iter().map(|address| address.name.as_str()).collect();
    // Who holds which address of which target, by name; those that stay come first.
    let mut holders: HashMap<(TargetId, usize), String> = HashMap::new();
    for stored in snapshot.addresses.all() {
        if !named.contains(&stored.address.name.as_str()) {
            for (slot, target) in slots(&stored.address.bindings) {
                holders.insert((target, slot), stored.address.name.clone());
            }
        }
    }
    let mut prepared = Vec::new();
    for (n, address) in wanted.iter().enumerate() {
        let at = format!("/pushAddresses/{n}");
        for (m, binding) in address.bindings.iter().enumerate() {
            if !ids.contains_key(binding.target.as_str()) {
                let path = format!("/bindings/{m}/target");
                complaints.add(&at, &path, "UNKNOWN_REFERENCE", "there is no such target");
            }
        }
        if named[..n].contains(&address.name.as_str()) {
            complaints.add(&at, "/name", "NOT_UNIQUE", "is there twice");
        }
        let whole = bound_address(address, &ids);
        complaints.take(&at, whole.check(installation));
        for (slot, target) in slots(&whole.bindings) {
            if let Some(holder) = holders.insert((target, slot), address.name.clone()) {
                let message = format!("is made by the push address {holder}");
                complaints.add(&at, "/bindings", "BOUND_ELSEWHERE", &message);
            }
        }
        let id = snapshot
            .addresses
            .all()
            .iter()
            .find(|stored| stored.address.name == address.name);
        prepared.push((id.map(|stored| stored.id), address.clone()));
    }
    prepared
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

fn bound_address(address: &DocumentAddress, ids: &HashMap<&str, TargetId>) -> PushAddress {
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

fn write_target(
    tx: &mut store::Tx<'_>,
    by: &Actor,
    before: Option<&Target>,
    (config, mapping): (&TargetConfig, Option<&[PersonMapping]>),
    now_ms: i64,
) -> Result<Target, store::StoreError> {
    let stored = match before {
        Some(before) if before.config == *config => before.clone(),
        Some(before) => {
            let stored =
                target::update(tx, before.id, config, now_ms)?.ok_or(store::StoreError::Conflict {
                    what: "a target went away meanwhile",
                })?;
            let difference = (json!(before.config), json!(config));
            by.changed(ObjectKind::Target, (stored.id, &config.name), difference)
                .note(tx, now_ms)?;
            stored
        }
        None => {
            let stored = target::insert(tx, config, now_ms)?;
            by.created(ObjectKind::Target, (stored.id, &config.name), json!(config))
                .note(tx, now_ms)?;
            stored
        }
    };
    if let Some(rows) = mapping {
        person_mapping::clear(tx, stored.id)?;
        person_mapping::put(tx, stored.id, rows)?;
    }
    Ok(stored)
}

fn write_address(
    tx: &mut store::Tx<'_>,
    by: &Actor,
    (id, before): (Option<AddressId>, Option<&PushAddress>),
    address: &PushAddress,
    now_ms: i64,
) -> Result<(), store::StoreError> {
    match (id, before) {
        (Some(id), Some(before)) => {
            push_address::update(tx, id, address, now_ms)?;
            if before != address {
                let difference = (json!(before), json!(address));
                by.changed(ObjectKind::PushAddress, (id, &address.name), difference)
                    .note(tx, now_ms)?;
            }
        }
        _ => {
            let StoredAddress { id, .. } = push_address::insert(tx, address, now_ms)?;
            by.created(ObjectKind::PushAddress, (id, &address.name), json!(address))
                .note(tx, now_ms)?;
        }
    }
    Ok(())
}

fn compared((kind, key, name): (ObjectKind, &str, &str), before: Option<&Value>, after: &Value) -> Compared {
    let mut fields = Vec::new();
    let difference = match before {
        None => Difference::Added,
        Some(before) => {
            differences("", Some(before), Some(after), &mut fields);
            if fields.is_empty() {
                Difference::Same
            } else {
                Difference::Changed
            }
        }
    };
    Compared {
        kind,
        key: key.to_owned(),
        name: name.to_owned(),
        difference,
        fields,
    }
}

/// Leaf by leaf; nothing, null and what is empty are alike, since a document leaves them out.
fn differences(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<FieldDifference>) {
    let is_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    let before = before.filter(|value| !is_nothing(value));
    let after = after.filter(|value| !is_nothing(value));
    match (before, after) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for name in names {
                let escaped = name.replace('~', "~0").replace('/', "~1");
                differences(&format!("{path}/{escaped}"), old.get(name), new.get(name), found);
            }
        }
        (before, after) if before != after => found.push(FieldDifference {
            path: path.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
        }),
        _ => {}
    }
}

fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}
