//! What an answer comes to.

use domain::delivery::{NoAnswerCause, Outcome, RejectionKind};
use domain::event::DataSet;
use http::HeaderMap;
use serde_json::{Value, json};
use suites::Answer;

use crate::scripts::{classify, classifying, headers};

fn own_fault(outcome: Outcome) -> String {
    match outcome {
        Outcome::OwnFault { detail } => detail,
        other => panic!("a fault of the script should be ours, not {other:?}"),
    }
}

#[test]
fn s8_the_three_results_of_a_script_are_told_apart() {
    let rejected = |kind, message: &str| Outcome::Rejected {
        kind,
        message: message.to_owned(),
    };
    for (map, expected) in [
        (r#"#{ result: "accepted" }"#, Outcome::Accepted { message: None }),
        (
            r#"#{ result: "accepted", message: "好" }"#,
            Outcome::Accepted {
                message: Some("好".to_owned()),
            },
        ),
        (
            r#"#{ result: "rejected", message: "人员不存在" }"#,
            rejected(RejectionKind::Data, "人员不存在"),
        ),
        (
            r#"#{ result: "rejected", kind: "configuration", message: "a\nb" }"#,
            rejected(RejectionKind::Configuration, "a b"),
        ),
        (
            r#"#{ result: "rejected", kind: "transient" }"#,
            rejected(RejectionKind::Transient, "接收方拒绝，未说明原因"),
        ),
        (
            r#"#{ result: "noAnswer", message: "没有结果" }"#,
            Outcome::NoAnswer {
                cause: NoAnswerCause::Unreadable,
                detail: "没有结果".to_owned(),
            },
        ),
    ] {
        assert_eq!(
            classify(&classifying(map), DataSet::Todo, 200, "{}"),
            expected,
            "{map}"
        );
    }
}

#[test]
fn s8_no_answer_without_words_shows_what_came_and_a_server_error_is_one() {
    let suite = classifying(r#"#{ result: "noAnswer" }"#);
    let outcome = classify(
        &suite,
        DataSet::Todo,
        502,
        "<html><title>Bad Gateway</title></html>",
    );
    let Outcome::NoAnswer { cause, detail } = outcome else {
        panic!("should be no answer")
    };
    assert_eq!(cause, NoAnswerCause::ServerError);
    assert!(
        detail.contains("502") && detail.contains("Bad Gateway"),
        "{detail}"
    );
}

#[test]
fn s8_a_script_sees_the_whole_answer_and_what_it_answers() {
    let suite = classifying(r#"#{ result: "accepted", message: to_json([data_set, answer]) }"#);
    let answer = Answer {
        status: 418,
        headers: &headers(&[("content-type", "text/plain; charset=GB18030"), ("x-id", "7")]),
        body: b"\xd6\xd0",
        truncated: true,
    };
    let Outcome::Accepted { message: Some(seen) } = suite.classify(DataSet::Closed, None, &answer) else {
        panic!("should be accepted")
    };
    assert_eq!(
        serde_json::from_str::<Value>(&seen).unwrap(),
        json!(["closed", { "status": 418, "body": "中", "truncated": true,
                           "headers": { "content-type": "text/plain; charset=GB18030", "x-id": "7" } }])
    );
}

#[test]
fn s7_an_answer_that_is_too_long_for_a_script_is_cut_and_says_so() {
    let suite = classifying(
        r#"let copy = answer; #{ result: "accepted", message: `${copy.body.len()} ${copy.truncated}` }"#,
    );
    let long = "中".repeat(100_000);
    let outcome = classify(&suite, DataSet::Todo, 200, &long);
    assert_eq!(
        outcome,
        Outcome::Accepted {
            message: Some("8192 true".to_owned())
        }
    );
    let value = "x".repeat(3_000);
    let mut many = HeaderMap::new();
    for index in 0..200 {
        let name: http::HeaderName = format!("x-{index}").parse().unwrap();
        many.insert(name, value.parse().unwrap());
    }
    let answer = Answer {
        status: 200,
        headers: &many,
        body: long.as_bytes(),
        truncated: false,
    };
    assert!(matches!(
        suite.classify(DataSet::Todo, None, &answer),
        Outcome::Accepted { .. }
    ));
}

#[test]
fn s7_a_fault_of_the_script_is_ours_and_names_its_place() {
    for (body, expected) in [
        ("let x = 1;\n  x.y.z", "line 5, column "),
        ("throw \"kaputt\"", "line 4, column 1: kaputt"),
        ("loop { }", "the script took more than"),
        ("5", "line 3, column 1: classify: must return a map, not a number"),
        ("#{}", "classify: the result \"\" is not known"),
        (r#"#{ result: "ok" }"#, "the result \"ok\" is not known"),
        (r#"#{ result: 5 }"#, "the result \"5\" is not known"),
        (r#"#{ result: "accepted", reason: "x" }"#, "reason is not known"),
        (
            r#"#{ result: "accepted", kind: "data" }"#,
            "only the result rejected has a kind",
        ),
        (
            r#"#{ result: "rejected", kind: "accepted" }"#,
            "the kind \"accepted\" is not known",
        ),
        (
            r#"#{ result: "rejected", kind: [] }"#,
            "the kind \"\" is not known",
        ),
        (
            r#"#{ result: "accepted", message: [] }"#,
            "message must be text, not an array",
        ),
    ] {
        let detail = own_fault(classify(&classifying(body), DataSet::Todo, 200, "{}"));
        assert!(
            detail.starts_with("line ") && detail.contains(expected),
            "{body}: {detail}"
        );
    }
}
