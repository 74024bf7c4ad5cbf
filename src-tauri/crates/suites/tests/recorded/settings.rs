//! T7, T8: what can be set, what is refused on save, and that each setting does something.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use domain::event::DataSet;
use domain::target::PushType;
use serde_json::{Value, json};
use suites::{ParamKind, Suite, catalog, secret_params};

use crate::answers::classify;
use crate::items::{config, encode, event, suite_with};

fn complaints(push_type: &str, changes: Value, has_secret: bool) -> Vec<(String, String)> {
    let found = Suite::check(&config(push_type, changes), &|_| has_secret)
        .err()
        .unwrap_or_default();
    found
        .into_iter()
        .map(|complaint| (complaint.path, complaint.code))
        .collect()
}

#[test]
fn t8_each_wrong_setting_is_named() {
    let table = [
        (
            "ecology",
            json!({ "params": { "sysCode": null } }),
            "/params/sysCode",
            "REQUIRED",
        ),
        (
            "ecology",
            json!({ "params": { "sysCode": "  " } }),
            "/params/sysCode",
            "REQUIRED",
        ),
        (
            "ecology",
            json!({ "params": { "sysCode": 7 } }),
            "/params/sysCode",
            "WRONG_TYPE",
        ),
        (
            "ecology",
            json!({ "params": { "sysCode": "a\nb" } }),
            "/params/sysCode",
            "INVALID_CHARACTER",
        ),
        (
            "ecology",
            json!({ "params": { "sysCode": "长".repeat(1001) } }),
            "/params/sysCode",
            "TOO_LONG",
        ),
        (
            "ecology",
            json!({ "params": { "toViewRemark": "yes" } }),
            "/params/toViewRemark",
            "WRONG_TYPE",
        ),
        (
            "ecology",
            json!({ "params": { "syscode": "x" } }),
            "/params/syscode",
            "UNKNOWN_NAME",
        ),
        (
            "ecology",
            json!({ "params": { "apiKey": 5 } }),
            "/params/apiKey",
            "WRONG_TYPE",
        ),
        (
            "ecology",
            json!({ "protocol": { "a/b": 1 } }),
            "/protocol/a~1b",
            "UNKNOWN_NAME",
        ),
        (
            "ecology",
            json!({ "protocol": { "mode": "both" } }),
            "/protocol/mode",
            "INVALID_CHOICE",
        ),
        (
            "ecology",
            json!({ "protocol": { "todoPath": "rest" } }),
            "/protocol/todoPath",
            "INVALID_PATH",
        ),
        (
            "ecology",
            json!({ "protocol": { "todoPath": "/a b" } }),
            "/protocol/todoPath",
            "INVALID_PATH",
        ),
        (
            "ecology",
            json!({ "protocol": { "todoPath": "" } }),
            "/protocol/todoPath",
            "REQUIRED",
        ),
        (
            "ecology",
            json!({ "protocol": { "pcPath": "javascript:x" } }),
            "/protocol/pcPath",
            "INVALID_PATH",
        ),
        (
            "ecology",
            json!({ "protocol": { "pcPath": "/{who}" } }),
            "/protocol/pcPath",
            "UNKNOWN_PLACEHOLDER",
        ),
        (
            "ecology",
            json!({ "protocol": { "oaAddress": "oa.example.com" } }),
            "/protocol/oaAddress",
            "INVALID_ADDRESS",
        ),
        (
            "ecology",
            json!({ "protocol": { "timeOffset": "8" } }),
            "/protocol/timeOffset",
            "INVALID_OFFSET",
        ),
        (
            "ecology",
            json!({ "protocol": { "apiKeyHeader": "Host" } }),
            "/protocol/apiKeyHeader",
            "INVALID_HEADER",
        ),
        (
            "ecology",
            json!({ "protocol": { "extraHeaders": [] } }),
            "/protocol/extraHeaders",
            "WRONG_TYPE",
        ),
        (
            "ecology",
            json!({ "protocol": { "extraHeaders": { "A": 1 } } }),
            "/protocol/extraHeaders/A",
            "WRONG_TYPE",
        ),
        (
            "ecology",
            json!({ "protocol": { "extraHeaders": { "A b": "1" } } }),
            "/protocol/extraHeaders/A b",
            "INVALID_HEADER",
        ),
        (
            "ecology",
            json!({ "protocol": { "extraHeaders": { "A": "1\r\nB: 2" } } }),
            "/protocol/extraHeaders/A",
            "INVALID_HEADER",
        ),
        (
            "ecology",
            json!({ "protocol": { "messageRules": { "坏": "bad" } } }),
            "/protocol/messageRules/坏",
            "INVALID_CHOICE",
        ),
        (
            "ecology",
            json!({ "protocol": { "extraFields": { "": "1" } } }),
            "/protocol/extraFields/",
            "REQUIRED",
        ),
        (
            "ecology",
            json!({ "protocol": { "successField": " " } }),
            "/protocol/successField",
            "REQUIRED",
        ),
        (
            "landray",
            json!({ "params": { "oaAddress": null } }),
            "/params/oaAddress",
            "REQUIRED",
        ),
        (
            "landray",
            json!({ "params": { "oaAddress": "http://" } }),
            "/params/oaAddress",
            "INVALID_ADDRESS",
        ),
        (
            "landray",
            json!({ "params": { "oaAddress": "http://oa?x=1" } }),
            "/params/oaAddress",
            "INVALID_ADDRESS",
        ),
        (
            "landray",
            json!({ "params": { "ekpUserKey": "Mobile" } }),
            "/params/ekpUserKey",
            "INVALID_CHOICE",
        ),
        (
            "landray",
            json!({ "protocol": { "doneOptType": "3" } }),
            "/protocol/doneOptType",
            "INVALID_CHOICE",
        ),
    ];
    for (push_type, changes, path, code) in table {
        let found = complaints(push_type, changes.clone(), true);
        assert_eq!(
            found,
            [(path.to_owned(), code.to_owned())],
            "{push_type} {changes}"
        );
    }
}

#[test]
fn t8_a_required_secret_is_had_when_it_is_stored_or_written() {
    let missing = vec![("/params/password".to_owned(), "REQUIRED".to_owned())];
    let kept = json!({ "params": { "password": { "secret": true, "set": true } } });
    assert_eq!(complaints("landray", json!({}), false), missing);
    assert_eq!(
        complaints("landray", kept.clone(), false),
        missing,
        "the mark alone is no password"
    );
    assert_eq!(complaints("landray", kept, true), []);
    assert_eq!(
        complaints("landray", json!({ "params": { "password": "new" } }), false),
        []
    );
    assert_eq!(
        complaints("landray", json!({ "params": { "password": "" } }), false),
        missing
    );
    assert_eq!(
        complaints("ecology", json!({}), false),
        [],
        "the gateway key is optional"
    );
    assert_eq!(secret_params(PushType::Landray).collect::<Vec<_>>(), ["password"]);
    assert_eq!(secret_params(PushType::Ecology).collect::<Vec<_>>(), ["apiKey"]);
    assert_eq!(secret_params(PushType::Wisedu).count(), 0);
}

#[test]
fn t7_a_push_type_that_does_not_exist_is_refused() {
    let found = complaints("wisedu", json!({}), true);
    assert_eq!(
        found,
        [("/pushType".to_owned(), "PUSH_TYPE_NOT_AVAILABLE".to_owned())]
    );
    assert!(Suite::build(&config("esb", json!({})), &|_| None).is_err());
}

#[test]
fn t8_a_gateway_key_that_no_header_can_hold_is_refused() {
    let built = Suite::build(&config("ecology", json!({})), &|_| Some("a\nb".to_owned()));
    assert_eq!(built.unwrap_err()[0].path, "/params/apiKey");
}

#[test]
fn t8_every_setting_has_texts_in_both_languages_and_a_unique_name() {
    for spec in catalog() {
        assert!(!spec.name.zh.is_empty() && !spec.implementation_class.is_empty());
        let all: Vec<_> = spec.params.iter().chain(&spec.protocol).collect();
        let names: BTreeSet<_> = all.iter().map(|param| param.name).collect();
        assert_eq!(names.len(), all.len(), "names should be unique");
        for param in all {
            for text in [param.label.zh, param.label.en, param.help.zh, param.help.en] {
                assert!(
                    !text.is_empty(),
                    "{} should be explained in both languages",
                    param.name
                );
            }
            assert_eq!(
                param.kind == ParamKind::Choice,
                !param.choices.is_empty(),
                "{}",
                param.name
            );
        }
    }
    let shown = serde_json::to_value(catalog()).unwrap();
    assert_eq!(shown[0]["pushType"], "ecology");
    assert_eq!(shown[0]["defaultScheme"], "http");
    assert_eq!(
        shown[0]["params"][1],
        json!({ "name": "toViewRemark", "label": { "zh": "推送待阅", "en": "Send items to read as such" },
            "help": shown[0]["params"][1]["help"], "kind": "flag", "secret": false, "required": false,
            "choices": [], "default": false })
    );
}

/// All that a suite does, as one text: every request it makes and what it reads in answers.
fn behaviour(suite: &Suite) -> String {
    let mut text = String::new();
    for state in ["pending", "copied", "seen"] {
        let event = event(json!({ "businessState": state }));
        for data_set in DataSet::ALL {
            let exchange = encode(suite, &event, data_set).expect("the item should be complete");
            writeln!(text, "{:?} {:?}", exchange.request, suite.footprint(data_set)).unwrap();
            writeln!(text, "{:?}", exchange.shown_headers).unwrap();
            for (name, value) in exchange.request.headers() {
                writeln!(text, "{name}={:?}", value.as_bytes()).unwrap();
            }
        }
    }
    writeln!(text, "{:?}", suite.standard_links("1", "u")).unwrap();
    for body in [
        r#"{"operResult":"1"}"#,
        r#"{"operResult":"7"}"#,
        r#"{"code":"1"}"#,
        r#"{"operResult":"0","message":"流程数据【t】不存在"}"#,
        r#"{"operResult":"0","message":"特别的消息","returnState":"1"}"#,
    ] {
        writeln!(
            text,
            "{:?}",
            classify(suite, DataSet::Done, (200, "", body.as_bytes()))
        )
        .unwrap();
    }
    text
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
        ("ecology", "successField", json!("code"), none()),
        ("ecology", "successValues", json!("1,7"), none()),
        ("ecology", "unknownItem", json!("rejected"), none()),
        (
            "ecology",
            "messageRules",
            json!({ "特别的": "transient" }),
            none(),
        ),
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
    ];
    for spec in catalog() {
        let push_type = serde_json::to_value(spec.push_type).unwrap();
        let push_type = push_type.as_str().unwrap();
        for (group, params) in [("params", &spec.params), ("protocol", &spec.protocol)] {
            for param in params {
                let (_, _, value, beside) = table
                    .iter()
                    .find(|(of, name, ..)| *of == push_type && *name == param.name)
                    .unwrap_or_else(|| panic!("{push_type}: {} should have a row in this table", param.name));
                let mut changed = beside.clone();
                changed[group][param.name] = value.clone();
                let secrets = [("apiKey", "one-key"), ("password", "one-password")];
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
                        &[&given(param.name)[..], &[(param.name, value.as_str().unwrap())]].concat(),
                    )
                } else {
                    suite_with(push_type, changed, &secrets)
                };
                assert_ne!(
                    behaviour(&before),
                    behaviour(&after),
                    "{push_type}: {} should do something",
                    param.name
                );
            }
        }
    }
}
