//! S5, S8: what Wisedu answers, and what it means.

use domain::event::DataSet;
use serde_json::json;

use crate::answers::Expected::{self, Accepted, Data, Transient};
use crate::answers::{check_strange, classify, short, words};
use crate::items::{suite, suite_with};

#[test]
fn s5_the_push_result_decides() {
    let rules = json!({ "protocol": { "messageRules": { "繁忙": "transient" } } });
    let suite = suite("wisedu", rules);
    let table: &[(&str, Expected, &str)] = &[
        (r#"{"push_result":"SUCCESS"}"#, Accepted, ""),
        (r#"{"push_result":"SUCCESS","msg":"ok"}"#, Accepted, "ok"),
        (r#"[{"push_result":" SUCCESS "}]"#, Accepted, ""),
        ("<r><push_result>SUCCESS</push_result></r>", Accepted, ""),
        (
            r#"{"push_result":"FAIL","msg":"task_id 重复"}"#,
            Data,
            "task_id 重复",
        ),
        (
            r#"{"push_result":"FAIL","message":"人员不存在"}"#,
            Data,
            "人员不存在",
        ),
        (r#"{"push_result":"FAIL"}"#, Data, "FAIL"),
        (r#"{"push_result":0,"msg":"系统繁忙"}"#, Transient, "系统繁忙"),
        (r#"{"push_result":"success"}"#, Data, "success"),
    ];
    for (body, expected, kept) in table {
        for status in [200, 400, 500] {
            for data_set in DataSet::ALL {
                let outcome = classify(&suite, data_set, (status, "", body.as_bytes()));
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
fn s5_what_the_protocol_does_not_know_is_no_answer_and_gbk_is_read() {
    let suite = suite("wisedu", json!({}));
    check_strange(&suite, br#"{"push_result":"SUCCESS"}"#);
    let (gbk, _, _) = encoding_rs::GBK.encode(r#"{"push_result":"FAIL","msg":"人员不存在"}"#);
    assert_eq!(
        words(&classify(
            &suite,
            DataSet::Todo,
            (200, "text/html;charset=gbk", &gbk)
        )),
        "人员不存在"
    );
}

#[test]
fn s5_sites_differ_in_the_field_and_the_value_of_success() {
    let changes = json!({ "protocol": { "successField": "data.code", "successValues": "0,OK", "messageField": "data.why" } });
    let suite = suite_with("wisedu", changes, &[("appSecret", "geheim-42")]);
    let outcome = |body: &str| classify(&suite, DataSet::Todo, (200, "", body.as_bytes()));
    assert_eq!(short(&outcome(r#"{"data":{"code":0}}"#)), Accepted);
    let refused = outcome(r#"{"data":{"code":"1","why":"accessToken geheim-42 错误"}}"#);
    assert_eq!(
        (short(&refused), words(&refused)),
        (Data, "accessToken ****** 错误")
    );
}
