//! JSON to values of a script and back. A number that is not whole, or too large for 64 bits, is the text of its
//! digits as they stand: no amount of money and no long id is ever rounded. `()` is `null`.

use rhai::{Array, Dynamic, EvalAltResult, ImmutableString, Map};
use serde_json::Value;

use super::{Outcome, fault, kind};
use crate::custom::limits::{MOST_ELEMENTS, MOST_ENTRIES, MOST_TEXT};

/// How deep JSON may be nested.
const MOST_DEPTH: usize = 32;

/// Reads a document; `()` for what is no JSON.
pub(super) fn read(text: &str) -> Outcome<Dynamic> {
    let Ok(value) = serde_json::from_str(&exact_numbers(text)) else {
        return Ok(Dynamic::UNIT);
    };
    let mut room = Room {
        elements: MOST_ELEMENTS,
        entries: MOST_ENTRIES,
    };
    room.read(value, MOST_DEPTH)
}

/// What a document may still hold.
struct Room {
    elements: usize,
    entries: usize,
}

impl Room {
    fn read(&mut self, value: Value, depth: usize) -> Outcome<Dynamic> {
        let Some(inner) = depth.checked_sub(1) else {
            return fault(format!("the JSON is nested deeper than {MOST_DEPTH} levels"));
        };
        Ok(match value {
            Value::Null => Dynamic::UNIT,
            Value::Bool(flag) => Dynamic::from(flag),
            Value::Number(number) => match number.as_i64() {
                Some(number) => Dynamic::from(number),
                None => Dynamic::from(ImmutableString::from(number.to_string())),
            },
            Value::String(text) => Dynamic::from(ImmutableString::from(text)),
            Value::Array(values) => {
                self.elements = take(self.elements, values.len(), "elements")?;
                let array: Result<Array, Box<EvalAltResult>> =
                    values.into_iter().map(|value| self.read(value, inner)).collect();
                Dynamic::from_array(array?)
            }
            Value::Object(object) => {
                self.entries = take(self.entries, object.len(), "entries")?;
                let mut map = Map::new();
                for (name, value) in object {
                    map.insert(name.into(), self.read(value, inner)?);
                }
                Dynamic::from_map(map)
            }
        })
    }
}

fn take(room: usize, size: usize, what: &str) -> Outcome<usize> {
    match room.checked_sub(size) {
        Some(left) => Ok(left),
        None => fault(format!("the JSON holds too many {what}")),
    }
}

/// The document with every number that 64 bits do not hold exactly written as a text of its digits.
fn exact_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = if from.starts_with('"') {
            end_of_text(from)
        } else {
            from.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
                .unwrap_or(from.len())
        };
        let (token, tail) = from.split_at(end);
        let is_odd = !token.starts_with('"') && token.parse::<i64>().is_err();
        if is_odd && serde_json::from_str::<serde_json::Number>(token).is_ok() {
            out.push('"');
            out.push_str(token);
            out.push('"');
        } else {
            out.push_str(token);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The length of the JSON text at the beginning of `from`, with its quotes.
fn end_of_text(from: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in from.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    from.len()
}

/// Writes a value; the names of a map are in their order.
///
/// # Errors
/// What stands in the way, in words.
pub(crate) fn write(value: &Dynamic) -> Result<String, String> {
    let json = to_value(value, MOST_DEPTH)?;
    let text = json.to_string();
    if text.len() > MOST_TEXT {
        return Err(format!("the JSON would be longer than {MOST_TEXT} bytes"));
    }
    Ok(text)
}

fn to_value(value: &Dynamic, depth: usize) -> Result<Value, String> {
    let Some(inner) = depth.checked_sub(1) else {
        return Err(format!(
            "the JSON would be nested deeper than {MOST_DEPTH} levels"
        ));
    };
    if let Ok(array) = value.as_array_ref() {
        let values: Result<_, _> = array.iter().map(|value| to_value(value, inner)).collect();
        return Ok(Value::Array(values?));
    }
    if let Ok(map) = value.as_map_ref() {
        let entry =
            |(name, value): (&rhai::Identifier, &Dynamic)| Ok((name.to_string(), to_value(value, inner)?));
        return Ok(Value::Object(
            map.iter().map(entry).collect::<Result<_, String>>()?,
        ));
    }
    if value.is_unit() {
        return Ok(Value::Null);
    }
    if let Ok(number) = value.as_int() {
        return Ok(Value::from(number));
    }
    if let Ok(flag) = value.as_bool() {
        return Ok(Value::from(flag));
    }
    if let Ok(character) = value.as_char() {
        return Ok(Value::from(character.to_string()));
    }
    match value.as_immutable_string_ref() {
        Ok(text) => Ok(Value::from(text.as_str())),
        Err(_) => Err(format!("cannot write {} as JSON", kind(value))),
    }
}
