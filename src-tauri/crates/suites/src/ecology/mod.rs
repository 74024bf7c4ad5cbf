//! e-cology 8/9 统一待办中心 (row S1): JSON over REST, or the same JSON inside a SOAP envelope.
//!
//! * `mode` **upsert** sends to-do, done and closed items to one operation that tells them apart by `isremark`;
//!   **split** has one operation for each. Deletions have their own in both.
//! * The receiver knows a row by system, workflow type, request and person, so every operation touches one person's
//!   row, except a deletion of the whole request (`deleteScope`).
//! * `receivets` is when we sent: newer receivers drop what is older than what they have.

mod classify;
mod encode;
mod spec;

use std::collections::BTreeMap;

use chrono::FixedOffset;
use domain::delivery::Links;
use domain::event::DataSet;
use domain::fields::FieldError;
use domain::lanes::Footprint;
use domain::target::ServerAddress;
use http::{HeaderName, HeaderValue};

use crate::mask::Sought;
use crate::messages::OwnRules;
use crate::settings::Settings;
use crate::suite::{Door, Wire};
use crate::template::{Template, Values, Writing};

pub(crate) use spec::spec;

/// The wire protocol of one e-cology target.
pub(crate) struct Ecology {
    wire: Wire,
    doors: Doors,
    sys_code: String,
    /// Items to read are sent as such (`toViewRemark`, and the receiver knows `isremark` 8).
    to_read: ToRead,
    receivets: bool,
    delete_scope: Footprint,
    offset: Option<FixedOffset>,
    omitted: Vec<String>,
    added: BTreeMap<String, String>,
    links: StandardLinks,
    reading: Reading,
    pub(crate) sought: Sought,
}

/// What becomes of items that are only to be read.
enum ToRead {
    /// They are to-dos like all others.
    Folded,
    /// Items with one of these business states are sent as `isremark` 8.
    Sent(Vec<String>),
}

/// Where each operation is asked for.
struct Doors {
    /// `None` in split mode.
    upsert: Option<Door>,
    todo: Door,
    done: Door,
    over: Door,
    cc: Door,
    delete_person: Door,
    delete_request: Door,
    /// Whether the JSON goes inside a SOAP envelope.
    soap: bool,
}

struct StandardLinks {
    oa_address: String,
    pc: Template,
    app: Template,
}

/// How answers are read.
struct Reading {
    success_field: String,
    success_values: Vec<String>,
    own_rules: OwnRules,
    unknown_is_accepted: bool,
}

impl Ecology {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let soap = settings.text("transport") == "soap";
        let mut wire = Wire::new(if soap {
            "text/xml; charset=UTF-8"
        } else {
            "application/json; charset=UTF-8"
        });
        if soap {
            wire.set(
                HeaderName::from_static("soapaction"),
                HeaderValue::from_static("\"\""),
            );
        }
        wire.set_extra(settings);
        let api_key = reveal("apiKey");
        if let Some(key) = &api_key {
            let wrong = |_| {
                vec![FieldError {
                    path: "/params/apiKey".to_owned(),
                    code: "INVALID_HEADER".to_owned(),
                    message: "must be a value that an HTTP header can hold".to_owned(),
                }]
            };
            let mut value = HeaderValue::from_str(key).map_err(wrong)?;
            value.set_sensitive(true);
            if let Ok(name) = HeaderName::from_bytes(settings.text("apiKeyHeader").as_bytes()) {
                wire.set(name, value);
            }
        }
        let to_read = if settings.flag("toViewRemark") && settings.flag("isremark8") {
            ToRead::Sent(settings.words("toReadStates"))
        } else {
            ToRead::Folded
        };
        Ok(Self {
            wire,
            doors: Doors::build(server, settings, soap)?,
            sys_code: settings.text("sysCode").to_owned(),
            to_read,
            receivets: settings.flag("receivets"),
            delete_scope: match settings.text("deleteScope") {
                "request" => Footprint::Request,
                _ => Footprint::Receiver,
            },
            offset: settings.offset("timeOffset"),
            omitted: settings.words("omitFields"),
            added: settings
                .pairs("extraFields")
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            links: StandardLinks {
                oa_address: settings.text("oaAddress").to_owned(),
                pc: Template::new(settings.text("pcPath")),
                app: Template::new(settings.text("appPath")),
            },
            reading: Reading {
                success_field: settings.text("successField").to_owned(),
                success_values: settings.words("successValues"),
                own_rules: OwnRules::new(&settings.pairs("messageRules")),
                unknown_is_accepted: settings.text("unknownItem") != "rejected",
            },
            sought: Sought::new(api_key.as_deref()),
        })
    }

    pub(crate) fn footprint(&self, data_set: DataSet) -> Footprint {
        match data_set {
            DataSet::Deleted => self.delete_scope,
            DataSet::Todo | DataSet::Done | DataSet::Closed => Footprint::Receiver,
        }
    }

    pub(crate) fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        let values = Values {
            request_id,
            receiver,
            workflow_id: "",
        };
        let pc = self.links.render(&self.links.pc, values);
        Links {
            app: self.links.render(&self.links.app, values),
            adaptive: pc.clone(),
            pc,
        }
    }
}

impl StandardLinks {
    fn render(&self, template: &Template, values: Values<'_>) -> String {
        let path = template.render(values, Writing::Url);
        if path.starts_with('/') {
            format!("{}{path}", self.oa_address)
        } else {
            path
        }
    }
}

impl Doors {
    fn build(server: &ServerAddress, settings: Settings<'_>, soap: bool) -> Result<Self, Vec<FieldError>> {
        let door = |operation: &'static str, path: &str| {
            Door::new(
                operation,
                server,
                settings.text(if soap { "soapPath" } else { path }),
            )
        };
        Ok(Self {
            upsert: match settings.text("mode") {
                "split" => None,
                _ => Some(door("receiveRequestInfoByJson", "upsertPath")?),
            },
            todo: door("receiveTodoRequestByJson", "todoPath")?,
            done: door("processDoneRequestByJson", "donePath")?,
            over: door("processOverRequestByJson", "overPath")?,
            cc: door("receiveCCRequestByJson", "ccPath")?,
            delete_person: door("deleteUserRequestInfoByJson", "deletePersonPath")?,
            delete_request: door("deleteRequestInfoByJson", "deleteRequestPath")?,
            soap,
        })
    }
}
