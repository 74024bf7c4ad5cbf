//! S2, S3: signing on to the OpenAPI of E10, question by question.

use std::time::Duration;

use domain::delivery::Outcome;
use serde_json::{Value, json};
use suites::{Answer, Exchange, Grant, Progress, Question, Stage, Suite, Token};

use crate::answers::Expected::{Configuration, ServerError, Transient, Unreadable};
use crate::answers::{headers, short, words};
use crate::items::{body, json_body, shown, suite, suite_with};

fn go_on(suite: &Suite, stage: Stage, answer: (u16, &str)) -> Progress {
    let headers = headers("");
    suite.sign_on().expect("the push type should sign on").go_on(
        stage,
        &Answer {
            status: answer.0,
            headers: &headers,
            body: answer.1.as_bytes(),
            truncated: false,
        },
    )
}

fn begin(suite: &Suite, refresh: Option<&Token>) -> Question {
    suite.sign_on().unwrap().begin(refresh).unwrap()
}

fn asked(progress: Progress, stage: Stage) -> Exchange {
    match progress {
        Progress::Ask(question) => {
            assert_eq!(question.stage, stage);
            question.exchange
        }
        other => panic!("should have asked on, not {other:?}"),
    }
}

fn granted(progress: Progress) -> Grant {
    match progress {
        Progress::Granted(grant) => *grant,
        other => panic!("should have been granted, not {other:?}"),
    }
}

fn failed(progress: Progress) -> Outcome {
    match progress {
        Progress::Failed(outcome) => outcome,
        other => panic!("should have failed, not {other:?}"),
    }
}

const CODE: &str = r#"{"errcode":"0","errmsg":"success","code":"c0de-once"}"#;
const GRANT: &str =
    r#"{"errcode":"0","errmsg":"success","accessToken":"t0ken-1","refreshToken":"re-1","expires_in":7200}"#;

#[test]
fn s2_signing_on_asks_for_a_code_and_then_for_a_token() {
    for push_type in ["e10", "esb"] {
        let changes = json!({ "params": { "state": "abc123" } });
        let suite = suite_with(push_type, changes, &[("app_secret", "geheim-42")]);
        let first = begin(&suite, None);
        assert_eq!(first.stage, Stage::Authorize);
        assert_eq!(first.exchange.request.method(), "GET");
        assert_eq!(
            first.exchange.request.uri().to_string(),
            "http://127.0.0.1:9001/base/papi/openapi/oauth2/authorize?corpid=corp-1&response_type=code&state=abc123"
        );
        assert!(first.exchange.request.body().is_empty());
        assert!(!first.exchange.request.headers().contains_key("content-type"));
        assert_eq!(first.exchange.shown_url, first.exchange.request.uri().to_string());

        let second = asked(go_on(&suite, Stage::Authorize, (200, CODE)), Stage::Token);
        assert_eq!(second.request.method(), "POST");
        assert_eq!(
            second.request.uri().path(),
            "/base/papi/openapi/oauth2/access_token"
        );
        assert_eq!(
            json_body(&second),
            json!({ "app_key": "key-1", "app_secret": "geheim-42", "grant_type": "authorization_code", "code": "c0de-once" })
        );
        let told = shown(&second);
        assert!(
            !told.contains("geheim") && !told.contains("c0de") && told.contains("key-1"),
            "{told}"
        );

        let grant = granted(go_on(&suite, Stage::Token, (200, GRANT)));
        assert_eq!(grant.lives, Some(Duration::from_secs(7_140)));
        assert!(
            !format!("{grant:?}").contains("t0ken"),
            "a grant should not print tokens"
        );

        let third = begin(&suite, grant.refresh.as_ref());
        assert_eq!(third.stage, Stage::Refresh);
        assert_eq!(
            third.exchange.request.uri().path(),
            "/base/papi/openapi/oauth2/refresh_token"
        );
        assert_eq!(
            json_body(&third.exchange),
            json!({ "grant_type": "refresh_token", "refresh_token": "re-1" })
        );
        assert!(!shown(&third.exchange).contains("re-1"));
        let renewed = granted(go_on(&suite, Stage::Refresh, (200, GRANT)));
        assert!(renewed.refresh.is_some());
    }
}

#[test]
fn s2_sites_differ_in_method_and_encoding() {
    let changes = json!({ "protocol": { "authorizeMethod": "post", "tokenEncoding": "form", "prefix": "",
        "redirectUri": "https://oa.example.com/back/?a=1" } });
    let suite = suite_with("e10", changes.clone(), &[("app_secret", "ge heim&=中")]);
    let first = begin(&suite, None).exchange;
    assert_eq!(first.request.method(), "POST");
    assert_eq!(
        first.request.uri().to_string(),
        "http://127.0.0.1:9001/base/oauth2/authorize"
    );
    assert_eq!(
        json_body(&first),
        json!({ "corpid": "corp-1", "response_type": "code", "state": "", "redirect_uri": "https://oa.example.com/back/?a=1" })
    );
    let second = asked(go_on(&suite, Stage::Authorize, (200, CODE)), Stage::Token);
    assert_eq!(
        second.request.headers()["content-type"],
        "application/x-www-form-urlencoded; charset=UTF-8"
    );
    assert_eq!(
        body(&second),
        "app_key=key-1&app_secret=ge%20heim%26%3D%E4%B8%AD&grant_type=authorization_code&code=c0de-once"
    );
    assert!(!shown(&second).contains("heim") && !shown(&second).contains("c0de"));
}

#[test]
fn s2_numbers_and_texts_are_alike_and_the_life_of_a_token_is_read_in_its_unit() {
    let lives = |protocol: Value, expires: Value| {
        let suite = suite("e10", json!({ "protocol": protocol }));
        let answer = json!({ "errcode": 200, "accessToken": "t0ken-1", "expires_in": expires }).to_string();
        granted(go_on(&suite, Stage::Token, (200, &answer))).lives
    };
    let seconds = |count| Some(Duration::from_secs(count));
    for (protocol, expires, expected) in [
        (json!({}), json!(7200), seconds(7_140)),
        (json!({}), json!("7200"), seconds(7_140)),
        (
            json!({ "expiryUnit": "milliseconds" }),
            json!(7_200_000),
            seconds(7_140),
        ),
        (json!({ "expirySkewSeconds": 0 }), json!(7200), seconds(7_200)),
        (json!({ "expirySkewSeconds": 3600 }), json!(600), seconds(300)),
        (json!({}), json!(0), seconds(0)),
        (json!({}), json!("soon"), None),
        (json!({}), json!(-1), None),
        (json!({}), Value::Null, None),
    ] {
        assert_eq!(
            lives(protocol.clone(), expires.clone()),
            expected,
            "{protocol} {expires}"
        );
    }
    let suite = suite("e10", json!({}));
    asked(
        go_on(&suite, Stage::Authorize, (200, r#"{"errcode":0,"code":12345}"#)),
        Stage::Token,
    );
    granted(go_on(
        &suite,
        Stage::Token,
        (200, r#"{"access_token":"t0ken-1"}"#),
    ));
}

#[test]
fn s2_a_refusal_is_a_matter_of_settings_in_the_receivers_words() {
    let suite = suite(
        "e10",
        json!({ "protocol": { "messageRules": { "系统升级": "transient" } } }),
    );
    for stage in [Stage::Authorize, Stage::Token] {
        for (answer, expected, kept) in [
            (
                r#"{"errcode":"100001","errmsg":"app_key 不存在"}"#,
                Configuration,
                "app_key 不存在（errcode 100001）",
            ),
            (
                r#"{"errcode":300001,"errmsg":"code 无效"}"#,
                Configuration,
                "code 无效（errcode 300001）",
            ),
            (
                r#"{"message":{"errcode":"403","errmsg":"应用已停用"}}"#,
                Configuration,
                "应用已停用（errcode 403）",
            ),
            (
                r#"{"errcode":"500","errmsg":"系统错误"}"#,
                Transient,
                "系统错误（errcode 500）",
            ),
            (
                r#"{"errcode":"9","errmsg":"系统升级中"}"#,
                Transient,
                "系统升级中",
            ),
        ] {
            let outcome = failed(go_on(&suite, stage, (200, answer)));
            assert_eq!(short(&outcome), expected, "{answer}");
            assert!(
                words(&outcome).contains(kept),
                "{:?} should hold {kept}",
                words(&outcome)
            );
        }
    }
}

#[test]
fn s2_a_refused_refresh_begins_anew() {
    let suite = suite("esb", json!({}));
    let refused = r#"{"errcode":"300002","errmsg":"refresh_token 无效"}"#;
    let again = asked(go_on(&suite, Stage::Refresh, (200, refused)), Stage::Authorize);
    assert_eq!(again.request.uri().path(), "/base/papi/openapi/oauth2/authorize");
    let outcome = failed(go_on(&suite, Stage::Refresh, (502, "")));
    assert_eq!(short(&outcome), ServerError, "no answer is no refusal");
}

#[test]
fn s2_what_cannot_be_read_is_no_answer_and_never_quoted() {
    let suite = suite("e10", json!({}));
    for stage in [Stage::Authorize, Stage::Token, Stage::Refresh] {
        for (status, answer, expected, kept) in [
            (200, "", Unreadable, "应答为空"),
            (503, "", ServerError, "HTTP 503"),
            (
                200,
                "<html><head><title>登录</title></head><body>s3same</body></html>",
                Unreadable,
                "登录",
            ),
            (200, "<html><body>s3same", Unreadable, "HTML"),
            (200, r#"{"errcode":"0","accessToken":"s3same"#, Unreadable, "字节"),
            (
                200,
                r#"{"errcode":"0","errmsg":"success","token":"s3same"}"#,
                Unreadable,
                "字节",
            ),
            (200, r#"["s3same"]"#, Unreadable, "字节"),
        ] {
            let outcome = failed(go_on(&suite, stage, (status, answer)));
            assert_eq!(short(&outcome), expected, "{stage:?} {answer}");
            let words = words(&outcome);
            assert!(words.contains(kept), "{words:?} should hold {kept}");
            assert!(!words.contains("s3same"), "{words:?} should quote nothing");
        }
    }
    let headers = headers("");
    let cut = suite.sign_on().unwrap().go_on(
        Stage::Token,
        &Answer {
            status: 200,
            headers: &headers,
            body: GRANT.as_bytes(),
            truncated: true,
        },
    );
    assert_eq!(short(&failed(cut)), Unreadable);
}

#[test]
fn s3_push_types_without_tokens_do_not_sign_on() {
    for push_type in ["ecology", "landray", "landrayCleanup", "wisedu"] {
        assert!(suite(push_type, json!({})).sign_on().is_none(), "{push_type}");
    }
    let open = json!({ "params": { "corpId": null, "app_key": null }, "protocol": { "auth": "none" } });
    assert!(suite("esb", open).sign_on().is_none());
}
