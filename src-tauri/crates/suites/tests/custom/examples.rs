//! The examples do what they promise.

use domain::delivery::{NoAnswerCause, Outcome, RejectionKind};
use domain::event::DataSet;
use domain::lanes::Footprint;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use sha2::Sha256;
use suites::{Adapter, Suite, adapter_examples, check_adapter};

use crate::scripts::{body, classify, encode, header, suite_with};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn portal() -> Suite {
    let source = adapter_examples()[0].source;
    suite_with(
        source,
        json!({ "appKey": "relay" }),
        &[("secret", "s3cret-geheim")],
    )
}

fn gateway() -> Suite {
    let source = adapter_examples()[1].source;
    suite_with(
        source,
        json!({ "partner": "P1" }),
        &[("signKey", "s3cret-geheim")],
    )
}

fn rest() -> Suite {
    let source = adapter_examples()[2].source;
    suite_with(
        source,
        json!({ "clientId": "relay" }),
        &[("clientSecret", "s3cret-geheim")],
    )
}

fn short(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Accepted { message } => format!("accepted {}", message.as_deref().unwrap_or("")),
        Outcome::Rejected {
            kind: RejectionKind::Configuration,
            message,
        } => format!("configuration {message}"),
        Outcome::Rejected {
            kind: RejectionKind::Data,
            message,
        } => format!("data {message}"),
        Outcome::Rejected {
            kind: RejectionKind::Transient,
            message,
        } => format!("transient {message}"),
        Outcome::NoAnswer {
            cause: NoAnswerCause::ServerError,
            ..
        } => "server error".to_owned(),
        Outcome::NoAnswer { .. } => "no answer".to_owned(),
        Outcome::OwnFault { detail } => panic!("an example should not fail: {detail}"),
    }
}

#[test]
fn s7_every_example_compiles_without_a_complaint() {
    assert_eq!(adapter_examples().len(), 3);
    for example in adapter_examples() {
        assert_eq!(check_adapter(example.source), [], "{}", example.class);
        let adapter = Adapter::compile(example.class, 1, example.source).expect(example.class);
        assert!(
            adapter.spec().secret_params().next().is_some(),
            "{} should show a secret",
            example.class
        );
        assert!(!example.title.zh.is_empty() && !example.about.en.is_empty());
    }
}

#[test]
fn s7_the_json_portal_gets_a_task_that_is_signed_over_its_very_bytes() {
    for (data_set, state) in [
        (DataSet::Todo, "pending"),
        (DataSet::Done, "done"),
        (DataSet::Closed, "closed"),
        (DataSet::Deleted, "deleted"),
    ] {
        let exchange = encode(&portal(), data_set).unwrap();
        assert_eq!(exchange.request.uri(), "http://127.0.0.1:9001/base/api/tasks");
        let task: Value = serde_json::from_str(body(&exchange)).unwrap();
        assert_eq!(
            task,
            json!({ "taskId": "100234_u002", "state": state, "title": "差旅报销 <A&B> \"急\"", "workflow": "差旅报销",
                    "step": "部门经理审批", "owner": "u002", "creator": "u001", "openUrl": "/pc?id=1&x=2",
                    "mobileUrl": "/app?id=1", "time": 1_795_309_262 })
        );
        let mut mac = Hmac::<Sha256>::new_from_slice(b"s3cret-geheim").unwrap();
        mac.update(exchange.request.body());
        assert_eq!(
            header(&exchange, "x-signature"),
            hex(&mac.finalize().into_bytes())
        );
        assert_eq!(header(&exchange, "x-app-key"), "relay");
        assert_eq!(
            header(&exchange, "content-type"),
            "application/json; charset=UTF-8"
        );
    }
}

#[test]
fn s8_the_json_portals_answers_are_told_apart() {
    for (status, answer, expected) in [
        (200, r#"{"ok":true,"id":"T-1"}"#, "accepted T-1"),
        (200, r#"{"ok":true,"id":17}"#, "accepted 17"),
        (
            401,
            r#"{"ok":false,"error":{"code":"BAD_SIGNATURE","text":"签名错误"}}"#,
            "configuration BAD_SIGNATURE 签名错误",
        ),
        (
            422,
            r#"{"ok":false,"error":{"code":"UNKNOWN_OWNER","text":"无此人"}}"#,
            "data UNKNOWN_OWNER 无此人",
        ),
        (
            200,
            r#"{"ok":false,"error":{"code":"BUSY","text":"忙"}}"#,
            "transient BUSY 忙",
        ),
        (200, r#"{"ok":false}"#, "transient 接收方拒绝，未说明原因"),
        (200, r#"{"ok":"true"}"#, "no answer"),
        (200, r#"{}"#, "no answer"),
        (200, r#"[1]"#, "no answer"),
        (200, "", "no answer"),
        (502, "<html><title>Bad Gateway</title></html>", "server error"),
    ] {
        let outcome = classify(&portal(), DataSet::Todo, status, answer);
        assert_eq!(short(&outcome).trim(), expected, "{status} {answer}");
    }
}

#[test]
fn s7_the_form_gateway_gets_a_form_that_is_signed_over_its_sorted_fields() {
    let exchange = encode(&gateway(), DataSet::Todo).unwrap();
    assert_eq!(
        exchange.request.uri(),
        "http://127.0.0.1:9001/base/gateway/todo.do"
    );
    let signed = "action=todo&flowId=100234&partner=P1&priority=normal&subject=差旅报销 <A&B> \"急\"\
                  &timestamp=20261122090102&url=/pc?id=1&x=2&userId=u002&key=s3cret-geheim";
    let sign = hex(&Md5::digest(signed.as_bytes())).to_uppercase();
    assert_eq!(
        body(&exchange),
        format!(
            "action=todo&flowId=100234&partner=P1&priority=normal&sign={sign}&subject=%E5%B7%AE%E6%97%85%E6%8A%A5%E9%94%80+\
             %3CA%26B%3E+%22%E6%80%A5%22&timestamp=20261122090102&url=%2Fpc%3Fid%3D1%26x%3D2&userId=u002"
        )
    );
    assert_eq!(gateway().footprint(DataSet::Deleted), Footprint::Request);
    assert_eq!(gateway().footprint(DataSet::Todo), Footprint::Receiver);
}

#[test]
fn s8_the_form_gateways_answers_are_told_apart() {
    for (answer, expected) in [
        (
            "<response><code>0</code><msg>成功</msg></response>",
            "accepted 成功",
        ),
        (
            "<r:response xmlns:r='x'><r:code> 0 </r:code></r:response>",
            "accepted",
        ),
        (
            "<response><code>SIGN</code><msg>签名错误</msg></response>",
            "configuration 签名错误",
        ),
        (
            "<response><code>BUSY</code><msg>忙</msg></response>",
            "transient 忙",
        ),
        (
            "<response><code>9</code><msg>无此人</msg></response>",
            "data 无此人",
        ),
        ("<response></response>", "no answer"),
        ("{\"code\":0}", "no answer"),
    ] {
        assert_eq!(
            short(&classify(&gateway(), DataSet::Todo, 200, answer)).trim(),
            expected,
            "{answer}"
        );
    }
}

#[test]
fn s7_the_rest_example_puts_and_deletes_under_the_items_own_address() {
    let put = encode(&rest(), DataSet::Todo).unwrap();
    assert_eq!(put.request.method(), "PUT");
    assert_eq!(
        put.request.uri(),
        "http://127.0.0.1:9001/base/v1/todos/100234-u002?remind=true"
    );
    let sent: Value = serde_json::from_str(body(&put)).unwrap();
    assert_eq!(
        (&sent["owner"], &sent["finished"]),
        (&json!("u002"), &json!(false))
    );
    let delete = encode(&rest(), DataSet::Deleted).unwrap();
    assert_eq!((delete.request.method().as_str(), body(&delete)), ("DELETE", ""));
    assert!(rest().needs_creator(DataSet::Todo) && rest().sign_on().is_some());
}

#[test]
fn s8_the_rest_examples_answers_are_told_apart() {
    for (data_set, answer, expected) in [
        (DataSet::Todo, r#"{"status":"ok"}"#, "accepted"),
        (
            DataSet::Deleted,
            r#"{"status":"not_found","message":"weg"}"#,
            "accepted weg",
        ),
        (
            DataSet::Done,
            r#"{"status":"not_found","message":"weg"}"#,
            "data weg",
        ),
        (
            DataSet::Todo,
            r#"{"status":"unauthorized","message":"x"}"#,
            "configuration x",
        ),
        (DataSet::Todo, r#"{"status":"busy","message":"x"}"#, "transient x"),
        (DataSet::Todo, r#"{"status":"odd","message":"x"}"#, "data x"),
        (DataSet::Todo, r#"{"state":"ok"}"#, "no answer"),
        (DataSet::Todo, "ok", "no answer"),
    ] {
        assert_eq!(
            short(&classify(&rest(), data_set, 200, answer)).trim(),
            expected,
            "{answer}"
        );
    }
}
