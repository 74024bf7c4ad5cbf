//! Encoding: one item to one JSON object (protocol facts, 2.2).

use domain::event::DataSet;

use super::E10;
use crate::json::Object;
use crate::links::first_filled;
use crate::suite::{EncodeFault, Exchange, Item};
use crate::time;

impl E10 {
    pub(super) fn request(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        let (event, links) = (item.event, item.links);
        let mut fields = Object::new(&self.adjustments);
        fields.text("syscode", &self.sys_code);
        fields.text("flowid", event.request_id.as_str());
        fields.text("requestname", &event.request_name);
        fields.text("workflowcode", event.workflow_id.as_str());
        fields.text("workflowname", &event.workflow_name);
        fields.text("nodename", &event.node_name);
        fields.text("receivernodename", &event.node_name);
        let pc = first_filled([&links.pc, &links.adaptive]);
        fields.text("pcurl", &self.links.full(pc));
        let app = first_filled([&links.app, &links.adaptive]);
        fields.text("appurl", &self.links.full(app));
        match self.codes.remark(item) {
            Some(remark) => fields.text("isremark", remark.as_str()),
            None => fields.raw("isremark", self.deleted),
        }
        fields.text("viewtype", self.codes.view_type(item));
        let creator = item.creator.filter(|creator| !creator.trim().is_empty());
        match creator {
            Some(creator) => fields.text("creator", creator),
            // Who is gone from the OA must not keep an item at the receiver for ever.
            None if item.data_set == DataSet::Deleted => {}
            None => return Err(EncodeFault::NoCreator),
        }
        fields.text("createdatetime", &time::stamp(event.created_at, self.offset));
        fields.text("receiver", item.receiver);
        fields.text("receivedatetime", &time::stamp(event.received_at, self.offset));
        if self.receivets {
            fields.raw("receivets", item.sent_at.timestamp_millis());
        }
        if item.data_set == DataSet::Todo
            && let Some(status) = self.request_status.get(&event.business_state)
        {
            fields.text("requestStatus", status);
        }
        let wire = (&self.wire, &self.receive);
        self.placement.exchange(wire, fields.finish_text(), item.token)
    }
}
