//! What every Landray target has: where the service is, how it is authenticated with (protocol facts, 4.1, 4.2 and
//! 4.8), how an item is named to it, and how it answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::fields::FieldError;
use domain::target::ServerAddress;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use md5::{Digest as _, Md5};

use super::context::Context;
use crate::json::Adjustments;
use crate::mask::{MASK, Sought};
use crate::matcher::Matcher;
use crate::messages::OwnRules;
use crate::settings::Settings;
use crate::suite::{Door, Exchange, Item, Wire};
use crate::template::{Template, Values, Writing};
use crate::xml;

/// The way to one Landray.
pub(super) struct Connection {
    wire: Wire,
    pub(super) transport: Transport,
    send: Door,
    done: Door,
    delete: Door,
    get: Door,
    count: Door,
    app_name: String,
    model_name: Template,
    key: Template,
    adjustments: Adjustments,
    pub(super) success: Matcher,
    pub(super) message_field: String,
    pub(super) own_rules: OwnRules,
    sought: Sought,
}

/// How operations are asked for.
pub(super) enum Transport {
    /// The envelope up to the body's content, with the password and with it masked.
    Soap { head: String, shown_head: String },
    /// JSON with HTTP Basic.
    Rest,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Send,
    Done,
    Delete,
    Get,
    Count,
}

/// Whose to-do is finished or deleted.
pub(super) enum Removed {
    /// `optType` 1: everybody's.
    Whole,
    /// `optType` 2: that of these persons, as JSON.
    Persons(String),
}

impl Connection {
    pub(super) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let password = reveal("password").unwrap_or_default();
        let sent_password = match settings.text("passwordEncoding") {
            "md5Lower" => md5_lower(&password),
            _ => password.clone(),
        };
        let basic = STANDARD.encode(format!("{}:{sent_password}", settings.text("username")));
        let rest = settings.text("transport") == "rest";
        let mut wire = Wire::new(if rest {
            "application/json; charset=UTF-8"
        } else {
            "text/xml; charset=UTF-8"
        });
        wire.set_extra(settings);
        let transport = if rest {
            if let Ok(value) = HeaderValue::from_str(&format!("Basic {basic}")) {
                wire.set(AUTHORIZATION, value);
            }
            Transport::Rest
        } else {
            wire.set(
                HeaderName::from_static("soapaction"),
                HeaderValue::from_static("\"\""),
            );
            Transport::Soap {
                head: head(settings, &sent_password),
                shown_head: head(settings, MASK),
            }
        };
        let door = |operation: &'static str| {
            if rest {
                Door::new(
                    operation,
                    server,
                    &format!("{}/{operation}", settings.text("restPath")),
                )
            } else {
                Door::new(operation, server, settings.text("path"))
            }
        };
        Ok(Self {
            wire,
            transport,
            send: door("sendTodo")?,
            done: door("setTodoDone")?,
            delete: door("deleteTodo")?,
            get: door("getTodo")?,
            count: door("getTodoCount")?,
            app_name: settings.text("appName").to_owned(),
            model_name: Template::new(settings.text("modelName")),
            key: Template::new(settings.text("key")),
            adjustments: Adjustments::new(settings),
            success: Matcher::new(settings, "successField", "successValues"),
            message_field: settings.text("messageField").to_owned(),
            own_rules: OwnRules::new(&settings.pairs("messageRules")),
            sought: Sought::new([password.as_str(), sent_password.as_str(), basic.as_str()]),
        })
    }

    pub(super) fn sought(&self) -> &Sought {
        &self.sought
    }

    /// The name of the source system, the same in every call.
    pub(super) fn app_name(&self) -> &str {
        &self.app_name
    }

    /// Whether each receiver's to-do has a key of its own.
    pub(super) fn keys_receivers(&self) -> bool {
        self.key.names_receiver()
    }

    /// An empty context in the form that the transport wants.
    pub(super) fn context(&self) -> Context<'_> {
        match self.transport {
            Transport::Soap { .. } => Context::soap(&self.adjustments),
            Transport::Rest => Context::rest(&self.adjustments),
        }
    }

    /// Under what an item is known to the receiver: `appName`, the key (which may be empty), `modelId`, `modelName`.
    pub(super) fn names<'i>(&'i self, item: &Item<'i>) -> Names<'i> {
        let values = Values {
            request_id: item.event.request_id.as_str(),
            receiver: item.receiver,
            workflow_id: item.event.workflow_id.as_str(),
        };
        Names {
            app_name: &self.app_name,
            key: self.key.render(values, Writing::Plain),
            model_id: item.event.request_id.as_str(),
            model_name: self.model_name.render(values, Writing::Plain),
        }
    }

    /// `NotifyTodoRemoveContext`, its elements in alphabetical order (protocol facts, 4.4).
    pub(super) fn removal(&self, operation: Operation, item: &Item<'_>, removed: Removed) -> Exchange {
        let names = self.names(item);
        let mut context = self.context();
        context.text("appName", names.app_name);
        context.filled("key", &names.key);
        context.text("modelId", names.model_id);
        context.text("modelName", &names.model_name);
        match removed {
            Removed::Whole => context.number("optType", "1"),
            Removed::Persons(persons) => {
                context.number("optType", "2");
                context.text("targets", &persons);
            }
        }
        self.exchange(operation, context)
    }

    /// The request that asks for `operation` with `context`.
    pub(super) fn exchange(&self, operation: Operation, context: Context<'_>) -> Exchange {
        let door = match operation {
            Operation::Send => &self.send,
            Operation::Done => &self.done,
            Operation::Delete => &self.delete,
            Operation::Get => &self.get,
            Operation::Count => &self.count,
        };
        let inner = context.finish();
        match &self.transport {
            Transport::Soap { head, shown_head } => {
                let body = envelope(head, door.operation, &inner);
                let shown = envelope(shown_head, door.operation, &inner);
                self.wire.exchange(door, body, shown)
            }
            Transport::Rest => {
                let body = Bytes::from(inner);
                self.wire.exchange(door, body.clone(), body)
            }
        }
    }
}

/// Under what an item is known to the receiver.
pub(super) struct Names<'a> {
    pub(super) app_name: &'a str,
    pub(super) key: String,
    pub(super) model_id: &'a str,
    pub(super) model_name: String,
}

fn envelope(head: &str, operation: &str, inner: &str) -> Bytes {
    let parts = [
        head,
        "<web:",
        operation,
        "><arg0>",
        inner,
        "</arg0></web:",
        operation,
        "></soapenv:Body></soapenv:Envelope>",
    ];
    Bytes::from(parts.concat())
}

fn head(settings: Settings<'_>, password: &str) -> String {
    let header = settings.text("headerElement");
    let mut head = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        r#"<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" "#,
        r#"xmlns:web="http://webservice.notify.sys.kmss.landray.com/">"#,
        r#"<soapenv:Header><tns:"#
    ));
    head.push_str(header);
    head.push_str(" xmlns:tns=\"");
    xml::push_escaped(&mut head, settings.text("headerNamespace"));
    head.push_str("\">");
    for (element, text) in [
        ("userElement", settings.text("username")),
        ("passwordElement", password),
    ] {
        xml::push_element(&mut head, &format!("tns:{}", settings.text(element)), text);
    }
    head.push_str("</tns:");
    head.push_str(header);
    head.push_str("></soapenv:Header><soapenv:Body>");
    head
}

fn md5_lower(password: &str) -> String {
    Md5::digest(password.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
