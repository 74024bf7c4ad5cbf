//! Encoding: one item to one JSON object, in an envelope where the site wants SOAP.

use bytes::Bytes;
use domain::lanes::Footprint;

use super::Ecology;
use crate::json::Object;
use crate::links::first_filled;
use crate::suite::{Door, EncodeFault, Exchange, Item};
use crate::todo_centre::Remark;
use crate::{time, xml};

const ENVELOPE: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" "#,
    r#"xmlns:web="webservices.ofs.weaver.com.cn"><soapenv:Body>"#
);
const ENVELOPE_END: &str = "</soapenv:Body></soapenv:Envelope>";

impl Ecology {
    pub(super) fn request(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        let Some(remark) = self.codes.remark(item) else {
            return Ok(self.deletion(item));
        };
        let mut fields = self.fields(item);
        fields.text("requestname", &item.event.request_name);
        fields.text("workflowname", &item.event.workflow_name);
        fields.text("nodename", &item.event.node_name);
        let door = match (&self.doors.upsert, remark) {
            (Some(upsert), _) => upsert,
            (None, Remark::Todo) => &self.doors.todo,
            (None, Remark::ToRead) => &self.doors.cc,
            (None, Remark::Done) => &self.doors.done,
            (None, Remark::Over) => &self.doors.over,
        };
        let only_a_change = self.doors.upsert.is_none() && matches!(remark, Remark::Done | Remark::Over);
        if only_a_change {
            fields.text("receiver", item.receiver);
        } else {
            self.add_whole_item(&mut fields, item, remark)?;
        }
        if self.receivets {
            fields.text("receivets", &item.sent_at.timestamp_millis().to_string());
        }
        Ok(self.exchange(door, fields))
    }

    /// The fields that a new row needs.
    fn add_whole_item(
        &self,
        fields: &mut Object<'_>,
        item: &Item<'_>,
        remark: Remark,
    ) -> Result<(), EncodeFault> {
        let links = item.links;
        let pc = first_filled([&links.pc, &links.adaptive]);
        fields.text("pcurl", &self.links.full(pc));
        let app = first_filled([&links.app, &links.adaptive]);
        fields.text("appurl", &self.links.full(app));
        if self.doors.upsert.is_some() {
            fields.text("isremark", remark.as_str());
            fields.text("viewtype", self.codes.view_type(item));
        }
        let creator = item.creator.filter(|creator| !creator.trim().is_empty());
        fields.text("creator", creator.ok_or(EncodeFault::NoCreator)?);
        fields.text("createdatetime", &time::stamp(item.event.created_at, self.offset));
        fields.text("receiver", item.receiver);
        fields.text(
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
                fields.text("userid", item.receiver);
                self.exchange(&self.doors.delete_person, fields)
            }
        }
    }

    /// The fields that every operation has.
    fn fields(&self, item: &Item<'_>) -> Object<'_> {
        let mut fields = Object::new(&self.adjustments);
        fields.text("syscode", &self.sys_code);
        fields.text("flowid", item.event.request_id.as_str());
        fields
    }

    fn exchange(&self, door: &Door, fields: Object<'_>) -> Exchange {
        let json = fields.finish_text();
        let body = if self.doors.soap {
            Bytes::from(envelope(door.operation, &json))
        } else {
            Bytes::from(json)
        };
        // The key is in a header; nothing in the body is a secret.
        self.wire.exchange(door, body.clone(), body)
    }
}

fn envelope(operation: &str, json: &str) -> String {
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
