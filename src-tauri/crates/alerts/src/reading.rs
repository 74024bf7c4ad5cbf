//! Reads answers.

use serde_json::{Map, Value};
use suites::{Answer, CUT, answer_text, text_at};

/// Characters of an answer that are shown when it is not understood.
const MOST_SHOWN: usize = 200;

/// The answer's JSON object.
pub(crate) fn object(answer: &Answer<'_>) -> Result<Map<String, Value>, String> {
    let text = answer_text(answer);
    serde_json::from_str(&text).map_err(|_| unreadable(answer))
}

/// What is said of an answer that is not understood.
pub(crate) fn unreadable(answer: &Answer<'_>) -> String {
    let text = answer_text(answer);
    let mut shown: String = text.trim().chars().take(MOST_SHOWN).collect();
    if text.trim().chars().nth(MOST_SHOWN).is_some() {
        shown.push(CUT);
    }
    match shown.is_empty() {
        true => format!("HTTP {}，没有内容", answer.status),
        false => format!("HTTP {}：{shown}", answer.status),
    }
}

/// The word at a path.
pub(crate) fn word(object: &Map<String, Value>, path: &str) -> String {
    text_at(object, path).unwrap_or_default().into_owned()
}
