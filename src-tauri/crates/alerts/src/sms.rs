//! SMS of Aliyun (`SendSms`, version 2017-05-25) and of Tencent Cloud (`SendSms`, version 2021-01-11). Wire facts:
//! protocol facts, 9.

use std::borrow::Cow;

use domain::alert::{ChannelKind, PLACEHOLDERS};
use http::Method;
use serde_json::{Map, Value, json};
use suites::{Answer, BodyTemplate, Settings, Template};
use url::Url;

use crate::channel::{Channel, Occasion};
use crate::message::Message;
use crate::parcel::{Draft, Parcel};
use crate::reading;
use crate::sign::{Aliyun, Tencent};

/// The host of an address, as the `Host` header has it.
fn host_of(endpoint: &str) -> Result<String, String> {
    let url = Url::parse(endpoint).map_err(|_| "服务地址无效".to_owned())?;
    let host = url.host_str().ok_or("服务地址无效")?;
    Ok(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

/// The variables of the provider's template with their values, as one JSON object.
fn aliyun_values(settings: Settings<'_>, message: &Message) -> Result<String, String> {
    let template = BodyTemplate::new(settings.text("templateParam"), PLACEHOLDERS);
    let template = template.map_err(|fault| fault.message)?;
    Ok(template.fill(|at| Cow::Borrowed(message.summary.value(at))))
}

/// The values of the provider's template, in their order.
fn tencent_values(settings: Settings<'_>, message: &Message) -> Vec<String> {
    let params = settings.words("templateParams");
    let filled = params
        .iter()
        .map(|param| Template::of(param, PLACEHOLDERS).fill(|at| Cow::Borrowed(message.summary.value(at))));
    filled.collect()
}

/// What a message puts into the provider's template, by the names that the provider gives; nothing for other channels.
pub(crate) fn template_values(
    kind: ChannelKind,
    settings: Settings<'_>,
    message: &Message,
) -> Vec<(String, String)> {
    match kind {
        ChannelKind::AliyunSms => {
            let filled = aliyun_values(settings, message).unwrap_or_default();
            let values: Map<String, Value> = serde_json::from_str(&filled).unwrap_or_default();
            let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            values
                .into_iter()
                .map(|(name, value)| (name, text(value)))
                .collect()
        }
        ChannelKind::TencentSms => (1..)
            .map(|n: usize| format!("{{{n}}}"))
            .zip(tencent_values(settings, message))
            .collect(),
        _ => Vec::new(),
    }
}

pub(crate) fn aliyun(
    channel: &Channel,
    message: &Message,
    mobiles: &[String],
    occasion: Occasion<'_>,
) -> Result<Parcel, String> {
    let settings = channel.settings();
    let filled = aliyun_values(settings, message)?;
    let mobiles = mobiles.join(",");
    let mut fields = [
        ("PhoneNumbers", mobiles.as_str()),
        ("SignName", settings.text("signName")),
        ("TemplateCode", settings.text("templateCode")),
        ("TemplateParam", &filled),
    ];
    fields.sort_unstable();
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", domain::address::encode(value)))
        .collect();
    let query = pairs.join("&");
    let endpoint = settings.text("endpoint");
    let signed = Aliyun {
        host: &host_of(endpoint)?,
        action: "SendSms",
        version: "2017-05-25",
        date: &occasion.now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        nonce: occasion.nonce,
        query: &query,
    };
    let draft = Draft {
        method: Method::POST,
        url: format!("{endpoint}/?{query}"),
        headers: signed.headers(settings.text("accessKeyId"), channel.secret("accessKeySecret")),
        content_type: "",
        body: String::new(),
    };
    draft.into_parcel(settings)
}

/// `Code` `OK` is success.
pub(crate) fn read_aliyun(answer: &Answer<'_>) -> Result<Option<String>, String> {
    let object = reading::object(answer)?;
    match reading::word(&object, "Code").as_str() {
        "OK" => Ok(None),
        "" => Err(reading::unreadable(answer)),
        code => Err(format!("{code} {}", reading::word(&object, "Message"))),
    }
}

/// Numbers of this country are written without its prefix in most organisations.
fn international(mobile: &str) -> String {
    match mobile.starts_with('+') {
        true => mobile.to_owned(),
        false => format!("+86{mobile}"),
    }
}

pub(crate) fn tencent(
    channel: &Channel,
    message: &Message,
    mobiles: &[String],
    occasion: Occasion<'_>,
) -> Result<Parcel, String> {
    let settings = channel.settings();
    let numbers: Vec<String> = mobiles.iter().map(|mobile| international(mobile)).collect();
    let body = json!({
        "PhoneNumberSet": numbers,
        "SmsSdkAppId": settings.text("sdkAppId"),
        "SignName": settings.text("signName"),
        "TemplateId": settings.text("templateId"),
        "TemplateParamSet": tencent_values(settings, message),
    });
    let endpoint = settings.text("endpoint");
    let mut draft = Draft::json(format!("{endpoint}/"), &body);
    let signed = Tencent {
        host: &host_of(endpoint)?,
        service: "sms",
        content_type: draft.content_type,
        body: &draft.body,
        timestamp: occasion.now.timestamp(),
        date: &occasion.now.format("%Y-%m-%d").to_string(),
    };
    let authorization = signed.authorization(settings.text("secretId"), channel.secret("secretKey"));
    draft.headers = [
        ("authorization", authorization.as_str()),
        ("x-tc-action", "SendSms"),
        ("x-tc-version", "2021-01-11"),
        ("x-tc-timestamp", &occasion.now.timestamp().to_string()),
        ("x-tc-region", settings.text("region")),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    draft.into_parcel(settings)
}

/// Each number has an answer of its own: some may be refused while the others are told.
pub(crate) fn read_tencent(answer: &Answer<'_>) -> Result<Option<String>, String> {
    let object = reading::object(answer)?;
    let error = reading::word(&object, "Response.Error.Code");
    if !error.is_empty() {
        return Err(format!(
            "{error} {}",
            reading::word(&object, "Response.Error.Message")
        ));
    }
    let each = object
        .get("Response")
        .and_then(|response| response.get("SendStatusSet"));
    let each = each
        .and_then(Value::as_array)
        .ok_or_else(|| reading::unreadable(answer))?;
    let text = |one: &Value, name: &str| one.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let refused: Vec<String> = each
        .iter()
        .filter(|one| !text(one, "Code").eq_ignore_ascii_case("ok"))
        .map(|one| {
            format!(
                "{} {} {}",
                text(one, "PhoneNumber"),
                text(one, "Code"),
                text(one, "Message")
            )
        })
        .collect();
    match refused.len() {
        0 if each.is_empty() => Err(reading::unreadable(answer)),
        0 => Ok(None),
        all if all == each.len() => Err(refused.join("；")),
        _ => Ok(Some(format!("部分号码未送达：{}", refused.join("；")))),
    }
}
