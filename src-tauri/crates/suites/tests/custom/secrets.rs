//! T8: the secrets of an adapter's target are in the request, and nowhere else.

use domain::event::DataSet;
use proptest::prelude::*;
use serde_json::json;
use suites::{Exchange, Suite, Token};

use crate::scripts::{CLASSIFY, classify, encode, encode_with, header, suite_with};

/// Sends `params.pass` in the way that `body` says.
fn sending(map: &str, secret: &str) -> Suite {
    let source = format!(
        "{CLASSIFY}fn parameters() {{ [#{{ name: \"pass\", secret: true }}] }}\n\
         fn encode(item, params) {{ let p = params.pass; #{{ path: \"/x\", {map} }} }}"
    );
    suite_with(&source, json!({}), &[("pass", secret)])
}

/// All that may be shown of a request.
fn shown(exchange: &Exchange) -> String {
    format!(
        "{} {} {:?} {} {:?}",
        exchange.operation,
        exchange.shown_url,
        exchange.shown_headers,
        String::from_utf8_lossy(&exchange.shown_body),
        exchange.request.headers()
    )
}

/// The ways of writing a secret, and the writing of it.
const WAYS: [(&str, &str); 14] = [
    ("body: p", "p"),
    ("body: #{ json: #{ p: p } }", "p"),
    ("body: to_json(to_json(p))", "p"),
    ("body: form_encode(#{ p: p })", "form_encode(#{ p: p })"),
    ("body: `<p>${xml_escape(p)}</p>`", "xml_escape(p)"),
    ("body: base64_encode(p)", "base64_encode(p)"),
    ("body: base64url_encode(p)", "base64url_encode(p)"),
    ("body: hex(p)", "hex(p)"),
    ("body: hex(p).to_upper()", "hex(p).to_upper()"),
    ("body: md5(p)", "md5(p)"),
    ("body: sha256(p).to_upper()", "sha256(p).to_upper()"),
    ("body: sm3(p)", "sm3(p)"),
    ("query: #{ p: p }", "url_encode(p)"),
    ("headers: #{ \"X-P\": url_encode(p) }", "url_encode(p)"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn s7_no_secret_is_ever_in_what_is_shown(secret in "[A-Za-z0-9 !#$%&'*+<>\"中é]{6,24}") {
        let secret = format!("Q{}Z", secret);
        for (map, _) in WAYS {
            let suite = sending(map, &secret);
            let exchange = encode(&suite, DataSet::Todo).unwrap();
            let shown = shown(&exchange);
            prop_assert!(!shown.contains(&secret), "{} shows {}", map, shown);
            prop_assert!(shown.contains("******"), "{} should mark the place of the secret: {}", map, shown);
            let printed = format!("{suite:?}");
            prop_assert!(!printed.contains(&secret));
        }
    }

    #[test]
    fn s7_basic_credentials_are_masked_wherever_the_secret_stands_in_them(
        user in "[a-z]{0,5}", secret in "[A-Za-z0-9]{8,20}", after in "[a-z]{0,3}"
    ) {
        let map = format!("body: base64_encode(\"{user}:\" + p + \"{after}\")");
        let exchange = encode(&sending(&map, &secret), DataSet::Todo).unwrap();
        let sent = String::from_utf8(exchange.request.body().to_vec()).unwrap();
        let shown = String::from_utf8(exchange.shown_body.to_vec()).unwrap();
        prop_assert!(shown.contains("******"), "{} shows {}", sent, shown);
        let left = shown.replace("******", "").len();
        // What is left holds bits of what stands around the secret, and at most one byte of it on either side.
        let around = (user.len() + 1 + after.len()) * 4 / 3 + 8;
        prop_assert!(left <= around, "{} shows {}", sent, shown);
    }
}

#[test]
fn s7_a_writing_of_the_secret_is_masked_whole() {
    for (map, _) in WAYS
        .iter()
        .filter(|(map, _)| map.starts_with("body: ") && !map.contains("to_json"))
    {
        let exchange = encode(&sending(map, "Geheim-123"), DataSet::Todo).unwrap();
        let shown = String::from_utf8_lossy(&exchange.shown_body).into_owned();
        let bare = shown.replace("******", "");
        assert!(bare.len() <= 10, "{map} shows {shown}");
    }
}

#[test]
fn s7_headers_that_are_made_for_secrets_are_masked_whatever_they_hold() {
    for name in ["Authorization", "Cookie", "X-Api-Key", "ApiKey", "X-Auth-Token"] {
        let exchange = encode(
            &sending(&format!("headers: #{{ \"{name}\": \"made of it\" }}"), "s3cret-1"),
            DataSet::Todo,
        );
        let exchange = exchange.unwrap();
        assert_eq!(header(&exchange, &name.to_ascii_lowercase()), "made of it");
        assert!(
            !shown(&exchange).contains("made of it"),
            "{name} should be masked: {}",
            shown(&exchange)
        );
    }
}

#[test]
fn s7_a_secret_that_is_too_short_to_be_looked_for_is_masked_in_our_own_requests() {
    let exchange = encode(
        &sending("body: `pin=${p};`, headers: #{ \"X-Pin\": p }", "739"),
        DataSet::Todo,
    )
    .unwrap();
    assert_eq!(&exchange.request.body()[..], b"pin=739;");
    assert!(!shown(&exchange).contains("739"), "{}", shown(&exchange));
}

#[test]
fn s7_what_is_no_secret_is_shown_as_it_is_sent() {
    let exchange = encode(
        &sending(
            "body: item.request_name, headers: #{ \"X-Key\": \"k1\" }",
            "s3cret-1",
        ),
        DataSet::Todo,
    );
    let exchange = exchange.unwrap();
    assert_eq!(exchange.shown_body, exchange.request.body());
    assert!(
        exchange
            .shown_headers
            .contains(&("x-key".to_owned(), "k1".to_owned()))
    );
    assert_eq!(exchange.operation, "POST /x");
}

#[test]
fn s7_a_token_is_masked_in_what_is_shown_and_in_the_faults_of_the_script() {
    let source = format!(
        "{CLASSIFY}fn parameters() {{ [] }}\n\
         fn encode(item, params) {{ if item.data_set == \"done\" {{ throw `bad ${{item.token}}` }} #{{ path: \"/x\", body: item.token }} }}"
    );
    let suite = suite_with(&source, json!({}), &[]);
    let token = Token::new("tok-4711-abc".to_owned());
    let exchange = encode_with(&suite, DataSet::Todo, None, Some(&token)).unwrap();
    assert_eq!(&exchange.request.body()[..], b"tok-4711-abc");
    assert_eq!(&exchange.shown_body[..], b"******");
    let fault = encode_with(&suite, DataSet::Done, None, Some(&token))
        .expect_err("the script throws")
        .to_string();
    assert!(fault.contains("bad ******") && !fault.contains("4711"), "{fault}");
}

#[test]
fn s7_a_fault_or_an_answer_that_tells_the_secret_has_it_masked() {
    let suite = sending(
        "body: if true { throw `no ${p} and ${base64_encode(p)}` } else { p }",
        "s3cret-geheim",
    );
    let fault = encode(&suite, DataSet::Todo)
        .expect_err("the script throws")
        .to_string();
    assert!(fault.contains("no ****** and ******"), "{fault}");
    let source = "fn parameters() { [#{ name: \"pass\", secret: true }] }\n\
                  fn encode(item, params) { #{ path: \"/x\" } }\n\
                  fn classify(data_set, answer, params) { #{ result: \"rejected\", message: answer.body + params.pass } }";
    let suite = suite_with(source, json!({}), &[("pass", "s3cret-geheim")]);
    let outcome = format!(
        "{:?}",
        classify(&suite, DataSet::Todo, 200, "du sagtest s3cret-geheim; ")
    );
    assert!(outcome.contains("du sagtest ******; ******"), "{outcome}");
}
