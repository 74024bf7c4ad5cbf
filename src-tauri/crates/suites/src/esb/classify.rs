//! Reading answers: `code` decides; a refusal has its words in `message.errmsg` (protocol facts, 3).

use domain::delivery::Outcome;

use super::Esb;
use crate::answer::Answer;
use crate::messages::{DATA, some_text};
use crate::openapi::{error_code, error_words, meaning_of_code, read, words_with_code};
use crate::{body, matcher};

impl Esb {
    pub(super) fn outcome(&self, answer: &Answer<'_>) -> Outcome {
        let (text, object) = read(answer);
        let Some(object) = object else {
            return body::unreadable(answer, &text);
        };
        let message = || {
            let own = matcher::text_at(&object, &self.message_field).filter(|words| !words.is_empty());
            own.or_else(|| error_words(&object)).unwrap_or_default()
        };
        let result = self.success.value(&object);
        if result.as_ref().is_some_and(|result| self.success.accepts(result)) {
            return Outcome::Accepted {
                message: some_text(&message()),
            };
        }
        // An errcode of success beside a result that is none tells nothing.
        let error = error_code(&object).filter(|code| code != "0" && !self.success.accepts(code));
        let Some(code) = error.or(result) else {
            return body::unreadable(answer, &text);
        };
        let words = words_with_code(&message(), &code);
        let own = self.own_rules.find(&words);
        own.or_else(|| meaning_of_code(self.openapi.as_ref(), &code))
            .unwrap_or(DATA)
            .outcome(&words)
    }
}
