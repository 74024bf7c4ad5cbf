//! What channels make of answers (rows F2, F4): success is in the body, and whatever else comes is said in short.
#![allow(clippy::unwrap_used)]

use alerts::{Channel, catalog};
use domain::alert::{ChannelConfig, ChannelKind};
use http::HeaderMap;
use serde_json::{Value, json};
use suites::Answer;

fn channel(kind: ChannelKind, params: Value) -> Channel {
    let config: ChannelConfig = serde_json::from_value(json!({
        "name": "x", "enabled": true, "kind": kind, "params": params, "tells": ["breakerOpened"],
        "recipients": { "persons": ["1"], "roles": [] }, "mergeSeconds": 300, "mostPerHour": 5,
    }))
    .unwrap();
    Channel::build(&config, &|_| None).unwrap()
}

fn read(channel: &Channel, status: u16, body: &str) -> Result<Option<String>, String> {
    channel.read(&Answer {
        status,
        headers: &HeaderMap::new(),
        body: body.as_bytes(),
        truncated: false,
    })
}

#[test]
fn f2_success_is_read_from_the_body() {
    let robot = json!({ "webhook": "https://example.com/robot?key=0123456789abcdef" });
    let wecom = channel(ChannelKind::Wecom, robot.clone());
    let feishu = channel(ChannelKind::Feishu, robot);
    let tencent = channel(
        ChannelKind::TencentSms,
        json!({ "secretId": "i", "secretKey": "secret-key", "sdkAppId": "1", "signName": "s", "templateId": "t" }),
    );
    let aliyun = channel(
        ChannelKind::AliyunSms,
        json!({ "accessKeyId": "i", "accessKeySecret": "secret-key", "signName": "s", "templateCode": "t" }),
    );
    let plain = channel(
        ChannelKind::Http,
        json!({ "url": "http://example.com/", "successText": "成功" }),
    );
    let good = [
        (&wecom, r#"{"errcode":0,"errmsg":"ok"}"#),
        (&wecom, r#"{"errcode":"0"}"#),
        (&feishu, r#"{"code":0,"msg":"success"}"#),
        (&feishu, r#"{"StatusCode":0}"#),
        (&aliyun, r#"{"Code":"OK","Message":"OK"}"#),
        (
            &tencent,
            r#"{"Response":{"SendStatusSet":[{"Code":"Ok","PhoneNumber":"+861"}]}}"#,
        ),
        (&plain, "发送成功"),
    ];
    for (channel, body) in good {
        assert_eq!(read(channel, 200, body), Ok(None), "{body}");
    }
    let bad = [
        (
            &wecom,
            200,
            r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#,
            "93000 invalid webhook url",
        ),
        (
            &wecom,
            200,
            "<html>gateway</html>",
            "HTTP 200：<html>gateway</html>",
        ),
        (&wecom, 502, "", "HTTP 502，没有内容"),
        (&wecom, 200, "{}", "HTTP 200：{}"),
        (
            &feishu,
            200,
            r#"{"code":19021,"msg":"sign match fail"}"#,
            "19021 sign match fail",
        ),
        (
            &aliyun,
            400,
            r#"{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"触发流控"}"#,
            "isv.BUSINESS_LIMIT_CONTROL 触发流控",
        ),
        (
            &tencent,
            200,
            r#"{"Response":{"Error":{"Code":"AuthFailure","Message":"no"}}}"#,
            "AuthFailure no",
        ),
        (
            &tencent,
            200,
            r#"{"Response":{"SendStatusSet":[]}}"#,
            r#"HTTP 200：{"Response":{"SendStatusSet":[]}}"#,
        ),
        (&plain, 200, "失败", "HTTP 200：失败"),
        (&plain, 500, "发送成功", "HTTP 500：发送成功"),
    ];
    for (channel, status, body, reason) in bad {
        assert_eq!(read(channel, status, body), Err(reason.to_owned()), "{body}");
    }
}

/// A key inside the address is a secret too: an answer that echoes it is shown without.
#[test]
fn f4_a_secret_that_is_echoed_is_masked() {
    let wecom = channel(
        ChannelKind::Wecom,
        json!({ "webhook": "https://example.com/robot?key=0123456789abcdef" }),
    );
    let said = read(
        &wecom,
        200,
        r#"{"errcode":93000,"errmsg":"key 0123456789abcdef is unknown"}"#,
    );
    assert_eq!(said, Err("93000 key ****** is unknown".to_owned()));
    let plain = channel(
        ChannelKind::Http,
        json!({ "url": "http://example.com/", "secret": "hunter22" }),
    );
    assert_eq!(
        read(&plain, 403, "wrong: hunter22"),
        Err("HTTP 403：wrong: ******".to_owned())
    );
    let before = "x".repeat(195);
    assert_eq!(
        read(&plain, 403, &format!("{before}hunter22")),
        Err(format!("HTTP 403：{before}******…")),
        "what a cut leaves of it is masked too"
    );
}

#[test]
fn f2_every_kind_is_described_once_in_both_languages() {
    for spec in catalog() {
        assert_eq!(
            catalog().iter().filter(|other| other.kind == spec.kind).count(),
            1
        );
        assert!(spec.details <= spec.params.len());
        for param in &spec.params {
            assert!(
                !param.label.zh.is_empty() && !param.label.en.is_empty(),
                "{}",
                param.name
            );
        }
        // What the catalogue offers is what a channel takes.
        assert_eq!(alerts::spec_of(spec.kind), spec);
    }
    let kinds = [
        ChannelKind::Native,
        ChannelKind::Email,
        ChannelKind::Wecom,
        ChannelKind::Dingtalk,
        ChannelKind::Feishu,
        ChannelKind::EBridge,
        ChannelKind::AliyunSms,
        ChannelKind::TencentSms,
        ChannelKind::Http,
    ];
    assert_eq!(kinds.len(), catalog().len());
    assert!(kinds.iter().all(|kind| alerts::spec_of(*kind).kind == *kind));
}
