//! Events as the OA hands them in, by the contract's example.

use serde_json::{Value, json};

/// One state of one person's item.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// `todo`, `done`, `closed` or `deleted`.
    pub data_set: &'a str,
    /// 流程ID
    pub request: &'a str,
    /// 接收人
    pub receiver: &'a str,
    /// 流程标题
    pub title: &'a str,
}

impl Item<'_> {
    /// The event as JSON.
    pub fn event(&self) -> Value {
        let state = match self.data_set {
            "todo" => "pending",
            other => other,
        };
        json!({
            "dataSet": self.data_set, "businessState": state,
            "requestId": self.request, "requestName": self.title,
            "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "workflowTypeName": "财务",
            "nodeId": "12", "nodeName": "部门经理审批",
            "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
            "receiver": self.receiver, "receivedAt": "2026-11-22T09:01:00+08:00",
            "viewType": "unread", "occurredAt": "2026-11-22T09:01:00.123+08:00",
        })
    }
}

/// A to-do of person 1002.
pub fn todo(request: &str) -> Value {
    let title = format!("差旅报销-张三-{request}");
    Item {
        data_set: "todo",
        request,
        receiver: "1002",
        title: &title,
    }
    .event()
}

/// A batch as the intake takes it.
pub fn batch(id: &str, events: Vec<Value>) -> Value {
    json!({ "batchId": id, "events": events })
}
