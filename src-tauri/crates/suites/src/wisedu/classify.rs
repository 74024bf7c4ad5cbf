//! Reading answers: `push_result` decides (protocol facts, 5). What a refusal looks like is not public: the message
//! field is a setting, and without words the result itself is the reason.

use domain::delivery::Outcome;

use super::Wisedu;
use crate::answer::Answer;
use crate::body;
use crate::matcher::{leaf_at, text_at};
use crate::messages::{DATA, some_text};
use crate::xml::Document;

impl Wisedu {
    pub(super) fn outcome(&self, answer: &Answer<'_>) -> Outcome {
        let text = body::text(answer);
        let said = if answer.truncated {
            None
        } else {
            self.read(text.trim())
        };
        match said {
            None => body::unreadable(answer, &text),
            Some((result, message)) if self.success.accepts(&result) => Outcome::Accepted {
                message: some_text(&message),
            },
            Some((result, message)) => {
                let words = if message.is_empty() { result } else { message };
                self.own_rules.find(&words).unwrap_or(DATA).outcome(&words)
            }
        }
    }

    /// The result and the words beside it.
    fn read(&self, text: &str) -> Option<(String, String)> {
        if text.starts_with('<') {
            let document = Document::parse(text)?;
            let message = leaf_at(&document, &self.message_field).unwrap_or_default();
            return Some((self.success.leaf(&document)?.to_owned(), message.to_owned()));
        }
        let object = body::json_object(text)?;
        // The vendor's message service answers with `msg`.
        let message = text_at(&object, &self.message_field).or_else(|| text_at(&object, "msg"));
        let message = message.unwrap_or_default();
        Some((self.success.value(&object)?.into_owned(), message.into_owned()))
    }
}
