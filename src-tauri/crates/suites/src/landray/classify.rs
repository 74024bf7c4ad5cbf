//! Reading answers: `returnState` decides (2 done, 1 refused, 0 nothing done); authentication troubles come as SOAP
//! Faults whose texts are in the table (protocol facts, 4.2 and 4.7).

use domain::delivery::{NoAnswerCause, Outcome, RejectionKind};

use super::connection::{Connection, Transport};
use crate::answer::Answer;
use crate::messages::{self, CONFIGURATION, DATA, Row, TRANSIENT, some_text};
use crate::xml::Document;
use crate::{body, matcher};

const TABLE: &[Row] = &[
    (&["用户名或密码错误"], CONFIGURATION),
    (&["非法的客户端IP"], CONFIGURATION),
    (&["访问超过最大连接数"], TRANSIENT),
    (&["找不到服务标识"], CONFIGURATION),
    (&["在请求消息头中找不到"], CONFIGURATION),
    (&["消息体大小超出限制"], CONFIGURATION),
    (&["组织架构或人员"], DATA),
    // The site's WSDL lacks a field that we send, or an operation.
    (&["Unmarshalling"], CONFIGURATION),
    (&["unexpected element"], CONFIGURATION),
    (&["No binding operation"], CONFIGURATION),
    (&["was not recognized"], CONFIGURATION),
];

/// What an answer says, once its wrapping is off.
enum Said {
    State { state: String, message: String },
    Fault(String),
    Nothing,
}

impl Connection {
    /// What an answer brings to a question.
    ///
    /// # Errors
    /// What it comes to when it does not say that the question was understood.
    pub(super) fn data(&self, answer: &Answer<'_>) -> Result<String, Outcome> {
        let text = body::text(answer);
        match self.read(text.trim()) {
            Said::State { state, message } if !answer.truncated && self.success.accepts(&state) => {
                Ok(message)
            }
            _ => Err(self.outcome(answer)),
        }
    }

    pub(super) fn outcome(&self, answer: &Answer<'_>) -> Outcome {
        let text = body::text(answer);
        let said = if answer.truncated {
            Said::Nothing
        } else {
            self.read(text.trim())
        };
        match said {
            Said::State { state, message } => match state.as_str() {
                state if self.success.accepts(state) => Outcome::Accepted {
                    message: some_text(&message),
                },
                "1" => {
                    let meaning = self
                        .own_rules
                        .find(&message)
                        .or_else(|| messages::find(TABLE, &message))
                        .unwrap_or(DATA);
                    meaning.outcome(&message)
                }
                "0" => {
                    let words = if message.is_empty() {
                        String::new()
                    } else {
                        format!("：{message}")
                    };
                    let detail = format!("接收方未做任何处理（returnState 0）{words}");
                    Outcome::NoAnswer {
                        cause: NoAnswerCause::NothingDone,
                        detail,
                    }
                }
                _ => body::unreadable(answer, &text),
            },
            Said::Fault(fault) => {
                let meaning = self
                    .own_rules
                    .find(&fault)
                    .or_else(|| messages::find(TABLE, &fault));
                meaning
                    .unwrap_or(TRANSIENT)
                    .outcome(&format!("SOAP Fault：{fault}"))
            }
            Said::Nothing => self.unreadable(answer, &text),
        }
    }

    /// HTTP Basic tells by the status alone that the user or the password is wrong.
    fn unreadable(&self, answer: &Answer<'_>, text: &str) -> Outcome {
        match (body::unreadable(answer, text), &self.transport, answer.status) {
            (Outcome::NoAnswer { detail, .. }, Transport::Rest, 401 | 403) => Outcome::Rejected {
                kind: RejectionKind::Configuration,
                message: detail,
            },
            (outcome, ..) => outcome,
        }
    }

    fn read(&self, text: &str) -> Said {
        if !text.starts_with('<') {
            let Some(object) = body::json_object(text) else {
                return Said::Nothing;
            };
            let Some(state) = self.success.value(&object) else {
                return Said::Nothing;
            };
            let message = matcher::text_at(&object, &self.message_field);
            return Said::State {
                state: state.into_owned(),
                message: message.unwrap_or_default().into_owned(),
            };
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
        match self.success.leaf(&document) {
            Some(state) => Said::State {
                state: state.to_owned(),
                message: matcher::leaf_at(&document, &self.message_field)
                    .unwrap_or_default()
                    .to_owned(),
            },
            None => Said::Nothing,
        }
    }
}
