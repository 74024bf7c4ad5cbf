//! The success matcher (protocol facts, 12): which field of an answer tells the result, which values mean success, and
//! where the receiver's words stand. Fields are named by path (`data.operResult`); numbers and text are alike.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::body;
use crate::settings::Settings;
use crate::xml::Document;

/// One field and the values that mean success.
#[derive(Debug)]
pub(crate) struct Matcher {
    field: String,
    values: Vec<String>,
}

impl Matcher {
    /// Reads the settings that are named `field` and `values`.
    pub(crate) fn new(settings: Settings<'_>, field: &str, values: &str) -> Self {
        Self {
            field: settings.text(field).to_owned(),
            values: settings.words(values),
        }
    }

    /// Whether `value` means success.
    pub(crate) fn accepts(&self, value: &str) -> bool {
        self.values.iter().any(|known| known == value)
    }

    /// The result in a JSON answer; nothing when it is not there, or empty.
    pub(crate) fn value<'o>(&self, object: &'o Map<String, Value>) -> Option<Cow<'o, str>> {
        text_at(object, &self.field).filter(|value| !value.is_empty())
    }

    /// The result in an XML answer.
    pub(crate) fn leaf<'d>(&self, document: &'d Document<'_>) -> Option<&'d str> {
        leaf_at(document, &self.field).filter(|value| !value.is_empty())
    }
}

/// The scalar at `path` of a JSON object. A name that holds dots itself is found first.
pub fn text_at<'o>(object: &'o Map<String, Value>, path: &str) -> Option<Cow<'o, str>> {
    if let Some(value) = object.get(path) {
        return body::scalar(value);
    }
    let (first, rest) = path.split_once('.')?;
    text_at(object.get(first)?.as_object()?, rest)
}

/// The leaf of an XML document that `path` names: its last part, since leaves are known by local name.
pub(crate) fn leaf_at<'d>(document: &'d Document<'_>, path: &str) -> Option<&'d str> {
    document.leaf(path.rsplit('.').next()?).map(str::trim)
}
