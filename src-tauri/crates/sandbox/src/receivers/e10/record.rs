//! The fields of a message to the E10 portal (protocol facts, 2.2).

use serde_json::Value;

use crate::receivers::fields::Fields;

/// What a message wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    /// `"0"` 待办 and `"8"` 待阅
    Todo,
    /// `"2"` 已办
    Done,
    /// `"4"` 办结
    Closed,
    /// The number `-1`
    Delete,
}

/// A message.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) syscode: String,
    pub(super) flowid: String,
    pub(super) requestname: String,
    pub(super) workflowname: String,
    pub(super) nodename: String,
    pub(super) pcurl: String,
    pub(super) viewtype: String,
    pub(super) creator: String,
    pub(super) receiver: String,
    pub(super) createdatetime: String,
    pub(super) receivedatetime: String,
    /// `None` where it is none of the known ones.
    pub(super) remark: Option<Remark>,
    /// Epoch milliseconds; `None` where it is absent or no number.
    pub(super) receivets: Option<i64>,
    /// Name of a value that is longer than its column.
    pub(super) too_long: Option<String>,
}

impl Record {
    /// Reads a message; other fields are ignored.
    pub(super) fn read(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name);
        Self {
            syscode: text("syscode"),
            flowid: text("flowid"),
            requestname: text("requestname"),
            workflowname: text("workflowname"),
            nodename: text("nodename"),
            pcurl: text("pcurl"),
            viewtype: text("viewtype"),
            creator: text("creator"),
            receiver: text("receiver"),
            createdatetime: text("createdatetime"),
            receivedatetime: text("receivedatetime"),
            remark: fields.value("isremark").and_then(remark),
            receivets: text("receivets").parse().ok(),
            too_long: fields.too_long("requestname").map(str::to_owned),
        }
    }

    /// The time that is not `yyyy-MM-dd HH:mm:ss`.
    pub(super) fn wrong_time(&self) -> Option<&'static str> {
        let wrong = |text: &str| {
            text.len() != 19 || chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").is_err()
        };
        [
            ("createdatetime", &self.createdatetime),
            ("receivedatetime", &self.receivedatetime),
        ]
        .into_iter()
        .find_map(|(name, text)| wrong(text).then_some(name))
    }
}

/// The states are texts, the deletion is a number; a client that writes it as a text is understood as well.
fn remark(value: &Value) -> Option<Remark> {
    match value {
        Value::String(text) => match text.as_str() {
            "0" | "8" => Some(Remark::Todo),
            "2" => Some(Remark::Done),
            "4" => Some(Remark::Closed),
            "-1" => Some(Remark::Delete),
            _ => None,
        },
        Value::Number(number) => (number.as_i64() == Some(-1)).then_some(Remark::Delete),
        _ => None,
    }
}
