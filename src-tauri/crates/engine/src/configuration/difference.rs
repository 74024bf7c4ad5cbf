//! What is different: leaf by leaf, between what is there and what a document says.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::table::audit::ObjectKind;

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

pub(super) fn compared(
    (kind, key, name): (ObjectKind, &str, &str),
    before: Option<&Value>,
    after: &Value,
) -> Compared {
    let mut fields = Vec::new();
    differences("", before, Some(after), &mut fields);
    let difference = match before {
        None => Difference::Added,
        Some(_) if fields.is_empty() => Difference::Same,
        Some(_) => Difference::Changed,
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
pub(super) fn differences(
    path: &str,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<FieldDifference>,
) {
    let is_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    let before = before.filter(|value| !is_nothing(value));
    let after = after.filter(|value| !is_nothing(value));
    let none = Map::new();
    match (before, after) {
        (None, None) => {}
        (Some(Value::Object(_)) | None, Some(Value::Object(_)) | None) => {
            let old = before.and_then(Value::as_object).unwrap_or(&none);
            let new = after.and_then(Value::as_object).unwrap_or(&none);
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
