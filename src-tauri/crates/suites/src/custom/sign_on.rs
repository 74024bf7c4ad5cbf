//! Signing on by a script: one question, one answer, one token.

use std::time::Duration;

use domain::delivery::Outcome;
use rhai::Dynamic;

use super::functions::kind;
use super::item;
use super::target::Custom;
use super::verdict::{self, Quoting};
use crate::answer::Answer;
use crate::sign_on::{Grant, Progress, Question, SignOn, Stage, Token};
use crate::suite::EncodeFault;

/// The longest margin that is taken off a token's life, so that no item goes out with a token that dies on the way.
const MARGIN: Duration = Duration::from_secs(60);
/// The longest life that is believed.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

impl SignOn for Custom {
    fn begin(&self, _refresh: Option<&Token>) -> Result<Question, EncodeFault> {
        let said = self
            .call("sign_on", (self.params(),))
            .map_err(EncodeFault::Adapter)?;
        let exchange = self.sender().request(&said, None);
        Ok(Question {
            exchange: exchange.map_err(|message| EncodeFault::Adapter(self.place("sign_on", message)))?,
            stage: Stage::Token,
        })
    }

    fn go_on(&self, _stage: Stage, answer: &Answer<'_>) -> Progress {
        let own_fault = |detail: String| Progress::Failed(Outcome::OwnFault { detail });
        let said = match self.call("read_sign_on", (item::map_of_answer(answer), self.params())) {
            Ok(said) => said,
            Err(message) => return own_fault(message),
        };
        let read = match said.as_map_ref() {
            Ok(map) if map.contains_key("token") => {
                grant(&map).map(|grant| Progress::Granted(Box::new(grant)))
            }
            // What is shown of an answer here must not be the token that the script failed to find.
            _ => verdict::outcome(&said, answer, Quoting::Withheld).and_then(|outcome| match outcome {
                Outcome::Accepted { .. } => Err("an accepted sign-on must come with a token".to_owned()),
                failed => Ok(Progress::Failed(failed)),
            }),
        };
        read.unwrap_or_else(|message| own_fault(self.place("read_sign_on", message)))
    }

    fn is_refused(&self, answer: &Answer<'_>) -> bool {
        // A script that fails here has said nothing; the answer is then read as any other.
        let said = self.call("token_refused", (item::map_of_answer(answer), self.params()));
        said.is_ok_and(|said| said.as_bool().unwrap_or(false))
    }
}

fn grant(map: &rhai::Map) -> Result<Grant, String> {
    if let Some(unknown) = map
        .keys()
        .find(|key| !matches!(key.as_str(), "token" | "expires_in"))
    {
        return Err(format!(
            "{unknown} is not known; beside token there may be expires_in"
        ));
    }
    let token = match map.get("token").map(Dynamic::as_immutable_string_ref) {
        Some(Ok(token)) if !token.trim().is_empty() => token.to_string(),
        _ => return Err("token must be a text that is not empty".to_owned()),
    };
    let lives = match map.get("expires_in").filter(|value| !value.is_unit()) {
        None => None,
        Some(value) => match value
            .as_int()
            .ok()
            .and_then(|seconds| u64::try_from(seconds).ok())
        {
            Some(seconds) => {
                let whole = Duration::from_secs(seconds).min(LONGEST);
                Some(whole.saturating_sub(MARGIN.min(whole / 10)))
            }
            None => {
                return Err(format!(
                    "expires_in must be seconds as a whole number, or (), not {}",
                    kind(value)
                ));
            }
        },
    };
    Ok(Grant {
        token: Token::new(token),
        refresh: None,
        lives,
    })
}
