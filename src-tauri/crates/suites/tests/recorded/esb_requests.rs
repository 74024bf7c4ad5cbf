//! S3: what is sent to an ESB action flow.

use domain::event::DataSet::{self, Closed, Deleted, Done, Todo};
use serde_json::{Value, json};

use crate::items::{body, config, encode, encode_with, event, json_body, shown, suite, token};

fn address(changes: Value) -> String {
    let exchange = encode(&suite("esb", changes), &event(json!({})), Todo).unwrap();
    assert_eq!(exchange.request.method(), "POST");
    exchange.request.uri().to_string()
}

#[test]
fn s3_the_default_body_holds_every_field_under_our_own_names() {
    let suite = suite("esb", json!({}));
    for (data_set, word, view) in [
        (Todo, "todo", "unread"),
        (Done, "done", "read"),
        (Closed, "closed", "read"),
        (Deleted, "deleted", "unread"),
    ] {
        let exchange = encode_with(&suite, (&event(json!({})), data_set), Some(&token())).unwrap();
        assert_eq!(exchange.operation, "trigger");
        assert_eq!(
            json_body(&exchange),
            json!({
                "dataSet": word, "businessState": "pending", "requestId": "100234",
                "requestName": "差旅报销 <A&B> \"急\"", "workflowId": "54", "workflowName": "差旅报销",
                "workflowTypeId": "3", "nodeId": "12", "nodeName": "部门经理审批", "creator": "u001",
                "createdAt": "2026-11-22 09:00:00", "receiver": "u002", "receivedAt": "2026-11-22 09:01:00",
                "viewType": view, "pcUrl": "/pc?id=1&x=2", "appUrl": "/app?id=1",
                "adaptiveUrl": "http://oa.example.com/any?id=1", "sentAt": "1795309262003"
            })
        );
    }
    assert!(!suite.needs_creator(DataSet::Todo));
}

#[test]
fn s3_the_flow_is_named_by_key_path_or_whole_address() {
    let flow = |flow: &str| address(json!({ "params": { "actionFlow": flow } }));
    let base = "http://127.0.0.1:9001";
    let trigger = "/papi/openapi/api/open-esb/server/webhook/trigger";
    assert_eq!(flow("Zmxv+dy0x=="), format!("{base}/base{trigger}/Zmxv+dy0x=="));
    assert_eq!(flow("/hook/7"), format!("{base}/base/hook/7"));
    assert_eq!(flow("http://127.0.0.1:9001/x/y"), format!("{base}/x/y"));
}

#[test]
fn s3_a_flow_that_is_none_or_elsewhere_is_refused() {
    for (flow, code) in [
        ("两个字", "INVALID_PATH"),
        ("a b", "INVALID_PATH"),
        ("//x", "INVALID_PATH"),
        ("http://", "INVALID_PATH"),
        ("https://127.0.0.1:9001/x", "INVALID_ADDRESS"),
        ("http://elsewhere.example.com/x", "INVALID_ADDRESS"),
    ] {
        let config = config("esb", json!({ "params": { "actionFlow": flow } }));
        let found = suites::Suite::check(&config, None, &|_| true).expect_err(flow);
        let found: Vec<_> = found
            .iter()
            .map(|complaint| (complaint.path.as_str(), complaint.code.as_str()))
            .collect();
        assert_eq!(found, [("/params/actionFlow", code)], "{flow}");
    }
}

#[test]
fn s3_the_token_goes_into_the_address_or_the_body_and_is_masked_in_both() {
    for placement in ["query", "body"] {
        let suite = suite("esb", json!({ "protocol": { "tokenPlacement": placement } }));
        let exchange = encode_with(&suite, (&event(json!({})), Todo), Some(&token())).unwrap();
        let in_query = exchange.request.uri().query() == Some("access_token=t0ken-of-today");
        let in_body = json_body(&exchange)["access_token"] == "t0ken-of-today";
        assert_eq!((in_query, in_body), (placement == "query", placement == "body"));
        assert!(!shown(&exchange).contains("t0ken") && shown(&exchange).contains("******"));
    }
    let empty = json!({ "protocol": { "tokenPlacement": "body", "bodyTemplate": " { } " } });
    let exchange = encode_with(&suite("esb", empty), (&event(json!({})), Todo), Some(&token())).unwrap();
    assert_eq!(json_body(&exchange), json!({ "access_token": "t0ken-of-today" }));
}

#[test]
fn s3_an_open_flow_takes_no_token_and_no_account() {
    let open = json!({ "params": { "corpId": null, "app_key": null }, "protocol": { "auth": "none" } });
    let exchange = encode_with(&suite("esb", open), (&event(json!({})), Todo), Some(&token())).unwrap();
    assert_eq!(exchange.request.uri().query(), None);
    assert_eq!(exchange.shown_body, *exchange.request.body());
}

#[test]
fn s3_the_account_is_required_unless_the_flow_is_open() {
    let bare = json!({ "params": { "corpId": null, "app_key": "" } });
    let found = suites::Suite::check(&config("esb", bare.clone()), None, &|_| false).unwrap_err();
    let paths: Vec<_> = found.iter().map(|complaint| complaint.path.as_str()).collect();
    assert_eq!(paths, ["/params/corpId", "/params/app_key", "/params/app_secret"]);
    let mut open = bare;
    open["protocol"] = json!({ "auth": "none" });
    assert_eq!(
        suites::Suite::check(&config("esb", open), None, &|_| false),
        Ok(())
    );
}

#[test]
fn s3_the_operators_template_is_filled_in_and_nothing_breaks_out_of_it() {
    let template =
        "{\n \"title\": \"[{workflowName}] {requestName}\",\n \"n\": 1, \"who\": [\"{receiver}\"] }";
    let suite = suite("esb", json!({ "protocol": { "bodyTemplate": template } }));
    let event = event(json!({ "requestName": "\",\"admin\":true,\"x\":\"\\", "nodeId": null }));
    let exchange = encode(&suite, &event, DataSet::Todo).unwrap();
    assert_eq!(
        json_body(&exchange),
        json!({ "title": "[差旅报销] \",\"admin\":true,\"x\":\"\\", "n": 1, "who": ["u002"] })
    );
    assert!(
        body(&exchange).starts_with("{\n \"title\""),
        "the rest should stay as it is written"
    );
}
