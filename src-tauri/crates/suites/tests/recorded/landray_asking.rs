//! What Landray is asked for reconciliation, and how its answers are read (protocol facts, 4.5).

use domain::delivery::Outcome;
use http::HeaderMap;
use serde_json::json;
use suites::{Answer, Asking, Shown, ShownPage, Suite};

use crate::answers::Expected::{self, Configuration, Data, NothingDone, Unreadable};
use crate::answers::{short, words};
use crate::items::{body, suite};
use crate::landray_answers::{fault, result};
use crate::landray_requests::{elements, pairs};

fn with_answer<R>(text: &str, read: impl FnOnce(&Answer<'_>) -> R) -> R {
    read(&Answer {
        status: 200,
        headers: &HeaderMap::new(),
        body: text.as_bytes(),
        truncated: false,
    })
}

fn asking(suite: &Suite) -> &dyn Asking {
    suite.asking().expect("Landray can be asked")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[test]
fn only_a_receiver_whose_protocol_knows_the_question_is_asked() {
    for push_type in ["ecology", "e10", "esb", "wisedu", "landrayCleanup"] {
        assert!(suite(push_type, json!({})).asking().is_none(), "{push_type}");
    }
}

#[test]
fn the_questions_name_the_person_and_this_source_alone() {
    let suite = suite("landray", json!({}));
    let list = asking(&suite).todos("u002", 3);
    assert_eq!(list.operation, "getTodo");
    let expected = pairs(&[
        ("otherCond", r#"[{"appName":"OA"}]"#),
        ("pageNo", "3"),
        ("rowSize", "100"),
        ("targets", r#"[{"LoginName":"u002"}]"#),
        ("type", "0"),
    ]);
    assert_eq!(elements(body(&list), "getTodo"), expected);
    let count = asking(&suite).count("u002");
    let expected = pairs(&[
        ("target", r#"{"LoginName":"u002"}"#),
        ("types", r#"[{"type":0}]"#),
    ]);
    assert_eq!(elements(body(&count), "getTodoCount"), expected);
}

#[test]
fn over_rest_the_questions_are_json() {
    let suite = suite("landray", json!({ "protocol": { "transport": "rest" } }));
    let list = asking(&suite).todos("u002", 1);
    assert!(
        list.request.uri().path().ends_with("/getTodo"),
        "{}",
        list.request.uri()
    );
    let said: serde_json::Value = serde_json::from_str(body(&list)).expect("should be JSON");
    assert_eq!(said["pageNo"], 1);
    assert_eq!(said["type"], 0);
    let answer = r#"{"returnState":2,"message":"[{\"0\":\"7\"}]"}"#;
    assert_eq!(
        with_answer(answer, |answer| asking(&suite).read_count(answer)),
        Ok(7)
    );
}

#[test]
fn a_page_is_read_whether_its_numbers_are_texts_or_not() {
    let suite = suite("landray", json!({}));
    let doc = json!({ "id": "1", "subject": "报销 <A&B>", "type": "1", "modelId": "100234",
                      "createTime": "2026-11-22 09:01:00" });
    let shown = Shown {
        request: "100234".to_owned(),
        title: "报销 <A&B>".to_owned(),
        since: "2026-11-22 09:01:00".to_owned(),
    };
    let page = |items: &[&Shown], pages| {
        Ok(ShownPage {
            items: items.iter().copied().cloned().collect(),
            pages,
        })
    };
    let number = json!({ "modelId": 7, "subject": "n" });
    let of_number = Shown {
        request: "7".to_owned(),
        title: "n".to_owned(),
        since: String::new(),
    };
    for (message, expected) in [
        (
            json!({ "pageCount": "2", "pageno": "1", "count": "101", "docs": [doc] }),
            page(&[&shown], 2),
        ),
        (
            json!({ "pageCount": 3, "docs": [doc, number] }),
            page(&[&shown, &of_number], 3),
        ),
        (json!({ "docs": [] }), page(&[], 1)),
        (json!({ "errorPage": "true", "message": "没有" }), page(&[], 0)),
        (json!({ "errorPage": true, "message": "没有" }), page(&[], 0)),
        // What is no document is passed over.
        (
            json!({ "pageCount": "1", "docs": [null, 7, "x", doc] }),
            page(&[&shown], 1),
        ),
    ] {
        let answer = result("getTodo", "2", &escaped(&message.to_string()));
        assert_eq!(
            with_answer(&answer, |answer| asking(&suite).read_todos(answer)),
            expected,
            "{message}"
        );
    }
}

#[test]
fn what_is_no_answer_to_the_question_is_said_and_never_taken_for_an_empty_list() {
    let suite = suite("landray", json!({}));
    let cases: [(String, Expected, &str); 8] = [
        (result("getTodo", "2", "not JSON"), Unreadable, "message"),
        (result("getTodo", "2", "{}"), Unreadable, "docs"),
        (result("getTodo", "2", "[]"), Unreadable, "message"),
        (result("getTodo", "2", ""), Unreadable, "message"),
        (result("getTodo", "1", "找不到待办"), Data, "找不到待办"),
        (result("getTodo", "0", ""), NothingDone, "returnState 0"),
        (fault("用户名或密码错误"), Configuration, "用户名或密码错误"),
        ("<html>busy</html>".to_owned(), Unreadable, "HTTP 200"),
    ];
    for (text, expected, kept) in cases {
        let outcome: Outcome =
            with_answer(&text, |answer| asking(&suite).read_todos(answer)).expect_err("it is no list");
        assert_eq!(short(&outcome), expected, "{text}");
        assert!(words(&outcome).contains(kept), "{text}: {}", words(&outcome));
        assert!(
            with_answer(&text, |answer| asking(&suite).read_count(answer)).is_err(),
            "{text}"
        );
    }
}

#[test]
fn the_count_is_read_in_each_of_its_shapes() {
    let suite = suite("landray", json!({}));
    for (message, expected) in [
        (r#"[{"0":12}]"#, Some(12)),
        (r#"[{"0":"12"}]"#, Some(12)),
        (r#"{"0":3}"#, Some(3)),
        (r#"[{"1":2}]"#, None),
        ("[]", None),
        ("12", None),
    ] {
        let answer = result("getTodoCount", "2", message);
        let read = with_answer(&answer, |answer| asking(&suite).read_count(answer)).ok();
        assert_eq!(read, expected, "{message}");
    }
}
