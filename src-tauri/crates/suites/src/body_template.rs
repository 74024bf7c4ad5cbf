//! Body templates: a JSON object that the operator writes, in whose texts placeholders are filled in.
//!
//! It is read once. What stands between texts is kept as it is written; a text with placeholders is taken apart after
//! its escapes are resolved, and what is filled in is escaped again, so that no value can break out of its text. A
//! value is always text, whatever it holds. Names of fields are not filled in.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::json;
use crate::template::{self, Template};

/// A template, taken apart once.
#[derive(Debug)]
pub struct BodyTemplate(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Fixed(String),
    Text(Template),
}

/// Why a template is none, with the place in it.
#[derive(Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// Stable code.
    pub code: &'static str,
    /// English sentence.
    pub message: String,
}

impl BodyTemplate {
    /// Takes `text` apart.
    ///
    /// # Errors
    /// What is not a JSON object, or holds a placeholder that is not one of `placeholders`.
    pub fn new(text: &str, placeholders: &[&str]) -> Result<Self, TemplateFault> {
        let object: Result<std::collections::BTreeMap<String, IgnoredAny>, _> = serde_json::from_str(text);
        object.map_err(|error| TemplateFault {
            code: "INVALID_JSON",
            message: format!("must be a JSON object; it is not at {}", place_of(text, &error)),
        })?;
        let mut pieces = Vec::new();
        let mut fixed = 0;
        let mut at = 0;
        while let Some(begin) = text[at..].find('"').map(|offset| at + offset) {
            let end = end_of_string(text, begin);
            at = end;
            let literal = &text[begin..end];
            if text[end..].trim_start().starts_with(':') || !literal.contains('{') && !literal.contains('\\')
            {
                continue;
            }
            let decoded: String = serde_json::from_str(literal).map_err(|_| TemplateFault {
                code: "INVALID_JSON",
                message: format!(
                    "must be text that JSON can hold; it is not at {}",
                    place(text, begin)
                ),
            })?;
            if let Err(unknown) = template::check(&decoded, placeholders) {
                let offset = literal.find(&format!("{{{unknown}}}")).unwrap_or(0);
                return Err(TemplateFault {
                    code: "UNKNOWN_PLACEHOLDER",
                    message: format!(
                        "does not know the placeholder {{{unknown}}} at {}",
                        place(text, begin + offset)
                    ),
                });
            }
            pieces.push(Piece::Fixed(text[fixed..begin].to_owned()));
            pieces.push(Piece::Text(Template::of(&decoded, placeholders)));
            fixed = end;
        }
        pieces.push(Piece::Fixed(text[fixed..].to_owned()));
        Ok(Self(pieces))
    }

    /// The body with what `value` gives for each placeholder, by its place in the list.
    pub fn fill<'v>(&self, value: impl Fn(usize) -> Cow<'v, str>) -> String {
        let mut body = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Fixed(fixed) => body.push_str(fixed),
                Piece::Text(template) => body.push_str(&json::string(&template.fill(&value))),
            }
        }
        body
    }
}

/// Behind the JSON string that begins at `begin`, in text that is known to be JSON.
fn end_of_string(text: &str, begin: usize) -> usize {
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate().skip(begin + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return offset + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where a text stops being JSON; the parser counts columns in bytes.
fn place_of(text: &str, error: &serde_json::Error) -> String {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or("");
    let before = line.char_indices().take_while(|(at, _)| *at < error.column());
    format!("line {}, column {}", error.line(), before.count())
}

/// Line and column, counted from 1 in characters.
fn place(text: &str, offset: usize) -> String {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("line {line}, column {column}")
}
