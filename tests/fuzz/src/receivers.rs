//! Whoever answers: a suite of every push type in the ways that change its reading, and an alert channel of every kind.

use std::sync::Arc;

use alerts::Channel;
use domain::alert::ChannelConfig;
use domain::target::TargetConfig;
use serde_json::{Value, json};
use suites::{Adapter, Suite, Token, adapter_examples};

use crate::answers::{SECRET, TOKEN};

/// Every built-in push type, and the settings that lead to another way of reading.
pub fn built_in() -> Vec<Suite> {
    let ecology = json!({ "sysCode": "OA1" });
    let openapi = json!({ "sysCode": "OA1", "corpId": "corp-1", "app_key": "key-1" });
    let esb = json!({ "actionFlow": "Zmxvdy0x", "corpId": "corp-1", "app_key": "key-1" });
    let landray = json!({ "appName": "OA", "username": "oa-user", "oaAddress": "http://oa.example.com" });
    let cleanup = json!({ "appName": "OA", "username": "oa-user" });
    let wisedu = json!({ "appId": "app-1", "oaAddress": "http://oa.example.com" });
    let suites = [
        ("ecology", &ecology, json!({})),
        ("ecology", &ecology, json!({ "mode": "split" })),
        ("ecology", &ecology, json!({ "transport": "soap" })),
        ("e10", &openapi, json!({})),
        ("esb", &esb, json!({})),
        ("landray", &landray, json!({})),
        ("landray", &landray, json!({ "transport": "rest" })),
        ("landrayCleanup", &cleanup, json!({})),
        ("wisedu", &wisedu, json!({ "path": "/taskcenter/push" })),
    ];
    suites
        .into_iter()
        .map(|(push_type, params, protocol)| {
            let config = config(push_type, params, &protocol);
            Suite::build(&config, None, &reveal).expect("the settings are those of the crate's own tests")
        })
        .collect()
}

/// Targets that run an adapter: the examples, and `more`.
pub fn scripted(more: &[&str]) -> Vec<Suite> {
    let examples = adapter_examples().iter().map(|example| example.source);
    examples
        .chain(more.iter().copied())
        .map(|source| {
            let adapter = Adapter::compile("test.Adapter", 1, source).expect("the script compiles");
            scripted_suite(&Arc::new(adapter)).expect("the form is filled in")
        })
        .collect()
}

/// A target that runs `adapter`, with a value for each parameter; nothing when the form does not take them.
pub fn scripted_suite(adapter: &Arc<Adapter>) -> Option<Suite> {
    let fields = adapter.spec().params.iter().filter(|param| !param.secret);
    let params: serde_json::Map<String, Value> = fields
        .filter(|param| param.required && param.default.is_none())
        .map(|param| (param.name.to_string(), json!("http://oa.example.com/x")))
        .collect();
    let mut config = config("custom", &json!(params), &json!({}));
    config.adapter = Some(domain::target::AdapterRef {
        class: adapter.class().to_owned(),
        version: Some(adapter.version()),
    });
    Suite::build(&config, Some(adapter), &reveal).ok()
}

/// The token that goes with every item.
pub fn token() -> Token {
    Token::new(TOKEN.to_owned())
}

fn reveal(_: &str) -> Option<String> {
    Some(SECRET.to_owned())
}

fn config(push_type: &str, params: &Value, protocol: &Value) -> TargetConfig {
    serde_json::from_value(json!({
        "identifier": "portal", "name": "集团门户", "pushType": push_type,
        "server": { "scheme": "http", "authority": "127.0.0.1:9001", "basePath": "/base" },
        "params": params, "protocol": protocol,
    }))
    .expect("the configuration has the shape of one")
}

/// An alert channel of every kind that gets an answer, and of the gateway one for each way of telling success.
pub fn channels() -> Vec<Channel> {
    let robot = json!({ "webhook": format!("https://example.com/robot?key={SECRET}") });
    let kinds = [
        ("wecom", robot.clone()),
        ("dingtalk", robot.clone()),
        ("feishu", robot),
        (
            "eBridge",
            json!({ "url": "http://example.com", "outSysId": "o", "tpIds": "1" }),
        ),
        (
            "aliyunSms",
            json!({ "accessKeyId": "i", "signName": "s", "templateCode": "t" }),
        ),
        (
            "tencentSms",
            json!({ "secretId": "i", "sdkAppId": "1", "signName": "s", "templateId": "t" }),
        ),
        ("http", json!({ "url": "http://example.com/" })),
        (
            "http",
            json!({ "url": "http://example.com/", "successField": "data.code", "successValues": "0,200" }),
        ),
        (
            "http",
            json!({ "url": "http://example.com/", "successText": "成功" }),
        ),
    ];
    kinds
        .into_iter()
        .map(|(kind, params)| {
            Channel::build(&channel(kind, &params), &reveal)
                .unwrap_or_else(|complaints| unreachable!("{kind} is not filled in: {complaints:?}"))
        })
        .collect()
}

fn channel(kind: &str, params: &Value) -> ChannelConfig {
    serde_json::from_value(json!({
        "name": "x", "enabled": true, "kind": kind, "params": params, "tells": ["breakerOpened"],
        "recipients": { "persons": ["1"], "roles": [] }, "mergeSeconds": 300, "mostPerHour": 5,
    }))
    .expect("the configuration has the shape of one")
}
