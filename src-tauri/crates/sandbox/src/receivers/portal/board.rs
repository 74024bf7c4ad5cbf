//! The portal's tasks: the checks, and what a message leads to.
//!
//! Guarantees: a refused message changes nothing; a `taskId` belongs to one owner for as long as the task is there.
//! A pending, done or closed task is taken whether or not it is there already. Persons are known by mobile.

use std::sync::Arc;

use chrono::DateTime;
use serde_json::Value;

use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::fields::Fields;
use crate::receivers::inbox::{Inbox, List, Place, Row};

/// Fields that every message must hold.
const ALWAYS: [&str; 3] = ["taskId", "state", "owner"];
/// Fields that a message must hold which is no deletion; `creator` and `mobileUrl` may be empty.
const SHOWN: [&str; 4] = ["title", "workflow", "step", "openUrl"];

/// What only the portal keeps of a task.
#[derive(Debug, Clone)]
pub(super) struct Own {
    id: String,
}

/// Why a message is refused: `error.code` and `error.text`.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) code: &'static str,
    pub(super) text: String,
}

impl Wrong {
    pub(super) fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
        }
    }
}

/// Tasks of the people.
pub(super) struct Board {
    organisation: Arc<Organisation>,
    inbox: Inbox<Own>,
    tasks: u64,
}

impl Board {
    pub(super) fn new(organisation: Arc<Organisation>) -> Self {
        Self {
            organisation,
            inbox: Inbox::default(),
            tasks: 0,
        }
    }

    pub(super) fn inbox(&self) -> &Inbox<Own> {
        &self.inbox
    }

    /// OA person id of who has this mobile.
    pub(super) fn shown_person(&self, mobile: &str) -> Option<String> {
        let index = self.organisation.by_mobile(mobile)?;
        Some(self.organisation.main_id(index))
    }

    /// Checks and applies one message; answers the portal's own id of the task.
    pub(super) fn take(&mut self, fields: &Fields) -> Result<String, Wrong> {
        if let Some(name) = fields.missing(&ALWAYS) {
            return Err(missing(name));
        }
        let list = match fields.text("state").as_str() {
            "pending" => Some(List::Todo),
            "done" => Some(List::Done),
            "closed" => Some(List::Closed),
            "deleted" => None,
            other => return Err(Wrong::new("BAD_STATE", format!("状态 {other} 无效"))),
        };
        let mobile = fields.text("owner");
        let owner = self
            .organisation
            .by_mobile(&mobile)
            .ok_or_else(|| Wrong::new("UNKNOWN_OWNER", format!("没有手机号为 {mobile} 的用户")))?;
        let task = fields.text("taskId");
        let stored = self.stored(&task, owner)?;
        let Some(list) = list else {
            let id = stored.ok_or_else(|| Wrong::new("UNKNOWN_TASK", format!("任务 {task} 不存在")))?;
            self.inbox.remove(&task);
            return Ok(id);
        };
        let creator_name = self.check_shown(fields)?;
        let id = stored.unwrap_or_else(|| {
            self.tasks += 1;
            format!("T{:08}", self.tasks)
        });
        let row = Row {
            list,
            request_id: task.clone(),
            title: fields.text("title"),
            workflow_name: fields.text("workflow"),
            node_name: fields.text("step"),
            creator_name,
            link: fields.text("openUrl"),
            unread: list == List::Todo,
            received_at: rfc3339(&china_now()),
            own: Own { id: id.clone() },
        };
        let place = Place {
            key: task.as_str().into(),
            group: task.as_str().into(),
            person: owner,
        };
        self.inbox.put(place, row);
        Ok(id)
    }

    /// The portal's id of a task that is there already; it must be this owner's.
    fn stored(&self, task: &str, owner: PersonIndex) -> Result<Option<String>, Wrong> {
        let Some(row) = self.inbox.get(task) else {
            return Ok(None);
        };
        if self.inbox.owner(task) == Some(owner) {
            return Ok(Some(row.own.id.clone()));
        }
        let text = format!("任务 {task} 属于另一位用户");
        Err(Wrong::new("TASK_OF_ANOTHER", text))
    }

    /// What a message that is no deletion must hold; answers the creator's name.
    fn check_shown(&self, fields: &Fields) -> Result<String, Wrong> {
        if let Some(name) = fields.missing(&SHOWN) {
            return Err(missing(name));
        }
        if let Some(name) = fields.too_long("title") {
            return Err(Wrong::new("TOO_LONG", format!("{name} 超出长度限制")));
        }
        let seconds = fields.value("time").and_then(Value::as_i64);
        if seconds
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .is_none()
        {
            return Err(Wrong::new("BAD_TIME", "time 须为秒级时间戳"));
        }
        let mobile = fields.text("creator");
        if mobile.is_empty() {
            return Ok(String::new());
        }
        let creator = self
            .organisation
            .by_mobile(&mobile)
            .ok_or_else(|| Wrong::new("UNKNOWN_CREATOR", format!("没有手机号为 {mobile} 的用户")))?;
        Ok(self.organisation.person(creator).name.to_string())
    }
}

fn missing(name: &str) -> Wrong {
    Wrong::new("MISSING_FIELD", format!("缺少字段 {name}"))
}
