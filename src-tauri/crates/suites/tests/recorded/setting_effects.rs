//! T8: each setting changes what is sent, or how an answer is read.

use std::fmt::Write as _;

use domain::event::DataSet;
use serde_json::{Value, json};
use suites::{Answer, Exchange, Progress, SignOn, Stage, Suite, catalog};

use crate::answers::{classify, headers};
use crate::items::{encode_with, event, suite_with, token};

/// All that a suite does, as one text: every request it makes and what it reads in answers.
fn behaviour(suite: &Suite) -> String {
    let mut text = String::new();
    for state in ["pending", "copied", "seen"] {
        let event = event(json!({ "businessState": state }));
        for data_set in DataSet::ALL {
            let exchange =
                encode_with(suite, (&event, data_set), Some(&token())).expect("the item should be complete");
            writeln!(text, "{:?}", suite.footprint(data_set)).unwrap();
            write_exchange(&mut text, &exchange);
        }
    }
    writeln!(text, "{:?}", suite.standard_links("1", "u")).unwrap();
    for body in [
        r#"{"operResult":"1"}"#,
        r#"{"operResult":"7"}"#,
        r#"{"code":"1"}"#,
        r#"{"operResult":"0","message":"流程数据【t】不存在"}"#,
        r#"{"operResult":"0","message":"特别的消息","returnState":"1","push_result":"特别的消息"}"#,
        r#"{"message":{"errcode":"200"},"data":{"operResult":"1","message":"好"}}"#,
        r#"{"message":{"errcode":"7"},"data":{"operResult":"1"}}"#,
        r#"{"message":{"errcode":"200"},"data":{"operResult":"7","message":"流程数据【t】不存在"},"why":"另有原因"}"#,
        r#"{"message":{"errcode":"200"},"data":{"operResult":"7","message":"保存失败"}}"#,
        r#"{"message":{"errcode":"9","errmsg":"特别的消息"},"why":"另有原因"}"#,
        r#"{"code":"7","push_result":"7","returnState":"7","why":"另有原因"}"#,
        r#"{"returnState":"2","push_result":"SUCCESS","code":"200","operResult":"1","why":"另有原因"}"#,
    ] {
        writeln!(
            text,
            "{:?}",
            classify(suite, DataSet::Done, (200, "", body.as_bytes()))
        )
        .unwrap();
    }
    if let Some(sign_on) = suite.sign_on() {
        write_sign_on(&mut text, sign_on);
    }
    text
}

fn write_exchange(text: &mut String, exchange: &Exchange) {
    writeln!(text, "{:?} {:?}", exchange.request, exchange.shown_headers).unwrap();
    for (name, value) in exchange.request.headers() {
        writeln!(text, "{name}={:?}", value.as_bytes()).unwrap();
    }
}

/// Every question of a sign-on and what some answers lead to.
fn write_sign_on(text: &mut String, sign_on: &dyn SignOn) {
    let headers = headers("");
    let answer = |body: &'static str| Answer {
        status: 200,
        headers: &headers,
        body: body.as_bytes(),
        truncated: false,
    };
    for refresh in [None, Some(&token())] {
        write_exchange(text, &sign_on.begin(refresh).unwrap().exchange);
    }
    for (stage, body) in [
        (Stage::Authorize, r#"{"errcode":"0","code":"c"}"#),
        (Stage::Authorize, r#"{"errcode":"9","code":"c"}"#),
        (
            Stage::Token,
            r#"{"errcode":"0","accessToken":"t","expires_in":7200}"#,
        ),
    ] {
        match sign_on.go_on(stage, &answer(body)) {
            Progress::Ask(question) => write_exchange(text, &question.exchange),
            other => writeln!(text, "{other:?}").unwrap(),
        }
    }
    let refused =
        ["{\"errcode\":\"300001\"}", "{\"errcode\":\"9\"}"].map(|body| sign_on.is_refused(&answer(body)));
    writeln!(text, "{refused:?}").unwrap();
}

#[test]
fn t8_every_setting_changes_what_the_suite_does() {
    let split = || json!({ "params": { "toViewRemark": true }, "protocol": { "mode": "split" } });
    let to_read = || json!({ "params": { "toViewRemark": true } });
    let none = || json!({});
    // Push type, setting, a value that is not its default, and what it needs beside it.
    let table: Vec<(&str, &str, Value, Value)> = vec![
        ("ecology", "sysCode", json!("OA2"), none()),
        ("ecology", "toViewRemark", json!(true), none()),
        ("ecology", "apiKey", json!("another"), none()),
        ("ecology", "transport", json!("soap"), none()),
        ("ecology", "mode", json!("split"), none()),
        ("ecology", "deleteScope", json!("request"), none()),
        ("ecology", "apiKeyHeader", json!("x-key"), none()),
        ("ecology", "extraHeaders", json!({ "X-Site": "1" }), none()),
        ("ecology", "upsertPath", json!("/other"), none()),
        ("ecology", "todoPath", json!("/other"), split()),
        ("ecology", "donePath", json!("/other"), split()),
        ("ecology", "overPath", json!("/other"), split()),
        ("ecology", "ccPath", json!("/other"), split()),
        (
            "ecology",
            "deleteRequestPath",
            json!("/other"),
            json!({ "protocol": { "deleteScope": "request" } }),
        ),
        ("ecology", "deletePersonPath", json!("/other"), none()),
        (
            "ecology",
            "soapPath",
            json!("/other"),
            json!({ "protocol": { "transport": "soap" } }),
        ),
        ("ecology", "isremark8", json!(false), to_read()),
        ("ecology", "toReadStates", json!("seen，other"), to_read()),
        ("ecology", "receivets", json!(false), none()),
        ("ecology", "timeOffset", json!("+09:00"), none()),
        ("ecology", "omitFields", json!("appurl, viewtype"), none()),
        ("ecology", "extraFields", json!({ "custom": "1" }), none()),
        ("ecology", "oaAddress", json!("http://oa.example.com"), none()),
        ("ecology", "pcPath", json!("/pc/{requestId}"), none()),
        ("ecology", "appPath", json!("/app/{requestId}/{receiver}"), none()),
        ("ecology", "statusMap", json!({ "seen": "2" }), none()),
        ("ecology", "viewtype", json!("read"), none()),
        ("ecology", "messageField", json!("why"), none()),
        ("ecology", "successField", json!("code"), none()),
        ("ecology", "successValues", json!("1,7"), none()),
        ("ecology", "unknownItem", json!("rejected"), none()),
        (
            "ecology",
            "messageRules",
            json!({ "特别的": "transient" }),
            none(),
        ),
        ("landray", "transport", json!("rest"), none()),
        (
            "landray",
            "restPath",
            json!("/ekp/api/sys-notify/sysNotifyTodoRestService"),
            json!({ "protocol": { "transport": "rest" } }),
        ),
        ("landray", "headerElement", json!("Security"), none()),
        ("landray", "userElement", json!("Username"), none()),
        ("landray", "passwordElement", json!("Password"), none()),
        ("landray", "successField", json!("code"), none()),
        ("landray", "successValues", json!("2,7"), none()),
        ("landray", "messageField", json!("why"), none()),
        ("landray", "omitFields", json!("docCreator"), none()),
        ("landray", "appName", json!("OA9"), none()),
        ("landray", "username", json!("other"), none()),
        ("landray", "password", json!("another"), none()),
        ("landray", "oaAddress", json!("https://oa2.example.com"), none()),
        ("landray", "ekpUserKey", json!("LdapDN"), none()),
        (
            "landray",
            "path",
            json!("/ekp/sys/webservice/sysNotifyTodoWebService"),
            none(),
        ),
        ("landray", "passwordEncoding", json!("md5Lower"), none()),
        ("landray", "headerNamespace", json!("http://other"), none()),
        ("landray", "extraHeaders", json!({ "X-Site": "1" }), none()),
        (
            "landray",
            "messageRules",
            json!({ "特别的": "transient" }),
            none(),
        ),
        ("landray", "doneOptType", json!("1"), none()),
        ("landray", "closedOptType", json!("2"), none()),
        ("landray", "deletedOptType", json!("2"), none()),
        ("landray", "modelName", json!("oa"), none()),
        ("landray", "key", json!("k"), none()),
        ("landray", "noticeStates", json!("seen"), none()),
        ("landray", "level", json!("1"), none()),
        ("landray", "mobileLink", json!(true), none()),
        ("landray", "padLink", json!(true), none()),
        ("landray", "language", json!("zh-CN"), none()),
        ("landray", "timeOffset", json!("+09:00"), none()),
        ("landray", "pcPath", json!("/pc/{requestId}"), none()),
        ("landray", "appPath", json!("/app/{requestId}"), none()),
        ("e10", "sysCode", json!("OA2"), none()),
        ("e10", "deletedIsremark", json!("text"), none()),
        ("e10", "requestStatusMap", json!({ "seen": "-1" }), none()),
        ("e10", "receivePath", json!("/other"), none()),
        ("e10", "statusMap", json!({ "seen": "2" }), none()),
        ("e10", "isremark8", json!(false), none()),
        ("e10", "toReadStates", json!("seen"), none()),
        ("e10", "viewtype", json!("read"), none()),
        ("e10", "receivets", json!(false), none()),
        ("e10", "omitFields", json!("appurl"), none()),
        ("e10", "extraFields", json!({ "custom": "1" }), none()),
        ("e10", "serviceField", json!("data.operResult"), none()),
        ("e10", "serviceValues", json!("200,7"), none()),
        ("e10", "successField", json!("code"), none()),
        ("e10", "successValues", json!("1,7"), none()),
        ("e10", "messageField", json!("why"), none()),
        ("e10", "unknownItem", json!("rejected"), none()),
        ("e10", "tokenPlacement", json!("query"), none()),
        ("esb", "actionFlow", json!("/hook/7"), none()),
        ("esb", "auth", json!("none"), none()),
        ("esb", "triggerPath", json!("/other"), none()),
        ("esb", "bodyTemplate", json!("{\"id\":\"{requestId}\"}"), none()),
        ("esb", "tokenPlacement", json!("body"), none()),
        ("esb", "successField", json!("operResult"), none()),
        ("esb", "successValues", json!("200,7"), none()),
        ("esb", "messageField", json!("why"), none()),
        ("wisedu", "appId", json!("app-2"), none()),
        ("wisedu", "appSecret", json!("another"), none()),
        ("wisedu", "oaAddress", json!("https://oa2.example.com"), none()),
        ("wisedu", "path", json!("/other"), none()),
        ("wisedu", "placement", json!("query"), none()),
        ("wisedu", "appIdHeader", json!("x-app"), none()),
        ("wisedu", "secretHeader", json!("x-secret"), none()),
        ("wisedu", "taskId", json!("oa-{receiver}-{requestId}"), none()),
        ("wisedu", "priority", json!("1"), none()),
        ("wisedu", "priorityMap", json!({ "seen": "2" }), none()),
        ("wisedu", "createdOn", json!("createdAt"), none()),
        ("wisedu", "deleteScope", json!("process"), none()),
        ("wisedu", "appName", json!("OA"), none()),
        ("wisedu", "omitFields", json!("process_version"), none()),
        ("wisedu", "extraFields", json!({ "process_version": "1" }), none()),
        ("wisedu", "successField", json!("operResult"), none()),
        ("wisedu", "successValues", json!("SUCCESS,7"), none()),
        ("wisedu", "messageField", json!("why"), none()),
        // What all of them have, or those that sign on.
        ("*", "corpId", json!("corp-2"), none()),
        ("*", "state", json!("abc"), none()),
        ("*", "app_key", json!("key-2"), none()),
        ("*", "app_secret", json!("another"), none()),
        ("*", "prefix", json!(""), none()),
        ("*", "authorizePath", json!("/other"), none()),
        ("*", "tokenPath", json!("/other"), none()),
        ("*", "refreshPath", json!("/other"), none()),
        ("*", "authorizeMethod", json!("post"), none()),
        ("*", "tokenEncoding", json!("form"), none()),
        ("*", "redirectUri", json!("https://oa.example.com/back"), none()),
        ("*", "expiryUnit", json!("milliseconds"), none()),
        ("*", "expirySkewSeconds", json!(600), none()),
        ("*", "deadTokenCodes", json!("9"), none()),
        ("*", "signOnSuccessCodes", json!("0,9"), none()),
        ("*", "extraHeaders", json!({ "X-Site": "1" }), none()),
        ("*", "messageRules", json!({ "特别的": "transient" }), none()),
        ("*", "timeOffset", json!("+09:00"), none()),
        ("*", "oaAddress", json!("http://oa.example.com"), none()),
        ("*", "pcPath", json!("/pc/{requestId}"), none()),
        ("*", "appPath", json!("/app/{requestId}"), none()),
    ];
    for spec in catalog() {
        let push_type = serde_json::to_value(spec.push_type).unwrap();
        let push_type = push_type.as_str().unwrap();
        for (group, params) in [("params", &spec.params), ("protocol", &spec.protocol)] {
            for param in params {
                let (_, _, value, beside) = table
                    .iter()
                    .find(|(of, name, ..)| {
                        let shared = *of == "*" || (*of == "landray" && push_type == "landrayCleanup");
                        (*of == push_type || shared) && *name == param.name
                    })
                    .unwrap_or_else(|| panic!("{push_type}: {} should have a row in this table", param.name));
                let mut changed = beside.clone();
                changed[group][param.name.as_ref()] = value.clone();
                let secrets = [
                    ("apiKey", "one-key"),
                    ("app_secret", "one-secret"),
                    ("appSecret", "one-secret"),
                    ("password", "one-password"),
                ];
                let given = |name: &str| {
                    secrets
                        .iter()
                        .filter(|(known, _)| *known != name)
                        .copied()
                        .collect::<Vec<_>>()
                };
                let before = suite_with(push_type, beside.clone(), &secrets);
                let after = if param.secret {
                    suite_with(
                        push_type,
                        beside.clone(),
                        &[&given(&param.name)[..], &[(&param.name, value.as_str().unwrap())]].concat(),
                    )
                } else {
                    suite_with(push_type, changed, &secrets)
                };
                assert!(
                    behaviour(&before) != behaviour(&after),
                    "{push_type}: {} should do something",
                    param.name
                );
            }
        }
    }
}
