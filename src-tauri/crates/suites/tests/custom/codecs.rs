//! What goes onto the wire and comes back from it.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::scripts::{try_value, value};

#[test]
fn s7_json_is_read_without_rounding_any_number() {
    for (document, expected) in [
        (
            r#"{"a":1,"b":[true,null,"x"]}"#,
            json!({ "a": 1, "b": [true, null, "x"] }),
        ),
        (
            r#"{"amount":12.50,"id":12345678901234567890}"#,
            json!({ "amount": "12.50", "id": "12345678901234567890" }),
        ),
        (
            r#"[-9223372036854775808,1e3,-0.10]"#,
            json!([i64::MIN, "1e3", "-0.10"]),
        ),
        (r#"{"text":"1.5 \" 2.5 \\"}"#, json!({ "text": "1.5 \" 2.5 \\" })),
        ("", json!(null)),
        ("<html>", json!(null)),
        ("{", json!(null)),
        ("[1.]", json!(null)),
        ("[01]", json!(null)),
        ("1 2", json!(null)),
        ("\"open", json!(null)),
    ] {
        let script = format!("parse_json({})", Value::from(document));
        assert_eq!(value(&script), expected, "{document}");
    }
}

#[test]
fn s7_json_is_written_in_the_order_of_names_and_escaped() {
    let script = r#"to_json(#{ b: [1, (), 'c'], a: "\"\n中" })"#;
    assert_eq!(value(script), json!("{\"a\":\"\\\"\\n中\",\"b\":[1,null,\"c\"]}"));
    let fault = try_value(r#"to_json(blob("x"))"#).expect_err("a blob is no JSON");
    assert!(fault.contains("cannot write a blob as JSON"), "{fault}");
}

#[test]
fn s7_json_that_is_too_deep_or_too_large_is_a_fault() {
    for (script, expected) in [
        (
            "parse_json(\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\")",
            "deeper",
        ),
        (
            "let s = \"[0\"; for n in 0..10 { s += s.replace(\"[\", \",\"); } parse_json(s + \"]\")",
            "too many elements",
        ),
    ] {
        let fault = try_value(script).expect_err(script);
        assert!(fault.contains(expected), "{script} said {fault}");
    }
}

#[test]
fn s7_xml_is_escaped_and_read_by_local_name() {
    for (script, expected) in [
        (
            r#"xml_escape("<a> & \"b\"")"#,
            json!("&lt;a&gt; &amp; &quot;b&quot;"),
        ),
        (
            r#"xml_text("<s:r xmlns:s='x'><s:code>0</s:code></s:r>", "code")"#,
            json!("0"),
        ),
        (r#"xml_text("<r><code>0</code></r>", "msg")"#, json!(null)),
        (r#"xml_text("kein XML", "code")"#, json!(null)),
        (r#"xml_text("<r><a>&lt;b&gt;中</a></r>", "a")"#, json!("<b>中")),
        (
            r#"xml_texts("<r><a>1</a><b/><a>2</a></r>", "a")"#,
            json!(["1", "2"]),
        ),
        (r#"xml_texts("<r>", "a")"#, json!([])),
    ] {
        assert_eq!(value(script), expected, "{script}");
    }
}

#[test]
fn s7_urls_forms_base64_and_hexadecimal_follow_their_standards() {
    for (script, expected) in [
        (r#"url_encode("a b/中~")"#, json!("a%20b%2F%E4%B8%AD~")),
        (r#"url_decode("a+b%2F%E4%B8%AD")"#, json!("a b/中")),
        (
            r#"form_encode(#{ b: "x y&z", a: 1, c: true, d: () })"#,
            json!("a=1&b=x+y%26z&c=true&d="),
        ),
        // RFC 4648, 10
        (
            r#"base64_encode("foobar") + base64_encode("fooba")"#,
            json!("Zm9vYmFyZm9vYmE="),
        ),
        (r#"base64url_encode(hex_decode("fbff"))"#, json!("-_8")),
        (r#"text(base64_decode("Zm9vYg=="))"#, json!("foob")),
        (r#"hex(base64_decode("-_8"))"#, json!("fbff")),
        (r#"base64_text("5Lit")"#, json!("中")),
        (r#"hex("中")"#, json!("e4b8ad")),
        (r#"text(hex_decode("E4B8AD"))"#, json!("中")),
        (r#"hex("")"#, json!("")),
    ] {
        assert_eq!(value(script), expected, "{script}");
    }
    for (script, expected) in [
        (r#"base64_decode("!")"#, "not Base64"),
        (r#"hex_decode("abc")"#, "not hexadecimal"),
        (r#"hex_decode("中")"#, "not hexadecimal"),
        (r#"url_decode("%G1")"#, "not followed"),
        (r#"url_decode("%1")"#, "not followed"),
        (r#"url_decode("%FF")"#, "not UTF-8"),
        (r#"text(hex_decode("ff"))"#, "not UTF-8"),
        (r#"form_encode(#{ a: [] })"#, "is an array, not text"),
        (r#"hex(5)"#, "wants a text or a blob, not a number"),
    ] {
        let fault = try_value(script).expect_err(script);
        assert!(fault.contains(expected), "{script} said {fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn s7_whatever_is_encoded_comes_back_as_it_was(text in "[\\PC]{0,40}") {
        let literal = Value::from(text.clone()).to_string();
        let script = format!(
            "let t = parse_json({}); [url_decode(url_encode(t)), text(base64_decode(base64_encode(t))), \
             text(base64_decode(base64url_encode(t))), text(hex_decode(hex(t))), parse_json(to_json(t))]",
            Value::from(literal)
        );
        prop_assert_eq!(value(&script), json!([text, text, text, text, text]));
    }

    #[test]
    fn s7_reading_any_text_never_panics(text in any::<String>()) {
        let literal = Value::from(text).to_string();
        for function in ["parse_json", "url_decode", "base64_decode", "hex_decode", "parse_time", "int"] {
            let _ = try_value(&format!("{function}({literal}); 1"));
        }
    }
}
