//! S3, S8: what an action flow answers, and what it means.

use domain::event::DataSet;
use serde_json::json;

use crate::answers::Expected::{self, Accepted, Configuration, Data, Transient, Unreadable};
use crate::answers::{check_strange, classify, short, words};
use crate::items::suite;

#[test]
fn s3_the_code_decides_and_a_refusal_keeps_the_words_and_the_code() {
    let table: &[(&str, Expected, &str)] = &[
        (r#"{"code":"200","msg":"ok"}"#, Accepted, "ok"),
        (r#"{"code":200}"#, Accepted, ""),
        (
            r#"{"message":{"errcode":"500","errmsg":"动作流执行失败"}}"#,
            Transient,
            "动作流执行失败（errcode 500）",
        ),
        (
            r#"{"message":{"errcode":500,"errmsg":""}}"#,
            Transient,
            "errcode 500",
        ),
        (
            r#"{"message":{"errcode":"400","errmsg":"参数缺失"}}"#,
            Data,
            "参数缺失（errcode 400）",
        ),
        (
            r#"{"code":"404","msg":"动作流不存在"}"#,
            Data,
            "动作流不存在（errcode 404）",
        ),
        (r#"{"code":"503","message":"稍后再试"}"#, Transient, "稍后再试"),
        (
            r#"{"errcode":"300001","errmsg":"token 无效"}"#,
            Configuration,
            "token 无效",
        ),
        (
            r#"{"code":"1","msg":"动作流已停用"}"#,
            Configuration,
            "动作流已停用",
        ),
    ];
    let rules = json!({ "protocol": { "messageRules": { "已停用": "configuration" } } });
    let suite = suite("esb", rules);
    for (body, expected, kept) in table {
        for status in [200, 500] {
            for data_set in DataSet::ALL {
                let outcome = classify(&suite, data_set, (status, "application/json", body.as_bytes()));
                assert_eq!(short(&outcome), *expected, "HTTP {status}: {body}");
                assert!(
                    words(&outcome).contains(kept),
                    "{:?} should hold {kept}",
                    words(&outcome)
                );
            }
        }
    }
}

#[test]
fn s3_what_the_protocol_does_not_know_is_no_answer_and_gbk_is_read() {
    let suite = suite("esb", json!({}));
    check_strange(&suite, br#"{"code":"200"}"#);
    let half = br#"{"message":{"errcode":"200","errmsg":"ok"}}"#;
    assert_eq!(
        short(&classify(&suite, DataSet::Todo, (200, "", half))),
        Unreadable
    );
    let (gbk, _, _) = encoding_rs::GBK.encode(r#"{"message":{"errcode":"400","errmsg":"参数缺失"}}"#);
    let outcome = classify(&suite, DataSet::Todo, (200, "", &gbk));
    assert_eq!(words(&outcome), "参数缺失（errcode 400）");
}

#[test]
fn s3_an_open_flow_knows_no_dead_tokens() {
    let open = json!({ "params": { "corpId": null, "app_key": null }, "protocol": { "auth": "none" } });
    let body = br#"{"errcode":"300001","errmsg":"x"}"#;
    assert_eq!(
        short(&classify(&suite("esb", open), DataSet::Todo, (200, "", body))),
        Data
    );
}
