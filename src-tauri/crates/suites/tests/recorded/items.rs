//! Targets and items to make requests of.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use domain::delivery::Links;
use domain::event::{DataSet, Event};
use domain::target::TargetConfig;
use serde_json::{Value, json};
use suites::{EncodeFault, Exchange, Item, Suite};

/// A target of `push_type` with its required parameters, and what `changes` lays over it.
pub(crate) fn config(push_type: &str, changes: Value) -> TargetConfig {
    let mut params = match push_type {
        "landray" => json!({ "appName": "OA", "username": "oa-user", "oaAddress": "http://oa.example.com" }),
        _ => json!({ "sysCode": "OA1" }),
    };
    let mut protocol = json!({});
    for (group, into) in [("params", &mut params), ("protocol", &mut protocol)] {
        for (name, value) in changes
            .get(group)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            into[name] = value.clone();
        }
    }
    serde_json::from_value(json!({
        "identifier": "portal", "name": "集团门户", "pushType": push_type,
        "server": { "scheme": "http", "authority": "127.0.0.1:9001", "basePath": "/base" },
        "params": params, "protocol": protocol,
    }))
    .expect("the configuration should be one")
}

/// The suite of [`config`], with `secrets` by name; Landray's password is there without being asked for.
pub(crate) fn suite_with(push_type: &str, changes: Value, secrets: &[(&str, &str)]) -> Suite {
    let mut secrets: BTreeMap<_, _> = secrets.iter().copied().collect();
    if push_type == "landray" {
        secrets.entry("password").or_insert("s3cret-geheim");
    }
    let reveal = |name: &str| secrets.get(name).map(|value| (*value).to_owned());
    Suite::build(&config(push_type, changes), &reveal).expect("the settings should be accepted")
}

pub(crate) fn suite(push_type: &str, changes: Value) -> Suite {
    suite_with(push_type, changes, &[])
}

pub(crate) fn event(changes: Value) -> Event {
    let mut event = json!({
        "dataSet": "todo", "businessState": "pending", "requestId": "100234",
        "requestName": "差旅报销 <A&B> \"急\"", "workflowId": "54", "workflowName": "差旅报销",
        "workflowTypeId": "3", "nodeId": "12", "nodeName": "部门经理审批",
        "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": "1002", "receivedAt": "2026-11-22T09:01:00+08:00",
        "occurredAt": "2026-11-22T09:01:00.123+08:00"
    });
    for (name, value) in changes.as_object().into_iter().flatten() {
        event[name] = value.clone();
    }
    serde_json::from_value(event).expect("the event should be one")
}

pub(crate) fn links() -> Links {
    Links {
        pc: "/pc?id=1&x=2".to_owned(),
        app: "/app?id=1".to_owned(),
        adaptive: "http://oa.example.com/any?id=1".to_owned(),
    }
}

pub(crate) fn sent_at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T09:01:02.003+08:00").unwrap()
}

/// Encodes `event` as `data_set`, with converted persons `u001` and `u002`.
pub(crate) fn encode(suite: &Suite, event: &Event, data_set: DataSet) -> Result<Exchange, EncodeFault> {
    let links = links();
    suite.encode(&Item {
        event,
        data_set,
        backfilled: false,
        receiver: "u002",
        creator: Some("u001"),
        links: &links,
        sent_at: sent_at(),
    })
}

/// The body of what [`encode`] makes.
pub(crate) fn body(exchange: &Exchange) -> &str {
    std::str::from_utf8(exchange.request.body()).expect("bodies should be UTF-8")
}
