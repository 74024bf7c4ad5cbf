//! What the action flow does with a message.
//!
//! Guarantees: a message that fails changes nothing. A to-do, done or closed item is taken whether or not the person
//! has it already; a deletion of what is not there succeeds and does nothing. Persons are known by work code.

use std::sync::Arc;

use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::answers::Outcome;
use crate::receivers::fields::Fields;
use crate::receivers::inbox::{Inbox, List, Place, Row};
use crate::receivers::journal::Verdict;

/// Fields that every message must hold.
const ALWAYS: [&str; 3] = ["dataSet", "requestId", "receiver"];
/// Fields that a message must hold which is no deletion; `appUrl` may be empty.
const SHOWN: [&str; 6] = [
    "requestName",
    "workflowName",
    "nodeName",
    "creator",
    "receivedAt",
    "pcUrl",
];

/// Items of the people.
pub(super) struct Flow {
    organisation: Arc<Organisation>,
    inbox: Inbox<()>,
}

impl Flow {
    pub(super) fn new(organisation: Arc<Organisation>) -> Self {
        Self {
            organisation,
            inbox: Inbox::default(),
        }
    }

    pub(super) fn inbox(&self) -> &Inbox<()> {
        &self.inbox
    }

    /// OA person id of who is known by this work code.
    pub(super) fn shown_person(&self, work_code: &str) -> Option<String> {
        let index = self.organisation.by_work_code(work_code)?;
        Some(self.organisation.main_id(index))
    }

    /// Checks and applies one message.
    pub(super) fn run(&mut self, fields: &Fields) -> Outcome {
        let missing = |name: &str| format!("参数{name}不能为空");
        if let Some(name) = fields.missing(&ALWAYS) {
            return Err(missing(name));
        }
        let list = match fields.text("dataSet").as_str() {
            "todo" => Some(List::Todo),
            "done" => Some(List::Done),
            "closed" => Some(List::Closed),
            "deleted" => None,
            other => return Err(format!("dataSet的值{other}不合法")),
        };
        let code = fields.text("receiver");
        let receiver = self
            .organisation
            .by_work_code(&code)
            .ok_or_else(|| format!("找不到工号为{code}的接收人"))?;
        let place = self.place(fields, receiver);
        let Some(list) = list else {
            return Ok(match self.inbox.remove(&place.key) {
                Some(_) => (Verdict::Accepted, "待办删除成功"),
                None => (Verdict::Answered, "没有需要删除的待办"),
            });
        };
        if let Some(name) = fields.missing(&SHOWN) {
            return Err(missing(name));
        }
        if let Some(name) = fields.too_long("requestName") {
            return Err(format!("参数{name}超出长度限制"));
        }
        let code = fields.text("creator");
        let creator = self
            .organisation
            .by_work_code(&code)
            .ok_or_else(|| format!("找不到工号为{code}的创建人"))?;
        let row = self.row(fields, creator, list);
        self.inbox.put(place, row);
        Ok((Verdict::Accepted, "执行成功"))
    }

    fn place(&self, fields: &Fields, receiver: PersonIndex) -> Place {
        let person = self.organisation.person(receiver);
        let request = fields.text("requestId");
        Place {
            key: format!("{request}_{}", person.id).into(),
            group: request.into(),
            person: person.main,
        }
    }

    fn row(&self, fields: &Fields, creator: PersonIndex, list: List) -> Row<()> {
        Row {
            list,
            request_id: fields.text("requestId"),
            title: fields.text("requestName"),
            workflow_name: fields.text("workflowName"),
            node_name: fields.text("nodeName"),
            creator_name: self.organisation.person(creator).name.to_string(),
            link: fields.text("pcUrl"),
            unread: list == List::Todo,
            received_at: rfc3339(&china_now()),
            own: (),
        }
    }
}
