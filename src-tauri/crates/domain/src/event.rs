//! A batch of events: what one act in the OA caused, as the intake takes it (row O1).

use chrono::{DateTime, Datelike as _, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::fields::{Complaints, FieldError};
use crate::ids::{PersonId, RequestId, WorkflowId, WorkflowTypeId};

/// Most events a batch may hold.
pub const MOST_EVENTS: usize = 5_000;
/// Most characters of a batch id.
pub const MOST_BATCH_ID_CHARS: usize = 128;
const MOST_ID_CHARS: usize = 128;
const MOST_NAME_CHARS: usize = 1_000;

/// Data set (数据集合): which of the four lists of the receiver an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DataSet {
    /// 待办: waits for the receiver.
    Todo,
    /// 已办: the receiver has handled it; the request goes on.
    Done,
    /// 办结: the request is over.
    Closed,
    /// 删除: the item is gone.
    Deleted,
}

impl DataSet {
    /// All four, in the order of an item's life.
    pub const ALL: [Self; 4] = [Self::Todo, Self::Done, Self::Closed, Self::Deleted];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Done => "done",
            Self::Closed => "closed",
            Self::Deleted => "deleted",
        }
    }

    /// Reads the word on the wire.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.as_str() == word)
    }
}

/// Whether the receiver has opened the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ViewType {
    /// 未读
    #[default]
    Unread,
    /// 已读
    Read,
}

/// One event: a person's item of a request came into a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// 数据集合
    pub data_set: DataSet,
    /// 业务数据状态: an open catalogue; `pending`, `forwarded`, `copied`, `returned` and the like.
    pub business_state: String,
    /// 流程ID
    pub request_id: RequestId,
    /// 流程标题
    pub request_name: String,
    /// 流程 (模板)
    pub workflow_id: WorkflowId,
    /// 流程名称
    pub workflow_name: String,
    /// 流程类型
    pub workflow_type_id: WorkflowTypeId,
    /// 流程类型名称
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow_type_name: Option<String>,
    /// 节点
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_id: Option<String>,
    /// 节点名称
    pub node_name: String,
    /// 创建人, an OA person id
    pub creator: PersonId,
    /// When the request was created.
    pub created_at: DateTime<FixedOffset>,
    /// 接收人, an OA person id
    pub receiver: PersonId,
    /// The identity (兼职身份) of the receiver that the item was sent to, where it is not the receiver itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_identity: Option<PersonId>,
    /// When the receiver got the item.
    pub received_at: DateTime<FixedOffset>,
    /// 未读 or 已读
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view_type: Option<ViewType>,
    /// When this state came about in the OA.
    pub occurred_at: DateTime<FixedOffset>,
}

/// What one act in the OA caused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Batch {
    /// Chosen by the sender; the same id again does nothing.
    pub batch_id: String,
    /// In the order in which they came about.
    pub events: Vec<Event>,
}

impl Batch {
    /// Checks what the types cannot say. Cost: one pass over the events.
    ///
    /// # Errors
    /// Every complaint, each naming its field by JSON pointer.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        complaints.require("/batchId", &self.batch_id);
        complaints.at_most("/batchId", &self.batch_id, MOST_BATCH_ID_CHARS);
        if self.events.is_empty() {
            complaints.add("/events", "REQUIRED", "must hold at least one event");
        }
        if self.events.len() > MOST_EVENTS {
            complaints.add(
                "/events",
                "TOO_MANY",
                format!("must hold at most {MOST_EVENTS} events"),
            );
        }
        for (index, event) in self.events.iter().enumerate() {
            event.check(&format!("/events/{index}"), &mut complaints);
        }
        complaints.into_result()
    }
}

impl Event {
    /// Checks one event; `at` is its JSON pointer (empty for a document of its own).
    pub fn check(&self, at: &str, complaints: &mut Complaints) {
        let ids = [
            ("businessState", self.business_state.as_str()),
            ("requestId", self.request_id.as_str()),
            ("workflowId", self.workflow_id.as_str()),
            ("workflowTypeId", self.workflow_type_id.as_str()),
            ("creator", self.creator.as_str()),
            ("receiver", self.receiver.as_str()),
        ];
        for (field, text) in ids {
            if text.trim().is_empty() {
                complaints.require(format!("{at}/{field}"), text);
            } else if text.len() > MOST_ID_CHARS {
                complaints.at_most(format!("{at}/{field}"), text, MOST_ID_CHARS);
            }
        }
        let names = [
            ("requestName", self.request_name.as_str()),
            ("workflowName", self.workflow_name.as_str()),
            ("nodeName", self.node_name.as_str()),
        ];
        for (field, text) in names {
            if text.trim().is_empty() {
                complaints.require(format!("{at}/{field}"), text);
            } else if text.len() > MOST_NAME_CHARS {
                complaints.at_most(format!("{at}/{field}"), text, MOST_NAME_CHARS);
            }
        }
        let optional = [
            (
                "receiverIdentity",
                self.receiver_identity.as_ref().map(PersonId::as_str),
                MOST_ID_CHARS,
            ),
            ("nodeId", self.node_id.as_deref(), MOST_ID_CHARS),
            (
                "workflowTypeName",
                self.workflow_type_name.as_deref(),
                MOST_NAME_CHARS,
            ),
        ];
        let times = [
            ("createdAt", self.created_at),
            ("receivedAt", self.received_at),
            ("occurredAt", self.occurred_at),
        ];
        for (field, time) in times {
            if !(0..=9_999).contains(&time.year()) {
                let path = format!("{at}/{field}");
                complaints.add(path, "INVALID_VALUE", "must have a year of four digits");
            }
        }
        for (field, text, most) in optional {
            let Some(text) = text else { continue };
            if text.trim().is_empty() {
                complaints.require(format!("{at}/{field}"), text);
            } else if text.len() > most {
                complaints.at_most(format!("{at}/{field}"), text, most);
            }
        }
    }

    /// The person row the item was sent to: the part-time identity where there is one, else the receiver.
    pub fn identity(&self) -> &PersonId {
        self.receiver_identity.as_ref().unwrap_or(&self.receiver)
    }
}
