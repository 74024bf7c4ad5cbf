//! What bad input gets, push addresses (rows A1 to A3): every wrong field is named by its path and a stable code.

mod scenes;

use domain::address::PushAddress;
use domain::installation::Installation;
use scenes::push_addresses::{address, fixed, installation, made_among};
use serde_json::{Value, json};

/// Why, what is changed in a good address, and path and code of each complaint.
type Wrong<'a> = (&'a str, Value, Vec<(&'a str, &'a str)>);

#[test]
fn a1_to_a3_every_wrong_field_of_an_address_is_named() {
    let good = json!({ "name": "单点登录", "redirect": true, "prefix": "http://gate.example.com/sso" });
    let e_bridge =
        |name: &str, key: &str| json!({ "name": name, "value": { "kind": "eBridge", "key": key } });
    let cases: Vec<Wrong<'_>> = vec![
        ("nothing wrong", json!({}), vec![]),
        ("no name", json!({ "name": " " }), vec![("/name", "REQUIRED")]),
        (
            "redirect to nowhere",
            json!({ "prefix": "" }),
            vec![("/prefix", "REQUIRED")],
        ),
        (
            "no prefix without redirect",
            json!({ "redirect": false, "prefix": "" }),
            vec![],
        ),
        ("a relative prefix", json!({ "prefix": "/ecology" }), vec![]),
        (
            "a port",
            json!({ "prefix": "https://gate.example.com:8443" }),
            vec![],
        ),
        ("IPv6", json!({ "prefix": "http://[::1]:8080/sso" }), vec![]),
        (
            "another scheme",
            json!({ "prefix": "ftp://gate.example.com" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "script",
            json!({ "prefix": "javascript:alert(1)" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "no host",
            json!({ "prefix": "http:///sso" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "a host alone",
            json!({ "prefix": "gate.example.com" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "another site by two slashes",
            json!({ "prefix": "//gate.example.com" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "a bad port",
            json!({ "prefix": "http://gate.example.com:99999" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "white space",
            json!({ "prefix": "/eco logy" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "a query, with redirect",
            json!({ "prefix": "/sso?app=1#top" }),
            vec![],
        ),
        (
            "a query that the standard path would follow",
            json!({ "redirect": false, "prefix": "/sso?app=1" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "a fragment that the standard path would follow",
            json!({ "redirect": false, "prefix": "http://gate.example.com/#/" }),
            vec![("/prefix", "INVALID_ADDRESS")],
        ),
        (
            "a parameter without a name",
            json!({ "parameters": [fixed("k", "v"), fixed("", "v")] }),
            vec![("/parameters/1/name", "REQUIRED")],
        ),
        (
            "a name of one's own for an e-Bridge key",
            json!({ "parameters": [e_bridge("agent", "agent"), e_bridge("wea_link_keep_ebAgentKey", "corp")] }),
            vec![
                ("/parameters/0/name", "FIXED_NAME"),
                ("/parameters/1/name", "FIXED_NAME"),
            ],
        ),
        (
            "a binding with every channel off, and a target bound twice",
            json!({ "bindings": [{ "target": 1, "pc": true }, { "target": 2 }, { "target": 1, "app": true }] }),
            vec![("/bindings/1", "REQUIRED"), ("/bindings/2/target", "NOT_UNIQUE")],
        ),
        (
            "several targets, several channels",
            json!({ "bindings": [{ "target": 1, "pc": true, "app": true }, { "target": 2, "adaptive": true }] }),
            vec![],
        ),
        (
            "all at once",
            json!({ "name": "", "prefix": "x", "parameters": [fixed("", "")], "bindings": [{ "target": 1 }] }),
            vec![
                ("/name", "REQUIRED"),
                ("/prefix", "INVALID_ADDRESS"),
                ("/parameters/0/name", "REQUIRED"),
                ("/bindings/0", "REQUIRED"),
            ],
        ),
    ];
    for (why, changes, expected) in cases {
        let mut document = good.clone();
        if let (Value::Object(document), Value::Object(changes)) = (&mut document, changes) {
            document.extend(changes);
        }
        let address: PushAddress = serde_json::from_value(document).expect(why);
        let found = address.check(&installation()).err().unwrap_or_default();
        let found: Vec<_> = found.iter().map(|e| (e.path.as_str(), e.code.as_str())).collect();
        assert_eq!(found, expected, "{why}");
    }
}

#[test]
fn a2_e_bridge_parameters_need_e_bridge_to_be_configured() {
    let none = Installation::default();
    let keys = json!([{ "name": "wea_link_keep_ebCorpKey", "value": { "kind": "eBridge", "key": "corp" } }]);
    let address = address(true, "/sso", &keys);
    let errors = address.check(&none).expect_err("it may not be saved");
    assert_eq!(
        (errors[0].path.as_str(), errors[0].code.as_str()),
        ("/parameters/0/value", "EBRIDGE_NOT_CONFIGURED")
    );
    // One that was saved before e-Bridge was taken away still gives a well-formed address.
    assert_eq!(
        made_among("https://oa.example.com/x", &address, &none),
        "https://oa.example.com/sso?wea_link_keep_ebCorpKey="
    );
}
