//! Group robots: WeCom, DingTalk, Feishu. Wire facts: protocol facts, 10.

use serde_json::json;
use suites::Answer;

use crate::channel::{Channel, Occasion};
use crate::message::Message;
use crate::parcel::{Draft, Parcel};
use crate::reading;
use crate::sign;

/// Bytes of a WeCom text.
const MOST_WECOM: usize = 2_048;
/// Bytes of other texts.
const MOST_TEXT: usize = 16 * 1024;

/// `text` cut to a number of bytes, at a character.
fn cut(text: String, most: usize) -> String {
    if text.len() <= most {
        return text;
    }
    let mark = "…";
    let end = text.floor_char_boundary(most - mark.len());
    format!("{}{mark}", &text[..end])
}

pub(crate) fn wecom(channel: &Channel, message: &Message, mobiles: &[String]) -> Result<Parcel, String> {
    let settings = channel.settings();
    let all: &[&str] = if settings.flag("atAll") { &["@all"] } else { &[] };
    let body = json!({
        "msgtype": "text",
        "text": {
            "content": cut(message.whole(), MOST_WECOM),
            "mentioned_list": all,
            "mentioned_mobile_list": mobiles,
        },
    });
    Draft::json(channel.secret("webhook"), &body).into_parcel(settings)
}

pub(crate) fn dingtalk(
    channel: &Channel,
    message: &Message,
    mobiles: &[String],
    occasion: Occasion<'_>,
) -> Result<Parcel, String> {
    let settings = channel.settings();
    let mut text = message.whole();
    // Who is not named in the text is not highlighted.
    for mobile in mobiles {
        text.push_str(&format!(" @{mobile}"));
    }
    let body = json!({
        "msgtype": "text",
        "text": { "content": cut(text, MOST_TEXT) },
        "at": { "atMobiles": mobiles, "isAtAll": settings.flag("atAll") },
    });
    let mut url = channel.secret("webhook").to_owned();
    let secret = channel.secret("signSecret");
    if !secret.is_empty() {
        let timestamp = occasion.now.timestamp_millis();
        let signature = domain::address::encode(&sign::dingtalk(secret, timestamp));
        let mark = if url.contains('?') { '&' } else { '?' };
        url.push_str(&format!("{mark}timestamp={timestamp}&sign={signature}"));
    }
    Draft::json(url, &body).into_parcel(settings)
}

pub(crate) fn feishu(channel: &Channel, message: &Message, occasion: Occasion<'_>) -> Result<Parcel, String> {
    let mut body = json!({
        "msg_type": "text",
        "content": { "text": cut(message.whole(), MOST_TEXT) },
    });
    let secret = channel.secret("signSecret");
    if !secret.is_empty() {
        let timestamp = occasion.now.timestamp();
        body["timestamp"] = json!(timestamp.to_string());
        body["sign"] = json!(sign::feishu(secret, timestamp));
    }
    Draft::json(channel.secret("webhook"), &body).into_parcel(channel.settings())
}

/// `errcode` 0 is success; of WeCom, DingTalk and e-Bridge, which writes it as text.
pub(crate) fn read_errcode(answer: &Answer<'_>) -> Result<Option<String>, String> {
    let object = reading::object(answer)?;
    match reading::word(&object, "errcode").as_str() {
        "0" => Ok(None),
        "" => Err(reading::unreadable(answer)),
        code => Err(format!("{code} {}", reading::word(&object, "errmsg"))),
    }
}

/// `code` 0, or in older answers `StatusCode` 0, is success.
pub(crate) fn read_feishu(answer: &Answer<'_>) -> Result<Option<String>, String> {
    let object = reading::object(answer)?;
    let code = reading::word(&object, "code");
    if code == "0" || code.is_empty() && reading::word(&object, "StatusCode") == "0" {
        return Ok(None);
    }
    if code.is_empty() {
        return Err(reading::unreadable(answer));
    }
    Err(format!("{code} {}", reading::word(&object, "msg")))
}
