//! The workflow lists of the calling person (protocol facts, 7.1).

use serde_json::{Value, json};

use super::{WORKFLOW, said};
use crate::oa::{Listed, Oa};
use crate::organisation::PersonIndex;
use crate::receivers::Verdict;
use crate::receivers::answers::page;
use crate::receivers::fields::{Fields, Form};
use crate::receivers::peer::{Answered, Call};

const MOST_ROWS: usize = 1_000;

pub(super) fn answer(oa: &Oa, person: PersonIndex, (call, operation): (&Call, &str)) -> Answered {
    if Form::of(call) != Form::Urlencoded {
        return page(500, "Internal Server Error", operation);
    }
    let (waiting, is_list) = match call.path.strip_prefix(WORKFLOW) {
        Some("getToDoWorkflowRequestList") => (true, true),
        Some("getToDoWorkflowRequestCount") => (true, false),
        Some("getHandledWorkflowRequestList") => (false, true),
        Some("getHandledWorkflowRequestCount") => (false, false),
        _ => return page(404, "Not Found", operation),
    };
    let fields = Fields::pairs(&call.body);
    let Ok(conditions) = conditions(&fields.text("conditions")) else {
        let body = json!({ "code": "PARAM_ERROR", "errMsg": { "conditions": "格式不正确" } });
        return said(&body, operation, Verdict::Refused);
    };
    let mut found = oa.listed(person, waiting);
    found.retain(|row| fits(row, &conditions));
    let body = if is_list {
        let number = |name: &str, default: usize| fields.text(name).parse().unwrap_or(default);
        let size = number("pageSize", 10).clamp(1, MOST_ROWS);
        let before = number("pageNo", 1).saturating_sub(1).saturating_mul(size);
        Value::Array(found.iter().skip(before).take(size).map(shown).collect())
    } else {
        json!(found.len())
    };
    said(&body, operation, Verdict::Answered)
}

fn conditions(text: &str) -> Result<Fields, ()> {
    match text.trim() {
        "" => Ok(Fields::default()),
        text => Fields::json(text.as_bytes()).map_err(|_| ()),
    }
}

/// The conditions that this OA knows; the others do not narrow anything.
fn fits(row: &Listed, conditions: &Fields) -> bool {
    let among = |name: &str, value: &str| {
        let wanted = conditions.text(name);
        wanted.is_empty() || wanted.split(',').any(|one| one.trim() == value)
    };
    let created = row.created_at.format("%Y-%m-%d").to_string();
    let (from, to) = (conditions.text("createdatefrom"), conditions.text("createdateto"));
    let in_range = conditions.text("createdateselect") != "6"
        || (from.is_empty() || created >= from) && (to.is_empty() || created <= to);
    in_range
        && among("workflowIds", row.template.id)
        && among("workflowTypes", row.template.type_id)
        && among("createrid", &row.creator)
        && row.title.contains(&conditions.text("requestname"))
}

fn shown(row: &Listed) -> Value {
    let time = |at: &chrono::DateTime<chrono::FixedOffset>| at.format("%Y-%m-%d %H:%M:%S").to_string();
    json!({
        "requestId": row.request.to_string(), "requestName": &*row.title, "requestLevel": "0", "status": row.node_name,
        "createTime": time(&row.created_at), "creatorId": &*row.creator, "creatorName": &*row.creator_name,
        "currentNodeId": row.node_id, "currentNodeName": row.node_name, "receiveTime": time(&row.received_at),
        "lastOperateTime": time(&row.operated_at), "lastOperatorId": "", "lastOperatorName": "", "sysName": "",
        "workflowBaseInfo": {
            "workflowId": row.template.id, "workflowName": row.template.name,
            "workflowTypeId": row.template.type_id, "workflowTypeName": row.template.type_name, "formId": "-1",
        },
    })
}
