//! e-Bridge (云桥): a form to `sendWxMsg`. Wire facts: protocol facts, 9; fields of the vendor's demonstration.

use http::Method;

use crate::channel::Channel;
use crate::message::Message;
use crate::parcel::{Draft, Parcel};

pub(crate) fn request(channel: &Channel, message: &Message, persons: &[String]) -> Result<Parcel, String> {
    let settings = channel.settings();
    let link = settings.text("linkUrl");
    let persons = persons.join(",");
    let fields = [
        ("accesstoken", channel.secret("accessToken")),
        ("outsysid", settings.text("outSysId")),
        ("tpids", settings.text("tpIds")),
        ("userids", &persons),
        ("title", &message.subject),
        ("content", &message.text),
        ("imgurl", ""),
        ("linkurl", link),
        ("hasurl", if link.is_empty() { "0" } else { "1" }),
    ];
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", domain::address::encode(value)))
        .collect();
    let draft = Draft {
        method: Method::POST,
        url: format!("{}{}", settings.text("url"), settings.text("path")),
        headers: Vec::new(),
        content_type: "application/x-www-form-urlencoded; charset=utf-8",
        body: body.join("&"),
    };
    draft.into_parcel(settings)
}
