//! From what serde says to a complaint that names the field.
//!
//! serde's errors are sentences; `serde_path_to_error` adds where. The sentence's beginning tells the kind, which
//! becomes the stable code. A missing or unknown field is named itself, not the object that lacks or holds it.

use std::fmt::Display;

use domain::fields::FieldError;
use serde_path_to_error::{Path, Segment};

/// One complaint out of serde's `sentence` about what stands at `path`.
pub(crate) fn complaint(path: &Path, sentence: &impl Display) -> FieldError {
    let sentence = without_position(&sentence.to_string());
    let mut pointer = pointer(path);
    let (code, field) = kind(&sentence);
    if let Some(field) = field
        && !pointer.ends_with(&format!("/{field}"))
    {
        pointer.push('/');
        pointer.push_str(&escaped(field));
    }
    let message = match code {
        "REQUIRED" => "is missing".to_owned(),
        "UNKNOWN_FIELD" => "is not known here".to_owned(),
        "REPEATED" => "is there twice".to_owned(),
        _ => sentence,
    };
    FieldError {
        path: pointer,
        code: code.to_owned(),
        message,
    }
}

fn kind(sentence: &str) -> (&'static str, Option<&str>) {
    let quoted = || sentence.split('`').nth(1);
    if sentence.starts_with("missing field") {
        ("REQUIRED", quoted())
    } else if sentence.starts_with("unknown field") {
        ("UNKNOWN_FIELD", quoted())
    } else if sentence.starts_with("duplicate field") {
        ("REPEATED", quoted())
    } else if sentence.starts_with("unknown variant") {
        ("UNKNOWN_VALUE", None)
    } else if sentence.starts_with("invalid type") {
        ("WRONG_TYPE", None)
    } else if sentence.starts_with("must be from") {
        ("OUT_OF_RANGE", None)
    } else {
        ("INVALID_VALUE", None)
    }
}

/// serde_json ends its sentences with a line and column, which say nothing beside a path.
fn without_position(sentence: &str) -> String {
    match sentence.rfind(" at line ") {
        Some(at) => sentence[..at].to_owned(),
        None => sentence.to_owned(),
    }
}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", escaped(key))),
            Segment::Enum { variant } => pointer.push_str(&format!("/{}", escaped(variant))),
            Segment::Unknown => {}
        }
    }
    pointer
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
