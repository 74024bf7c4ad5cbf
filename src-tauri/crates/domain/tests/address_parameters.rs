//! Parameters of push addresses (数据对应关系, row A2): tables of cases for each kind of value, and the property that an
//! encoded address decodes to the standard address exactly.

mod scenes;

use domain::address::encode;
use proptest::prelude::*;
use scenes::push_addresses::{
    STANDARD, address, decoded, fixed, installation, made_of, moment, parameter, system,
};
use serde_json::json;

#[test]
fn a2_parameters_go_into_the_query_before_the_fragment_after_what_query_there_is() {
    let cases = [
        (
            "http://gate.example.com/sso",
            "http://gate.example.com/sso?a=1&b=2",
        ),
        (
            "http://gate.example.com/sso?",
            "http://gate.example.com/sso?a=1&b=2",
        ),
        (
            "http://gate.example.com/sso?x=0",
            "http://gate.example.com/sso?x=0&a=1&b=2",
        ),
        (
            "http://gate.example.com/sso?x=0&",
            "http://gate.example.com/sso?x=0&a=1&b=2",
        ),
        (
            "http://gate.example.com/sso?x=?",
            "http://gate.example.com/sso?x=?&a=1&b=2",
        ),
        (
            "http://gate.example.com/sso#/home",
            "http://gate.example.com/sso?a=1&b=2#/home",
        ),
        (
            "http://gate.example.com/sso?x=0#/home?y=1",
            "http://gate.example.com/sso?x=0&a=1&b=2#/home?y=1",
        ),
        (
            "http://gate.example.com/sso?#",
            "http://gate.example.com/sso?a=1&b=2#",
        ),
    ];
    for (prefix, expected) in cases {
        let redirecting = address(true, prefix, &json!([fixed("a", "1"), fixed("b", "2")]));
        assert_eq!(redirecting.check(&installation()), Ok(()), "{prefix}");
        assert_eq!(made_of(STANDARD, &redirecting), expected, "redirect to {prefix}");
        let adding = address(false, "", &json!([fixed("a", "1"), fixed("b", "2")]));
        assert_eq!(made_of(prefix, &adding), expected, "added to {prefix}");
    }
}

#[test]
fn a2_each_kind_of_value_is_what_it_says() {
    let variable = |name: &str| json!({ "kind": "systemVariable", "variable": name });
    let parameter_kind = |name: &str| json!({ "kind": "systemParameter", "parameter": name });
    let cases = [
        (json!({ "kind": "fixed", "text": "on" }), "on"),
        (json!({ "kind": "fixed", "text": "" }), ""),
        (variable("date"), "2026-11-22"),
        (variable("time"), "09%3A01%3A02"),
        (variable("dateTime"), "2026-11-22%2009%3A01%3A02"),
        (variable("timestampMillis"), "1795309262345"),
        (variable("timestampSeconds"), "1795309262"),
        (parameter_kind("tenantKey"), "t4dvwhryc8"),
        (parameter_kind("requestId"), "100234"),
        (
            parameter_kind("encodedUrl"),
            "https%3A%2F%2Foa.example.com%2Fspa%3Fid%3D1",
        ),
    ];
    assert_eq!(moment().timestamp(), 1_795_309_262, "the table's own time");
    for (value, expected) in cases {
        let address = address(
            true,
            "/sso",
            &json!([{ "name": "p", "remark": "说明", "value": value }]),
        );
        assert_eq!(address.check(&installation()), Ok(()), "{value}");
        assert_eq!(
            made_of("https://oa.example.com/spa?id=1", &address),
            format!("https://oa.example.com/sso?p={expected}"),
            "{value}"
        );
    }
}

#[test]
fn a2_e_bridge_parameters_render_as_in_the_source_document() {
    let keys = json!([
        { "name": "wea_link_keep_ebAgentKey", "value": { "kind": "eBridge", "key": "agent" } },
        { "name": "wea_link_keep_ebCorpKey", "value": { "kind": "eBridge", "key": "corp" } },
        { "name": "wea_link_keep_ebTenantKey", "value": { "kind": "eBridge", "key": "tenant" } },
    ]);
    let address = address(true, "http://gate.example.com", &keys);
    assert_eq!(address.check(&installation()), Ok(()));
    assert_eq!(
        made_of(STANDARD, &address),
        "http://gate.example.com?wea_link_keep_ebAgentKey=905296088639315968\
         &wea_link_keep_ebCorpKey=877800227655229441&wea_link_keep_ebTenantKey=t4dvwhryc8"
    );
}

#[test]
fn a2_chinese_text_and_reserved_characters_are_encoded_in_names_and_values() {
    let address = address(true, "/sso", &json!([fixed("系统", "门户 A&B=C/100%")]));
    let made = made_of("https://oa.example.com/x", &address);
    assert_eq!(
        made,
        "https://oa.example.com/sso?%E7%B3%BB%E7%BB%9F=%E9%97%A8%E6%88%B7%20A%26B%3DC%2F100%25"
    );
    assert_eq!(decoded(&made), "https://oa.example.com/sso?系统=门户 A&B=C/100%");
}

#[test]
fn a2_the_encoded_url_is_encoded_once_and_is_the_standard_address() {
    let standard = "https://oa.example.com/查看?id=1&name=%E5%B7%AE#/main?tab=a b";
    for (redirect, prefix) in [
        (true, "/sso"),
        (true, "http://gate.example.com/sso"),
        (false, "/ecology"),
        (false, ""),
    ] {
        let address = address(
            redirect,
            prefix,
            &json!([system("url", "encodedUrl"), fixed("after", "x")]),
        );
        let made = made_of(standard, &address);
        let inner = parameter(&made, "url").expect("the parameter is there");
        assert_eq!(decoded(inner), standard, "once off: {made}");
        assert_eq!(
            parameter(&made, "after"),
            Some("x"),
            "nothing of it spills over: {made}"
        );
        assert!(
            inner.contains("https%3A%2F%2F") && !inner.contains("%253A"),
            "never twice: {inner}"
        );
    }
}

#[test]
fn a2_an_encoded_url_given_twice_is_not_nested_in_itself() {
    let both = json!([system("url", "encodedUrl"), system("again", "encodedUrl")]);
    let made = made_of(STANDARD, &address(true, "http://gate.example.com/sso", &both));
    assert_eq!(parameter(&made, "url"), parameter(&made, "again"));
    assert_eq!(made.matches("https%3A").count(), 2);
    assert!(!made.contains("%25"), "{made}");
}

prop_compose! {
    /// Addresses as suites and operators write them, with Chinese text, signs and percent-encoding in every part.
    fn standard_address()(
        origin in "(https?://[a-z]{1,8}\\.example\\.com(:[1-9][0-9]{0,3})?)?",
        path in "(/[a-zA-Z0-9._~%+流程 -]{0,8}){1,4}",
        query in "(\\?[a-z]{1,4}=[^#\\x00-\\x1f]{0,12}(&[a-z]{1,4}=[^#\\x00-\\x1f]{0,12}){0,2})?",
        fragment in "(#[^\\x00-\\x1f]{0,12})?",
    ) -> String {
        format!("{origin}{path}{query}{fragment}")
    }
}

proptest! {
    #[test]
    fn a2_decoding_the_encoded_parameter_gives_the_standard_address_back_exactly(
        standard in standard_address(),
        prefix in prop::sample::select(vec![
            "/sso", "/sso/", "/sso?x=1", "http://gate.example.com/sso?", "http://gate.example.com/#/home",
        ]),
        extra in "\\PC{0,12}",
    ) {
        let parameters = json!([fixed("first", &extra), system("goto", "encodedUrl"), fixed("last", &extra)]);
        let made = made_of(&standard, &address(true, prefix, &parameters));
        prop_assert_eq!(parameter(&made, "goto").map(decoded), Some(standard));
        prop_assert_eq!(parameter(&made, "first").map(decoded), Some(extra.clone()));
        prop_assert_eq!(parameter(&made, "last").map(decoded), Some(extra));
    }

    #[test]
    fn a2_without_redirect_the_standard_query_and_fragment_stay_as_they_were(
        standard in standard_address(),
        prefix in prop::sample::select(vec!["", "/", "/ecology", "/ecology/", "http://gate.example.com/oa"]),
        value in "\\PC{0,12}",
    ) {
        let made = made_of(&standard, &address(false, prefix, &json!([fixed("added", &value)])));
        let split = |url: &str| -> (String, String, String) {
            let (front, fragment) = url.split_once('#').map_or((url, None), |(f, r)| (f, Some(r)));
            let (path, query) = front.split_once('?').unwrap_or((front, ""));
            (path.to_owned(), query.to_owned(), format!("{fragment:?}"))
        };
        let (_, before, fragment_before) = split(&standard);
        let (_, after, fragment_after) = split(&made);
        let joint = if before.is_empty() || before.ends_with('&') { "" } else { "&" };
        prop_assert_eq!(after, format!("{before}{joint}added={}", encode(&value)));
        prop_assert_eq!(fragment_after, fragment_before);
    }

    #[test]
    fn a2_encoding_leaves_only_unreserved_characters_and_can_be_taken_off(text in any::<String>()) {
        let encoded = encode(&text);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c);
        prop_assert!(encoded.chars().all(is_plain), "{}", encoded);
        prop_assert_eq!(decoded(&encoded), text);
    }
}
