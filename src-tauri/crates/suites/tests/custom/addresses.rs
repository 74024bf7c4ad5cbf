//! Which requests a script can make, and which it cannot.

use domain::event::DataSet;
use domain::lanes::Footprint;
use serde_json::{Value, json};
use suites::EncodeFault;

use crate::scripts::{
    CLASSIFY, ENCODE, PARAMETERS, body, config, encode, encode_with, encoding, fault_of, header, suite_of,
    suite_with,
};

#[test]
fn s7_a_request_goes_to_the_targets_server_under_its_base_path() {
    for (map, expected) in [
        (r#"#{ path: "/a" }"#, "POST http://127.0.0.1:9001/base/a"),
        (
            r#"#{ path: "/a?x=1", method: "GET" }"#,
            "GET http://127.0.0.1:9001/base/a?x=1",
        ),
        (
            r#"#{ path: "/a", method: "PUT", query: #{ b: "x y&", a: 1, c: true } }"#,
            "PUT http://127.0.0.1:9001/base/a?a=1&b=x%20y%26&c=true",
        ),
        (
            r#"#{ path: "/a?x=1", query: #{ y: "2" } }"#,
            "POST http://127.0.0.1:9001/base/a?x=1&y=2",
        ),
        (
            r#"#{ path: "http://127.0.0.1:9001/other" }"#,
            "POST http://127.0.0.1:9001/other",
        ),
        (
            r#"#{ path: "/a", method: "DELETE", body: () }"#,
            "DELETE http://127.0.0.1:9001/base/a",
        ),
        (
            r#"#{ path: "/a", method: "PATCH", headers: () }"#,
            "PATCH http://127.0.0.1:9001/base/a",
        ),
    ] {
        let exchange = encode(&encoding(map), DataSet::Todo).unwrap();
        let told = format!("{} {}", exchange.request.method(), exchange.request.uri());
        assert_eq!(told, expected, "{map}");
        assert_eq!(exchange.shown_url, exchange.request.uri().to_string());
    }
}

#[test]
fn s7_a_request_to_another_host_is_refused() {
    for path in [
        "http://evil.example/a",
        "https://127.0.0.1:9001/a",
        "http://127.0.0.1:9002/a",
        "http://127.0.0.1/a",
        "http://127.0.0.1:9001@evil.example/a",
        "http://user@127.0.0.1:9001/a",
        "//evil.example/a",
        "ftp://127.0.0.1:9001/a",
        "a",
        "",
        "@evil.example",
        ":80/a",
        "/a b",
        "/a#b",
        "/\\\\evil",
        "/a\\r\\nHost: evil",
        "http://",
    ] {
        let fault = fault_of(&format!("#{{ path: \"{path}\" }}"));
        assert!(fault.contains("encode: path"), "{path}: {fault}");
    }
}

#[test]
fn s7_a_header_cannot_be_smuggled_in_and_the_transports_own_are_kept() {
    for (headers, expected) in [
        (r#"#{ "X-A": "1\r\nX-B: 2" }"#, "the value of the header X-A"),
        (r#"#{ "X-A": "1\n" }"#, "the value of the header X-A"),
        (r#"#{ "X-A": "中" }"#, "the value of the header X-A"),
        (r#"#{ "X-A\r\nX-B": "1" }"#, "is no name of a header"),
        (r#"#{ "X A": "1" }"#, "is no name of a header"),
        (r#"#{ "": "1" }"#, "is no name of a header"),
        (
            r#"#{ "Host": "evil" }"#,
            "the header Host is set by the transport",
        ),
        (r#"#{ "content-LENGTH": 5 }"#, "is set by the transport"),
        (
            r#"#{ "Transfer-Encoding": "chunked" }"#,
            "is set by the transport",
        ),
        (r#"#{ "X-A": [] }"#, "headers.X-A must be text, not an array"),
        (r#"#{ "X-A": () }"#, "headers.X-A must be text, not ()"),
        (r#"[]"#, "headers must be a map, not an array"),
    ] {
        let fault = fault_of(&format!("#{{ path: \"/x\", headers: {headers} }}"));
        assert!(fault.contains(expected), "{headers}: {fault}");
        assert!(
            !fault.contains("X-B: 2"),
            "a value that is refused should not be told: {fault}"
        );
    }
}

#[test]
fn s7_a_body_has_the_content_type_of_its_kind_unless_the_script_says_another() {
    for (map, expected_body, expected_type) in [
        (r#"body: "中""#, "中", "text/plain; charset=UTF-8"),
        (r#"body: blob("x")"#, "x", "application/octet-stream"),
        (
            r#"body: #{ json: [1, "a"] }"#,
            "[1,\"a\"]",
            "application/json; charset=UTF-8",
        ),
        (
            r#"body: "<a/>", headers: #{ "content-type": "text/xml" }"#,
            "<a/>",
            "text/xml",
        ),
        (r#"method: "GET""#, "", ""),
    ] {
        let exchange = encode(&encoding(&format!("#{{ path: \"/x\", {map} }}")), DataSet::Todo).unwrap();
        assert_eq!(
            (body(&exchange), header(&exchange, "content-type")),
            (expected_body, expected_type),
            "{map}"
        );
    }
}

#[test]
fn s7_a_map_that_is_no_request_is_a_fault_that_names_what_is_wrong() {
    for (map, expected) in [
        ("5", "encode: must return a map, not a number"),
        ("", "encode: must return a map, not ()"),
        ("#{}", "path is missing"),
        ("#{ path: 5 }", "path must be text, not a number"),
        (r#"#{ path: "/x", header: #{} }"#, "header is not known"),
        (r#"#{ path: "/x", method: "post" }"#, "method must be GET"),
        (r#"#{ path: "/x", method: 5 }"#, "method must be GET"),
        (
            r#"#{ path: "/x", query: "a=1" }"#,
            "query must be a map, not text",
        ),
        (r#"#{ path: "/x", query: #{ a: [] } }"#, "query.a must be text"),
        (r#"#{ path: "/x", body: 5 }"#, "body must be text, a blob or"),
        (
            r#"#{ path: "/x", body: #{ a: 1 } }"#,
            "must hold json and nothing else",
        ),
        (
            r#"#{ path: "/x", body: #{ json: blob("x") } }"#,
            "cannot write a blob as JSON",
        ),
    ] {
        let fault = fault_of(map);
        assert!(fault.contains(expected), "{map}: {fault}");
        assert!(
            fault.starts_with("line 3, column 1: "),
            "{map}: {fault} should name the function"
        );
    }
}

#[test]
fn s7_extra_headers_go_along_and_give_way_to_those_of_the_script() {
    let source = format!(
        "{PARAMETERS}{CLASSIFY}fn encode(item, params) {{ #{{ path: \"/x\", headers: #{{ \"X-Own\": \"script\" }} }} }}"
    );
    let config = config(
        json!({}),
        json!({ "extraHeaders": { "x-own": "setting", "x-more": "1" } }),
    );
    let exchange = encode(&suite_of(&source, config, &[]), DataSet::Todo).unwrap();
    assert_eq!(
        (header(&exchange, "x-own"), header(&exchange, "x-more")),
        ("script", "1")
    );
}

#[test]
fn s7_a_script_sees_the_whole_item() {
    let exchange = encode(
        &encoding("#{ path: \"/x\", body: #{ json: item } }"),
        DataSet::Done,
    )
    .unwrap();
    let seen: Value = serde_json::from_str(body(&exchange)).unwrap();
    assert_eq!(
        seen,
        json!({
            "data_set": "done", "business_state": "pending", "request_id": "100234",
            "request_name": "差旅报销 <A&B> \"急\"", "workflow_id": "54", "workflow_name": "差旅报销",
            "workflow_type_id": "3", "workflow_type_name": "", "node_id": "12", "node_name": "部门经理审批",
            "receiver": "u002", "receiver_id": "1002", "receiver_identity_id": "1002",
            "creator": "u001", "creator_id": "1001",
            "created_at": "2026-11-22T09:00:00+08:00", "created_at_ms": 1_795_309_200_000_i64,
            "received_at": "2026-11-22T09:01:00+08:00", "received_at_ms": 1_795_309_260_000_i64,
            "occurred_at": "2026-11-22T09:01:00.123+08:00", "occurred_at_ms": 1_795_309_260_123_i64,
            "sent_at": "2026-11-22T09:01:02.003+08:00", "sent_at_ms": 1_795_309_262_003_i64,
            "view_type": "unread", "backfilled": false, "token": "",
            "links": { "pc": "/pc?id=1&x=2", "app": "/app?id=1", "adaptive": "http://oa.example.com/any?id=1" },
        })
    );
}

#[test]
fn s7_a_footprint_and_the_need_of_a_creator_are_what_the_script_says() {
    let plain = suite_with(&format!("{PARAMETERS}{CLASSIFY}{ENCODE}"), json!({}), &[]);
    assert_eq!(plain.footprint(DataSet::Deleted), Footprint::Receiver);
    assert!(!plain.needs_creator(DataSet::Todo) && plain.sign_on().is_none());
    let source = format!(
        "{PARAMETERS}{CLASSIFY}{ENCODE}fn needs_creator() {{ true }}\n\
         fn footprint(data_set) {{ if data_set == \"deleted\" {{ \"request\" }} else {{ \"person\" }} }}"
    );
    let suite = suite_with(&source, json!({}), &[]);
    assert_eq!(suite.footprint(DataSet::Deleted), Footprint::Request);
    assert_eq!(suite.footprint(DataSet::Todo), Footprint::Receiver);
    assert!(suite.needs_creator(DataSet::Todo) && !suite.needs_creator(DataSet::Deleted));
    let without = encode_with(&suite, DataSet::Todo, Some(" "), None);
    assert_eq!(
        without.expect_err("the creator is missing"),
        EncodeFault::NoCreator
    );
}
