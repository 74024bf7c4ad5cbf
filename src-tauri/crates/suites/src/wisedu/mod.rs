//! 金智教育待办中心 (row S5; protocol facts, 5). No document of the vendor is public; two clients agree on the headers, on
//! `taskInfo` and on the names of its fields, and that is what is sent.
//!
//! * A to-do is an `inserttasks` entry, everything else an `updatetasks` entry with the same `task_id`, which is made of
//!   the request and the receiver, so that what is done later finds what was sent.
//! * The path is a site's own; there is no default.
//! * `appSecret` goes in the header `accessToken`, which is how the clients' token is best understood.

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
use crate::settings::Settings;
use crate::suite::{Door, EncodeFault, Exchange, Item, Protocol, Shown, Wire};
use crate::template::Template;

pub(crate) use spec::spec;

/// The wire protocol of one Wisedu target.
pub(crate) struct Wisedu {
    wire: Wire,
    push: Door,
    placement: Placement,
    app_id: String,
    app_name: String,
    task_id: Template,
    priority: String,
    /// By business state; goes before `priority`.
    priority_by_state: BTreeMap<String, String>,
    created_on: CreatedOn,
    delete_scope: Footprint,
    offset: Option<FixedOffset>,
    adjustments: Adjustments,
    links: StandardLinks,
    success: Matcher,
    message_field: String,
    own_rules: OwnRules,
    sought: Sought,
}

/// Where the parameters go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Placement {
    Form,
    Query,
}

/// Which time is `created_on`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CreatedOn {
    Received,
    Created,
}

impl Wisedu {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let placement = match settings.text("placement") {
            "query" => Placement::Query,
            _ => Placement::Form,
        };
        let mut wire = match placement {
            Placement::Form => Wire::new("application/x-www-form-urlencoded; charset=UTF-8"),
            Placement::Query => Wire::bodiless(),
        };
        wire.set_extra(settings);
        let secret = reveal("appSecret").unwrap_or_default();
        let app_id = settings.text("appId");
        wire.set_param(settings.text("appIdHeader"), app_id, ("appId", Shown::AsItIs))?;
        wire.set_param(
            settings.text("secretHeader"),
            &secret,
            ("appSecret", Shown::Masked),
        )?;
        let by_state = settings.pairs("priorityMap").into_iter();
        Ok(Self {
            wire,
            push: Door::new("push", server, settings.text("path"))?,
            placement,
            app_id: app_id.to_owned(),
            app_name: settings.text("appName").to_owned(),
            task_id: Template::new(settings.text("taskId")),
            priority: settings.text("priority").to_owned(),
            priority_by_state: by_state
                .map(|(state, priority)| (state.to_owned(), priority.trim().to_owned()))
                .collect(),
            created_on: match settings.text("createdOn") {
                "createdAt" => CreatedOn::Created,
                _ => CreatedOn::Received,
            },
            delete_scope: match settings.text("deleteScope") {
                "process" => Footprint::Request,
                _ => Footprint::Receiver,
            },
            offset: settings.offset("timeOffset"),
            adjustments: Adjustments::new(settings),
            links: StandardLinks::new(settings),
            success: Matcher::new(settings, "successField", "successValues"),
            message_field: settings.text("messageField").to_owned(),
            own_rules: OwnRules::new(&settings.pairs("messageRules")),
            sought: Sought::new([secret.as_str()]),
        })
    }
}

impl Protocol for Wisedu {
    fn footprint(&self, data_set: DataSet) -> Footprint {
        match data_set {
            DataSet::Deleted => self.delete_scope,
            DataSet::Todo | DataSet::Done | DataSet::Closed => Footprint::Receiver,
        }
    }

    fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.links.of(request_id, receiver)
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        self.request(item)
    }

    /// Every data set is read alike.
    fn classify(&self, _data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        self.outcome(answer)
    }

    fn sought(&self) -> &Sought {
        &self.sought
    }
}
