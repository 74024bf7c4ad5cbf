//! Reads a body: its charset first, then JSON or XML; and says what an unreadable one looked like.

use std::borrow::Cow;

use domain::delivery::{NoAnswerCause, Outcome};
use encoding_rs::{Encoding, GB18030, UTF_8};
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use serde_json::Value;

use crate::answer::Answer;
use crate::mask::CUT;

/// Most characters of an unreadable body that go into the log's reason.
const MOST_SHOWN: usize = 120;

/// The body as text. The charset named by `Content-Type` or by an XML declaration counts; without one it is UTF-8,
/// and GB18030 where the bytes are not UTF-8 but are sound GB18030 (older receivers answer so without saying it).
pub fn text<'a>(answer: &Answer<'a>) -> Cow<'a, str> {
    let named = charset_of_header(answer).or_else(|| charset_of_declaration(answer.body));
    match named {
        Some(encoding) => encoding.decode(answer.body).0,
        None => match std::str::from_utf8(answer.body) {
            Ok(text) => Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
            Err(_) => {
                let (text, _, broken) = GB18030.decode(answer.body);
                if broken { UTF_8.decode(answer.body).0 } else { text }
            }
        },
    }
}

fn charset_of_header(answer: &Answer<'_>) -> Option<&'static Encoding> {
    let content_type = answer.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (_, after) = split_once_ignoring_case(content_type, "charset=")?;
    let label = after.split(';').next()?.trim().trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes())
}

fn split_once_ignoring_case<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = text
        .as_bytes()
        .windows(mark.len())
        .position(|part| part.eq_ignore_ascii_case(mark.as_bytes()))?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

fn charset_of_declaration(body: &[u8]) -> Option<&'static Encoding> {
    let head = body.get(..body.len().min(100))?;
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|part| part == b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding=")?;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(after[1..].split(quote).next()?.as_bytes())
}

/// A form (`application/x-www-form-urlencoded`) of `fields`.
pub(crate) fn form<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> String {
    let pairs: Vec<_> = fields
        .map(|(name, value)| format!("{name}={}", domain::address::encode(value)))
        .collect();
    pairs.join("&")
}

/// A JSON answer: an object, an array of one object, or either of them written into a JSON string.
pub(crate) fn json_object(text: &str) -> Option<serde_json::Map<String, Value>> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    if let Value::String(inner) = &value {
        value = serde_json::from_str(inner).ok()?;
    }
    match value {
        Value::Object(object) => Some(object),
        Value::Array(items) if items.len() == 1 => match items.into_iter().next() {
            Some(Value::Object(object)) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// A JSON scalar as text: receivers write the same result as a string or as a number.
pub(crate) fn scalar(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text.trim())),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
        _ => None,
    }
}

/// Whether the reason may quote an answer's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoting {
    Allowed,
    /// The answer may hold a secret that is not known yet.
    Withheld,
}

/// What an answer comes to that the protocol does not know (row S8): a server error where the status says so,
/// otherwise unreadable. The detail keeps what a person needs to see.
pub(crate) fn unreadable(answer: &Answer<'_>, text: &str) -> Outcome {
    no_answer(answer, text, Quoting::Allowed)
}

/// [`unreadable`] for answers that may hold a token: nothing of the text but the title of an HTML page is quoted.
pub(crate) fn unreadable_unquoted(answer: &Answer<'_>, text: &str) -> Outcome {
    no_answer(answer, text, Quoting::Withheld)
}

fn no_answer(answer: &Answer<'_>, text: &str, quoting: Quoting) -> Outcome {
    let status = answer.status;
    let cause = if (500..=599).contains(&status) {
        NoAnswerCause::ServerError
    } else {
        NoAnswerCause::Unreadable
    };
    let trimmed = text.trim();
    let what = if let Some(packing) = packing(answer) {
        format!("应答以 {packing} 压缩，而请求没有要求压缩")
    } else if let Some(place) = redirection(answer) {
        match quoting {
            Quoting::Allowed => format!("应答是跳转（至 {place}），不跟随"),
            Quoting::Withheld => "应答是跳转，不跟随".to_owned(),
        }
    } else if answer.truncated {
        "应答过大，只读取了前一部分".to_owned()
    } else if trimmed.is_empty() {
        "应答为空".to_owned()
    } else {
        match (html_title(trimmed), quoting) {
            (Some(Some(title)), _) => format!("应答是 HTML 页面「{title}」"),
            (Some(None), Quoting::Allowed) => format!("应答是 HTML 页面「{}」", shorten(trimmed)),
            (Some(None), Quoting::Withheld) => "应答是 HTML 页面".to_owned(),
            (None, Quoting::Allowed) => format!("无法识别的应答：{}", shorten(trimmed)),
            (None, Quoting::Withheld) => format!(
                "无法识别的应答（{} 字节，可能含令牌，不予显示）",
                answer.body.len()
            ),
        }
    };
    Outcome::NoAnswer {
        cause,
        detail: format!("HTTP {status}，{what}"),
    }
}

/// What a body is packed with. No request asks for that, so none is unpacked.
fn packing(answer: &Answer<'_>) -> Option<String> {
    let packing = answer.headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
    let is_packed = !packing.is_empty() && !packing.eq_ignore_ascii_case("identity");
    is_packed.then(|| shorten(packing))
}

/// Where an answer sends on to, without the query, which may hold anything.
fn redirection(answer: &Answer<'_>) -> Option<String> {
    let place = answer.headers.get(LOCATION)?.to_str().ok()?;
    let place = place.split(['?', '#']).next().unwrap_or_default();
    (300..=399).contains(&answer.status).then(|| shorten(place))
}

/// The title of an HTML page, where it has one; nothing when the text is not HTML.
fn html_title(text: &str) -> Option<Option<String>> {
    let head = text.get(..floor(text, 300)).unwrap_or(text).to_ascii_lowercase();
    if !(head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<head")) {
        return None;
    }
    let title = split_once_ignoring_case(text, "<title>")
        .and_then(|(_, after)| split_once_ignoring_case(after, "</title>"))
        .map(|(title, _)| title.trim());
    Some(title.filter(|title| !title.is_empty()).map(shorten))
}

fn floor(text: &str, most: usize) -> usize {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

fn shorten(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(MOST_SHOWN)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(MOST_SHOWN).is_some() {
        shown.push(CUT);
    }
    shown
}
