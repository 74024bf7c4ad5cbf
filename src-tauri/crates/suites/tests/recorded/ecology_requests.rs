//! S1: what is sent to e-cology.

use domain::delivery::Links;
use domain::event::DataSet::{Closed, Deleted, Done, Todo};
use domain::lanes::Footprint;
use serde_json::{Value, json};
use suites::{EncodeFault, Item};

use crate::items::{body, encode, event, links, sent_at, suite, suite_with};

fn whole(isremark: &str, viewtype: &str) -> Value {
    json!({
        "syscode": "OA1", "flowid": "100234", "requestname": "差旅报销 <A&B> \"急\"",
        "workflowname": "差旅报销", "nodename": "部门经理审批", "pcurl": "/pc?id=1&x=2", "appurl": "/app?id=1",
        "isremark": isremark, "viewtype": viewtype, "creator": "u001",
        "createdatetime": "2026-11-22 09:00:00", "receiver": "u002", "receivedatetime": "2026-11-22 09:01:00",
        "receivets": "1795309262003"
    })
}

fn without(mut value: Value, names: &[&str]) -> Value {
    for name in names {
        value.as_object_mut().unwrap().remove(*name);
    }
    value
}

#[test]
fn s1_upsert_mode_sends_all_but_deletions_to_one_operation() {
    let suite = suite("ecology", json!({}));
    for (data_set, isremark, viewtype) in [(Todo, "0", "0"), (Done, "2", "1"), (Closed, "4", "1")] {
        let exchange = encode(&suite, &event(json!({})), data_set).unwrap();
        assert_eq!(exchange.operation, "receiveRequestInfoByJson");
        assert_eq!(exchange.request.method(), "POST");
        assert_eq!(
            exchange.request.uri().to_string(),
            "http://127.0.0.1:9001/base/rest/ofs/ReceiveRequestInfoByJson"
        );
        assert_eq!(
            exchange.request.headers()["content-type"],
            "application/json; charset=UTF-8"
        );
        let sent: Value = serde_json::from_str(body(&exchange)).unwrap();
        assert_eq!(sent, whole(isremark, viewtype), "{data_set:?}");
        assert_eq!(exchange.shown_body, *exchange.request.body());
    }
}

#[test]
fn s1_split_mode_has_an_operation_for_each_data_set() {
    let changes = json!({ "params": { "toViewRemark": true }, "protocol": { "mode": "split" } });
    let suite = suite("ecology", changes);
    let new_row = without(whole("", ""), &["isremark", "viewtype"]);
    let change = without(
        new_row.clone(),
        &["pcurl", "appurl", "creator", "createdatetime", "receivedatetime"],
    );
    let copied = event(json!({ "businessState": "copied" }));
    let pending = event(json!({}));
    for (event, data_set, path, expected) in [
        (&pending, Todo, "ReceiveTodoRequestByJson", &new_row),
        (&copied, Todo, "ReceiveCCRequestByJson", &new_row),
        (&pending, Done, "ProcessDoneRequestByJson", &change),
        (&pending, Closed, "ProcessOverRequestByJson", &change),
    ] {
        let exchange = encode(&suite, event, data_set).unwrap();
        assert_eq!(exchange.request.uri().path(), format!("/base/rest/ofs/{path}"));
        let sent: Value = serde_json::from_str(body(&exchange)).unwrap();
        assert_eq!(sent, *expected, "{path}");
    }
}

#[test]
fn s1_a_deletion_names_the_person_or_the_whole_request() {
    let person = suite("ecology", json!({}));
    let exchange = encode(&person, &event(json!({})), Deleted).unwrap();
    assert_eq!(
        exchange.request.uri().path(),
        "/base/rest/ofs/deleteUserRequestInfoByJson"
    );
    assert_eq!(
        body(&exchange),
        r#"{"syscode":"OA1","flowid":"100234","userid":"u002"}"#
    );
    assert_eq!(person.footprint(Deleted), Footprint::Receiver);

    let request = suite("ecology", json!({ "protocol": { "deleteScope": "request" } }));
    let exchange = encode(&request, &event(json!({})), Deleted).unwrap();
    assert_eq!(
        exchange.request.uri().path(),
        "/base/rest/ofs/deleteRequestInfoByJson"
    );
    assert_eq!(body(&exchange), r#"{"syscode":"OA1","flowid":"100234"}"#);
    assert_eq!(request.footprint(Deleted), Footprint::Request);
    assert_eq!(request.footprint(Closed), Footprint::Receiver);
}

#[test]
fn s1_items_to_read_are_sent_as_such_only_when_asked_for_and_known_there() {
    let copied = event(json!({ "businessState": "copied" }));
    let remark = |changes: Value, data_set| {
        let exchange = encode(&suite("ecology", changes), &copied, data_set).unwrap();
        let sent: Value = serde_json::from_str(body(&exchange)).unwrap();
        sent["isremark"].as_str().unwrap().to_owned()
    };
    let on = json!({ "params": { "toViewRemark": true } });
    assert_eq!(remark(json!({}), Todo), "0", "folded into to-dos by default");
    assert_eq!(remark(on.clone(), Todo), "8");
    assert_eq!(remark(on, Done), "2", "what was read is done");
    let old = json!({ "params": { "toViewRemark": true }, "protocol": { "isremark8": false } });
    assert_eq!(remark(old, Todo), "0", "older receivers refuse 8");
}

#[test]
fn s1_the_soap_twin_carries_the_same_json_escaped() {
    let rest = encode(&suite("ecology", json!({})), &event(json!({})), Todo).unwrap();
    let soap = suite("ecology", json!({ "protocol": { "transport": "soap" } }));
    for (data_set, operation) in [
        (Todo, "receiveRequestInfoByJson"),
        (Deleted, "deleteUserRequestInfoByJson"),
    ] {
        let exchange = encode(&soap, &event(json!({})), data_set).unwrap();
        assert_eq!(exchange.operation, operation);
        assert_eq!(
            exchange.request.uri().path(),
            "/base/services/OfsTodoDataWebService"
        );
        assert_eq!(
            exchange.request.headers()["content-type"],
            "text/xml; charset=UTF-8"
        );
        assert_eq!(exchange.request.headers()["soapaction"], "\"\"");
    }
    let exchange = encode(&soap, &event(json!({})), Todo).unwrap();
    let text = body(&exchange);
    assert!(text.contains("xmlns:web=\"webservices.ofs.weaver.com.cn\""));
    let (_, after) = text
        .split_once("<web:receiveRequestInfoByJson><web:in0>")
        .expect("should be wrapped");
    let (inner, _) = after
        .split_once("</web:in0></web:receiveRequestInfoByJson>")
        .expect("should be closed");
    assert!(!inner.contains(['<', '>']), "the JSON should be escaped");
    let unescaped = quick_xml::escape::unescape(inner).unwrap();
    assert_eq!(
        unescaped,
        body(&rest),
        "the JSON should be the one that REST sends"
    );
}

#[test]
fn x2_a_backfilled_to_do_goes_as_read_so_that_nobody_is_reminded_of_it() {
    let links = links();
    let event = event(json!({ "dataSet": "done", "viewType": "unread" }));
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
    let exchange = suite("ecology", json!({})).encode(&item).unwrap();
    let sent: Value = serde_json::from_str(body(&exchange)).unwrap();
    assert_eq!((&sent["isremark"], &sent["viewtype"]), (&json!("0"), &json!("1")));
}

#[test]
fn s1_an_item_without_a_person_is_never_sent() {
    let suite = suite("ecology", json!({}));
    let (event, links) = (event(json!({})), Links::default());
    let item = |receiver, creator| Item {
        event: &event,
        data_set: Todo,
        backfilled: false,
        receiver,
        creator,
        links: &links,
        sent_at: sent_at(),
        token: None,
    };
    assert_eq!(
        suite.encode(&item(" ", Some("u001"))).unwrap_err(),
        EncodeFault::NoReceiver
    );
    assert_eq!(
        suite.encode(&item("u002", None)).unwrap_err(),
        EncodeFault::NoCreator
    );
    assert!(suite.needs_creator(Todo) && suite.needs_creator(Closed) && !suite.needs_creator(Deleted));
    let deleted = Item {
        data_set: Deleted,
        ..item("u002", None)
    };
    assert!(suite.encode(&deleted).is_ok(), "a deletion has no creator in it");
}

#[test]
fn s1_the_gateway_key_goes_in_its_header_and_is_masked_where_it_is_shown() {
    let changes =
        json!({ "protocol": { "extraHeaders": { "X-Site": "north", "Authorization": "Basic abc" } } });
    let suite = suite_with("ecology", changes, &[("apiKey", "gw-key-42")]);
    let exchange = encode(&suite, &event(json!({})), Todo).unwrap();
    let headers = exchange.request.headers();
    assert_eq!(headers["apikey"], "gw-key-42");
    assert_eq!(headers["x-site"], "north");
    assert_eq!(headers["authorization"], "Basic abc");
    let shown = |name: &str| {
        exchange
            .shown_headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(shown("apikey"), Some("******"));
    assert_eq!(shown("authorization"), Some("******"));
    assert_eq!(shown("x-site"), Some("north"));
}

#[test]
fn a1_standard_links_stand_in_while_no_push_address_is_bound() {
    let path = "/workflow/request/ViewRequest.jsp?requestid=100%2F2";
    let links = suite("ecology", json!({})).standard_links("100/2", "u002");
    assert_eq!(
        (links.pc.as_str(), links.app.as_str(), links.adaptive.as_str()),
        (path, path, path)
    );
    let with_address = json!({ "protocol": { "oaAddress": "https://oa.example.com/oa/" } });
    let links = suite("ecology", with_address).standard_links("100/2", "u002");
    assert_eq!(links.pc, format!("https://oa.example.com/oa{path}"));
}

#[test]
fn s1_paths_become_whole_addresses_where_our_own_address_is_given() {
    let given = json!({ "protocol": { "oaAddress": "https://oa.example.com" } });
    let sent = crate::items::json_body(&encode(&suite("ecology", given), &event(json!({})), Todo).unwrap());
    assert_eq!(
        (&sent["pcurl"], &sent["appurl"]),
        (
            &json!("https://oa.example.com/pc?id=1&x=2"),
            &json!("https://oa.example.com/app?id=1")
        )
    );
}

#[test]
fn s1_states_are_mapped_to_codes_and_the_read_mark_may_be_fixed() {
    let sent = |protocol: Value, state: &str, data_set| {
        let event = event(json!({ "businessState": state }));
        let suite = suite("ecology", json!({ "protocol": protocol }));
        let sent = crate::items::json_body(&encode(&suite, &event, data_set).unwrap());
        (sent["isremark"].clone(), sent["viewtype"].clone())
    };
    let map = json!({ "statusMap": { "seen": "8", "forwarded": "2", "archived": "4" } });
    for (protocol, state, data_set, expected) in [
        (map.clone(), "seen", Todo, ("8", "0")),
        (map.clone(), "forwarded", Todo, ("2", "0")),
        (map.clone(), "archived", Done, ("4", "1")),
        (map, "pending", Done, ("2", "1")),
        (
            json!({ "statusMap": { "seen": "8" }, "isremark8": false }),
            "seen",
            Todo,
            ("0", "0"),
        ),
        (json!({ "viewtype": "read" }), "pending", Todo, ("0", "1")),
        (json!({ "viewtype": "unread" }), "pending", Done, ("2", "0")),
    ] {
        assert_eq!(
            sent(protocol.clone(), state, data_set),
            (json!(expected.0), json!(expected.1)),
            "{protocol} {state}"
        );
    }
    let split = json!({ "protocol": { "mode": "split", "statusMap": { "seen": "8", "forwarded": "4" } } });
    let split = suite("ecology", split);
    for (state, path) in [
        ("seen", "ReceiveCCRequestByJson"),
        ("forwarded", "ProcessOverRequestByJson"),
    ] {
        let exchange = encode(&split, &event(json!({ "businessState": state })), Todo).unwrap();
        assert_eq!(exchange.request.uri().path(), format!("/base/rest/ofs/{path}"));
    }
}
