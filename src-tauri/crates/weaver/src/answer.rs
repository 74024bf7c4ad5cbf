//! What the OA answers, and what its refusals mean (protocol facts, 6: recorded by other clients).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use transport::SendError;

/// What stands in the way, told apart by who can mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OaFaultKind {
    /// Something is missing in the configuration.
    NotConfigured,
    /// No answer came.
    Unreachable,
    /// A page, or something else that is no answer of the interface.
    Unreadable,
    /// The token is not known any more, or was never taken.
    Token,
    /// The keys that the OA keeps for the application are others now: somebody has registered it again.
    Keys,
    /// The application's id or what it is known by is wrong.
    Application,
    /// The operator's account is unknown, locked or disabled.
    Person,
    /// The OA refused, in its own words.
    Refused,
}

/// A call did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct OaFault {
    /// Who can mend it.
    pub kind: OaFaultKind,
    /// In words; the OA's own where it said something.
    pub detail: String,
}

impl OaFault {
    pub(crate) fn new(kind: OaFaultKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }

    pub(crate) fn not_configured(detail: impl Into<String>) -> Self {
        Self::new(OaFaultKind::NotConfigured, detail)
    }

    pub(crate) fn unreadable(detail: impl Into<String>) -> Self {
        Self::new(OaFaultKind::Unreadable, detail)
    }

    /// Whether the same call may succeed later without anybody's doing.
    pub fn is_passing(&self) -> bool {
        matches!(self.kind, OaFaultKind::Unreachable | OaFaultKind::Unreadable)
    }
}

impl From<SendError> for OaFault {
    fn from(error: SendError) -> Self {
        Self::new(OaFaultKind::Unreachable, error.detail)
    }
}

/// The JSON of an answer with this status.
///
/// # Errors
/// It is no JSON, or says that the call failed.
pub fn json(status: u16, body: &[u8]) -> Result<Value, OaFault> {
    let said = serde_json::from_slice::<Value>(body);
    match said {
        Ok(value) => match refusal(&value) {
            Some(fault) => Err(fault),
            None if !(200..300).contains(&status) => {
                Err(OaFault::unreadable(format!("HTTP {}：{}", status, short(body))))
            }
            None => Ok(value),
        },
        Err(_) => Err(no_json(status, body)),
    }
}

/// What an answer of the interface says went wrong. Codes are numbers or texts.
fn refusal(value: &Value) -> Option<OaFault> {
    let map = value.as_object()?;
    let text = |name: &str| map.get(name).and_then(as_text);
    let failed = map.get("status") == Some(&Value::Bool(false))
        || text("code").is_some_and(|code| code.starts_with('-'))
        || text("errcode").is_some_and(|code| code != "0");
    if !failed {
        return None;
    }
    let words = ["msg", "errmsg", "message"];
    let said = words
        .iter()
        .find_map(|name| text(name))
        .filter(|said| !said.is_empty());
    let said = said.unwrap_or_else(|| "没有说明原因".to_owned());
    let kind = match text("errorCode").as_deref() {
        Some("002") => OaFaultKind::Token,
        _ => meaning(&said),
    };
    Some(OaFault::new(kind, format!("OA 返回：{said}")))
}

/// Longer texts stand before the shorter ones that they hold.
const MEANINGS: [(&str, OaFaultKind); 7] = [
    ("token不存在或者超时", OaFaultKind::Token),
    ("登录信息超时", OaFaultKind::Token),
    ("secret解密失败", OaFaultKind::Keys),
    ("单点登录失败", OaFaultKind::Person),
    ("账号存在异常", OaFaultKind::Person),
    ("认证信息错误", OaFaultKind::Application),
    ("解密失败", OaFaultKind::Application),
];

fn meaning(said: &str) -> OaFaultKind {
    let found = MEANINGS.iter().find(|(part, _)| said.contains(part));
    found.map_or(OaFaultKind::Refused, |(_, kind)| *kind)
}

/// A text, or a number as text.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn no_json(status: u16, body: &[u8]) -> OaFault {
    let is_page = body.trim_ascii_start().starts_with(b"<");
    let what = if is_page {
        "返回了网页，不是接口应答"
    } else {
        "应答不是 JSON"
    };
    OaFault::unreadable(format!("{what}（HTTP {}）：{}", status, short(body)))
}

/// The beginning of a body, on one line.
fn short(body: &[u8]) -> String {
    const MOST: usize = 120;
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * MOST)]);
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(MOST) {
        line.truncate(at);
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row W2: bodies recorded by other clients.
    #[test]
    fn every_known_refusal_means_what_it_means() {
        let cases = [
            (
                r#"{"msg":"token不存在或者超时：abc","code":-1,"msgShowType":"none","status":false}"#,
                OaFaultKind::Token,
            ),
            (
                r#"{"msg":"登录信息超时","errorCode":"002","status":false}"#,
                OaFaultKind::Token,
            ),
            (
                r#"{"msg":"secret解密失败,请检查加密内容.","code":-1}"#,
                OaFaultKind::Keys,
            ),
            (
                r#"{"msg":"该账号存在异常,单点登录失败","code":-1}"#,
                OaFaultKind::Person,
            ),
            (r#"{"msg":"认证信息错误","code":"-1"}"#, OaFaultKind::Application),
            (r#"{"msg":"解密失败！","code":-1}"#, OaFaultKind::Application),
            (r#"{"status":false}"#, OaFaultKind::Refused),
        ];
        for (body, kind) in cases {
            let value: Value = serde_json::from_str(body).unwrap();
            assert_eq!(refusal(&value).map(|fault| fault.kind), Some(kind), "{body}");
        }
        for body in [
            "3",
            "[]",
            r#"{"status":true,"code":0,"token":"x"}"#,
            r#"{"code":"1","data":{}}"#,
        ] {
            let value: Value = serde_json::from_str(body).unwrap();
            assert_eq!(refusal(&value), None, "{body}");
        }
    }
}
