//! Any gateway that takes an HTTP request: address, headers and body are the operator's.

use std::borrow::Cow;

use domain::fields::Complaints;
use http::Method;
use suites::{Answer, BodyTemplate, Settings, Template, answer_text, check_template};

use crate::catalog::GATEWAY;
use crate::channel::Channel;
use crate::message::Message;
use crate::parcel::{Draft, Parcel};
use crate::reading;

/// What goes beyond single fields: the body is of its kind.
pub(crate) fn check(settings: Settings<'_>, complaints: &mut Complaints) {
    for (name, value) in settings.pairs("headers") {
        if let Err(unknown) = check_template(value, GATEWAY) {
            let message = format!("does not know the placeholder {{{unknown}}}");
            complaints.add(format!("/params/headers/{name}"), "UNKNOWN_PLACEHOLDER", message);
        }
    }
    if settings.text("method") == "GET" {
        return;
    }
    let body = settings.text("body");
    if settings.text("bodyKind") == "json" {
        if let Err(fault) = BodyTemplate::new(body, GATEWAY) {
            complaints.add("/params/body", fault.code, fault.message);
        }
    } else if let Err(unknown) = check_template(body, GATEWAY) {
        let message = format!("does not know the placeholder {{{unknown}}}");
        complaints.add("/params/body", "UNKNOWN_PLACEHOLDER", message);
    }
}

pub(crate) fn request(channel: &Channel, message: &Message, recipients: &[String]) -> Result<Parcel, String> {
    let settings = channel.settings();
    let recipients = recipients.join(",");
    let value = |at: usize| match at {
        0 => message.subject.as_str(),
        1 => message.text.as_str(),
        2 => recipients.as_str(),
        3 => channel.secret("secret"),
        at => message.summary.value(at - 4),
    };
    let plain = |text: &str| Template::of(text, GATEWAY).fill(|at| Cow::Borrowed(value(at)));
    let encoded =
        |text: &str| Template::of(text, GATEWAY).fill(|at| Cow::Owned(domain::address::encode(value(at))));
    let body = settings.text("body");
    let (content_type, body) = match settings.text("bodyKind") {
        "form" => ("application/x-www-form-urlencoded; charset=utf-8", encoded(body)),
        "text" => ("text/plain; charset=utf-8", plain(body)),
        _ => {
            let template = BodyTemplate::new(body, GATEWAY).map_err(|fault| fault.message)?;
            let filled = template.fill(|at| Cow::Borrowed(value(at)));
            ("application/json; charset=utf-8", filled)
        }
    };
    let headers = settings.pairs("headers");
    let draft = Draft {
        method: if settings.text("method") == "GET" {
            Method::GET
        } else {
            Method::POST
        },
        url: encoded(settings.text("url")),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), plain(value)))
            .collect(),
        content_type,
        body,
    };
    draft.into_parcel(settings)
}

pub(crate) fn read(settings: Settings<'_>, answer: &Answer<'_>) -> Result<Option<String>, String> {
    if !(200..300).contains(&answer.status) {
        return Err(reading::unreadable(answer));
    }
    let field = settings.text("successField");
    if !field.is_empty() {
        let object = reading::object(answer)?;
        let found = reading::word(&object, field);
        if !settings.words("successValues").contains(&found) {
            return Err(reading::unreadable(answer));
        }
    }
    let text = settings.text("successText");
    if !text.is_empty() && !answer_text(answer).contains(text) {
        return Err(reading::unreadable(answer));
    }
    Ok(None)
}
