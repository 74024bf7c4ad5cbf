//! T8: secrets and tokens are in the request, and nowhere else.

use domain::event::DataSet;
use proptest::prelude::*;
use serde_json::{Value, json};
use suites::{Answer, Exchange, Progress, Stage, Suite, Token, catalog};

use crate::answers::headers;
use crate::items::{PUSH_TYPES, encode_with, event, shown, suite_with};

/// Every writing of the sign-on and of the protocol in which a secret could slip through.
fn variants(push_type: &str) -> Vec<Value> {
    let protocols = match push_type {
        "landray" | "landrayCleanup" => vec![
            json!({}),
            json!({ "passwordEncoding": "md5Lower" }),
            json!({ "transport": "rest" }),
            json!({ "transport": "rest", "passwordEncoding": "md5Lower" }),
        ],
        "e10" | "esb" => vec![
            json!({ "tokenPlacement": "body" }),
            json!({ "tokenPlacement": "query", "tokenEncoding": "form", "authorizeMethod": "post" }),
        ],
        "wisedu" => vec![json!({}), json!({ "placement": "query" })],
        _ => vec![json!({}), json!({ "transport": "soap" })],
    };
    protocols
        .into_iter()
        .map(|protocol| json!({ "protocol": protocol }))
        .collect()
}

/// The exchanges of a sign-on in which the receiver gives `code` and `token`, and what was granted.
fn sign_on_exchanges(suite: &Suite, code: &str, token: &str) -> (Vec<Exchange>, String) {
    let Some(sign_on) = suite.sign_on() else {
        return (Vec::new(), String::new());
    };
    let read = |stage, body: Value| {
        let body = body.to_string();
        let headers = headers("");
        sign_on.go_on(
            stage,
            &Answer {
                status: 200,
                headers: &headers,
                body: body.as_bytes(),
                truncated: false,
            },
        )
    };
    let mut exchanges = vec![sign_on.begin(None).unwrap().exchange];
    match read(Stage::Authorize, json!({ "errcode": "0", "code": code })) {
        Progress::Ask(question) => exchanges.push(question.exchange),
        other => panic!("should have asked for a token, not {other:?}"),
    }
    let granted = json!({ "errcode": "0", "accessToken": token, "refreshToken": token, "expires_in": 7200 });
    let printed = match read(Stage::Token, granted) {
        Progress::Granted(grant) => {
            exchanges.push(sign_on.begin(grant.refresh.as_ref()).unwrap().exchange);
            format!("{grant:?}")
        }
        other => panic!("should have been granted, not {other:?}"),
    };
    (exchanges, printed)
}

#[test]
fn t8_every_push_type_is_looked_at() {
    let known: Vec<_> = PUSH_TYPES.iter().map(|(name, _)| json!(name)).collect();
    for spec in catalog() {
        let name = serde_json::to_value(spec.push_type).unwrap();
        assert!(known.contains(&name), "{name} should be in the list");
    }
    assert_eq!(known.len(), catalog().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn t8_no_secret_and_no_token_is_ever_in_what_is_shown(
        secret in "[A-Za-z0-9!#$%&'*+<>\"]{12,24}",
        code in "[A-Za-z0-9!#%&+<>\"]{12,24}",
        token in "[A-Za-z0-9!#%&+<>\"]{12,24}",
    ) {
        let written = |value: &str| [
            value.to_owned(),
            quick_xml::escape::escape(value).into_owned(),
            domain::address::encode(value),
            Value::from(value).to_string().trim_matches('"').to_owned(),
        ];
        for (push_type, _) in PUSH_TYPES {
            for changes in variants(push_type) {
                let secrets = ["apiKey", "app_secret", "appSecret", "password"].map(|name| (name, secret.as_str()));
                let suite = suite_with(push_type, changes, &secrets);
                let granted = Token::new(token.clone());
                let mut exchanges: Vec<_> = DataSet::ALL
                    .into_iter()
                    .map(|data_set| encode_with(&suite, (&event(json!({})), data_set), Some(&granted)).unwrap())
                    .collect();
                for exchange in &exchanges {
                    prop_assert!(shown(exchange).contains("******"), "the place of the secret should be marked");
                }
                let (signing_on, printed) = sign_on_exchanges(&suite, &code, &token);
                exchanges.extend(signing_on);
                let mut all = format!("{suite:?} {granted:?} {printed}");
                for exchange in &exchanges {
                    all.push_str(&shown(exchange));
                    all.push_str(&format!("{exchange:?} {:?}", exchange.request.headers()));
                }
                for value in [&secret, &code, &token] {
                    for written in written(value) {
                        prop_assert!(!all.contains(&written), "{push_type}: {all}");
                    }
                }
                let echoed = suite.mask(Some(&granted), format!("{secret} {token}").into());
                prop_assert_eq!(echoed, "****** ******");
            }
        }
    }
}
