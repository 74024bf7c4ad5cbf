//! Scripts, targets that run them, and items to run them on.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::DateTime;
use domain::delivery::{Links, Outcome};
use domain::event::{DataSet, Event};
use domain::target::TargetConfig;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use suites::{Adapter, Answer, EncodeFault, Exchange, Item, Suite, Token};

/// The rest of an adapter, for tests of one function.
pub(crate) const PARAMETERS: &str = "fn parameters() { [] }\n";
pub(crate) const ENCODE: &str = "fn encode(item, params) { #{ path: \"/x\" } }\n";
pub(crate) const CLASSIFY: &str = "fn classify(data_set, answer, params) { #{ result: \"accepted\" } }\n";

pub(crate) fn compiled(source: &str) -> Arc<Adapter> {
    match Adapter::compile("test.Adapter", 1, source) {
        Ok(adapter) => Arc::new(adapter),
        Err(fault) => panic!("the script should compile: {fault}\n{source}"),
    }
}

/// What stands in the way of a script, in words with its place.
pub(crate) fn refused(source: &str) -> String {
    match Adapter::compile("test.Adapter", 1, source) {
        Ok(_) => panic!("the script should be refused:\n{source}"),
        Err(fault) => fault.to_string(),
    }
}

pub(crate) fn config(params: Value, protocol: Value) -> TargetConfig {
    serde_json::from_value(json!({
        "identifier": "portal", "name": "集团门户", "pushType": "custom",
        "adapter": { "class": "test.Adapter", "version": 1 },
        "server": { "scheme": "http", "authority": "127.0.0.1:9001", "basePath": "/base" },
        "params": params, "protocol": protocol,
    }))
    .expect("the configuration should be one")
}

pub(crate) fn suite_with(source: &str, params: Value, secrets: &[(&str, &str)]) -> Suite {
    suite_of(source, config(params, json!({})), secrets)
}

pub(crate) fn suite_of(source: &str, config: TargetConfig, secrets: &[(&str, &str)]) -> Suite {
    let secrets: BTreeMap<_, _> = secrets.iter().copied().collect();
    let reveal = |name: &str| secrets.get(name).map(|value| (*value).to_owned());
    Suite::build(&config, Some(&compiled(source)), &reveal).expect("the settings should be accepted")
}

/// A suite whose `encode` has `body` as its body.
pub(crate) fn encoding(body: &str) -> Suite {
    let source = format!("{PARAMETERS}{CLASSIFY}fn encode(item, params) {{\n{body}\n}}\n");
    suite_with(&source, json!({}), &[])
}

/// A suite whose `classify` has `body` as its body.
pub(crate) fn classifying(body: &str) -> Suite {
    let source = format!("{PARAMETERS}{ENCODE}fn classify(data_set, answer, params) {{\n{body}\n}}\n");
    suite_with(&source, json!({}), &[])
}

/// The value of an expression or of statements, as `to_json` has it.
pub(crate) fn value(script: &str) -> Value {
    match try_value(script) {
        Ok(value) => value,
        Err(fault) => panic!("{script} should have a value: {fault}"),
    }
}

/// The value of a script, or its fault in words.
pub(crate) fn try_value(script: &str) -> Result<Value, String> {
    let suite = encoding(&format!(
        "let made = {{ {script} }};\n#{{ path: \"/x\", body: #{{ json: made }} }}"
    ));
    match encode(&suite, DataSet::Todo) {
        Ok(exchange) => Ok(serde_json::from_str(body(&exchange)).expect("the body should be JSON")),
        Err(EncodeFault::Adapter(fault)) => Err(fault),
        Err(other) => panic!("a script should never cause {other:?}"),
    }
}

pub(crate) fn event() -> Event {
    serde_json::from_value(json!({
        "dataSet": "todo", "businessState": "pending", "requestId": "100234",
        "requestName": "差旅报销 <A&B> \"急\"", "workflowId": "54", "workflowName": "差旅报销",
        "workflowTypeId": "3", "nodeId": "12", "nodeName": "部门经理审批",
        "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": "1002", "receivedAt": "2026-11-22T09:01:00+08:00",
        "occurredAt": "2026-11-22T09:01:00.123+08:00", "viewType": "unread"
    }))
    .expect("the event should be one")
}

pub(crate) fn links() -> Links {
    Links {
        pc: "/pc?id=1&x=2".to_owned(),
        app: "/app?id=1".to_owned(),
        adaptive: "http://oa.example.com/any?id=1".to_owned(),
    }
}

/// Encodes an item with the converted persons `u001` and `u002`.
pub(crate) fn encode(suite: &Suite, data_set: DataSet) -> Result<Exchange, EncodeFault> {
    encode_with(suite, data_set, Some("u001"), None)
}

pub(crate) fn encode_with(
    suite: &Suite,
    data_set: DataSet,
    creator: Option<&str>,
    token: Option<&Token>,
) -> Result<Exchange, EncodeFault> {
    suite.encode(&Item {
        event: &event(),
        data_set,
        backfilled: false,
        receiver: "u002",
        creator,
        links: &links(),
        sent_at: DateTime::parse_from_rfc3339("2026-11-22T09:01:02.003+08:00").unwrap(),
        token,
    })
}

/// The fault of an `encode` with this body.
pub(crate) fn fault_of(body: &str) -> String {
    match encode(&encoding(body), DataSet::Todo) {
        Err(EncodeFault::Adapter(fault)) => fault,
        other => panic!("{body} should fail, not give {other:?}"),
    }
}

pub(crate) fn body(exchange: &Exchange) -> &str {
    std::str::from_utf8(exchange.request.body()).expect("bodies should be UTF-8")
}

pub(crate) fn header<'e>(exchange: &'e Exchange, name: &str) -> &'e str {
    let value = exchange.request.headers().get(name);
    value.map_or("", |value| value.to_str().expect("headers should be text"))
}

pub(crate) fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let pair = |(name, value): &(&'static str, &'static str)| {
        (HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    pairs.iter().map(pair).collect()
}

pub(crate) fn classify(suite: &Suite, data_set: DataSet, status: u16, body: &str) -> Outcome {
    let answer = Answer {
        status,
        headers: &HeaderMap::new(),
        body: body.as_bytes(),
        truncated: false,
    };
    suite.classify(data_set, None, &answer)
}
