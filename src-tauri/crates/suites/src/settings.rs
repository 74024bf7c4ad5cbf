//! Checks and reads the settings of a target against the catalogue. Reading never fails: whatever does not fit has
//! been complained about before, so a getter falls back to the default.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::FixedOffset;
use domain::fields::Complaints;
use http::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use crate::body_template::BodyTemplate;
use crate::catalog::{DefaultValue, ParamKind, ParamSpec, PushTypeSpec};
use crate::esb::webhook;
use crate::{messages, template, time};

/// Most characters of one text value.
const MOST_CHARS: usize = 1_000;
/// Most characters of a text of several lines.
const MOST_LINES_CHARS: usize = 20_000;

/// What a text must look like, beyond its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Anything without control characters.
    Any,
    /// A path of an operation: begins with a slash, valid in a URL.
    Path,
    /// A path or an address in which `{requestId}` and `{receiver}` are filled in.
    Link,
    /// Text in which `{requestId}`, `{receiver}` and `{workflowId}` are filled in.
    Template,
    /// One HTTP header name.
    HeaderName,
    /// Header names to values.
    Headers,
    /// Parts of messages to `accepted`, `configuration`, `data` or `transient`.
    Rules,
    /// Empty, or an offset such as `+08:00`.
    Offset,
    /// May not be empty when given.
    NotEmpty,
    /// Empty, or a path without a slash at its end: goes before other paths.
    Prefix,
    /// Letters and digits of ASCII, at most so many.
    Alphanumeric(usize),
    /// The name of an XML element.
    XmlName,
    /// For pairs: each value is one of these.
    Values(&'static [&'static str]),
    /// [`Format::Template`] that names both the request and the receiver.
    TaskId,
    /// Must not be empty unless the setting of the first name has the second as its value.
    RequiredUnless(&'static str, &'static str),
    /// A JSON object in whose texts these placeholders are filled in.
    Body(&'static [&'static str]),
    /// Text in which these placeholders are filled in.
    Prose(&'static [&'static str]),
    /// What its owner alone knows how to check.
    Own(OwnFormat),
    /// The key, path or address of a webhook.
    Webhook,
    /// For numbers: whole, and from the first to the second.
    Between(i64, i64),
}

/// A format with a check of its own.
#[derive(Clone, Copy)]
pub struct OwnFormat {
    /// Tells it from others.
    pub name: &'static str,
    /// What is wrong with a text: a stable code and an English sentence.
    pub check: fn(&str) -> Result<(), (&'static str, String)>,
}

impl fmt::Debug for OwnFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for OwnFormat {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for OwnFormat {}

/// Headers that the transport or the protocol sets itself.
const RESERVED_HEADERS: [&str; 8] = [
    "connection",
    "content-length",
    "content-type",
    "host",
    "soapaction",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// The settings of one target, or of whatever else is described by parameters; read by name.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    params: (&'a [ParamSpec], &'a Map<String, Value>),
    protocol: Option<(&'a [ParamSpec], &'a Map<String, Value>)>,
}

impl<'a> Settings<'a> {
    pub(crate) fn new(
        spec: &'a PushTypeSpec,
        params: &'a Map<String, Value>,
        protocol: &'a Map<String, Value>,
    ) -> Self {
        Self {
            params: (spec.params.as_slice(), params),
            protocol: Some((spec.protocol.as_slice(), protocol)),
        }
    }

    /// Settings of one group.
    pub const fn of(specs: &'a [ParamSpec], params: &'a Map<String, Value>) -> Self {
        Self {
            params: (specs, params),
            protocol: None,
        }
    }

    /// Complains about unknown names, missing values, wrong kinds and wrong formats.
    pub fn check(&self, has_secret: &dyn Fn(&str) -> bool, complaints: &mut Complaints) {
        let protocol = self.protocol.map(|group| ("protocol", group));
        for (group, (specs, values)) in [("params", self.params)].into_iter().chain(protocol) {
            for name in values.keys() {
                if !specs.iter().any(|spec| spec.name == *name) {
                    complaints.add(
                        pointer(group, name),
                        "UNKNOWN_NAME",
                        "is not a setting that exists here",
                    );
                }
            }
            for spec in specs {
                let at = pointer(group, &spec.name);
                let value = values.get(spec.name.as_ref()).unwrap_or(&Value::Null);
                let needed = match spec.format {
                    Format::RequiredUnless(name, word) if self.text(name) != word => {
                        Cow::Owned(spec.clone().required())
                    }
                    _ => Cow::Borrowed(spec),
                };
                if spec.secret {
                    check_secret(&needed, value, has_secret(&spec.name), (&at, complaints));
                } else {
                    check_value(&needed, value, (&at, complaints));
                }
            }
        }
    }

    fn find(&self, name: &str) -> (Option<&'a ParamSpec>, Option<&'a Value>) {
        let groups = [Some(self.params), self.protocol];
        for (specs, values) in groups.into_iter().flatten() {
            if let Some(spec) = specs.iter().find(|spec| spec.name == name) {
                return (Some(spec), values.get(name));
            }
        }
        (None, None)
    }

    /// A text, the word of a choice, or an address; trimmed, and an address without a slash at its end.
    pub fn text(&self, name: &str) -> &'a str {
        let (spec, value) = self.find(name);
        let default = match spec.and_then(|spec| spec.default.as_ref()) {
            Some(DefaultValue::Text(text)) => text.as_ref(),
            _ => "",
        };
        let text = value.and_then(Value::as_str).map_or(default, str::trim);
        match spec.map(|spec| spec.kind) {
            Some(ParamKind::Url) => text.trim_end_matches('/'),
            _ => text,
        }
    }

    /// A flag.
    pub fn flag(&self, name: &str) -> bool {
        let (spec, value) = self.find(name);
        let default = matches!(
            spec.and_then(|spec| spec.default.as_ref()),
            Some(DefaultValue::Flag(true))
        );
        value.and_then(Value::as_bool).unwrap_or(default)
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> i64 {
        let (spec, value) = self.find(name);
        let default = match spec.and_then(|spec| spec.default.as_ref()) {
            Some(DefaultValue::Number(number)) => *number,
            _ => 0,
        };
        value.and_then(Value::as_i64).unwrap_or(default)
    }

    /// An object of text to text.
    pub fn pairs(&self, name: &str) -> BTreeMap<&'a str, &'a str> {
        let (_, value) = self.find(name);
        let object = value.and_then(Value::as_object);
        object
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
            .collect()
    }

    /// The words of a list written with commas.
    pub fn words(&self, name: &str) -> Vec<String> {
        let words = self
            .text(name)
            .split([',', '，'])
            .map(str::trim)
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    }

    /// A fixed offset, or nothing for the event's own.
    pub(crate) fn offset(&self, name: &str) -> Option<FixedOffset> {
        time::parse_offset(self.text(name))
    }
}

/// Where a complaint goes, and what it is about.
type At<'a> = (&'a str, &'a mut Complaints);

fn check_secret(spec: &ParamSpec, value: &Value, stored: bool, (at, complaints): At<'_>) {
    match value {
        Value::Null => {}
        // Written back as it was read: leaves the stored value as it is.
        Value::Object(object) if object.get("secret") == Some(&Value::Bool(true)) => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => return check_text(spec, text, (at, complaints)),
        _ => return complaints.add(at, "WRONG_TYPE", "must be text"),
    }
    if spec.required && !stored {
        complaints.add(at, "REQUIRED", "must not be empty");
    }
}

fn check_value(spec: &ParamSpec, value: &Value, (at, complaints): At<'_>) {
    let wrong_type = match (spec.kind, value) {
        (_, Value::Null) => {
            if spec.required {
                complaints.add(at, "REQUIRED", "must not be empty");
            }
            return;
        }
        (ParamKind::Flag, Value::Bool(_)) => return,
        (ParamKind::Number, Value::Number(number)) => return check_number(spec, number, (at, complaints)),
        (ParamKind::Flag, _) => "must be true or false",
        (ParamKind::Number, _) => "must be a number",
        (ParamKind::Pairs, Value::Object(object)) => return check_pairs(spec, object, (at, complaints)),
        (ParamKind::Pairs, _) => "must be an object of text to text",
        (ParamKind::Text | ParamKind::Lines | ParamKind::Choice | ParamKind::Url, Value::String(text)) => {
            return check_text(spec, text, (at, complaints));
        }
        (ParamKind::Text | ParamKind::Lines | ParamKind::Choice | ParamKind::Url, _) => "must be text",
    };
    complaints.add(at, "WRONG_TYPE", wrong_type);
}

fn check_number(spec: &ParamSpec, number: &serde_json::Number, (at, complaints): At<'_>) {
    let Format::Between(low, high) = spec.format else {
        return;
    };
    if !number
        .as_i64()
        .is_some_and(|number| (low..=high).contains(&number))
    {
        complaints.add(
            at,
            "OUT_OF_RANGE",
            format!("must be a whole number from {low} to {high}"),
        );
    }
}

fn check_text(spec: &ParamSpec, text: &str, (at, complaints): At<'_>) {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        if spec.required || spec.format == Format::NotEmpty {
            complaints.add(at, "REQUIRED", "must not be empty");
        } else if matches!(spec.format, Format::Path | Format::HeaderName) {
            complaints.add(
                at,
                "REQUIRED",
                "must not be empty; leave it out to have the default",
            );
        }
        return;
    }
    let (most, may_break) = match spec.kind {
        ParamKind::Lines => (MOST_LINES_CHARS, true),
        _ => (MOST_CHARS, false),
    };
    complaints.at_most(at, text, most);
    let breaks = |c: char| may_break && matches!(c, '\t' | '\n' | '\r');
    if text.chars().any(|c| c.is_control() && !breaks(c)) {
        complaints.add(at, "INVALID_CHARACTER", "must not hold control characters");
        return;
    }
    match spec.kind {
        ParamKind::Choice if !spec.choices.iter().any(|choice| choice.value == trimmed) => {
            let words: Vec<_> = spec.choices.iter().map(|choice| choice.value.as_ref()).collect();
            complaints.add(
                at,
                "INVALID_CHOICE",
                format!("must be one of {}", words.join(", ")),
            );
        }
        ParamKind::Url if !is_address(trimmed) => {
            complaints.add(
                at,
                "INVALID_ADDRESS",
                "must be http:// or https:// with a host and perhaps a path",
            );
        }
        _ => check_format(spec.format, trimmed, (at, complaints)),
    }
}

fn check_format(format: Format, text: &str, (at, complaints): At<'_>) {
    match format {
        Format::Path if !is_path(text) => {
            complaints.add(at, "INVALID_PATH", "must begin with / and be valid in an address");
        }
        Format::Link | Format::Template | Format::TaskId => {
            if let Err(unknown) = template::check(text, template::PLACEHOLDERS) {
                complaints.add(
                    at,
                    "UNKNOWN_PLACEHOLDER",
                    format!("does not know the placeholder {{{unknown}}}"),
                );
            }
            if format == Format::TaskId && !(text.contains("{requestId}") && text.contains("{receiver}")) {
                complaints.add(
                    at,
                    "INVALID_TEMPLATE",
                    "must hold {requestId} and {receiver}, or items of several persons would be one",
                );
            }
            let bad = |c: char| c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>');
            if format == Format::Link && (text.contains(bad) || !(text.starts_with('/') || is_web(text))) {
                complaints.add(
                    at,
                    "INVALID_PATH",
                    "must begin with /, http:// or https://, without white space",
                );
            }
        }
        Format::Prefix if !is_path(text) || text.ends_with('/') => {
            complaints.add(
                at,
                "INVALID_PATH",
                "must be empty, or begin with / and not end with one",
            );
        }
        Format::Alphanumeric(most)
            if text.len() > most || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            complaints.add(
                at,
                "INVALID_CHARACTER",
                format!("must be at most {most} letters and digits"),
            );
        }
        Format::XmlName if !is_xml_name(text) => {
            complaints.add(at, "INVALID_CHARACTER", "must be the name of an XML element");
        }
        Format::Body(placeholders) => {
            if let Err(fault) = BodyTemplate::new(text, placeholders) {
                complaints.add(at, fault.code, fault.message);
            }
        }
        Format::Prose(placeholders) => {
            if let Err(unknown) = template::check(text, placeholders) {
                complaints.add(
                    at,
                    "UNKNOWN_PLACEHOLDER",
                    format!("does not know the placeholder {{{unknown}}}"),
                );
            }
        }
        Format::Own(own) => {
            if let Err((code, message)) = (own.check)(text) {
                complaints.add(at, code, message);
            }
        }
        Format::Webhook if !webhook::is_webhook(text) => {
            complaints.add(
                at,
                "INVALID_PATH",
                "must be the webhook's key, its path, or its whole address",
            );
        }
        Format::HeaderName if !is_free_header(text) => {
            complaints.add(
                at,
                "INVALID_HEADER",
                "must be a header name that the protocol does not use itself",
            );
        }
        Format::Offset if time::parse_offset(text).is_none() => {
            complaints.add(at, "INVALID_OFFSET", "must be empty or look like +08:00");
        }
        _ => {}
    }
}

fn check_pairs(spec: &ParamSpec, object: &Map<String, Value>, (at, complaints): At<'_>) {
    for (key, value) in object {
        let at = format!("{at}/{}", escape_pointer(key));
        let Some(text) = value.as_str() else {
            complaints.add(at, "WRONG_TYPE", "must be text");
            continue;
        };
        complaints.at_most(at.as_str(), text, MOST_CHARS);
        match spec.format {
            Format::Headers if !is_free_header(key) => {
                complaints.add(
                    at,
                    "INVALID_HEADER",
                    "must be a header name that the protocol does not use itself",
                );
            }
            Format::Headers if HeaderValue::from_str(text).is_err() => {
                complaints.add(
                    at,
                    "INVALID_HEADER",
                    "must be a value that an HTTP header can hold",
                );
            }
            Format::Rules if messages::Meaning::parse(text).is_none() => {
                complaints.add(
                    at,
                    "INVALID_CHOICE",
                    "must be one of accepted, configuration, data, transient",
                );
            }
            Format::Values(values) if !values.contains(&text.trim()) => {
                complaints.add(
                    at,
                    "INVALID_CHOICE",
                    format!("must be one of {}", values.join(", ")),
                );
            }
            _ if key.trim().is_empty() => complaints.add(at, "REQUIRED", "must not have an empty name"),
            _ => {}
        }
    }
}

fn is_free_header(name: &str) -> bool {
    HeaderName::from_bytes(name.as_bytes()).is_ok_and(|name| !RESERVED_HEADERS.contains(&name.as_str()))
}

fn is_xml_name(text: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.starts_with(begins) && text.chars().all(goes_on)
}

pub(crate) fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && text.parse::<http::uri::PathAndQuery>().is_ok()
}

pub(crate) fn is_web(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

pub(crate) fn is_address(text: &str) -> bool {
    let Ok(uri) = text.parse::<http::Uri>() else {
        return false;
    };
    is_web(text)
        && uri
            .authority()
            .is_some_and(|authority| domain::target::is_authority(authority.as_str()))
        && uri.query().is_none()
        && !text.contains('#')
}

fn pointer(group: &str, name: &str) -> String {
    format!("/{group}/{}", escape_pointer(name))
}

fn escape_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
