//! Reading answers: `operResult` decides, the Chinese sentence beside it says how a refusal is to be taken (protocol
//! facts, 1.3).

use domain::delivery::Outcome;
use domain::event::DataSet;

use super::Ecology;
use crate::answer::Answer;
use crate::messages::{self, CONFIGURATION, Row, TRANSIENT, some_text};
use crate::xml::Document;
use crate::{body, matcher, todo_centre};

/// Faults of the SOAP twin that a setting causes; all others are failures of the receiver.
const FAULTS: &[Row] = &[
    (&["No such operation"], CONFIGURATION),
    (&["Invalid operation"], CONFIGURATION),
    (&["Could not find"], CONFIGURATION),
    (&["No binding operation"], CONFIGURATION),
    (&["Unmarshalling"], CONFIGURATION),
];

/// What an answer says, once its wrapping is off.
enum Said {
    Result { value: String, message: String },
    Fault(String),
    Nothing,
}

impl Ecology {
    pub(super) fn outcome(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        let text = body::text(answer);
        let said = if answer.truncated {
            Said::Nothing
        } else {
            self.read(text.trim())
        };
        match said {
            Said::Nothing => body::unreadable(answer, &text),
            Said::Fault(fault) => {
                let meaning = self
                    .reading
                    .own_rules
                    .find(&fault)
                    .or_else(|| messages::find(FAULTS, &fault));
                meaning
                    .unwrap_or(TRANSIENT)
                    .outcome(&format!("SOAP Fault：{fault}"))
            }
            Said::Result { value, message } if self.reading.success.accepts(&value) => Outcome::Accepted {
                message: some_text(&message),
            },
            Said::Result { message, .. } => todo_centre::refusal(
                data_set,
                &message,
                &self.reading.own_rules,
                self.reading.unknown_is_accepted,
            ),
        }
    }

    fn read(&self, text: &str) -> Said {
        if !text.starts_with('<') {
            return self.read_json(text);
        }
        let Some(document) = Document::parse(text) else {
            return Said::Nothing;
        };
        if document.has_fault {
            let words = document
                .leaf("faultstring")
                .or_else(|| document.leaf("Text"))
                .unwrap_or("");
            return Said::Fault(words.trim().to_owned());
        }
        match document
            .leaf("out")
            .or_else(|| document.leaf("return"))
            .map(str::trim)
        {
            Some(inner) if inner.starts_with('<') => match Document::parse(inner) {
                Some(document) => self.read_leaves(&document),
                None => Said::Nothing,
            },
            Some(inner) => self.read_json(inner),
            None => self.read_leaves(&document),
        }
    }

    fn read_json(&self, text: &str) -> Said {
        let Some(object) = body::json_object(text) else {
            return Said::Nothing;
        };
        let Some(value) = self.reading.success.value(&object) else {
            return Said::Nothing;
        };
        let message = matcher::text_at(&object, &self.reading.message_field);
        Said::Result {
            value: value.into_owned(),
            message: message.unwrap_or_default().into_owned(),
        }
    }

    fn read_leaves(&self, document: &Document<'_>) -> Said {
        let Some(value) = self.reading.success.leaf(document) else {
            return Said::Nothing;
        };
        let message = matcher::leaf_at(document, &self.reading.message_field);
        Said::Result {
            value: value.to_owned(),
            message: message.unwrap_or_default().to_owned(),
        }
    }
}
