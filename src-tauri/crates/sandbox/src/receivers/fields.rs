//! Named values of a message, whether it came as a JSON object, as a form or in the query.

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::peer::Call;

/// Column sizes, in characters: of a title, and of any other value (as protocol facts, 1.4, give them for OFS).
const MOST_TITLE: usize = 1_000;
const MOST_VALUE: usize = 2_000;

/// The bytes are no JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoObject;

/// Named values; one that is absent reads as empty.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a JSON object.
    pub(crate) fn json(body: &[u8]) -> Result<Self, NoObject> {
        serde_json::from_slice(body).map(Self).map_err(|_| NoObject)
    }

    /// Those of a JSON object that stands inside a message; `None` where it is something else.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        value.as_object().cloned().map(Self)
    }

    /// Reads `a=b&c=d`, percent-encoded.
    pub(crate) fn pairs(text: &[u8]) -> Self {
        let pair = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
            (name.into_owned(), Value::from(value.into_owned()))
        };
        Self(form_urlencoded::parse(text).map(pair).collect())
    }

    /// A value as text; numbers and flags read as their text, anything else as empty.
    pub(crate) fn text(&self, name: &str) -> String {
        match self.0.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(flag)) => flag.to_string(),
            _ => String::new(),
        }
    }

    /// A value as it came.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The first of these that is absent or empty.
    pub(crate) fn missing<'a>(&self, names: &[&'a str]) -> Option<&'a str> {
        names
            .iter()
            .copied()
            .find(|name| self.text(name).trim().is_empty())
    }

    /// A value that is longer than the receiver's column, the title being the one of this name.
    pub(crate) fn too_long(&self, title: &str) -> Option<&str> {
        let long = |(name, value): (&String, &Value)| {
            let most = if name == title { MOST_TITLE } else { MOST_VALUE };
            value
                .as_str()
                .is_some_and(|text| text.chars().nth(most).is_some())
        };
        let found = self.0.iter().find(|&(name, value)| long((name, value)));
        found.map(|(name, _)| name.as_str())
    }
}

/// Content type of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Urlencoded,
    Other,
}

impl Form {
    pub(crate) fn of(call: &Call) -> Self {
        let kind = call.content_type.split(';').next().unwrap_or_default().trim();
        if kind.eq_ignore_ascii_case("application/json") {
            Self::Json
        } else if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Self::Urlencoded
        } else {
            Self::Other
        }
    }
}

/// A part of a path with its `%XX` read; a plus stays a plus, as base64 needs it.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = (first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_and_a_json_object_read_the_same() {
        let json = Fields::json(br#"{"a":"1 2","b":"x"}"#).unwrap();
        assert_eq!(Fields::pairs(b"a=1+2&b=x"), json);
        assert_eq!(json.missing(&["a", "b", "c", "d"]), Some("c"));
        assert_eq!(Fields::json(b"[1]"), Err(NoObject));
    }

    #[test]
    fn what_is_longer_than_its_column_is_found() {
        let fields =
            Fields::pairs(format!("title={}&b={}", "长".repeat(1_000), "b".repeat(2_000)).as_bytes());
        assert_eq!(fields.too_long("title"), None);
        assert_eq!(fields.too_long("b"), Some("b"));
    }

    #[test]
    fn a_base64_key_survives_a_path() {
        for (path, key) in [
            ("YQ%3D%3d", "YQ=="),
            ("a+b%2Fc", "a+b/c"),
            ("bad%", "bad%"),
            ("%zz", "%zz"),
        ] {
            assert_eq!(percent_decoded(path), key);
        }
    }
}
