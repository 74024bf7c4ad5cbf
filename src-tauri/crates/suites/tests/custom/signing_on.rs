//! Signing on by a script.

use std::time::Duration;

use domain::delivery::{Outcome, RejectionKind};
use domain::event::DataSet;
use http::HeaderMap;
use serde_json::json;
use suites::{Answer, Progress, Stage, Suite, Token, adapter_examples};

use crate::scripts::{CLASSIFY, ENCODE, PARAMETERS, body, encode_with, header, suite_with};

fn example() -> Suite {
    let source = adapter_examples()[2].source;
    suite_with(
        source,
        json!({ "clientId": "relay" }),
        &[("clientSecret", "s3cret-geheim")],
    )
}

fn reading(read: &str) -> Suite {
    let source = format!(
        "{PARAMETERS}{ENCODE}{CLASSIFY}fn sign_on(params) {{ #{{ path: \"/t\" }} }}\n\
         fn token_refused(answer, params) {{ answer.status == 401 }}\n\
         fn read_sign_on(answer, params) {{ {read} }}"
    );
    suite_with(&source, json!({}), &[])
}

fn answer<'a>(status: u16, headers: &'a HeaderMap, body: &'a str) -> Answer<'a> {
    Answer {
        status,
        headers,
        body: body.as_bytes(),
        truncated: false,
    }
}

fn go_on(suite: &Suite, status: u16, body: &str) -> Progress {
    let headers = HeaderMap::new();
    let sign_on = suite.sign_on().expect("the adapter signs on");
    sign_on.go_on(Stage::Token, &answer(status, &headers, body))
}

#[test]
fn s7_the_question_of_a_sign_on_is_what_the_script_says_with_its_secret_masked() {
    let suite = example();
    let question = suite
        .sign_on()
        .expect("the adapter signs on")
        .begin(None)
        .unwrap();
    let exchange = question.exchange;
    assert_eq!(question.stage, Stage::Token);
    assert_eq!(exchange.request.uri(), "http://127.0.0.1:9001/base/oauth/token");
    assert_eq!(
        header(&exchange, "authorization"),
        "Basic cmVsYXk6czNjcmV0LWdlaGVpbQ=="
    );
    assert_eq!(body(&exchange), "grant_type=client_credentials");
    assert!(
        exchange
            .shown_headers
            .contains(&("authorization".to_owned(), "******".to_owned()))
    );
}

#[test]
fn s7_a_token_is_granted_with_a_margin_taken_off_its_life() {
    for (said, lives) in [
        (r#"{"access_token":"tok-1","expires_in":7200}"#, Some(7_140)),
        (r#"{"access_token":"tok-1","expires_in":"100"}"#, Some(90)),
        (r#"{"access_token":"tok-1"}"#, None),
    ] {
        let Progress::Granted(grant) = go_on(&example(), 200, said) else {
            panic!("{said} should grant a token")
        };
        assert_eq!(grant.lives, lives.map(Duration::from_secs), "{said}");
        assert!(grant.refresh.is_none());
        let exchange = encode_with(&example(), DataSet::Todo, Some("u001"), Some(&grant.token)).unwrap();
        assert_eq!(header(&exchange, "authorization"), "Bearer tok-1");
    }
}

#[test]
fn s7_a_refused_sign_on_is_the_receivers_word_and_an_unreadable_one_quotes_nothing() {
    let refused = go_on(
        &example(),
        401,
        r#"{"error":"invalid_client","error_description":"bad secret"}"#,
    );
    let Progress::Failed(Outcome::Rejected { kind, message }) = refused else {
        panic!("should be refused")
    };
    assert_eq!(
        (kind, message.as_str()),
        (RejectionKind::Configuration, "bad secret")
    );
    let unreadable = go_on(&example(), 200, "token=tok-4711");
    let Progress::Failed(Outcome::NoAnswer { detail, .. }) = unreadable else {
        panic!("should be no answer")
    };
    assert!(!detail.contains("4711"), "{detail}");
}

#[test]
fn s7_what_a_script_makes_of_a_sign_on_is_checked() {
    for (read, expected) in [
        ("5", "read_sign_on: must return a map, not a number"),
        ("#{}", "the result \"\" is not known"),
        ("#{ result: \"accepted\" }", "must come with a token"),
        ("#{ token: 5 }", "token must be a text"),
        ("#{ token: \" \" }", "token must be a text"),
        ("#{ token: \"t\", expires_in: -1 }", "expires_in must be seconds"),
        (
            "#{ token: \"t\", expires_in: \"5\" }",
            "expires_in must be seconds",
        ),
        ("#{ token: \"t\", refresh: \"r\" }", "refresh is not known"),
        ("throw \"nein\"", "nein"),
        ("loop { }", "operations"),
    ] {
        let Progress::Failed(Outcome::OwnFault { detail }) = go_on(&reading(read), 200, "{}") else {
            panic!("{read} should be a fault of ours")
        };
        assert!(
            detail.starts_with("line ") && detail.contains(expected),
            "{read}: {detail}"
        );
    }
    let Progress::Granted(grant) = go_on(
        &reading("#{ token: \"t\", expires_in: 9223372036854775807 }"),
        200,
        "",
    ) else {
        panic!("a long life should be granted")
    };
    assert!(grant.lives.expect("a life was said") <= Duration::from_secs(30 * 24 * 60 * 60));
}

#[test]
fn s7_the_script_says_whether_a_token_is_dead() {
    let headers = HeaderMap::new();
    let suite = example();
    let sign_on = suite.sign_on().expect("the adapter signs on");
    assert!(sign_on.is_refused(&answer(401, &headers, "{}")));
    assert!(!sign_on.is_refused(&answer(200, &headers, "{}")));
    let source = format!(
        "{PARAMETERS}{ENCODE}{CLASSIFY}fn sign_on(params) {{ #{{ path: \"http://evil/\" }} }}\n\
         fn token_refused(answer, params) {{ throw \"x\" }}\nfn read_sign_on(answer, params) {{ }}"
    );
    let suite = suite_with(&source, json!({}), &[]);
    let sign_on = suite.sign_on().expect("the adapter signs on");
    assert!(
        !sign_on.is_refused(&answer(401, &headers, "{}")),
        "a fault says nothing of the token"
    );
    let fault = sign_on
        .begin(None)
        .expect_err("the address is another host's")
        .to_string();
    assert!(
        fault.contains("sign_on: path must be an address of the target's server"),
        "{fault}"
    );
}

#[test]
fn s7_a_token_is_an_empty_text_before_the_sign_on() {
    let exchange = encode_with(&example(), DataSet::Todo, Some("u001"), None).unwrap();
    assert_eq!(header(&exchange, "authorization"), "Bearer ");
    let token = Token::new("tok-2".to_owned());
    let exchange = encode_with(&example(), DataSet::Deleted, Some("u001"), Some(&token)).unwrap();
    assert_eq!(header(&exchange, "authorization"), "Bearer tok-2");
}
