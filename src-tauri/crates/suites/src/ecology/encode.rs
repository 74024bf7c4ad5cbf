//! Encoding: one item to one JSON object, in an envelope where the site wants SOAP.

use bytes::Bytes;
use domain::event::{DataSet, ViewType};
use domain::lanes::Footprint;

use super::{Ecology, ToRead};
use crate::suite::{Door, EncodeFault, Exchange, Item};
use crate::{time, xml};

/// Room for a usual item, so that the body is allocated once.
const USUAL_BODY: usize = 768;

const ENVELOPE: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" "#,
    r#"xmlns:web="webservices.ofs.weaver.com.cn"><soapenv:Body>"#
);
const ENVELOPE_END: &str = "</soapenv:Body></soapenv:Envelope>";

/// `isremark`: the receiver's word for what an item is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Remark {
    /// 待办
    Todo,
    /// 已办
    Done,
    /// 办结
    Over,
    /// 抄送, 待阅
    ToRead,
}

impl Remark {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "0",
            Self::Done => "2",
            Self::Over => "4",
            Self::ToRead => "8",
        }
    }
}

impl Ecology {
    pub(crate) fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        let remark = match item.data_set {
            DataSet::Todo => match &self.to_read {
                ToRead::Sent(states) if states.contains(&item.event.business_state) => Remark::ToRead,
                _ => Remark::Todo,
            },
            DataSet::Done => Remark::Done,
            DataSet::Closed => Remark::Over,
            DataSet::Deleted => return Ok(self.deletion(item)),
        };
        let mut fields = self.fields(item);
        fields.add("requestname", &item.event.request_name);
        fields.add("workflowname", &item.event.workflow_name);
        fields.add("nodename", &item.event.node_name);
        let door = match (&self.doors.upsert, remark) {
            (Some(upsert), _) => upsert,
            (None, Remark::Todo) => &self.doors.todo,
            (None, Remark::ToRead) => &self.doors.cc,
            (None, Remark::Done) => &self.doors.done,
            (None, Remark::Over) => &self.doors.over,
        };
        let only_a_change = self.doors.upsert.is_none() && matches!(remark, Remark::Done | Remark::Over);
        if only_a_change {
            fields.add("receiver", item.receiver);
        } else {
            self.add_whole_item(&mut fields, item, remark)?;
        }
        if self.receivets {
            fields.add("receivets", &item.sent_at.timestamp_millis().to_string());
        }
        Ok(self.exchange(door, fields))
    }

    /// The fields that a new row needs.
    fn add_whole_item(
        &self,
        fields: &mut Fields<'_>,
        item: &Item<'_>,
        remark: Remark,
    ) -> Result<(), EncodeFault> {
        let links = item.links;
        fields.add("pcurl", first_filled(&links.pc, &links.adaptive));
        fields.add("appurl", first_filled(&links.app, &links.adaptive));
        if self.doors.upsert.is_some() {
            fields.add("isremark", remark.as_str());
            fields.add("viewtype", view_type(item));
        }
        let creator = item.creator.filter(|creator| !creator.trim().is_empty());
        fields.add("creator", creator.ok_or(EncodeFault::NoCreator)?);
        fields.add("createdatetime", &time::stamp(item.event.created_at, self.offset));
        fields.add("receiver", item.receiver);
        fields.add(
            "receivedatetime",
            &time::stamp(item.event.received_at, self.offset),
        );
        Ok(())
    }

    fn deletion(&self, item: &Item<'_>) -> Exchange {
        let mut fields = self.fields(item);
        match self.delete_scope {
            Footprint::Request => self.exchange(&self.doors.delete_request, fields),
            Footprint::Receiver => {
                fields.add("userid", item.receiver);
                self.exchange(&self.doors.delete_person, fields)
            }
        }
    }

    /// The fields that every operation has.
    fn fields(&self, item: &Item<'_>) -> Fields<'_> {
        let mut fields = Fields {
            json: Vec::with_capacity(USUAL_BODY),
            omitted: &self.omitted,
        };
        fields.add("syscode", &self.sys_code);
        fields.add("flowid", item.event.request_id.as_str());
        fields
    }

    fn exchange(&self, door: &Door, mut fields: Fields<'_>) -> Exchange {
        for (name, value) in &self.added {
            fields.add(name, value);
        }
        let json = fields.finish();
        let body = if self.doors.soap {
            Bytes::from(envelope(door.operation, &json))
        } else {
            Bytes::from(json)
        };
        // The key is in a header; nothing in the body is a secret.
        self.wire.exchange(door, body.clone(), body)
    }
}

fn envelope(operation: &str, json: &[u8]) -> String {
    let json = std::str::from_utf8(json).expect("JSON that was written from strings is UTF-8");
    let mut body = String::with_capacity(ENVELOPE.len() + json.len() * 2 + 256);
    body.push_str(ENVELOPE);
    body.push_str("<web:");
    body.push_str(operation);
    body.push('>');
    xml::push_element(&mut body, "web:in0", json);
    body.push_str("</web:");
    body.push_str(operation);
    body.push('>');
    body.push_str(ENVELOPE_END);
    body
}

/// `0` unread, `1` read. What was handled has been read, where the OA does not say; and a backfilled to-do goes as
/// read, since unread ones make the receiver remind the person of something that is over already.
fn view_type(item: &Item<'_>) -> &'static str {
    let over = matches!(item.data_set, DataSet::Done | DataSet::Closed);
    match item.event.view_type {
        _ if item.backfilled => "1",
        Some(ViewType::Read) => "1",
        None if over => "1",
        Some(ViewType::Unread) | None => "0",
    }
}

fn first_filled<'a>(one: &'a str, other: &'a str) -> &'a str {
    if one.is_empty() { other } else { one }
}

/// A JSON object of strings, written as it grows.
struct Fields<'a> {
    json: Vec<u8>,
    omitted: &'a [String],
}

impl Fields<'_> {
    fn add(&mut self, name: &str, value: &str) {
        if self.omitted.iter().any(|omitted| omitted == name) {
            return;
        }
        self.json.push(if self.json.is_empty() { b'{' } else { b',' });
        self.add_string(name);
        self.json.push(b':');
        self.add_string(value);
    }

    fn add_string(&mut self, text: &str) {
        serde_json::to_writer(&mut self.json, text).expect("a string can always be written into memory");
    }

    fn finish(mut self) -> Vec<u8> {
        if self.json.is_empty() {
            self.json.push(b'{');
        }
        self.json.push(b'}');
        self.json
    }
}
