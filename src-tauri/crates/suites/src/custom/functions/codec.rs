//! Text for the wire and back: Base64, hexadecimal, URLs, forms, JSON and XML.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use rhai::{Array, Blob, Dynamic, ImmutableString, Map, NativeCallContext};

use super::{Outcome, Registrar, bytes_of, fault, json, kind, scalar};
use crate::custom::limits::{Budget, MOST_TEXT};
use crate::xml::{self, Document};

type Text = ImmutableString;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

pub(super) fn register(to: &mut Registrar<'_>) {
    to.add(
        "base64_encode",
        |context: NativeCallContext<'_>, data: Dynamic| -> Outcome<String> {
            Ok(STANDARD.encode(bytes_of(&context, data)?))
        },
    )
    .add(
        "base64url_encode",
        |context: NativeCallContext<'_>, data: Dynamic| -> Outcome<String> {
            Ok(URL_SAFE_NO_PAD.encode(bytes_of(&context, data)?))
        },
    )
    .add("base64_decode", base64_decode)
    .add(
        "base64_text",
        |context: NativeCallContext<'_>, text: Text| -> Outcome<String> {
            String::from_utf8(base64_decode(context, text)?)
                .or_else(|_| fault("what was encoded is not UTF-8 text"))
        },
    )
    .add(
        "hex",
        |context: NativeCallContext<'_>, data: Dynamic| -> Outcome<String> {
            Ok(hex(&bytes_of(&context, data)?))
        },
    )
    .add("hex_decode", hex_decode)
    .add(
        "url_encode",
        |context: NativeCallContext<'_>, text: Text| -> Outcome<String> {
            Budget::spend(&context, text.len())?;
            Ok(domain::address::encode(&text))
        },
    )
    .add("url_decode", url_decode)
    .add("form_encode", form_encode)
    .add(
        "parse_json",
        |context: NativeCallContext<'_>, text: Text| -> Outcome<Dynamic> {
            Budget::spend(&context, text.len().saturating_mul(4))?;
            json::read(&text)
        },
    )
    .add(
        "to_json",
        |context: NativeCallContext<'_>, value: Dynamic| -> Outcome<String> {
            let written = json::write(&value);
            // What came out too long has cost the most.
            let size = written.as_ref().map_or(MOST_TEXT * 4, String::len);
            Budget::spend(&context, size.saturating_mul(4))?;
            written.or_else(fault)
        },
    )
    .add(
        "xml_escape",
        |context: NativeCallContext<'_>, text: Text| -> Outcome<String> {
            Budget::spend(&context, text.len())?;
            let mut out = String::with_capacity(text.len());
            xml::push_escaped(&mut out, &text);
            within(out)
        },
    )
    .add("xml_text", xml_text)
    .add("xml_texts", xml_texts);
}

/// `text`, unless it has grown too long.
fn within(text: String) -> Outcome<String> {
    if text.len() > MOST_TEXT {
        return fault(format!("the text would be longer than {MOST_TEXT} bytes"));
    }
    Ok(text)
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Base64 of either alphabet, with or without its padding.
fn base64_decode(context: NativeCallContext<'_>, text: Text) -> Outcome<Blob> {
    Budget::spend(&context, text.len())?;
    let plain: String = text
        .trim()
        .trim_end_matches('=')
        .chars()
        .filter(|c| !matches!(c, '\r' | '\n'))
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        })
        .collect();
    STANDARD_NO_PAD
        .decode(plain)
        .or_else(|_| fault("the text is not Base64"))
}

fn hex_decode(context: NativeCallContext<'_>, text: Text) -> Outcome<Blob> {
    Budget::spend(&context, text.len())?;
    let digit = |c: &u8| {
        char::from(*c)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let digits: Option<Vec<u8>> = text.trim().as_bytes().iter().map(digit).collect();
    match digits {
        Some(digits) if digits.len() % 2 == 0 => Ok(digits
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect()),
        _ => fault("the text is not hexadecimal"),
    }
}

/// Takes `%XX` and `+` back.
fn url_decode(context: NativeCallContext<'_>, text: Text) -> Outcome<String> {
    Budget::spend(&context, text.len())?;
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
                let Some(Ok(byte)) = pair.map(|pair| u8::from_str_radix(pair, 16)) else {
                    return fault("a % is not followed by two hexadecimal digits");
                };
                bytes.push(byte);
                rest = &tail[2..];
            }
            byte => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).or_else(|_| fault("what was encoded is not UTF-8 text"))
}

/// `name=value&…` in the order of the names, as HTML forms are sent: a blank is a plus.
fn form_encode(context: NativeCallContext<'_>, map: Map) -> Outcome<String> {
    let mut out = String::new();
    for (name, value) in &map {
        let Some(value) = scalar(value) else {
            return fault(format!("the field {name:?} is {}, not text", kind(value)));
        };
        Budget::spend(&context, name.len() + value.len() + 16)?;
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&form_text(name));
        out.push('=');
        out.push_str(&form_text(&value));
    }
    within(out)
}

/// One name or value of a form.
pub(crate) fn form_text(text: &str) -> String {
    domain::address::encode(text).replace("%20", "+")
}

/// The text of the first element of this local name that has no child elements; `()` where there is none, or where the
/// text is no XML.
fn xml_text(context: NativeCallContext<'_>, text: Text, name: Text) -> Outcome<Dynamic> {
    Budget::spend(&context, text.len().saturating_mul(4))?;
    let document = Document::parse(&text);
    let leaf = document.as_ref().and_then(|document| document.leaf(&name));
    Ok(leaf.map_or(Dynamic::UNIT, |leaf| Dynamic::from(Text::from(leaf))))
}

/// The texts of all elements of this local name that have no child elements.
fn xml_texts(context: NativeCallContext<'_>, text: Text, name: Text) -> Outcome<Array> {
    Budget::spend(&context, text.len().saturating_mul(4))?;
    let Some(document) = Document::parse(&text) else {
        return Ok(Array::new());
    };
    let leaves = document.leaves.iter().filter(|(leaf, _)| *leaf == name.as_str());
    Ok(leaves
        .map(|(_, text)| Dynamic::from(Text::from(text.as_ref())))
        .collect())
}
