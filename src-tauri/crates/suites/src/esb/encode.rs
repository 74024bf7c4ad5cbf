//! Encoding: one item into the body that the operator has written.

use std::borrow::Cow;

use domain::event::{DataSet, ViewType};

use super::Esb;
use super::spec::PLACEHOLDERS;
use crate::suite::{EncodeFault, Exchange, Item};
use crate::time;

impl Esb {
    pub(super) fn request(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        let body = self
            .template
            .fill(|index| self.value(item, PLACEHOLDERS.get(index).copied().unwrap_or_default()));
        match &self.openapi {
            Some(_) => self
                .placement
                .exchange((&self.wire, &self.trigger), body, item.token),
            None => {
                let body = bytes::Bytes::from(body);
                Ok(self.wire.exchange(&self.trigger, body.clone(), body))
            }
        }
    }

    /// What one placeholder stands for. A creator that is not known is empty: the flow may not need one.
    fn value<'i>(&self, item: &Item<'i>, placeholder: &str) -> Cow<'i, str> {
        let (event, links) = (item.event, item.links);
        match placeholder {
            "dataSet" => Cow::Borrowed(item.data_set.as_str()),
            "businessState" => Cow::Borrowed(&event.business_state),
            "requestId" => Cow::Borrowed(event.request_id.as_str()),
            "requestName" => Cow::Borrowed(&event.request_name),
            "workflowId" => Cow::Borrowed(event.workflow_id.as_str()),
            "workflowName" => Cow::Borrowed(&event.workflow_name),
            "workflowTypeId" => Cow::Borrowed(event.workflow_type_id.as_str()),
            "nodeId" => Cow::Borrowed(event.node_id.as_deref().unwrap_or_default()),
            "nodeName" => Cow::Borrowed(&event.node_name),
            "creator" => Cow::Borrowed(item.creator.unwrap_or_default()),
            "createdAt" => Cow::Owned(time::stamp(event.created_at, self.offset)),
            "receiver" => Cow::Borrowed(item.receiver),
            "receivedAt" => Cow::Owned(time::stamp(event.received_at, self.offset)),
            "viewType" => Cow::Borrowed(view_type(item)),
            "pcUrl" => Cow::Owned(self.links.full(&links.pc)),
            "appUrl" => Cow::Owned(self.links.full(&links.app)),
            "adaptiveUrl" => Cow::Owned(self.links.full(&links.adaptive)),
            "sentAtMs" => Cow::Owned(item.sent_at.timestamp_millis().to_string()),
            // The template knows no other.
            _ => Cow::Borrowed(""),
        }
    }
}

/// `unread` or `read`, the words of the intake. What was handled, or is sent only to be handled, has been read.
fn view_type(item: &Item<'_>) -> &'static str {
    let over = matches!(item.data_set, DataSet::Done | DataSet::Closed);
    match item.event.view_type {
        _ if item.backfilled => "read",
        Some(ViewType::Read) => "read",
        None if over => "read",
        Some(ViewType::Unread) | None => "unread",
    }
}
