//! `parameters()`: what an adapter declares, checked and turned into the description that forms and checks go by.

use std::borrow::Cow;

use domain::target::{PushType, Scheme};
use rhai::{Dynamic, Map};

use super::functions::kind;
use super::run::{self, AdapterFault, Script};
use crate::catalog::{Choice, DefaultValue, ParamKind, ParamSpec, PushTypeSpec, Texts, texts};
use crate::parts;
use crate::settings::Format;

/// Most parameters of one adapter.
const MOST_PARAMETERS: usize = 40;
/// Most choices of one parameter.
const MOST_CHOICES: usize = 40;
/// Most characters of a label.
const MOST_LABEL: usize = 100;
/// Most characters of a help text or a default.
const MOST_HELP: usize = 500;
/// Most characters of a name.
const MOST_NAME: usize = 64;
/// Whole numbers that JSON readers hold exactly.
const EXACT: i64 = 9_007_199_254_740_991;

/// What a declaration may hold.
const KEYS: [&str; 10] = [
    "name", "label", "help", "kind", "secret", "required", "default", "choices", "min", "max",
];

/// Runs `parameters()` and makes the description of it.
///
/// # Errors
/// What is wrong with the declaration.
pub(super) fn spec(script: &Script, class: &str) -> Result<PushTypeSpec, AdapterFault> {
    let declared = run::call(script, "parameters", ())?;
    let at = script.place_of("parameters");
    let params = params(&declared).map_err(|message| AdapterFault::at(at, message))?;
    Ok(PushTypeSpec {
        push_type: PushType::Custom,
        name: texts("自定义", "Custom"),
        description: texts("运行自行编写的适配脚本", "Runs an adapter of your own"),
        implementation_class: Cow::Owned(class.to_owned()),
        default_scheme: Scheme::Http,
        params,
        protocol: protocol(),
    })
}

/// What every adapter's target has beside the adapter's own parameters: under which addresses an item opens while no
/// push address is bound, and extra headers, which give way to those that the script sets.
fn protocol() -> Vec<ParamSpec> {
    let mut settings = vec![parts::optional_oa_address()];
    settings.extend(parts::standard_paths());
    settings.push(parts::extra_headers());
    settings
}

fn params(declared: &Dynamic) -> Result<Vec<ParamSpec>, String> {
    let Ok(declared) = declared.as_array_ref() else {
        return Err(format!("parameters must return an array, not {}", kind(declared)));
    };
    if declared.len() > MOST_PARAMETERS {
        return Err(format!("there may be at most {MOST_PARAMETERS} parameters"));
    }
    let mut params: Vec<ParamSpec> = Vec::new();
    for (index, one) in declared.iter().enumerate() {
        let number = index + 1;
        let Ok(map) = one.as_map_ref() else {
            return Err(format!("parameter {number} must be a map, not {}", kind(one)));
        };
        let param = Declaration(&map)
            .read()
            .map_err(|message| match map.get("name") {
                Some(name) if name.is_string() => format!("parameter {number} ({name}): {message}"),
                _ => format!("parameter {number}: {message}"),
            })?;
        if params.iter().any(|known| known.name == param.name) {
            return Err(format!(
                "parameter {number}: there are two of the name {}",
                param.name
            ));
        }
        params.push(param);
    }
    Ok(params)
}

/// One map of the array.
struct Declaration<'a>(&'a Map);

impl Declaration<'_> {
    fn read(&self) -> Result<ParamSpec, String> {
        let Self(map) = self;
        if let Some(unknown) = map.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(format!("{unknown} is not known; it may hold {}", KEYS.join(", ")));
        }
        let name = self.text("name")?.ok_or("a name is missing")?;
        let mut letters = name.chars();
        let begins_well = letters.next().is_some_and(|first| first.is_ascii_alphabetic());
        if !begins_well || !letters.all(|c| c.is_ascii_alphanumeric() || c == '_') || name.len() > MOST_NAME {
            return Err(format!(
                "the name must be a letter, then letters, digits and _, at most {MOST_NAME}"
            ));
        }
        let secret = self.flag("secret")?;
        let kind = self.kind()?;
        if secret && kind != ParamKind::Text {
            return Err("a secret must be of the kind text".to_owned());
        }
        let choices = self.choices(kind)?;
        let default = self.default(kind, secret, &choices)?;
        let required = self.flag("required")?;
        let label = match map.get("label") {
            Some(label) => both(label, "label", MOST_LABEL)?,
            None => Texts {
                zh: Cow::Owned(name.clone()),
                en: Cow::Owned(name.clone()),
            },
        };
        let help = match map.get("help") {
            Some(help) => both(help, "help", MOST_HELP)?,
            None => texts("", ""),
        };
        Ok(ParamSpec {
            name: Cow::Owned(name),
            label,
            help,
            kind,
            secret,
            required,
            choices,
            default,
            format: self.format(kind)?,
        })
    }

    fn text(&self, key: &str) -> Result<Option<String>, String> {
        match self.0.get(key) {
            None => Ok(None),
            Some(value) => match value.as_immutable_string_ref() {
                Ok(text) => Ok(Some(text.to_string())),
                Err(other) => Err(format!("{key} must be text, not {other}")),
            },
        }
    }

    fn flag(&self, key: &str) -> Result<bool, String> {
        match self.0.get(key) {
            None => Ok(false),
            Some(value) => value
                .as_bool()
                .map_err(|_| format!("{key} must be true or false")),
        }
    }

    fn kind(&self) -> Result<ParamKind, String> {
        Ok(match self.text("kind")?.as_deref() {
            None | Some("text") => ParamKind::Text,
            Some("flag") => ParamKind::Flag,
            Some("choice") => ParamKind::Choice,
            Some("number") => ParamKind::Number,
            Some("url") => ParamKind::Url,
            Some(other) => {
                return Err(format!(
                    "the kind {other:?} is not known; it may be text, flag, choice, number or url"
                ));
            }
        })
    }

    fn choices(&self, of: ParamKind) -> Result<Vec<Choice>, String> {
        let Some(value) = self.0.get("choices") else {
            return match of {
                ParamKind::Choice => Err("choices are missing".to_owned()),
                _ => Ok(Vec::new()),
            };
        };
        if of != ParamKind::Choice {
            return Err("only the kind choice has choices".to_owned());
        }
        let Ok(array) = value.as_array_ref() else {
            return Err("choices must be an array".to_owned());
        };
        if array.is_empty() || array.len() > MOST_CHOICES {
            return Err(format!("there must be 1 to {MOST_CHOICES} choices"));
        }
        let choices: Vec<Choice> = array.iter().map(one_choice).collect::<Result<_, _>>()?;
        for (index, choice) in choices.iter().enumerate() {
            if choices[..index].iter().any(|known| known.value == choice.value) {
                return Err(format!("there are two choices {:?}", choice.value));
            }
        }
        Ok(choices)
    }

    fn default(
        &self,
        kind: ParamKind,
        secret: bool,
        choices: &[Choice],
    ) -> Result<Option<DefaultValue>, String> {
        let Some(value) = self.0.get("default") else {
            return Ok(match kind {
                ParamKind::Flag => Some(DefaultValue::Flag(false)),
                ParamKind::Choice => choices
                    .first()
                    .map(|first| DefaultValue::Text(first.value.clone())),
                _ => None,
            });
        };
        if secret {
            return Err("a secret has no default".to_owned());
        }
        let text = || -> Result<String, String> {
            let text = self.text("default")?.unwrap_or_default();
            let is_odd = text.chars().any(char::is_control) || text.chars().count() > MOST_HELP;
            if is_odd {
                return Err(format!(
                    "the default must be one line of at most {MOST_HELP} characters"
                ));
            }
            Ok(text)
        };
        Ok(Some(match kind {
            ParamKind::Flag => DefaultValue::Flag(self.flag("default")?),
            ParamKind::Number => {
                let number = value.as_int().map_err(|_| "the default must be a whole number")?;
                let (low, high) = self.bounds()?;
                if !(low..=high).contains(&number) {
                    return Err(format!("the default must be from {low} to {high}"));
                }
                DefaultValue::Number(number)
            }
            ParamKind::Choice => {
                let text = text()?;
                if !choices.iter().any(|choice| choice.value == text) {
                    return Err(format!("the default {text:?} is none of the choices"));
                }
                DefaultValue::Text(Cow::Owned(text))
            }
            _ => DefaultValue::Text(Cow::Owned(text()?)),
        }))
    }

    fn bounds(&self) -> Result<(i64, i64), String> {
        let bound = |key: &str, otherwise: i64| match self.0.get(key) {
            None => Ok(otherwise),
            Some(value) => match value.as_int() {
                Ok(number) if (-EXACT..=EXACT).contains(&number) => Ok(number),
                _ => Err(format!("{key} must be a whole number from -{EXACT} to {EXACT}")),
            },
        };
        let (low, high) = (bound("min", -EXACT)?, bound("max", EXACT)?);
        if low > high {
            return Err("min must not be larger than max".to_owned());
        }
        Ok((low, high))
    }

    fn format(&self, kind: ParamKind) -> Result<Format, String> {
        if kind == ParamKind::Number {
            let (low, high) = self.bounds()?;
            return Ok(Format::Between(low, high));
        }
        if self.0.contains_key("min") || self.0.contains_key("max") {
            return Err("only the kind number has min and max".to_owned());
        }
        Ok(Format::Any)
    }
}

fn one_choice(value: &Dynamic) -> Result<Choice, String> {
    let word = |text: &str| -> Result<Cow<'static, str>, String> {
        let is_word = !text.trim().is_empty()
            && text.trim() == text
            && text.chars().count() <= MOST_LABEL
            && !text.chars().any(char::is_control);
        if is_word {
            Ok(Cow::Owned(text.to_owned()))
        } else {
            Err(format!(
                "the choice {text:?} must be a text without blanks around it"
            ))
        }
    };
    if let Ok(text) = value.as_immutable_string_ref() {
        let value = word(&text)?;
        return Ok(Choice {
            label: Texts {
                zh: value.clone(),
                en: value.clone(),
            },
            value,
        });
    }
    let Ok(map) = value.as_map_ref() else {
        return Err(format!("a choice must be a text or a map, not {}", kind(value)));
    };
    if let Some(unknown) = map.keys().find(|key| !matches!(key.as_str(), "value" | "label")) {
        return Err(format!("a choice has value and label, not {unknown}"));
    }
    let text = map
        .get("value")
        .and_then(|value| value.as_immutable_string_ref().ok());
    let value = word(&text.ok_or("a choice has no value")?)?;
    let label = match map.get("label") {
        Some(label) => both(label, "label", MOST_LABEL)?,
        None => Texts {
            zh: value.clone(),
            en: value.clone(),
        },
    };
    Ok(Choice { value, label })
}

/// A text for both languages, or `#{ zh, en }`.
fn both(value: &Dynamic, what: &str, most: usize) -> Result<Texts, String> {
    let checked = |value: &Dynamic| -> Result<Cow<'static, str>, String> {
        let Ok(text) = value.as_immutable_string_ref() else {
            return Err(format!(
                "{what} must be text or #{{ zh, en }}, not {}",
                kind(value)
            ));
        };
        let blank = text.trim().is_empty() && what == "label";
        if blank || text.chars().count() > most || text.chars().any(char::is_control) {
            return Err(format!("{what} must be one line of at most {most} characters"));
        }
        Ok(Cow::Owned(text.to_string()))
    };
    let Ok(map) = value.as_map_ref() else {
        let text = checked(value)?;
        return Ok(Texts {
            zh: text.clone(),
            en: text,
        });
    };
    if let Some(unknown) = map.keys().find(|key| !matches!(key.as_str(), "zh" | "en")) {
        return Err(format!("{what} has zh and en, not {unknown}"));
    }
    match (map.get("zh"), map.get("en")) {
        (Some(zh), Some(en)) => Ok(Texts {
            zh: checked(zh)?,
            en: checked(en)?,
        }),
        _ => Err(format!("{what} must have both zh and en")),
    }
}
