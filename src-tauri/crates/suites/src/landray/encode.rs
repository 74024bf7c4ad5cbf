//! Encoding: one item to one SOAP envelope.

use bytes::Bytes;
use domain::event::DataSet;
use domain::lanes::Footprint;

use super::Landray;
use crate::suite::{Door, Exchange, Item};
use crate::template::{Values, Writing};
use crate::{time, xml};

/// Room for a usual item, so that the inner part is allocated once.
const USUAL_INNER: usize = 1024;

impl Landray {
    pub(crate) fn encode(&self, item: &Item<'_>) -> Exchange {
        let (door, inner) = match item.data_set {
            DataSet::Todo => (&self.send, self.new_todo(item)),
            DataSet::Done | DataSet::Closed => (&self.done, self.change(item)),
            DataSet::Deleted => (&self.delete, self.change(item)),
        };
        let body = whole(&self.head, door, &inner);
        let shown = whole(&self.shown_head, door, &inner);
        self.wire.exchange(door, body, shown)
    }

    /// `NotifyTodoSendContext`, its elements in alphabetical order.
    fn new_todo(&self, item: &Item<'_>) -> String {
        let event = item.event;
        let links = item.links;
        let values = values(item);
        let mut inner = String::with_capacity(USUAL_INNER);
        let mut add = |name: &str, text: &str| xml::push_element(&mut inner, name, text);
        add("appName", &self.app_name);
        add("createTime", &time::stamp(event.received_at, self.offset));
        if let Some(creator) = item.creator.filter(|creator| !creator.trim().is_empty()) {
            add("docCreator", &self.person(creator));
        }
        let key = self.key.render(values, Writing::Plain);
        if !key.is_empty() {
            add("key", &key);
        }
        if !self.language.is_empty() {
            add("language", &self.language);
        }
        if let Some(level) = &self.level {
            add("level", level);
        }
        add(
            "link",
            &self.full_address(first_filled([&links.pc, &links.adaptive, &links.app])),
        );
        if self.mobile_link {
            add(
                "mobileLink",
                &self.full_address(first_filled([&links.app, &links.adaptive, &links.pc])),
            );
        }
        add("modelId", event.request_id.as_str());
        add("modelName", &self.model_name.render(values, Writing::Plain));
        if self.pad_link {
            add(
                "padLink",
                &self.full_address(first_filled([&links.adaptive, &links.app, &links.pc])),
            );
        }
        add("subject", &event.request_name);
        add("targets", &format!("[{}]", self.person(item.receiver)));
        add(
            "type",
            if self.notice_states.contains(&event.business_state) {
                "2"
            } else {
                "1"
            },
        );
        inner
    }

    /// `NotifyTodoRemoveContext`, its elements in alphabetical order.
    fn change(&self, item: &Item<'_>) -> String {
        let values = values(item);
        let mut inner = String::with_capacity(USUAL_INNER);
        let mut add = |name: &str, text: &str| xml::push_element(&mut inner, name, text);
        add("appName", &self.app_name);
        let key = self.key.render(values, Writing::Plain);
        if !key.is_empty() {
            add("key", &key);
        }
        add("modelId", item.event.request_id.as_str());
        add("modelName", &self.model_name.render(values, Writing::Plain));
        match self.scope(item.data_set) {
            Footprint::Request => add("optType", "1"),
            Footprint::Receiver => {
                add("optType", "2");
                add("targets", &format!("[{}]", self.person(item.receiver)));
            }
        }
        inner
    }

    /// `{"LoginName":"u001"}`
    fn person(&self, value: &str) -> String {
        let value = serde_json::to_string(value).expect("a string can always be written as JSON");
        format!("{{\"{}\":{value}}}", self.person_key)
    }
}

fn values<'a>(item: &Item<'a>) -> Values<'a> {
    Values {
        request_id: item.event.request_id.as_str(),
        receiver: item.receiver,
        workflow_id: item.event.workflow_id.as_str(),
    }
}

fn whole(head: &str, door: &Door, inner: &str) -> Bytes {
    let operation = door.operation;
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

fn first_filled(links: [&String; 3]) -> &str {
    links
        .into_iter()
        .find(|link| !link.is_empty())
        .map_or("", String::as_str)
}
