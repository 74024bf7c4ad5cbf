//! The fields of a message to the centre (`protocols.md` 1.2).

use serde_json::Value;

use super::reply::Unhandled;

/// A message; an absent field reads as empty, as the server's own code treats it.
#[derive(Debug, Default, Clone)]
pub(super) struct Record {
    pub(super) syscode: String,
    pub(super) flowid: String,
    pub(super) requestname: String,
    pub(super) workflowname: String,
    pub(super) nodename: String,
    pub(super) pcurl: String,
    pub(super) appurl: String,
    pub(super) isremark: String,
    pub(super) viewtype: String,
    pub(super) creator: String,
    pub(super) createdatetime: String,
    pub(super) receiver: String,
    pub(super) receivedatetime: String,
    pub(super) userid: String,
    /// Epoch milliseconds; `None` where it is absent or no number.
    pub(super) receivets: Option<i64>,
}

impl Record {
    /// Reads a JSON object. Values that are numbers or flags read as their text; other fields are ignored.
    pub(super) fn read(value: &Value) -> Result<Self, Unhandled> {
        let object = value.as_object().ok_or(Unhandled("ClassCastException"))?;
        let text = |name: &str| match object.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(flag)) => flag.to_string(),
            _ => String::new(),
        };
        Ok(Self {
            syscode: text("syscode"),
            flowid: text("flowid"),
            requestname: text("requestname"),
            workflowname: text("workflowname"),
            nodename: text("nodename"),
            pcurl: text("pcurl"),
            appurl: text("appurl"),
            isremark: text("isremark"),
            viewtype: text("viewtype"),
            creator: text("creator"),
            createdatetime: text("createdatetime"),
            receiver: text("receiver"),
            receivedatetime: text("receivedatetime"),
            userid: text("userid"),
            receivets: text("receivets").parse().ok(),
        })
    }

    /// The server cuts both times by position; anything but `yyyy-MM-dd HH:mm:ss` breaks it.
    pub(super) fn check_times(&self) -> Result<(), Unhandled> {
        let good = |text: &str| {
            chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").is_ok() && text.len() == 19
        };
        if good(&self.createdatetime) && good(&self.receivedatetime) {
            Ok(())
        } else {
            Err(Unhandled("StringIndexOutOfBoundsException"))
        }
    }
}
