//! Reading answers: `returnState` decides (2 done, 1 refused, 0 nothing done); authentication troubles come as SOAP
//! Faults whose texts are in the table (protocol facts, 4.2 and 4.7).

use domain::delivery::{NoAnswerCause, Outcome};
use domain::event::DataSet;

use super::Landray;
use crate::answer::Answer;
use crate::body;
use crate::messages::{self, CONFIGURATION, DATA, Row, TRANSIENT, some_text};
use crate::xml::Document;

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

impl Landray {
    /// Every data set is read alike.
    pub(crate) fn classify(&self, _data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        let text = body::text(answer);
        let said = if answer.truncated {
            Said::Nothing
        } else {
            read(text.trim())
        };
        match said {
            Said::State { state, message } => match state.as_str() {
                "2" => Outcome::Accepted {
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
            Said::Nothing => body::unreadable(answer, &text),
        }
    }
}

fn read(text: &str) -> Said {
    if !text.starts_with('<') {
        let Some(object) = body::json_object(text) else {
            return Said::Nothing;
        };
        let field = |name: &str| {
            object
                .get(name)
                .and_then(body::scalar)
                .map(std::borrow::Cow::into_owned)
        };
        return match field("returnState") {
            Some(state) => Said::State {
                state,
                message: field("message").unwrap_or_default(),
            },
            None => Said::Nothing,
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
    match document.leaf("returnState") {
        Some(state) => Said::State {
            state: state.trim().to_owned(),
            message: document.leaf("message").unwrap_or("").trim().to_owned(),
        },
        None => Said::Nothing,
    }
}
