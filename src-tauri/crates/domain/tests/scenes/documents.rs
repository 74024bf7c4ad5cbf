//! Good documents changed in one or more places, and what a check then complains of.

use domain::fields::FieldError;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Where, and what stands there instead. A path that ends in `/-` adds to a list.
pub(crate) type Changes<'a> = &'a [(&'a str, Value)];
/// Path and code of each complaint, in order.
pub(crate) type Complaints<'a> = &'a [(&'a str, &'a str)];

pub(crate) fn changed(good: &Value, changes: Changes<'_>) -> Value {
    let mut document = good.clone();
    for (path, value) in changes {
        let (parent, last) = path.rsplit_once('/').expect("a JSON pointer");
        match document.pointer_mut(parent) {
            Some(Value::Object(fields)) => {
                fields.insert(last.to_owned(), value.clone());
            }
            Some(Value::Array(items)) if last == "-" => items.push(value.clone()),
            other => unreachable!("{path}: there is no place for it in {other:?}"),
        }
    }
    document
}

pub(crate) fn complaints<T: DeserializeOwned>(
    document: Value,
    check: fn(&T) -> Result<(), Vec<FieldError>>,
) -> Vec<(String, String)> {
    let typed: T = serde_json::from_value(document).expect("only the values are wrong, not the shape");
    let found = check(&typed).err().unwrap_or_default();
    assert!(found.iter().all(|error| !error.message.is_empty()));
    found.into_iter().map(|error| (error.path, error.code)).collect()
}

pub(crate) fn expect<T: DeserializeOwned>(
    good: &Value,
    check: fn(&T) -> Result<(), Vec<FieldError>>,
    cases: &[(&str, Changes<'_>, Complaints<'_>)],
) {
    assert_eq!(complaints(good.clone(), check), [], "the good document");
    for (why, changes, expected) in cases {
        let found = complaints(changed(good, changes), check);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(path, code)| (path.as_str(), code.as_str()))
            .collect();
        assert_eq!(&found.as_slice(), expected, "{why}");
    }
}
