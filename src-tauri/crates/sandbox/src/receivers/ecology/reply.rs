//! What the centre answers (`protocols.md` 1.3).

use serde::Serialize;

use crate::receivers::journal::Verdict;

/// An error that the real server does not catch; the text names the exception on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unhandled(pub(super) &'static str);

/// 返回信息
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reply {
    pub(super) syscode: String,
    pub(super) data_type: &'static str,
    pub(super) oper_type: &'static str,
    pub(super) oper_result: &'static str,
    pub(super) message: String,
}

impl Reply {
    pub(super) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a reply is plain text fields")
    }
}

/// A reply and what the journal keeps about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruling {
    pub(super) reply: Reply,
    pub(super) verdict: Verdict,
    pub(super) request_id: Option<String>,
    /// OA person id
    pub(super) person: Option<String>,
}
