//! An event and a batch of events as the contract's intake takes them.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::{Serialize, Serializer};

/// Data set (数据集合).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum DataSet {
    Todo,
    Done,
    Closed,
    Deleted,
}

/// Business data state (业务数据状态) as far as this OA has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum BusinessState {
    /// 待处理
    Pending,
    /// 转发
    Forwarded,
    /// 抄送
    Copied,
    /// 退回
    Returned,
    /// 转办
    Transferred,
    /// 征询
    Consulted,
    /// 传阅
    Circulated,
    /// 已处理
    Handled,
    /// 归档
    Archived,
    /// 撤回
    Withdrawn,
    /// 删除
    Deleted,
}

/// Whether the receiver has opened the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ViewType {
    Unread,
    Read,
}

fn rfc3339<S: Serializer>(at: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&crate::clock::rfc3339(at))
}

/// One event: a person's item of a request came into a state.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    pub(crate) data_set: DataSet,
    pub(crate) business_state: BusinessState,
    pub(crate) request_id: String,
    pub(crate) request_name: Arc<str>,
    pub(crate) workflow_id: &'static str,
    pub(crate) workflow_name: &'static str,
    pub(crate) workflow_type_id: &'static str,
    pub(crate) workflow_type_name: &'static str,
    pub(crate) node_id: String,
    pub(crate) node_name: &'static str,
    pub(crate) creator: Arc<str>,
    #[serde(serialize_with = "rfc3339")]
    pub(crate) created_at: DateTime<FixedOffset>,
    pub(crate) receiver: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) receiver_identity: Option<Arc<str>>,
    #[serde(serialize_with = "rfc3339")]
    pub(crate) received_at: DateTime<FixedOffset>,
    pub(crate) view_type: ViewType,
    #[serde(serialize_with = "rfc3339")]
    pub(crate) occurred_at: DateTime<FixedOffset>,
}

/// What one act in the OA caused.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Batch<'a> {
    pub(crate) batch_id: &'a str,
    pub(crate) events: &'a [Event],
}
