//! e-cology 8/9 统一待办中心 (row S1): JSON over REST, or the same JSON inside a SOAP envelope.
//!
//! * `mode` **upsert** sends to-do, done and closed items to one operation that tells them apart by `isremark`;
//!   **split** has one operation for each. Deletions have their own in both.
//! * The receiver knows a row by system, workflow type, request and person, so every operation touches one person's
//!   row, except a deletion of the whole request (`deleteScope`).
//! * `receivets` is when we sent: newer receivers drop what is older than what they have.
//! * The batch operations (protocol facts, 1.1) are not used: a single client knows them, and what they answer is not
//!   public, so that nobody could tell which items of a batch were refused.

mod classify;
mod encode;
mod spec;

use chrono::FixedOffset;
use domain::delivery::{Links, Outcome};
use domain::event::DataSet;
use domain::fields::FieldError;
use domain::lanes::Footprint;
use domain::target::ServerAddress;
use http::{HeaderName, HeaderValue};

use crate::answer::Answer;
use crate::json::Adjustments;
use crate::links::StandardLinks;
use crate::mask::Sought;
use crate::matcher::Matcher;
use crate::messages::OwnRules;
use crate::settings::Settings;
use crate::suite::{Door, EncodeFault, Exchange, Item, Protocol, Shown, Wire};
use crate::todo_centre::{self, Codes, ToRead};

pub(crate) use spec::spec;

/// The wire protocol of one e-cology target.
pub(crate) struct Ecology {
    wire: Wire,
    doors: Doors,
    sys_code: String,
    codes: Codes,
    receivets: bool,
    delete_scope: Footprint,
    offset: Option<FixedOffset>,
    adjustments: Adjustments,
    links: StandardLinks,
    reading: Reading,
    sought: Sought,
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

/// How answers are read.
struct Reading {
    success: Matcher,
    message_field: String,
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
            wire.set_param(settings.text("apiKeyHeader"), key, ("apiKey", Shown::Masked))?;
        }
        let to_read = if settings.flag("toViewRemark") {
            ToRead::Sent
        } else {
            ToRead::Folded
        };
        Ok(Self {
            wire,
            doors: Doors::build(server, settings, soap)?,
            sys_code: settings.text("sysCode").to_owned(),
            codes: Codes::new(settings, to_read),
            receivets: settings.flag("receivets"),
            delete_scope: match settings.text("deleteScope") {
                "request" => Footprint::Request,
                _ => Footprint::Receiver,
            },
            offset: settings.offset("timeOffset"),
            adjustments: Adjustments::new(settings),
            links: StandardLinks::new(settings),
            reading: Reading {
                success: Matcher::new(settings, "successField", "successValues"),
                message_field: settings.text("messageField").to_owned(),
                own_rules: OwnRules::new(&settings.pairs("messageRules")),
                unknown_is_accepted: todo_centre::unknown_is_accepted(settings),
            },
            sought: Sought::new(api_key.as_deref()),
        })
    }
}

impl Protocol for Ecology {
    fn footprint(&self, data_set: DataSet) -> Footprint {
        match data_set {
            DataSet::Deleted => self.delete_scope,
            DataSet::Todo | DataSet::Done | DataSet::Closed => Footprint::Receiver,
        }
    }

    fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.links.of(request_id, receiver)
    }

    /// Deletions have no creator, and in split mode neither have changes of a row that is there.
    fn needs_creator(&self, data_set: DataSet) -> bool {
        match data_set {
            DataSet::Todo => true,
            DataSet::Done | DataSet::Closed => self.doors.upsert.is_some(),
            DataSet::Deleted => false,
        }
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        self.request(item)
    }

    fn classify(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        self.outcome(data_set, answer)
    }

    fn sought(&self) -> &Sought {
        &self.sought
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
