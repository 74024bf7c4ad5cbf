//! The centre's tasks: `inserttasks` and `updatetasks` (protocol facts, 5), the checks, and what they lead to.
//!
//! Guarantees: a message is applied as a whole or not at all; a `task_id` belongs to one person for as long as the task
//! is there, and an insert of the same one for the same person takes its place. Persons are known by work code.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::answers::Outcome;
use crate::receivers::fields::Fields;
use crate::receivers::inbox::{Inbox, List, Place, Row};
use crate::receivers::journal::Verdict;

/// Fields that a new task must hold; the record does not say which ones the real centre insists on.
const NEW: [&str; 7] = [
    "app_id",
    "task_id",
    "subject",
    "form_url",
    "node_name",
    "process_instance_id",
    "process_name",
];

/// What `taskInfo` tells.
pub(super) enum Told {
    New(Vec<Fields>),
    Changed(Vec<Fields>),
}

impl Told {
    /// Reads `{"inserttasks":[…]}` or `{"updatetasks":[…]}`.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("缺少参数taskInfo".to_owned());
        }
        let info = Fields::json(text.as_bytes()).map_err(|_| "taskInfo不是正确的JSON对象".to_owned())?;
        let tasks = |name: &str| -> Result<Option<Vec<Fields>>, String> {
            let Some(value) = info.value(name) else {
                return Ok(None);
            };
            let items = value.as_array().filter(|items| !items.is_empty());
            let read: Option<Vec<Fields>> = items.and_then(|items| items.iter().map(Fields::of).collect());
            read.map(Some).ok_or_else(|| format!("{name}不是任务数组"))
        };
        match (tasks("inserttasks")?, tasks("updatetasks")?) {
            (Some(new), None) => Ok(Self::New(new)),
            (None, Some(changed)) => Ok(Self::Changed(changed)),
            _ => Err("taskInfo须包含inserttasks或updatetasks之一".to_owned()),
        }
    }

    /// The member of `taskInfo` that is there.
    pub(super) fn operation(&self) -> &'static str {
        match self {
            Self::New(_) => "inserttasks",
            Self::Changed(_) => "updatetasks",
        }
    }

    /// The first task.
    pub(super) fn first(&self) -> Option<&Fields> {
        match self {
            Self::New(tasks) | Self::Changed(tasks) => tasks.first(),
        }
    }
}

/// A change that passed every check.
enum Change {
    Put(Place, Box<Row<()>>),
    Finish(String, List),
    Remove(String),
}

/// Tasks of the people.
pub(super) struct Tasks {
    organisation: Arc<Organisation>,
    app_id: String,
    inbox: Inbox<()>,
}

impl Tasks {
    pub(super) fn new(organisation: Arc<Organisation>, app_id: &str) -> Self {
        Self {
            organisation,
            app_id: app_id.to_owned(),
            inbox: Inbox::default(),
        }
    }

    pub(super) fn inbox(&self) -> &Inbox<()> {
        &self.inbox
    }

    /// OA person id of who a task is for.
    pub(super) fn shown_person(&self, task: &Fields) -> Option<String> {
        let named = assigned(task).unwrap_or_else(|_| task.text("actual_owner_id"));
        let index = self
            .organisation
            .by_work_code(&named)
            .or_else(|| self.inbox.owner(&task.text("task_id")))?;
        Some(self.organisation.main_id(index))
    }

    /// Checks every task and then applies them all.
    pub(super) fn apply(&mut self, told: &Told) -> Outcome {
        let (Told::New(named) | Told::Changed(named)) = told;
        let ids: HashSet<String> = named.iter().map(|task| task.text("task_id")).collect();
        if ids.len() < named.len() {
            return Err("taskInfo中task_id重复".to_owned());
        }
        let changes: Vec<Change> = match told {
            Told::New(tasks) => tasks
                .iter()
                .map(|task| self.insert(task))
                .collect::<Result<_, _>>()?,
            Told::Changed(tasks) => tasks
                .iter()
                .map(|task| self.update(task))
                .collect::<Result<_, _>>()?,
        };
        for change in changes {
            match change {
                Change::Put(place, row) => self.inbox.put(place, *row),
                Change::Finish(task, list) => {
                    self.inbox.change(&task, |row| {
                        row.list = list;
                        row.unread = false;
                    });
                }
                Change::Remove(task) => {
                    self.inbox.remove(&task);
                }
            }
        }
        Ok((Verdict::Accepted, "SUCCESS"))
    }

    fn insert(&self, task: &Fields) -> Result<Change, String> {
        self.check_named(task, &NEW)?;
        let id = task.text("task_id");
        let wrong = |what: &str| format!("任务{id}的{what}");
        if task.text("status") != "ACTIVE" {
            return Err(wrong("status须为ACTIVE"));
        }
        if !matches!(task.text("priority").as_str(), "" | "0" | "1" | "2" | "3") {
            return Err(wrong("priority不合法"));
        }
        if !matches!(task.text("process_instance_status").as_str(), "" | "RUNNING") {
            return Err(wrong("process_instance_status不合法"));
        }
        if let Some(name) = task.too_long("subject") {
            return Err(wrong(&format!("{name}超出长度限制")));
        }
        let code = assigned(task).map_err(wrong)?;
        let owner = self.person(&code)?;
        if self.inbox.owner(&id).is_some_and(|other| other != owner) {
            return Err(format!("任务{id}已分配给其他人员，task_id须按人员和环节唯一"));
        }
        let creator = task.text("created_by_names");
        let creator_name = if creator.is_empty() {
            let known = self.organisation.by_work_code(&task.text("created_by_ids"));
            known.map_or_else(String::new, |c| self.organisation.person(c).name.to_string())
        } else {
            creator
        };
        let place = Place {
            key: id.into(),
            group: task.text("process_instance_id").into(),
            person: owner,
        };
        let row = Row {
            list: List::Todo,
            request_id: task.text("process_instance_id"),
            title: task.text("subject"),
            workflow_name: task.text("process_name"),
            node_name: task.text("node_name"),
            creator_name,
            link: task.text("form_url"),
            unread: true,
            received_at: rfc3339(&china_now()),
            own: (),
        };
        Ok(Change::Put(place, Box::new(row)))
    }

    fn update(&self, task: &Fields) -> Result<Change, String> {
        self.check_named(task, &["app_id", "task_id", "process_instance_id"])?;
        let id = task.text("task_id");
        let wrong = |what: &str| format!("任务{id}的{what}");
        let stored = self.inbox.get(&id).ok_or_else(|| format!("任务{id}不存在"))?;
        if stored.request_id != task.text("process_instance_id") {
            return Err(wrong("process_instance_id与原任务不一致"));
        }
        match task.text("task_delete_flag").as_str() {
            "1" => return Ok(Change::Remove(id)),
            "" | "0" => {}
            _ => return Err(wrong("task_delete_flag不合法")),
        }
        if task.text("status") != "COMPLETE" {
            return Err(wrong("status须为COMPLETE"));
        }
        let code = task.text("actual_owner_id");
        if !code.is_empty() {
            self.person(&code)?;
        }
        let list = match task.text("process_instance_status").as_str() {
            "" | "RUNNING" => List::Done,
            "COMPLETE" => List::Closed,
            _ => return Err(wrong("process_instance_status不合法")),
        };
        Ok(Change::Finish(id, list))
    }

    fn check_named(&self, task: &Fields, names: &[&str]) -> Result<(), String> {
        if let Some(name) = task.missing(names) {
            return Err(format!("缺少字段{name}"));
        }
        if task.text("app_id") != self.app_id {
            return Err(format!("app_id {}未注册", task.text("app_id")));
        }
        Ok(())
    }

    /// The main identity of who has this work code.
    fn person(&self, code: &str) -> Result<PersonIndex, String> {
        let index = self.organisation.by_work_code(code);
        index
            .map(|index| self.organisation.person(index).main)
            .ok_or_else(|| format!("工号{code}不存在"))
    }
}

/// The one person that a task is assigned to.
fn assigned(task: &Fields) -> Result<String, &'static str> {
    let assignments = task.value("assignments").and_then(Value::as_array);
    match assignments.map(Vec::as_slice) {
        Some([one]) => {
            let code = Fields::of(one).map(|one| one.text("assign_id"));
            code.filter(|code| !code.is_empty())
                .ok_or("assignments缺少assign_id")
        }
        Some([_, _, ..]) => Err("assignments只能有一人，task_id须按人员和环节唯一"),
        _ => Err("assignments为空"),
    }
}
