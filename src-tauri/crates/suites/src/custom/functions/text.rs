//! Text and numbers.

use rhai::{Array, Blob, Dynamic, ImmutableString, NativeCallContext};

use super::{Outcome, Registrar, fault, kind, scalar};
use crate::custom::limits::{Budget, MOST_TEXT};

type Text = ImmutableString;

pub(super) fn register(to: &mut Registrar<'_>) {
    to.add("text", as_text)
        .add("to_string", as_text)
        .add("int", as_int)
        .add("blob", |context: NativeCallContext<'_>, value: Dynamic| {
            super::bytes_of(&context, value)
        })
        .add(
            "len",
            |context: NativeCallContext<'_>, text: Text| -> Outcome<i64> {
                Budget::spend(&context, text.len())?;
                Ok(signed(text.chars().count()))
            },
        )
        .add("is_empty", |text: Text| text.is_empty())
        .add(
            "contains",
            |context: NativeCallContext<'_>, text: Text, part: Text| -> Outcome<bool> {
                Budget::spend(&context, text.len())?;
                Ok(text.contains(part.as_str()))
            },
        )
        .add("starts_with", |text: Text, part: Text| {
            text.starts_with(part.as_str())
        })
        .add("ends_with", |text: Text, part: Text| {
            text.ends_with(part.as_str())
        })
        .add("index_of", index_of)
        .add(
            "sub_text",
            |context: NativeCallContext<'_>, text: Text, from: i64| sub_text(context, text, from, i64::MAX),
        )
        .add("sub_text", sub_text)
        .add("split", split)
        .add("replace", replace)
        .add(
            "trim",
            |context: NativeCallContext<'_>, text: Text| -> Outcome<Text> {
                Budget::spend(&context, text.len())?;
                Ok(text.trim().into())
            },
        )
        .add(
            "to_upper",
            |context: NativeCallContext<'_>, text: Text| -> Outcome<Text> {
                Budget::spend(&context, text.len())?;
                Ok(text.to_uppercase().into())
            },
        )
        .add(
            "to_lower",
            |context: NativeCallContext<'_>, text: Text| -> Outcome<Text> {
                Budget::spend(&context, text.len())?;
                Ok(text.to_lowercase().into())
            },
        )
        .add("+", |text: Text, number: i64| format!("{text}{number}"))
        .add("+", |number: i64, text: Text| format!("{number}{text}"))
        // Rhai's own looks through the whole text, which nothing would count.
        .add("-", |_: Text, _: Text| no_minus::<Text>())
        .add("-", |_: Text, _: char| no_minus::<Text>())
        .add("-=", |_: &mut Text, _: Text| no_minus::<()>())
        .add("-=", |_: &mut Text, _: char| no_minus::<()>())
        .add("!", |flag: bool| !flag)
        .add("-", |number: i64| match number.checked_neg() {
            Some(number) => Ok(number),
            None => fault("the number is too large"),
        });
}

fn no_minus<T>() -> Outcome<T> {
    fault("texts cannot be subtracted; use replace")
}

/// A size as scripts count; nothing that a script holds is larger.
pub(super) fn signed(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

/// Any scalar as text, `()` as the empty one; a blob that is UTF-8.
fn as_text(context: NativeCallContext<'_>, value: Dynamic) -> Outcome<Text> {
    if let Some(text) = scalar(&value) {
        return Ok(text.into());
    }
    match value.try_cast_result::<Blob>() {
        Ok(blob) => {
            Budget::spend(&context, blob.len())?;
            match String::from_utf8(blob) {
                Ok(text) => Ok(text.into()),
                Err(_) => fault("the blob is not UTF-8 text"),
            }
        }
        Err(other) => fault(format!("cannot make text of {}", kind(&other))),
    }
}

/// A whole number, or a text that is one; `()` for all else.
fn as_int(value: Dynamic) -> Dynamic {
    if value.is_int() {
        return value;
    }
    let text = value
        .as_immutable_string_ref()
        .map(|text| text.trim().parse::<i64>());
    match text {
        Ok(Ok(number)) => Dynamic::from(number),
        _ => Dynamic::UNIT,
    }
}

/// Where `part` begins, counted in characters; -1 where it is not.
fn index_of(context: NativeCallContext<'_>, text: Text, part: Text) -> Outcome<i64> {
    Budget::spend(&context, text.len())?;
    Ok(match text.find(part.as_str()) {
        Some(at) => signed(text[..at].chars().count()),
        None => -1,
    })
}

fn sub_text(context: NativeCallContext<'_>, text: Text, from: i64, length: i64) -> Outcome<Text> {
    Budget::spend(&context, text.len())?;
    let (Ok(from), Ok(length)) = (usize::try_from(from), usize::try_from(length)) else {
        return fault("a place in a text must not be negative");
    };
    Ok(text.chars().skip(from).take(length).collect::<String>().into())
}

fn split(context: NativeCallContext<'_>, text: Text, by: Text) -> Outcome<Array> {
    if by.is_empty() {
        return fault("cannot split by an empty text");
    }
    // A part costs far more than its bytes.
    Budget::spend(&context, text.len().saturating_mul(4))?;
    Ok(text
        .split(by.as_str())
        .map(|part| Dynamic::from(Text::from(part)))
        .collect())
}

fn replace(context: NativeCallContext<'_>, text: Text, part: Text, by: Text) -> Outcome<Text> {
    if part.is_empty() {
        return fault("cannot replace an empty text");
    }
    Budget::spend(&context, text.len())?;
    let found = text.matches(part.as_str()).count();
    let size = (text.len() - found * part.len()).saturating_add(found.saturating_mul(by.len()));
    if size > MOST_TEXT {
        return fault(format!("the text would be longer than {MOST_TEXT} bytes"));
    }
    Budget::spend(&context, size)?;
    Ok(text.replace(part.as_str(), &by).into())
}
