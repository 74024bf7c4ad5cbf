//! A delivery (推送日志 row): one event for one target, and what became of it (row L1).

use serde::{Deserialize, Serialize};

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Status {
    /// 待推送: planned, no final result yet.
    Pending,
    /// 成功: the receiver accepted it.
    Success,
    /// 失败: the receiver refused it, or it could not be made ready.
    Failed,
    /// 忽略: kept back on purpose.
    Ignored,
    /// 未返回: sent, but nothing readable came back.
    NoAnswer,
    /// 已被取代: a later item of its lane has overtaken it.
    Superseded,
}

impl Status {
    /// All of them, in the order of the console's legend.
    pub const ALL: [Self; 6] = [
        Self::Pending,
        Self::Success,
        Self::Failed,
        Self::Ignored,
        Self::NoAnswer,
        Self::Superseded,
    ];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Success => "success",
            Self::Failed => "failed",
            Self::Ignored => "ignored",
            Self::NoAnswer => "noAnswer",
            Self::Superseded => "superseded",
        }
    }

    /// Reads the word on the wire.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// A stage of planning, in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Stage {
    /// 流程类型分组拦截 (row I4)
    WorkflowType,
    /// 流程拦截 (row I2)
    Workflow,
    /// 人员拦截 (row I1)
    Person,
    /// 业务拦截 (row I3)
    Business,
    /// 重复数据过滤 (row X1)
    DuplicateFilter,
    /// 缺失数据补偿 (row X2)
    Backfill,
    /// 人员转换 (row T6)
    PersonConversion,
}

/// What a stage made of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StageOutcome {
    /// Let it through.
    Passed,
    /// Kept it back; no later stage saw it.
    Stopped,
    /// Let it through and did something, such as adding a to-do before it.
    Acted,
    /// Switched off for this target, or not meant for this data set.
    NotApplied,
}

/// One stage's verdict on one event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    /// Which stage.
    pub stage: Stage,
    /// What it decided.
    pub outcome: StageOutcome,
    /// The rule that decided, in words, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Why a refusal came, as far as the receiver's words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RejectionKind {
    /// This item can't be taken as it is (unknown person, wrong field).
    Data,
    /// No item can be taken before somebody changes a setting.
    Configuration,
    /// The receiver says that it failed itself; the same item may pass later.
    Transient,
}

/// Why nothing readable came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NoAnswerCause {
    /// The name could not be resolved.
    Dns,
    /// No TCP connection.
    Connect,
    /// TLS failed.
    Tls,
    /// Nothing came within the time allowed.
    Timeout,
    /// The connection broke after it was made.
    Cut,
    /// A 5xx status without a readable body.
    ServerError,
    /// An answer that the protocol does not know: HTML, garbage, too large, empty.
    Unreadable,
    /// The receiver answered that it did nothing (Landray `returnState` 0).
    NothingDone,
    /// It refused to sign us on, so that nothing could be sent at all.
    SignOn,
}

impl NoAnswerCause {
    /// Whether it speaks of the receiver's health: such answers open the breaker and are sent again. A receiver
    /// that says it did nothing is alive, and asking again at once would change nothing. One that signs nobody on is as
    /// good as down: no item was refused, and all of them go out once the account is mended.
    pub const fn is_network_failure(self) -> bool {
        !matches!(self, Self::NothingDone)
    }
}

/// What one attempt came to (row S8).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The receiver took the item, or had it already.
    Accepted {
        /// What the receiver said, where it said something.
        message: Option<String>,
    },
    /// The receiver refused the item.
    Rejected {
        /// How its words are to be taken.
        kind: RejectionKind,
        /// Its words.
        message: String,
    },
    /// Nothing readable came back.
    NoAnswer {
        /// What went wrong.
        cause: NoAnswerCause,
        /// Evidence, for the log.
        detail: String,
    },
    /// We could not make the request ready or were not allowed to send it; never counts against the receiver.
    OwnFault {
        /// What went wrong.
        detail: String,
    },
}

/// Why a delivery has the status it has. The code is stable; the text is what the log shows, in Chinese as the
/// source document demands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    /// Stable code, upper snake case.
    pub code: &'static str,
    /// Text for the log.
    pub text: String,
}

impl Reason {
    /// Row X1a, and the same filter's other half, row X1c.
    pub fn duplicate() -> Self {
        Self {
            code: "DUPLICATE_FILTER",
            text: "特殊数据处理-重复数据过滤".to_owned(),
        }
    }

    /// Rows I1 to I5; `rule` says which rule it was.
    pub fn intercepted(stage: Stage, rule: &str) -> Self {
        let (code, tab) = match stage {
            Stage::WorkflowType => ("INTERCEPTED_WORKFLOW_TYPE", "流程类型分组拦截"),
            Stage::Workflow => ("INTERCEPTED_WORKFLOW", "流程拦截"),
            Stage::Business => ("INTERCEPTED_BUSINESS", "业务拦截"),
            _ => ("INTERCEPTED_PERSON", "人员拦截"),
        };
        Self {
            code,
            text: format!("拦截设置-{tab}：{rule}"),
        }
    }

    /// Row T6; `who` is 接收人 or 创建人.
    pub fn person_without_value(who: &str, person: &str, key: &str) -> Self {
        Self {
            code: "PERSON_WITHOUT_VALUE",
            text: format!("人员转换关系：{who} {person} 没有{key}"),
        }
    }

    /// What an attempt came to; nothing for an acceptance without words.
    pub fn of_outcome(outcome: &Outcome) -> Option<Self> {
        Some(match outcome {
            Outcome::Accepted { message: None } => return None,
            Outcome::Accepted {
                message: Some(message),
            } => Self {
                code: "ACCEPTED",
                text: message.clone(),
            },
            Outcome::Rejected { kind, message } => Self {
                code: match kind {
                    RejectionKind::Data => "REJECTED_DATA",
                    RejectionKind::Configuration => "REJECTED_CONFIGURATION",
                    RejectionKind::Transient => "REJECTED_TRANSIENT",
                },
                text: message.clone(),
            },
            Outcome::NoAnswer { cause, detail } => Self {
                code: match cause {
                    NoAnswerCause::Dns => "NO_ANSWER_DNS",
                    NoAnswerCause::Connect => "NO_ANSWER_CONNECT",
                    NoAnswerCause::Tls => "NO_ANSWER_TLS",
                    NoAnswerCause::Timeout => "NO_ANSWER_TIMEOUT",
                    NoAnswerCause::Cut => "NO_ANSWER_CUT",
                    NoAnswerCause::ServerError => "NO_ANSWER_SERVER_ERROR",
                    NoAnswerCause::Unreadable => "NO_ANSWER_UNREADABLE",
                    NoAnswerCause::NothingDone => "NO_ANSWER_NOTHING_DONE",
                    NoAnswerCause::SignOn => "NO_ANSWER_SIGN_ON",
                },
                text: detail.clone(),
            },
            Outcome::OwnFault { detail } => Self {
                code: "OWN_FAULT",
                text: detail.clone(),
            },
        })
    }
}

impl Outcome {
    /// The final status that this outcome gives, were it the last one.
    pub const fn status(&self) -> Status {
        match self {
            Self::Accepted { .. } => Status::Success,
            Self::Rejected { .. } | Self::OwnFault { .. } => Status::Failed,
            Self::NoAnswer { .. } => Status::NoAnswer,
        }
    }
}

/// The addresses under which the receiver's users open the item (rows A1 to A4).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Links {
    /// PC地址
    pub pc: String,
    /// APP地址
    pub app: String,
    /// 自适应地址
    pub adaptive: String,
}
