//! 蓝凌 EKP, SOAP `sysNotifyTodoWebService` (row S4).
//!
//! * To-dos are sent with `sendTodo`; done and closed items with `setTodoDone`, deletions with `deleteTodo`. The two
//!   latter touch one person (`optType` 2) or everybody (`optType` 1), as configured; the lanes go by that.
//! * Elements stand in alphabetical order, which strict servers demand.
//! * Authentication troubles come as SOAP Faults, refusals of an item as `returnState` 1.
//! * The password is in the SOAP header. It is put into the request when it is made, and masked in what is shown.

mod classify;
mod encode;
mod spec;

use chrono::FixedOffset;
use domain::delivery::Links;
use domain::event::DataSet;
use domain::fields::FieldError;
use domain::lanes::Footprint;
use domain::target::ServerAddress;
use http::{HeaderName, HeaderValue};
use md5::{Digest as _, Md5};

use crate::mask::{MASK, Sought};
use crate::messages::OwnRules;
use crate::settings::Settings;
use crate::suite::{Door, Wire};
use crate::template::{Template, Values, Writing};
use crate::xml;

pub(crate) use spec::spec;

/// The wire protocol of one Landray target.
pub(crate) struct Landray {
    wire: Wire,
    send: Door,
    done: Door,
    delete: Door,
    /// The envelope up to the body's content, with the password.
    head: String,
    /// The same with the password masked.
    shown_head: String,
    app_name: String,
    person_key: String,
    model_name: Template,
    key: Template,
    level: Option<String>,
    language: String,
    mobile_link: bool,
    pad_link: bool,
    notice_states: Vec<String>,
    offset: Option<FixedOffset>,
    scopes: Scopes,
    oa_address: String,
    pc: Template,
    app: Template,
    own_rules: OwnRules,
    pub(crate) sought: Sought,
}

/// Whom each operation touches.
struct Scopes {
    done: Footprint,
    closed: Footprint,
    deleted: Footprint,
}

impl Landray {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut wire = Wire::new("text/xml; charset=UTF-8");
        wire.set(
            HeaderName::from_static("soapaction"),
            HeaderValue::from_static("\"\""),
        );
        wire.set_extra(settings);
        let path = settings.text("path");
        let password = reveal("password").unwrap_or_default();
        let sent_password = match settings.text("passwordEncoding") {
            "md5Lower" => md5_lower(&password),
            _ => password.clone(),
        };
        let level = settings.text("level");
        Ok(Self {
            wire,
            send: Door::new("sendTodo", server, path)?,
            done: Door::new("setTodoDone", server, path)?,
            delete: Door::new("deleteTodo", server, path)?,
            head: head(settings, &sent_password),
            shown_head: head(settings, MASK),
            app_name: settings.text("appName").to_owned(),
            person_key: settings.text("ekpUserKey").to_owned(),
            model_name: Template::new(settings.text("modelName")),
            key: Template::new(settings.text("key")),
            level: if level == "none" {
                None
            } else {
                Some(level.to_owned())
            },
            language: settings.text("language").to_owned(),
            mobile_link: settings.flag("mobileLink"),
            pad_link: settings.flag("padLink"),
            notice_states: settings.words("noticeStates"),
            offset: settings.offset("timeOffset"),
            scopes: Scopes {
                done: scope(settings.text("doneOptType")),
                closed: scope(settings.text("closedOptType")),
                deleted: scope(settings.text("deletedOptType")),
            },
            oa_address: settings.text("oaAddress").to_owned(),
            pc: Template::new(settings.text("pcPath")),
            app: Template::new(settings.text("appPath")),
            own_rules: OwnRules::new(&settings.pairs("messageRules")),
            sought: Sought::new([password.as_str(), sent_password.as_str()]),
        })
    }

    /// What the operation touches. With a key of its own for each receiver, "everybody" is one person.
    pub(crate) fn footprint(&self, data_set: DataSet) -> Footprint {
        if self.key.names_receiver() {
            return Footprint::Receiver;
        }
        self.scope(data_set)
    }

    fn scope(&self, data_set: DataSet) -> Footprint {
        match data_set {
            DataSet::Todo => Footprint::Receiver,
            DataSet::Done => self.scopes.done,
            DataSet::Closed => self.scopes.closed,
            DataSet::Deleted => self.scopes.deleted,
        }
    }

    pub(crate) fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        let values = Values {
            request_id,
            receiver,
            workflow_id: "",
        };
        let pc = self.full_address(&self.pc.render(values, Writing::Url));
        let app = self.full_address(&self.app.render(values, Writing::Url));
        Links {
            app,
            adaptive: pc.clone(),
            pc,
        }
    }

    /// Landray opens links as they are, so that a path must become a whole address.
    fn full_address(&self, link: &str) -> String {
        if link.starts_with('/') {
            format!("{}{link}", self.oa_address)
        } else {
            link.to_owned()
        }
    }
}

fn scope(opt_type: &str) -> Footprint {
    if opt_type == "2" {
        Footprint::Receiver
    } else {
        Footprint::Request
    }
}

fn head(settings: Settings<'_>, password: &str) -> String {
    let mut head = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        r#"<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" "#,
        r#"xmlns:web="http://webservice.notify.sys.kmss.landray.com/">"#,
        r#"<soapenv:Header><tns:RequestSOAPHeader xmlns:tns=""#
    ));
    xml::push_escaped(&mut head, settings.text("headerNamespace"));
    head.push_str("\">");
    xml::push_element(&mut head, "tns:user", settings.text("username"));
    xml::push_element(&mut head, "tns:password", password);
    head.push_str("</tns:RequestSOAPHeader></soapenv:Header><soapenv:Body>");
    head
}

fn md5_lower(password: &str) -> String {
    Md5::digest(password.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
