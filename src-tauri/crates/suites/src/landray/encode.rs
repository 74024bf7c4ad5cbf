//! Encoding: one item to one operation.

use domain::event::DataSet;
use domain::lanes::Footprint;

use super::Landray;
use super::connection::{Operation, Removed};
use crate::links::first_filled;
use crate::suite::{Exchange, Item};
use crate::{json, time};

impl Landray {
    pub(super) fn request(&self, item: &Item<'_>) -> Exchange {
        let operation = match item.data_set {
            DataSet::Todo => return self.new_todo(item),
            DataSet::Done | DataSet::Closed => Operation::Done,
            DataSet::Deleted => Operation::Delete,
        };
        let removed = match self.scope(item.data_set) {
            Footprint::Request => Removed::Whole,
            Footprint::Receiver => Removed::Persons(self.persons(item.receiver)),
        };
        self.connection.removal(operation, item, removed)
    }

    /// `NotifyTodoSendContext`, its elements in alphabetical order (protocol facts, 4.3).
    fn new_todo(&self, item: &Item<'_>) -> Exchange {
        let event = item.event;
        let links = item.links;
        let names = self.connection.names(item);
        let mut context = self.connection.context();
        context.text("appName", names.app_name);
        context.text("createTime", &time::stamp(event.received_at, self.offset));
        if let Some(creator) = item.creator.filter(|creator| !creator.trim().is_empty()) {
            context.text("docCreator", &self.person(creator));
        }
        context.filled("key", &names.key);
        context.filled("language", &self.language);
        if let Some(level) = &self.level {
            context.number("level", level);
        }
        let link = first_filled([&links.pc, &links.adaptive, &links.app]);
        context.text("link", &self.links.full(link));
        if self.mobile_link {
            let link = first_filled([&links.app, &links.adaptive, &links.pc]);
            context.text("mobileLink", &self.links.full(link));
        }
        context.text("modelId", names.model_id);
        context.text("modelName", &names.model_name);
        if self.pad_link {
            let link = first_filled([&links.adaptive, &links.app, &links.pc]);
            context.text("padLink", &self.links.full(link));
        }
        context.text("subject", &event.request_name);
        context.text("targets", &self.persons(item.receiver));
        let is_notice = self.notice_states.contains(&event.business_state);
        context.number("type", if is_notice { "2" } else { "1" });
        self.connection.exchange(Operation::Send, context)
    }

    /// `{"LoginName":"u001"}` (protocol facts, 4.6)
    pub(super) fn person(&self, value: &str) -> String {
        format!("{{\"{}\":{}}}", self.person_key, json::string(value))
    }

    /// A list of one person.
    pub(super) fn persons(&self, value: &str) -> String {
        format!("[{}]", self.person(value))
    }
}
