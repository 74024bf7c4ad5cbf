//! One push address, an occasion to render it on, and reading back what came of it.

use chrono::{DateTime, FixedOffset};
use domain::address::{Bound, Occasion, PushAddress, render};
use domain::delivery::Links;
use domain::ids::RequestId;
use domain::installation::{EBridge, Installation};
use serde_json::{Value, json};

/// A standard address as the e-cology suite makes it.
pub(crate) const STANDARD: &str =
    "https://oa.example.com/spa/workflow/index.html?requestid=100234&user=1002#/main/req";

pub(crate) fn moment() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T09:01:02.345+08:00").expect("a time")
}

pub(crate) fn installation() -> Installation {
    Installation {
        decentralized: false,
        tenant_key: "t4dvwhryc8".to_owned(),
        e_bridge: Some(EBridge {
            agent: "905296088639315968".to_owned(),
            corp: "877800227655229441".to_owned(),
            tenant: "t4dvwhryc8".to_owned(),
        }),
    }
}

/// An enabled address with `redirect`, a prefix and parameters.
pub(crate) fn address(redirect: bool, prefix: &str, parameters: &Value) -> PushAddress {
    serde_json::from_value(json!({
        "name": "单点登录", "enabled": true, "redirect": redirect, "prefix": prefix, "parameters": parameters,
    }))
    .expect("a push address")
}

pub(crate) fn fixed(name: &str, text: &str) -> Value {
    json!({ "name": name, "value": { "kind": "fixed", "text": text } })
}

pub(crate) fn system(name: &str, parameter: &str) -> Value {
    json!({ "name": name, "value": { "kind": "systemParameter", "parameter": parameter } })
}

pub(crate) fn links(pc: &str) -> Links {
    Links {
        pc: pc.to_owned(),
        app: "/app".to_owned(),
        adaptive: "/adaptive".to_owned(),
    }
}

/// The PC address that comes of a standard one.
pub(crate) fn made_of(standard: &str, address: &PushAddress) -> String {
    made_among(standard, address, &installation())
}

pub(crate) fn made_among(standard: &str, address: &PushAddress, installation: &Installation) -> String {
    let bound = Bound {
        pc: Some(address),
        ..Bound::default()
    };
    let request = RequestId::from("100234");
    let occasion = Occasion {
        request: &request,
        now: moment(),
        installation,
    };
    let made = render(&links(standard), bound, occasion);
    assert_eq!(
        (made.app.as_str(), made.adaptive.as_str()),
        ("/app", "/adaptive"),
        "only the bound address changes"
    );
    made.pc
}

/// RFC 3986, written anew so that it shares nothing with the code under test.
pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let hex = &text[at + 1..at + 3];
            out.push(u8::from_str_radix(hex, 16).expect("two hexadecimal digits"));
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).expect("UTF-8")
}

/// The value of a parameter of an address, as it stands in the query.
pub(crate) fn parameter<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let front = url.split('#').next().unwrap_or_default();
    let query = front.split_once('?')?.1;
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}
