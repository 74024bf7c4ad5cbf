//! Reading answers: `operResult` decides, the Chinese sentence beside it says how a refusal is to be taken. The
//! table follows the order in which the receiver checks (protocol facts, 1.4), the more telling parts first.

use std::borrow::Cow;

use domain::delivery::{Outcome, RejectionKind};
use domain::event::DataSet;

use super::Ecology;
use crate::answer::Answer;
use crate::body;
use crate::messages::{self, CONFIGURATION, DATA, Meaning, Row, TRANSIENT, some_text};
use crate::xml::Document;

/// Messages that mean the same for every data set.
const TABLE: &[Row] = &[
    (&["检测创建人不存在"], DATA),
    (&["检测接收人不存在"], DATA),
    (&["检测isremark不合法"], DATA),
    (&["检测viewtype不合法"], DATA),
    (&["未启用"], CONFIGURATION),
    (&["系统标识", "未注册"], CONFIGURATION),
    (&["系统标识", "重复"], CONFIGURATION),
    (&["未授权"], CONFIGURATION),
    (&["不允许接收"], CONFIGURATION),
    (&["不允许创建"], CONFIGURATION),
    (&["syscode为空"], CONFIGURATION),
    (&["未填写"], DATA),
    (&["flowid为空"], DATA),
    (&["userid为空"], DATA),
    (&["存在多条"], DATA),
    (&["重复"], DATA),
];

/// Messages about a to-do that is there already, or an item that is not.
const TODO_TABLE: &[Row] = &[
    (&["已存在"], Meaning::Accepted),
    (&["流程类型", "未注册"], CONFIGURATION),
    (&["不存在"], DATA),
    (&["失败"], TRANSIENT),
];
const CHANGE_TABLE: &[Row] = &[
    (&["流程类型", "未注册"], Meaning::UnknownItem),
    (&["不存在"], Meaning::UnknownItem),
    (&["已存在"], DATA),
    (&["失败"], TRANSIENT),
];

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
    pub(crate) fn classify(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
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
            Said::Result { value, message } if self.reading.success_values.contains(&value) => {
                Outcome::Accepted {
                    message: some_text(&message),
                }
            }
            Said::Result { message, .. } => self.refusal(data_set, &message),
        }
    }

    fn refusal(&self, data_set: DataSet, message: &str) -> Outcome {
        let meaning = self.reading.own_rules.find(message).unwrap_or_else(|| {
            let plain = messages::without_insertions(message);
            let of_data_set = if data_set == DataSet::Todo {
                TODO_TABLE
            } else {
                CHANGE_TABLE
            };
            messages::find(TABLE, &plain)
                .or_else(|| messages::find(of_data_set, &plain))
                .unwrap_or(DATA)
        });
        match meaning {
            Meaning::UnknownItem if data_set != DataSet::Deleted && !self.reading.unknown_is_accepted => {
                Outcome::Rejected {
                    kind: RejectionKind::Data,
                    message: message.to_owned(),
                }
            }
            meaning => meaning.outcome(message),
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
        let field = |name: &str| {
            object
                .get(name)
                .and_then(body::scalar)
                .unwrap_or(Cow::Borrowed(""))
        };
        said(&field(&self.reading.success_field), &field("message"))
    }

    fn read_leaves(&self, document: &Document<'_>) -> Said {
        let field = |name: &str| document.leaf(name).unwrap_or("").trim();
        said(field(&self.reading.success_field), field("message"))
    }
}

fn said(value: &str, message: &str) -> Said {
    if value.is_empty() {
        return Said::Nothing;
    }
    Said::Result {
        value: value.to_owned(),
        message: message.to_owned(),
    }
}
