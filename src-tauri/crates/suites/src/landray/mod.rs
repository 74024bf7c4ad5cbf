//! 蓝凌 EKP, `sysNotifyTodoWebService` over SOAP, or its REST twin (rows S4 and S6; protocol facts, 4).
//!
//! * To-dos are sent with `sendTodo`; done and closed items with `setTodoDone`, deletions with `deleteTodo`. The two
//!   latter touch one person (`optType` 2) or everybody (`optType` 1), as configured; the lanes go by that.
//! * Elements stand in alphabetical order, which strict servers demand.
//! * Authentication troubles come as SOAP Faults, refusals of an item as `returnState` 1.
//! * The password is in the SOAP header, or in HTTP Basic. It is put into the request when it is made, and masked in
//!   what is shown.
//!
//! [`Landray`] pushes, [`Cleanup`] removes what earlier versions pushed; both go over a [`Connection`].

mod asking;
mod classify;
mod cleanup;
mod connection;
mod context;
mod encode;
mod spec;

use chrono::FixedOffset;
use domain::delivery::{Links, Outcome};
use domain::event::DataSet;
use domain::fields::FieldError;
use domain::lanes::Footprint;
use domain::target::ServerAddress;

use crate::answer::Answer;
use crate::asking::Asking;
use crate::links::StandardLinks;
use crate::mask::Sought;
use crate::settings::Settings;
use crate::suite::{EncodeFault, Exchange, Item, Protocol};
use connection::Connection;

pub(crate) use cleanup::Cleanup;
pub(crate) use spec::{cleanup_spec, spec};

/// The wire protocol of one Landray target.
pub(crate) struct Landray {
    connection: Connection,
    person_key: String,
    level: Option<String>,
    language: String,
    mobile_link: bool,
    pad_link: bool,
    notice_states: Vec<String>,
    offset: Option<FixedOffset>,
    scopes: Scopes,
    links: StandardLinks,
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
        let level = settings.text("level");
        Ok(Self {
            connection: Connection::build(server, settings, reveal)?,
            person_key: settings.text("ekpUserKey").to_owned(),
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
            links: StandardLinks::new(settings),
        })
    }

    fn scope(&self, data_set: DataSet) -> Footprint {
        match data_set {
            DataSet::Todo => Footprint::Receiver,
            DataSet::Done => self.scopes.done,
            DataSet::Closed => self.scopes.closed,
            DataSet::Deleted => self.scopes.deleted,
        }
    }
}

impl Protocol for Landray {
    /// What the operation touches. With a key of its own for each receiver, "everybody" is one person.
    fn footprint(&self, data_set: DataSet) -> Footprint {
        if self.connection.keys_receivers() {
            return Footprint::Receiver;
        }
        self.scope(data_set)
    }

    fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.links.of(request_id, receiver)
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        Ok(self.request(item))
    }

    /// Every data set is read alike.
    fn classify(&self, _data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        self.connection.outcome(answer)
    }

    fn sought(&self) -> &Sought {
        self.connection.sought()
    }

    fn asking(&self) -> Option<&dyn Asking> {
        Some(self)
    }
}

fn scope(opt_type: &str) -> Footprint {
    if opt_type == "2" {
        Footprint::Receiver
    } else {
        Footprint::Request
    }
}
