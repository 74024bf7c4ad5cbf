//! Reading answers: the service's `message.errcode` and the centre's `data.operResult` must both tell of success
//! (protocol facts, 2.2). What a refusal looks like is not public; both places are read for words.

use domain::delivery::Outcome;
use domain::event::DataSet;

use super::E10;
use crate::answer::Answer;
use crate::messages::{self, Meaning, some_text};
use crate::openapi::{error_code, error_words, meaning_of_code, read, words_with_code};
use crate::{body, matcher, todo_centre};

impl E10 {
    pub(super) fn outcome(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        let (text, object) = read(answer);
        let Some(object) = object else {
            return body::unreadable(answer, &text);
        };
        let reading = &self.reading;
        // The gateway writes its own code at the top; a 0 there is no error, but no acceptance either.
        let gateway = || error_code(&object).filter(|code| code != "0");
        let service = reading.service.value(&object).or_else(gateway);
        let centre = reading.centre.value(&object);
        let message = matcher::text_at(&object, &reading.message_field).filter(|message| !message.is_empty());
        match (service, centre) {
            (Some(code), _) if !reading.service.accepts(&code) => {
                let said = message.or_else(|| error_words(&object)).unwrap_or_default();
                self.refused_by_service(data_set, &code, &said)
            }
            (_, Some(result)) if !reading.centre.accepts(&result) => {
                let message = message.or_else(|| error_words(&object)).unwrap_or_default();
                todo_centre::refusal(
                    data_set,
                    &message,
                    &reading.own_rules,
                    reading.unknown_is_accepted,
                )
            }
            (Some(_), Some(_)) => Outcome::Accepted {
                message: some_text(&message.unwrap_or_default()),
            },
            _ => body::unreadable(answer, &text),
        }
    }

    /// The service's refusal: its code tells more than its words, where it is a known one.
    fn refused_by_service(&self, data_set: DataSet, code: &str, said: &str) -> Outcome {
        let words = words_with_code(said, code);
        let reading = &self.reading;
        match (
            reading.own_rules.find(&words),
            meaning_of_code(Some(&self.openapi), code),
        ) {
            (Some(meaning), _) => meaning.outcome(&words),
            (None, Some(meaning)) if meaning == messages::CONFIGURATION => meaning.outcome(&words),
            (None, of_code) => {
                let by_words = todo_centre::meaning(data_set, said);
                match by_words.or(of_code) {
                    Some(Meaning::UnknownItem) => {
                        todo_centre::unknown(data_set, &words, reading.unknown_is_accepted)
                    }
                    meaning => meaning.unwrap_or(messages::DATA).outcome(&words),
                }
            }
        }
    }
}
