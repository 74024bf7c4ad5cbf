//! Encoding: one item to one task, in `taskInfo` (protocol facts, 5). Names and departments of persons are empty: an
//! event has the ids alone.

use bytes::Bytes;
use domain::event::DataSet;
use domain::lanes::Footprint;

use super::{CreatedOn, Placement, Wisedu};
use crate::json::{self, Object};
use crate::links::first_filled;
use crate::suite::{EncodeFault, Exchange, Item, Shown};
use crate::template::{Values, Writing};
use crate::{body, time};

impl Wisedu {
    pub(super) fn request(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        let (list, task) = match item.data_set {
            DataSet::Todo => ("inserttasks", self.new_task(item)),
            DataSet::Done => ("updatetasks", self.finished(item, "RUNNING")),
            DataSet::Closed => ("updatetasks", self.finished(item, "COMPLETE")),
            DataSet::Deleted => ("updatetasks", self.deleted(item)),
        };
        let info = format!("{{\"{list}\":[{}]}}", task.finish_text());
        let fields = [("appId", self.app_id.as_str()), ("taskInfo", info.as_str())];
        match self.placement {
            // The secret is in a header; nothing in the body or the address is one.
            Placement::Form => {
                let form = Bytes::from(body::form(fields.into_iter()));
                Ok(self.wire.exchange(&self.push, form.clone(), form))
            }
            Placement::Query => {
                let mut exchange = self.wire.exchange(&self.push, Bytes::new(), Bytes::new());
                for (name, value) in fields {
                    exchange = exchange.with_query(name, value, Shown::AsItIs)?;
                }
                Ok(exchange)
            }
        }
    }

    /// The fields that every task has.
    fn task(&self, item: &Item<'_>) -> Object<'_> {
        let values = Values {
            request_id: item.event.request_id.as_str(),
            receiver: item.receiver,
            workflow_id: item.event.workflow_id.as_str(),
        };
        let mut task = Object::new(&self.adjustments);
        task.text("app_id", &self.app_id);
        task.text("task_id", &self.task_id.render(values, Writing::Plain));
        task.text("process_instance_id", item.event.request_id.as_str());
        task
    }

    fn new_task(&self, item: &Item<'_>) -> Object<'_> {
        let event = item.event;
        let creator = item.creator.unwrap_or_default();
        let created_on = match self.created_on {
            CreatedOn::Received => event.received_at,
            CreatedOn::Created => event.created_at,
        };
        let priority = self.priority_by_state.get(&event.business_state);
        let assignment = format!(
            "[{{\"assign_id\":{},\"assign_name\":\"\",\"assign_dept\":\"\"}}]",
            json::string(item.receiver)
        );
        let mut task = self.task(item);
        task.text("subject", &event.request_name);
        task.text("biz_key", event.request_id.as_str());
        task.text("biz_domain", &event.workflow_name);
        task.text("status", "ACTIVE");
        task.raw("priority", priority.unwrap_or(&self.priority));
        task.raw("assignments", assignment);
        task.text("created_by_ids", creator);
        task.text("created_by_names", "");
        task.text("created_by_depts", "");
        task.text("created_on", &time::stamp(created_on, self.offset));
        self.add_forms(&mut task, item);
        let mobile = first_filled([&item.links.app, &item.links.adaptive, &item.links.pc]);
        let mobile = self.links.full(mobile);
        task.text("form_mobile_url", &mobile);
        task.text("form_mobile_url_view", &mobile);
        task.text("node_id", event.node_id.as_deref().unwrap_or_default());
        task.text("node_name", &event.node_name);
        task.text("process_id", event.workflow_id.as_str());
        task.text("process_name", &event.workflow_name);
        task.text("process_version", "");
        task.text("process_instance_subject", &event.request_name);
        task.text("process_instance_status", "RUNNING");
        task.text("process_instance_initiator", "");
        task.text("process_instance_initiator_id", creator);
        task.text("process_instance_initiator_dp", "");
        task.text("process_instance_image_url", "");
        if !self.app_name.is_empty() {
            task.text("appName", &self.app_name);
        }
        task
    }

    fn finished(&self, item: &Item<'_>, process: &str) -> Object<'_> {
        let ended = time::stamp(item.event.occurred_at, self.offset);
        let mut task = self.task(item);
        task.text("status", "COMPLETE");
        task.text("actual_owner_id", item.receiver);
        task.text("actual_owner_name", "");
        task.text("actual_owner_dept", "");
        task.text("end_on", &ended);
        task.text("process_instance_status", process);
        if item.data_set == DataSet::Closed {
            // The receiver spells it so.
            task.text("process_instance_ent_date", &ended);
        }
        self.add_forms(&mut task, item);
        task
    }

    fn deleted(&self, item: &Item<'_>) -> Object<'_> {
        let mut task = self.task(item);
        task.raw("task_delete_flag", 1);
        if self.delete_scope == Footprint::Request {
            task.raw("process_delete_flag", 1);
        }
        task
    }

    fn add_forms(&self, task: &mut Object<'_>, item: &Item<'_>) {
        let links = item.links;
        let form = self
            .links
            .full(first_filled([&links.pc, &links.adaptive, &links.app]));
        task.text("form_url", &form);
        task.text("form_url_view", &form);
    }
}
