//! The catalogue of push types: what the console's forms are made from, and what the settings are checked against
//! (rows T7, T8 and the S rows). One description serves both, so that a form never offers what a check refuses.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use domain::fields::FieldError;
use domain::target::{PushType, Scheme};
use serde::Serialize;

use crate::custom::Adapter;
use crate::settings::Format;
use crate::{e10, ecology, esb, landray, wisedu};

/// One text in the console's two languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Texts {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

/// What kind of value a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ParamKind {
    /// One line of text.
    Text,
    /// Text of several lines.
    Lines,
    /// `true` or `false`.
    Flag,
    /// One of `choices`.
    Choice,
    /// A number.
    Number,
    /// An address with `http://` or `https://`.
    Url,
    /// An object of text to text.
    Pairs,
}

/// One value of a parameter of kind [`ParamKind::Choice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// The word on the wire.
    pub value: Cow<'static, str>,
    /// What the form shows.
    pub label: Texts,
}

/// The value that a parameter left out has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DefaultValue {
    /// Text or the word of a choice.
    Text(Cow<'static, str>),
    /// A flag.
    Flag(bool),
    /// A whole number.
    Number(i64),
}

/// One parameter or one wire setting of a push type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParamSpec {
    /// Name inside `params` or `protocol`; for parameters that of the S rows, verbatim.
    pub name: Cow<'static, str>,
    /// What the form calls it.
    pub label: Texts,
    /// What the operator should know before filling it in.
    pub help: Texts,
    /// What kind of value it takes.
    pub kind: ParamKind,
    /// Whether its value is kept as a secret.
    pub secret: bool,
    /// Whether it must be given.
    pub required: bool,
    /// The values of a choice; empty for all other kinds.
    pub choices: Vec<Choice>,
    /// The value it has when left out.
    pub default: Option<DefaultValue>,
    /// What its text must look like, beyond its kind.
    #[serde(skip)]
    #[cfg_attr(feature = "openapi", schema(ignore))]
    pub format: Format,
}

/// One push type (推送类型).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushTypeSpec {
    /// Which one.
    pub push_type: PushType,
    /// Its name.
    pub name: Texts,
    /// What it speaks to.
    pub description: Texts,
    /// 实现类: shown when the type is chosen (row T7).
    pub implementation_class: Cow<'static, str>,
    /// The scheme that a new target of this type starts with (row T5).
    pub default_scheme: Scheme,
    /// Parameters that every target of this type has (`params`).
    pub params: Vec<ParamSpec>,
    /// Wire details that sites differ in (`protocol`), each with a default.
    pub protocol: Vec<ParamSpec>,
}

impl PushTypeSpec {
    /// Names of the parameters whose values are secrets.
    pub fn secret_params(&self) -> impl Iterator<Item = &str> {
        let secrets = self.params.iter().filter(|param| param.secret);
        secrets.map(|param| param.name.as_ref())
    }
}

/// The push types that exist; custom adapters are beside them.
pub fn catalog() -> &'static [PushTypeSpec] {
    static CATALOG: LazyLock<Vec<PushTypeSpec>> = LazyLock::new(|| {
        vec![
            ecology::spec(),
            e10::spec(),
            esb::spec(),
            landray::spec(),
            wisedu::spec(),
            landray::cleanup_spec(),
        ]
    });
    &CATALOG
}

/// The description of one push type; for custom ones that of the adapter.
///
/// # Errors
/// `/pushType` for one that does not exist, `/adapter/class` for a custom one without an adapter.
pub fn spec_of(
    push_type: PushType,
    adapter: Option<&Arc<Adapter>>,
) -> Result<&PushTypeSpec, Vec<FieldError>> {
    let missing = |path: &str, code: &str, message: &str| {
        vec![FieldError {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        }]
    };
    if push_type == PushType::Custom {
        let adapter = adapter.ok_or_else(|| {
            missing(
                "/adapter/class",
                "ADAPTER_NOT_FOUND",
                "there is no adapter of this class and version",
            )
        })?;
        return Ok(adapter.spec());
    }
    let found = catalog().iter().find(|spec| spec.push_type == push_type);
    found.ok_or_else(|| {
        missing(
            "/pushType",
            "PUSH_TYPE_NOT_AVAILABLE",
            "this push type does not exist in this version",
        )
    })
}

/// Both languages at once.
pub const fn texts(zh: &'static str, en: &'static str) -> Texts {
    Texts {
        zh: Cow::Borrowed(zh),
        en: Cow::Borrowed(en),
    }
}

/// One choice.
pub const fn choice(value: &'static str, zh: &'static str, en: &'static str) -> Choice {
    Choice {
        value: Cow::Borrowed(value),
        label: texts(zh, en),
    }
}

impl ParamSpec {
    fn new(name: &'static str, kind: ParamKind, label: Texts) -> Self {
        Self {
            name: Cow::Borrowed(name),
            label,
            help: texts("", ""),
            kind,
            secret: false,
            required: false,
            choices: Vec::new(),
            default: None,
            format: Format::Any,
        }
    }

    /// A line of text; left out, it is empty.
    pub fn text(name: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(name, ParamKind::Text, texts(zh, en))
    }

    /// Text of several lines; left out, it is empty.
    pub fn lines(name: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(name, ParamKind::Lines, texts(zh, en))
    }

    /// A flag with its default.
    pub fn flag(name: &'static str, label: Texts, default: bool) -> Self {
        Self {
            default: Some(DefaultValue::Flag(default)),
            ..Self::new(name, ParamKind::Flag, label)
        }
    }

    /// A choice; the first one is the default.
    pub fn choice(name: &'static str, label: Texts, choices: Vec<Choice>) -> Self {
        let default = choices
            .first()
            .map(|first| DefaultValue::Text(first.value.clone()));
        Self {
            choices,
            default,
            ..Self::new(name, ParamKind::Choice, label)
        }
    }

    /// An address.
    pub fn url(name: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(name, ParamKind::Url, texts(zh, en))
    }

    /// A whole number with its default.
    pub fn number(name: &'static str, label: Texts, default: i64) -> Self {
        Self {
            default: Some(DefaultValue::Number(default)),
            ..Self::new(name, ParamKind::Number, label)
        }
    }

    /// An object of text to text; empty by default.
    pub fn pairs(name: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(name, ParamKind::Pairs, texts(zh, en))
    }

    /// Must be given.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Kept as a secret.
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// What the operator should know.
    pub fn help(mut self, zh: &'static str, en: &'static str) -> Self {
        self.help = texts(zh, en);
        self
    }

    /// The text that it has when left out.
    pub fn default_text(mut self, text: &'static str) -> Self {
        self.default = Some(DefaultValue::Text(Cow::Borrowed(text)));
        self
    }

    /// What its text must look like.
    pub fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
}
