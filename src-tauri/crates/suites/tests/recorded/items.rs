//! Targets and items to make requests of.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use domain::delivery::Links;
use domain::event::{DataSet, Event};
use domain::target::TargetConfig;
use serde_json::{Value, json};
use suites::{EncodeFault, Exchange, Item, Suite, Token};

/// A target of `push_type` with its required parameters, and what `changes` lays over it.
pub(crate) fn config(push_type: &str, changes: Value) -> TargetConfig {
    let mut params = match push_type {
        "e10" => json!({ "sysCode": "OA1", "corpId": "corp-1", "app_key": "key-1" }),
        "esb" => json!({ "actionFlow": "Zmxvdy0x", "corpId": "corp-1", "app_key": "key-1" }),
        "landray" => json!({ "appName": "OA", "username": "oa-user", "oaAddress": "http://oa.example.com" }),
        "landrayCleanup" => json!({ "appName": "OA", "username": "oa-user" }),
        "wisedu" => json!({ "appId": "app-1", "oaAddress": "http://oa.example.com" }),
        _ => json!({ "sysCode": "OA1" }),
    };
    let mut protocol = match push_type {
        "wisedu" => json!({ "path": "/taskcenter/push" }),
        _ => json!({}),
    };
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

/// Every push type that is built in, with the names of its required secrets.
pub(crate) const PUSH_TYPES: [(&str, &[&str]); 6] = [
    ("ecology", &[]),
    ("e10", &["app_secret"]),
    ("esb", &["app_secret"]),
    ("landray", &["password"]),
    ("landrayCleanup", &["password"]),
    ("wisedu", &["appSecret"]),
];

/// The suite of [`config`], with `secrets` by name; required ones are there without being asked for.
pub(crate) fn suite_with(push_type: &str, changes: Value, secrets: &[(&str, &str)]) -> Suite {
    let mut secrets: BTreeMap<_, _> = secrets.iter().copied().collect();
    let required = PUSH_TYPES.iter().find(|(known, _)| *known == push_type);
    for name in required.into_iter().flat_map(|(_, names)| *names) {
        secrets.entry(name).or_insert("s3cret-geheim");
    }
    let reveal = |name: &str| secrets.get(name).map(|value| (*value).to_owned());
    Suite::build(&config(push_type, changes), None, &reveal).expect("the settings should be accepted")
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

/// Encodes `event` as `data_set`, with converted persons `u001` and `u002`, without a token.
pub(crate) fn encode(suite: &Suite, event: &Event, data_set: DataSet) -> Result<Exchange, EncodeFault> {
    encode_with(suite, (event, data_set), None)
}

/// [`encode`] with a token.
pub(crate) fn encode_with(
    suite: &Suite,
    (event, data_set): (&Event, DataSet),
    token: Option<&Token>,
) -> Result<Exchange, EncodeFault> {
    let links = links();
    suite.encode(&Item {
        event,
        data_set,
        backfilled: false,
        receiver: "u002",
        creator: Some("u001"),
        links: &links,
        sent_at: sent_at(),
        token,
    })
}

/// The token of the tests.
pub(crate) fn token() -> Token {
    Token::new("t0ken-of-today".to_owned())
}

/// The body of what [`encode`] makes.
pub(crate) fn body(exchange: &Exchange) -> &str {
    std::str::from_utf8(exchange.request.body()).expect("bodies should be UTF-8")
}

/// The body as JSON.
pub(crate) fn json_body(exchange: &Exchange) -> Value {
    serde_json::from_str(body(exchange)).expect("the body should be JSON")
}

/// What may be shown of an exchange, as one text.
pub(crate) fn shown(exchange: &Exchange) -> String {
    let body = std::str::from_utf8(&exchange.shown_body).expect("bodies should be UTF-8");
    format!("{} {:?} {body}", exchange.shown_url, exchange.shown_headers)
}
