//! The document: its shape, and how what is configured becomes one.

use std::collections::BTreeMap;

use domain::address::{AddressParameter, PushAddress};
use domain::ids::PersonId;
use domain::installation::Installation;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::registry::{ActiveTarget, Snapshot};

/// What stands in the document for a secret that is set.
pub(super) const SECRET: &str = "(secret)";

/// The whole document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Document {
    /// Shape of the document; 1.
    pub(super) version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) settings: Option<Installation>,
    /// The OA's connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) oa: Option<serde_json::Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) adapters: Vec<DocumentAdapter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) targets: Vec<DocumentTarget>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) push_addresses: Vec<DocumentAddress>,
    /// Each is a channel's configuration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) alert_channels: Vec<Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DocumentAdapter {
    pub(super) class: String,
    pub(super) version: u32,
    pub(super) source: String,
}

/// A target's configuration and its mapping table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DocumentTarget {
    #[serde(flatten)]
    pub(super) config: serde_json::Map<String, Value>,
}

/// A push address whose bindings name targets by identifier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DocumentAddress {
    pub(super) name: String,
    #[serde(default)]
    pub(super) enabled: bool,
    #[serde(default)]
    pub(super) redirect: bool,
    #[serde(default)]
    pub(super) prefix: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) parameters: Vec<AddressParameter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) bindings: Vec<DocumentBinding>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DocumentBinding {
    pub(super) target: String,
    #[serde(default)]
    pub(super) pc: bool,
    #[serde(default)]
    pub(super) app: bool,
    #[serde(default)]
    pub(super) adaptive: bool,
}

pub(super) fn exported(target: &ActiveTarget) -> DocumentTarget {
    let mut value = json!(target.config());
    hide_secrets(value.get_mut("params"));
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
pub(super) fn mapping_value<'r>(rows: impl Iterator<Item = (&'r PersonId, &'r String)>) -> Value {
    let rows: BTreeMap<&str, &str> = rows
        .map(|(person, value)| (person.as_str(), value.as_str()))
        .collect();
    json!(rows)
}

/// Markers of secrets among these values become the word for them.
pub(super) fn hide_secrets(params: Option<&mut Value>) {
    let params = params.and_then(Value::as_object_mut);
    for value in params.into_iter().flat_map(|params| params.values_mut()) {
        if value.get("secret") == Some(&Value::Bool(true)) {
            *value = json!(SECRET);
        }
    }
}

pub(super) fn exported_address(address: &PushAddress, snapshot: &Snapshot) -> DocumentAddress {
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

pub(super) fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}
