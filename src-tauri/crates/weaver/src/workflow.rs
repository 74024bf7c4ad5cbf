//! The workflow lists of one person (row O3; protocol facts, 7.1).

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Oa;
use crate::answer::{OaFault, as_text};

/// Which list of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WorkflowList {
    /// 待办
    Todo,
    /// 已办
    Done,
}

/// One request on a person's list. Times are those of the OA, without a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// 流程实例
    pub request_id: String,
    /// 标题
    pub request_name: String,
    /// 流程
    pub workflow_id: String,
    /// Its name.
    pub workflow_name: String,
    /// 流程类型
    pub workflow_type_id: String,
    /// Its name.
    pub workflow_type_name: String,
    /// 当前节点
    pub node_id: Option<String>,
    /// Its name.
    pub node_name: Option<String>,
    /// 创建人
    pub creator: String,
    /// 创建时间
    pub created_at: Option<NaiveDateTime>,
    /// 接收时间
    pub received_at: Option<NaiveDateTime>,
    /// 最后操作时间
    pub operated_at: Option<NaiveDateTime>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestPage {
    /// Requests, those without an id left out.
    pub rows: Vec<RequestRow>,
    /// Rows that the OA sent.
    pub sent: usize,
}

impl RequestRow {
    /// A time of the OA in its zone.
    pub fn at(time: NaiveDateTime, zone: FixedOffset) -> Option<DateTime<FixedOffset>> {
        time.and_local_timezone(zone).single()
    }
}

impl Oa {
    /// Page `page` of a person's list, the first being 1. `conditions` are the interface's own.
    ///
    /// # Errors
    /// See [`crate::OaFaultKind`].
    pub async fn workflow_page(
        &self,
        (person, list): (&str, WorkflowList),
        conditions: &Map<String, Value>,
        page: u32,
    ) -> Result<RequestPage, OaFault> {
        let options = &self.connection.workflow;
        let path = match list {
            WorkflowList::Todo => &options.todo_list_path,
            WorkflowList::Done => &options.done_list_path,
        };
        let (page, size) = (page.to_string(), options.page_size.to_string());
        let conditions = conditions_text(conditions);
        let fields = [
            ("pageNo", page.as_str()),
            ("pageSize", &size),
            ("isMergeShow", "false"),
            ("conditions", &conditions),
        ];
        let said = self.call(Some(person), path, &fields).await?;
        read_page(&said)
    }

    /// How many requests a person's list has.
    ///
    /// # Errors
    /// See [`crate::OaFaultKind`].
    pub async fn workflow_count(
        &self,
        (person, list): (&str, WorkflowList),
        conditions: &Map<String, Value>,
    ) -> Result<u64, OaFault> {
        let options = &self.connection.workflow;
        let path = match list {
            WorkflowList::Todo => &options.todo_count_path,
            WorkflowList::Done => &options.done_count_path,
        };
        let conditions = conditions_text(conditions);
        let fields = [("isMergeShow", "false"), ("conditions", conditions.as_str())];
        let said = self.call(Some(person), path, &fields).await?;
        read_count(&said)
    }
}

/// How many requests a list has, of the JSON of an answer: a bare number, or one in a wrapper (protocol facts, 7.1).
///
/// # Errors
/// It holds no number.
pub fn read_count(said: &Value) -> Result<u64, OaFault> {
    let count = as_text(said).or_else(|| {
        let names = ["count", "data"];
        names.iter().find_map(|name| said.get(name).and_then(as_text))
    });
    let count = count.and_then(|count| count.parse().ok());
    count.ok_or_else(|| OaFault::unreadable("数量接口的应答不是数字"))
}

fn conditions_text(conditions: &Map<String, Value>) -> String {
    serde_json::to_string(conditions).unwrap_or_default()
}

/// A page of requests, of the JSON of an answer: a bare array, or one in a wrapper (protocol facts, 7.1).
///
/// # Errors
/// It holds no array.
pub fn read_page(said: &Value) -> Result<RequestPage, OaFault> {
    let places = ["", "/root", "/data", "/data/root", "/datas", "/datas/root"];
    let rows = places.iter().find_map(|place| said.pointer(place)?.as_array());
    let rows = rows.ok_or_else(|| OaFault::unreadable("流程列表的应答不是数组"))?;
    Ok(RequestPage {
        sent: rows.len(),
        rows: rows.iter().filter_map(read_row).collect(),
    })
}

fn read_row(row: &Value) -> Option<RequestRow> {
    let text_of = |row: &Value, name: &str| row.get(name).and_then(as_text).filter(|text| !text.is_empty());
    let text = |name: &str| text_of(row, name);
    let base = row.get("workflowBaseInfo").unwrap_or(&Value::Null);
    let time = |name: &str| {
        let text = text(name)?;
        let formats = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
        let read = |format: &&str| NaiveDateTime::parse_from_str(&text, format).ok();
        formats.iter().find_map(read)
    };
    Some(RequestRow {
        request_id: text("requestId")?,
        request_name: text("requestName").unwrap_or_default(),
        workflow_id: text_of(base, "workflowId").unwrap_or_default(),
        workflow_name: text_of(base, "workflowName").unwrap_or_default(),
        workflow_type_id: text_of(base, "workflowTypeId").unwrap_or_default(),
        workflow_type_name: text_of(base, "workflowTypeName").unwrap_or_default(),
        node_id: text("currentNodeId"),
        node_name: text("currentNodeName"),
        creator: text("creatorId").unwrap_or_default(),
        created_at: time("createTime"),
        received_at: time("receiveTime"),
        operated_at: time("lastOperateTime"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Row O3.
    #[test]
    fn a_list_is_read_bare_or_wrapped() {
        let row = json!({
            "requestId": "100234", "requestName": "差旅报销", "createTime": "2026-11-22 09:00:00", "creatorId": 1001,
            "currentNodeId": "5402", "currentNodeName": "部门经理审批", "receiveTime": "2026-11-22 09:01",
            "workflowBaseInfo": { "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": 3, "workflowTypeName": "财务" },
        });
        let shapes = [
            json!([row]),
            json!({ "root": [row] }),
            json!({ "data": { "root": [row] } }),
            json!({ "datas": [row] }),
        ];
        for said in shapes {
            let page = read_page(&said).unwrap();
            let [read] = page.rows.as_slice() else {
                unreachable!("{said}")
            };
            assert_eq!(
                (read.request_id.as_str(), read.workflow_type_id.as_str()),
                ("100234", "3")
            );
            assert_eq!(
                (read.creator.as_str(), read.node_id.as_deref()),
                ("1001", Some("5402"))
            );
            assert!(read.created_at.is_some() && read.received_at.is_some() && read.operated_at.is_none());
        }
        assert!(read_page(&json!({ "count": 3 })).is_err());
    }
}
