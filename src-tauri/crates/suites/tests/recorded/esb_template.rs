//! S3: the body template of an action flow.

use domain::event::DataSet;
use proptest::prelude::*;
use serde_json::{Value, json};
use suites::Suite;

use crate::items::{body, config, encode, event, json_body, suite};

fn filled(template: &str, name: &str) -> String {
    let suite = suite("esb", json!({ "protocol": { "bodyTemplate": template } }));
    let exchange = encode(&suite, &event(json!({ "requestName": name })), DataSet::Todo).unwrap();
    body(&exchange).to_owned()
}

/// The code and the message with which a template is refused.
fn refused(template: &str) -> Option<(String, String)> {
    let config = config("esb", json!({ "protocol": { "bodyTemplate": template } }));
    let found = Suite::check(&config, None, &|_| true).err()?;
    assert_eq!(found.len(), 1, "{template}: {found:?}");
    assert_eq!(found[0].path, "/protocol/bodyTemplate");
    Some((found[0].code.clone(), found[0].message.clone()))
}

proptest! {
    #[test]
    fn s3_no_value_breaks_out_of_its_text(name in any::<String>()) {
        let body = filled(r#"{"a":"{requestName}","b":["x{requestName}y",7],"c":"{"}"#, &name);
        let read: Value = serde_json::from_str(&body).expect("the body should be JSON");
        let within = format!("x{name}y");
        prop_assert_eq!(read["a"].as_str(), Some(name.as_str()));
        prop_assert_eq!(read["b"][0].as_str(), Some(within.as_str()));
        prop_assert_eq!(&read["b"][1], 7);
        prop_assert_eq!(&read["c"], "{");
    }

    #[test]
    fn s3_no_template_makes_a_panic(text in "[{}\\[\\]\":,a\\\\nu0-9 \\n中]{0,40}") {
        let text = format!("{{{text}}}");
        if refused(&text).is_none() {
            let body = filled(&text, "x");
            prop_assert!(serde_json::from_str::<Value>(&body).is_ok(), "{text} became {body}");
        }
    }
}

#[test]
fn s3_what_is_no_text_stays_as_it_is_written() {
    assert_eq!(
        filled(
            "{\n  \"n\": 1.50, \"{receiver}\": null,\n  \"s\": \"\\u007breceiver}\"\n}",
            ""
        ),
        "{\n  \"n\": 1.50, \"{receiver}\": null,\n  \"s\": \"u002\"\n}"
    );
    assert_eq!(
        filled(r#"{"sentAt":"{sentAtMs}"}"#, ""),
        r#"{"sentAt":"1795309262003"}"#,
        "a value that is one placeholder stays text"
    );
}

#[test]
fn s3_a_template_that_is_none_is_refused_with_its_place() {
    for (template, code, place) in [
        ("[]", "INVALID_JSON", "line 1, column"),
        ("7", "INVALID_JSON", "line 1, column"),
        ("{\"a\": }", "INVALID_JSON", "line 1, column 7"),
        ("{\"a\":\n  x}", "INVALID_JSON", "line 2, column 3"),
        ("{\"中文\": x}", "INVALID_JSON", "line 1, column 8"),
        ("{\"a\":1} 2", "INVALID_JSON", "line 1, column 9"),
        ("{\"a\": \"\\ud800\"}", "INVALID_JSON", "line 1, column"),
        (
            "{\n\"a\": \"{requestid}\"}",
            "UNKNOWN_PLACEHOLDER",
            "{requestid} at line 2, column 7",
        ),
        (
            "{\n \"中\": \"中{nobody}\"}",
            "UNKNOWN_PLACEHOLDER",
            "{nobody} at line 2, column 9",
        ),
    ] {
        let (found, message) = refused(template).unwrap_or_else(|| panic!("{template} should be refused"));
        assert_eq!(found, code, "{template}");
        assert!(
            message.contains(place),
            "{template}: {message} should name {place}"
        );
    }
    assert_eq!(refused("{}"), None);
    let long = format!("{{\"a\":\"{}\"}}", "长".repeat(20_000));
    assert_eq!(refused(&long).map(|(code, _)| code).as_deref(), Some("TOO_LONG"));
}

#[test]
fn s3_the_default_template_is_json_and_knows_every_placeholder() {
    let exchange = encode(&suite("esb", json!({})), &event(json!({})), DataSet::Todo).unwrap();
    let sent = json_body(&exchange);
    assert_eq!(sent.as_object().map(serde_json::Map::len), Some(18));
    assert!(
        !body(&exchange)[1..].contains('{'),
        "every placeholder should be filled in"
    );
}
