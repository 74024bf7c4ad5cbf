//! T7, T8: what can be set, and what is refused on save.

use std::collections::BTreeSet;

use domain::target::PushType;
use serde_json::{Value, json};
use suites::{ParamKind, Suite, catalog, spec_of};

use crate::items::config;

fn complaints(push_type: &str, changes: Value, has_secret: bool) -> Vec<(String, String)> {
    let found = Suite::check(&config(push_type, changes), None, &|_| has_secret)
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
            "ecology",
            json!({ "protocol": { "statusMap": { "seen": "3" } } }),
            "/protocol/statusMap/seen",
            "INVALID_CHOICE",
        ),
        (
            "e10",
            json!({ "params": { "corpId": "" } }),
            "/params/corpId",
            "REQUIRED",
        ),
        (
            "e10",
            json!({ "params": { "state": "a-b" } }),
            "/params/state",
            "INVALID_CHARACTER",
        ),
        (
            "e10",
            json!({ "params": { "state": "a".repeat(129) } }),
            "/params/state",
            "INVALID_CHARACTER",
        ),
        (
            "e10",
            json!({ "protocol": { "prefix": "papi" } }),
            "/protocol/prefix",
            "INVALID_PATH",
        ),
        (
            "e10",
            json!({ "protocol": { "prefix": "/papi/" } }),
            "/protocol/prefix",
            "INVALID_PATH",
        ),
        (
            "e10",
            json!({ "protocol": { "expirySkewSeconds": 3601 } }),
            "/protocol/expirySkewSeconds",
            "OUT_OF_RANGE",
        ),
        (
            "e10",
            json!({ "protocol": { "expirySkewSeconds": 0.5 } }),
            "/protocol/expirySkewSeconds",
            "OUT_OF_RANGE",
        ),
        (
            "landray",
            json!({ "protocol": { "userElement": "a b" } }),
            "/protocol/userElement",
            "INVALID_CHARACTER",
        ),
        (
            "landrayCleanup",
            json!({ "params": { "oaAddress": "http://oa.example.com" } }),
            "/params/oaAddress",
            "UNKNOWN_NAME",
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
    for (push_type, expected) in [
        (PushType::Ecology, ["apiKey"]),
        (PushType::E10, ["app_secret"]),
        (PushType::Esb, ["app_secret"]),
        (PushType::Landray, ["password"]),
        (PushType::LandrayCleanup, ["password"]),
        (PushType::Wisedu, ["appSecret"]),
    ] {
        let spec = spec_of(push_type, None).unwrap();
        assert_eq!(
            spec.secret_params().collect::<Vec<_>>(),
            expected,
            "{push_type:?}"
        );
    }
}

#[test]
fn t7_a_push_type_that_does_not_exist_is_refused() {
    let found = complaints("custom", json!({}), true);
    assert_eq!(
        found,
        [("/adapter/class".to_owned(), "ADAPTER_NOT_FOUND".to_owned())]
    );
    assert!(Suite::build(&config("custom", json!({})), None, &|_| None).is_err());
}

#[test]
fn t8_a_gateway_key_that_no_header_can_hold_is_refused() {
    let built = Suite::build(&config("ecology", json!({})), None, &|_| Some("a\nb".to_owned()));
    assert_eq!(built.unwrap_err()[0].path, "/params/apiKey");
}

#[test]
fn t8_every_setting_has_texts_in_both_languages_and_a_unique_name() {
    for spec in catalog() {
        assert!(!spec.name.zh.is_empty() && !spec.implementation_class.is_empty());
        let all: Vec<_> = spec.params.iter().chain(&spec.protocol).collect();
        let names: BTreeSet<_> = all.iter().map(|param| param.name.as_ref()).collect();
        assert_eq!(names.len(), all.len(), "names should be unique");
        for param in all {
            for text in [&param.label.zh, &param.label.en, &param.help.zh, &param.help.en] {
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
