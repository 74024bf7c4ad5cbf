//! S2: what is sent to E10.

use domain::event::DataSet::{self, Closed, Deleted, Done, Todo};
use domain::lanes::Footprint;
use serde_json::{Value, json};
use suites::{EncodeFault, Item};

use crate::items::{body, encode, encode_with, event, json_body, links, sent_at, shown, suite, token};

const RECEIVE: &str = "/papi/openapi/api/open_intunifytodo/server_engine/receiveRequestInfo";

fn whole(isremark: Value, viewtype: &str) -> Value {
    json!({
        "access_token": "t0ken-of-today",
        "syscode": "OA1", "flowid": "100234", "requestname": "差旅报销 <A&B> \"急\"",
        "workflowcode": "54", "workflowname": "差旅报销", "nodename": "部门经理审批",
        "receivernodename": "部门经理审批", "pcurl": "/pc?id=1&x=2", "appurl": "/app?id=1",
        "isremark": isremark, "viewtype": viewtype, "creator": "u001",
        "createdatetime": "2026-11-22 09:00:00", "receiver": "u002", "receivedatetime": "2026-11-22 09:01:00",
        "receivets": 1_795_309_262_003_i64
    })
}

fn sent(changes: Value, state: &str, data_set: DataSet) -> Value {
    let event = event(json!({ "businessState": state }));
    json_body(&encode(&suite("e10", changes), &event, data_set).unwrap())
}

#[test]
fn s2_one_operation_takes_every_data_set_told_apart_by_isremark() {
    let suite = suite("e10", json!({}));
    for (data_set, isremark, viewtype) in [
        (Todo, json!("0"), "0"),
        (Done, json!("2"), "1"),
        (Closed, json!("4"), "1"),
        (Deleted, json!(-1), "0"),
    ] {
        let exchange = encode_with(&suite, (&event(json!({})), data_set), Some(&token())).unwrap();
        assert_eq!(exchange.operation, "receiveRequestInfo");
        assert_eq!(exchange.request.method(), "POST");
        assert_eq!(
            exchange.request.uri().to_string(),
            format!("http://127.0.0.1:9001/base{RECEIVE}")
        );
        assert_eq!(
            exchange.request.headers()["content-type"],
            "application/json; charset=UTF-8"
        );
        assert_eq!(json_body(&exchange), whole(isremark, viewtype), "{data_set:?}");
        assert_eq!(suite.footprint(data_set), Footprint::Receiver);
    }
    assert!(suite.needs_creator(DataSet::Todo) && suite.sign_on().is_some());
}

#[test]
fn s2_the_token_goes_into_the_body_or_the_address_and_is_masked_in_both() {
    for (placement, address) in [("body", ""), ("query", "?access_token=t0ken-of-today")] {
        let suite = suite("e10", json!({ "protocol": { "tokenPlacement": placement } }));
        let exchange = encode_with(&suite, (&event(json!({})), Todo), Some(&token())).unwrap();
        assert_eq!(
            exchange.request.uri().to_string(),
            format!("http://127.0.0.1:9001/base{RECEIVE}{address}")
        );
        assert_eq!(
            body(&exchange).contains("t0ken-of-today"),
            placement == "body",
            "the token should stand in one place"
        );
        let shown = shown(&exchange);
        assert!(!shown.contains("t0ken") && shown.contains("******"), "{shown}");
        let dry = encode(&suite, &event(json!({})), Todo).unwrap();
        assert!(!body(&dry).contains("access_token"), "a dry run has no token");
        assert_eq!(crate::items::shown(&dry), shown, "and shows the same");
    }
}

#[test]
fn s2_saas_has_no_prefix() {
    let suite = suite("e10", json!({ "protocol": { "prefix": "" } }));
    let exchange = encode(&suite, &event(json!({})), Todo).unwrap();
    assert_eq!(
        exchange.request.uri().path(),
        "/base/api/open_intunifytodo/server_engine/receiveRequestInfo"
    );
    let question = suite.sign_on().unwrap().begin(None).unwrap();
    assert_eq!(question.exchange.request.uri().path(), "/base/oauth2/authorize");
}

#[test]
fn s2_states_are_mapped_to_codes_and_a_receiver_may_not_know_items_to_read() {
    let remark = |protocol: Value, state: &str, data_set| {
        sent(json!({ "protocol": protocol }), state, data_set)["isremark"].clone()
    };
    let map = json!({ "statusMap": { "seen": "8", "forwarded": "2" } });
    let old = json!({ "statusMap": { "seen": "8" }, "isremark8": false });
    for (protocol, state, data_set, expected) in [
        (json!({}), "copied", Todo, json!("8")),
        (json!({}), "copied", Done, json!("2")),
        (json!({ "isremark8": false }), "copied", Todo, json!("0")),
        (json!({ "toReadStates": "x" }), "copied", Todo, json!("0")),
        (map.clone(), "seen", Todo, json!("8")),
        (map.clone(), "forwarded", Todo, json!("2")),
        (map.clone(), "pending", Todo, json!("0")),
        (map, "seen", Deleted, json!(-1)),
        (old, "seen", Todo, json!("0")),
        (
            json!({ "deletedIsremark": "text" }),
            "pending",
            Deleted,
            json!("-1"),
        ),
    ] {
        assert_eq!(
            remark(protocol.clone(), state, data_set),
            expected,
            "{protocol} {state} {data_set:?}"
        );
    }
}

#[test]
fn s2_request_status_is_sent_with_to_dos_of_the_states_that_have_one() {
    let changes = json!({ "protocol": { "requestStatusMap": { "returned": "-1" } } });
    assert_eq!(sent(changes.clone(), "returned", Todo)["requestStatus"], "-1");
    assert_eq!(sent(changes.clone(), "pending", Todo).get("requestStatus"), None);
    assert_eq!(sent(changes, "returned", Done).get("requestStatus"), None);
}

#[test]
fn s2_a_missing_creator_stops_everything_but_a_deletion() {
    let (event, links) = (event(json!({})), links());
    let item = |data_set, receiver| Item {
        event: &event,
        data_set,
        backfilled: false,
        receiver,
        creator: None,
        links: &links,
        sent_at: sent_at(),
        token: None,
    };
    let suite = suite("e10", json!({}));
    for data_set in [Todo, Done, Closed] {
        assert_eq!(
            suite.encode(&item(data_set, "u002")).unwrap_err(),
            EncodeFault::NoCreator
        );
    }
    let deletion = suite.encode(&item(Deleted, "u002")).unwrap();
    assert_eq!(json_body(&deletion).get("creator"), None);
    assert_eq!(
        suite.encode(&item(Deleted, " ")).unwrap_err(),
        EncodeFault::NoReceiver
    );
}

#[test]
fn x2_a_backfilled_to_do_is_an_unmapped_to_do_that_has_been_read() {
    let links = links();
    let event = event(json!({ "dataSet": "done", "businessState": "processed", "viewType": "unread" }));
    for push_type in ["e10", "ecology"] {
        let changes = json!({ "protocol": { "statusMap": { "processed": "2" }, "viewtype": "unread" } });
        let item = Item {
            event: &event,
            data_set: Todo,
            backfilled: true,
            receiver: "u002",
            creator: Some("u001"),
            links: &links,
            sent_at: sent_at(),
            token: None,
        };
        let sent = json_body(&suite(push_type, changes).encode(&item).unwrap());
        assert_eq!(
            (&sent["isremark"], &sent["viewtype"]),
            (&json!("0"), &json!("1")),
            "{push_type}"
        );
    }
}
