//! E10 统一待办 (row S2; protocol facts, 2.2): one operation takes every item, told apart by `isremark`.
//!
//! * Before anything is sent, the OpenAPI is [signed on to](crate::openapi).
//! * A deletion is an item with `isremark` -1. Operations of their own for done, closed and deleted items may exist,
//!   but nothing about them is public; neither is what a batch would answer. They are left out.
//! * The receiver knows a row by system, request and person, so every operation touches one person's row.
//! * Accepted means that both the service (`message.errcode`) and the to-do centre (`data.operResult`) say so. The
//!   centre's sentences are [those of e-cology](crate::todo_centre).

mod classify;
mod encode;
mod spec;

use std::collections::BTreeMap;

use chrono::FixedOffset;
use domain::delivery::{Links, Outcome};
use domain::event::DataSet;
use domain::fields::FieldError;
use domain::lanes::Footprint;
use domain::target::ServerAddress;

use crate::answer::Answer;
use crate::json::Adjustments;
use crate::links::StandardLinks;
use crate::mask::Sought;
use crate::matcher::Matcher;
use crate::messages::OwnRules;
use crate::openapi::{self, OpenApi, Placement};
use crate::settings::Settings;
use crate::sign_on::SignOn;
use crate::suite::{Door, EncodeFault, Exchange, Item, Protocol, Wire};
use crate::todo_centre::{self, Codes, ToRead};

pub(crate) use spec::spec;

/// The wire protocol of one E10 target.
pub(crate) struct E10 {
    openapi: OpenApi,
    wire: Wire,
    receive: Door,
    placement: Placement,
    sys_code: String,
    codes: Codes,
    /// `isremark` of a deletion, as JSON.
    deleted: &'static str,
    /// By business state.
    request_status: BTreeMap<String, String>,
    receivets: bool,
    offset: Option<FixedOffset>,
    adjustments: Adjustments,
    links: StandardLinks,
    reading: Reading,
}

/// How answers are read.
struct Reading {
    service: Matcher,
    centre: Matcher,
    message_field: String,
    own_rules: OwnRules,
    unknown_is_accepted: bool,
}

impl E10 {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut wire = Wire::new(openapi::JSON);
        wire.set_extra(settings);
        let request_status = settings.pairs("requestStatusMap").into_iter();
        Ok(Self {
            openapi: OpenApi::build(server, settings, reveal)?,
            wire,
            receive: openapi::door(
                server,
                settings,
                ("receiveRequestInfo", settings.text("receivePath")),
            )?,
            placement: Placement::new(settings),
            sys_code: settings.text("sysCode").to_owned(),
            codes: Codes::new(settings, ToRead::Sent),
            deleted: match settings.text("deletedIsremark") {
                "text" => "\"-1\"",
                _ => "-1",
            },
            request_status: request_status
                .map(|(state, status)| (state.to_owned(), status.to_owned()))
                .collect(),
            receivets: settings.flag("receivets"),
            offset: settings.offset("timeOffset"),
            adjustments: Adjustments::new(settings),
            links: StandardLinks::new(settings),
            reading: Reading {
                service: Matcher::new(settings, "serviceField", "serviceValues"),
                centre: Matcher::new(settings, "successField", "successValues"),
                message_field: settings.text("messageField").to_owned(),
                own_rules: OwnRules::new(&settings.pairs("messageRules")),
                unknown_is_accepted: todo_centre::unknown_is_accepted(settings),
            },
        })
    }
}

impl Protocol for E10 {
    fn footprint(&self, _data_set: DataSet) -> Footprint {
        Footprint::Receiver
    }

    fn needs_creator(&self, data_set: DataSet) -> bool {
        data_set != DataSet::Deleted
    }

    fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.links.of(request_id, receiver)
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        self.request(item)
    }

    fn classify(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        self.outcome(data_set, answer)
    }

    fn sought(&self) -> &Sought {
        self.openapi.sought()
    }

    fn sign_on(&self) -> Option<&dyn SignOn> {
        Some(&self.openapi)
    }
}
