//! From the map that `classify` returns to an outcome.

use domain::delivery::{NoAnswerCause, Outcome};
use rhai::{Dynamic, Map};

use super::functions::{kind, one_line, scalar};
use crate::answer::Answer;
use crate::body;
use crate::messages::{Meaning, some_text};

/// What the map may hold.
const KEYS: [&str; 3] = ["result", "message", "kind"];

/// Whether an outcome without words may quote the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// What was not understood is shown.
    Allowed,
    /// The answer may hold a token that is not known yet.
    Withheld,
}

/// The outcome that `said` stands for.
///
/// # Errors
/// What is wrong with the map, in words.
pub(super) fn outcome(said: &Dynamic, answer: &Answer<'_>, quoting: Quoting) -> Result<Outcome, String> {
    let Ok(map) = said.as_map_ref() else {
        return Err(format!("must return a map, not {}", kind(said)));
    };
    if let Some(unknown) = map.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!(
            "{unknown} is not known; the map may hold {}",
            KEYS.join(", ")
        ));
    }
    let message = message(&map)?;
    let result = map.get("result").and_then(scalar).unwrap_or_default();
    if result != "rejected" && map.contains_key("kind") {
        return Err("only the result rejected has a kind".to_owned());
    }
    match result.as_str() {
        "accepted" => Ok(Outcome::Accepted {
            message: some_text(&message),
        }),
        "rejected" => {
            let word = match map.get("kind") {
                None => "data".to_owned(),
                Some(kind) => scalar(kind).unwrap_or_default(),
            };
            match Meaning::parse(&word) {
                Some(meaning @ Meaning::Rejected(_)) => Ok(meaning.outcome(&message)),
                _ => Err(format!(
                    "the kind {word:?} is not known; it may be data, configuration or transient"
                )),
            }
        }
        "noAnswer" if message.is_empty() => Ok(match quoting {
            Quoting::Allowed => body::unreadable(answer, &body::text(answer)),
            Quoting::Withheld => body::unreadable_unquoted(answer, &body::text(answer)),
        }),
        "noAnswer" => Ok(Outcome::NoAnswer {
            cause: match answer.status {
                500..=599 => NoAnswerCause::ServerError,
                _ => NoAnswerCause::Unreadable,
            },
            detail: message,
        }),
        other => Err(format!(
            "the result {other:?} is not known; it may be accepted, rejected or noAnswer"
        )),
    }
}

/// The receiver's words on one line.
fn message(map: &Map) -> Result<String, String> {
    let Some(said) = map.get("message") else {
        return Ok(String::new());
    };
    let Some(text) = scalar(said) else {
        return Err(format!("message must be text, not {}", kind(said)));
    };
    Ok(one_line(&text))
}
