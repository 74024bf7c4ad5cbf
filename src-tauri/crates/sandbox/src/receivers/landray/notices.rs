//! The to-dos (待办) that EKP keeps, and the operations that change them (`protocols.md` 4.3 to 4.5, 4.7).
//!
//! A to-do is known by application, module, id, `key`, `param1` and `param2`; each person it is for has an item of it.
//! Guarantees: a call that fails or faults changes nothing.

use std::sync::Arc;

use super::arguments::{Arguments, Operation};
use super::person::{self, PersonError};
use super::{Fault, Outcome, query};
use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::inbox::{Inbox, List, Place, Row};
use crate::receivers::journal::Verdict;

/// What only EKP keeps of an item.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) id: String,
    pub(super) app_name: String,
    pub(super) key: String,
    pub(super) param1: String,
    pub(super) param2: String,
    /// 1 审批类, 2 通知类, 3 暂挂
    pub(super) kind: i32,
    pub(super) level: String,
    pub(super) create_time: String,
    pub(super) creator: String,
    pub(super) mobile_link: String,
    pub(super) pad_link: String,
    person: PersonIndex,
}

/// All to-dos.
pub(super) struct Notices {
    organisation: Arc<Organisation>,
    inbox: Inbox<Own>,
    made: u64,
}

/// A call that ends before it changed anything.
enum Stop {
    Failed(Outcome),
    Fault(Fault),
}

impl From<Outcome> for Stop {
    fn from(outcome: Outcome) -> Self {
        Self::Failed(outcome)
    }
}

impl From<PersonError> for Stop {
    fn from(error: PersonError) -> Self {
        match error {
            PersonError::Shape(outcome) => Self::Failed(outcome),
            PersonError::Unknown(fault) => Self::Fault(fault),
        }
    }
}

impl Notices {
    pub(super) fn new(organisation: Arc<Organisation>) -> Self {
        Self {
            organisation,
            inbox: Inbox::default(),
            made: 0,
        }
    }

    pub(super) fn inbox(&self) -> &Inbox<Own> {
        &self.inbox
    }

    /// OA person id of the first person that the call is about, for the list of messages.
    pub(super) fn first_person(&self, arguments: &Arguments) -> Option<String> {
        let text = arguments.get("targets").or_else(|| arguments.get("target"))?;
        let first = *person::read(&self.organisation, "targets", text).ok()?.first()?;
        let main = self.organisation.person(first).main;
        Some(self.organisation.person(main).id.to_string())
    }

    /// Runs one operation.
    pub(super) fn run(&mut self, operation: Operation, arguments: &Arguments) -> Result<Outcome, Fault> {
        let result = arguments
            .require()
            .map_err(Stop::from)
            .and_then(|()| match operation {
                Operation::SendTodo => self.send(arguments),
                Operation::SetTodoDone => self.set_done(arguments),
                Operation::DeleteTodo => self.delete(arguments),
                Operation::UpdateTodo => self.update(arguments),
                Operation::GetTodo => self.get(arguments),
                Operation::GetTodoCount => self.count(arguments),
            });
        match result {
            Ok(outcome) | Err(Stop::Failed(outcome)) => Ok(outcome),
            Err(Stop::Fault(fault)) => Err(fault),
        }
    }

    fn send(&mut self, arguments: &Arguments) -> Result<Outcome, Stop> {
        let kind = arguments.number("type")?.unwrap_or_default();
        if !matches!(kind, 1 | 2) {
            return Err(Outcome::failed(format!("type的值{kind}不合法")).into());
        }
        let level = arguments.number("level")?;
        if level.is_some_and(|level| !(1..=3).contains(&level)) {
            return Err(Outcome::failed("level的值不合法").into());
        }
        let create_time = arguments.text("createTime");
        if chrono::NaiveDateTime::parse_from_str(&create_time, "%Y-%m-%d %H:%M:%S").is_err() {
            return Err(
                Outcome::failed(format!("createTime的值{create_time}不是yyyy-MM-dd HH:mm:ss格式")).into(),
            );
        }
        full_address("link", arguments)?;
        let persons = person::read(&self.organisation, "targets", &arguments.text("targets"))?;
        let creator = match arguments.get("docCreator") {
            Some(text) => person::read(&self.organisation, "docCreator", text)?
                .first()
                .copied(),
            None => None,
        };
        for person in persons {
            self.made += 1;
            let row = self.row(arguments, (person, creator), kind);
            self.inbox.put(self.place(arguments, person), row);
        }
        Ok(Outcome::done())
    }

    fn row(
        &self,
        arguments: &Arguments,
        (person, creator): (PersonIndex, Option<PersonIndex>),
        kind: i32,
    ) -> Row<Own> {
        let creator = creator.map(|index| self.organisation.person(index));
        Row {
            list: List::Todo,
            request_id: arguments.text("modelId"),
            title: arguments.text("subject"),
            workflow_name: arguments.text("modelName"),
            node_name: query::current_node(&arguments.text("extendContent")),
            creator_name: creator.map(|person| person.name.to_string()).unwrap_or_default(),
            link: arguments.text("link"),
            unread: true,
            received_at: rfc3339(&china_now()),
            own: Own {
                id: format!("{:032x}", self.made),
                app_name: arguments.text("appName"),
                key: arguments.text("key"),
                param1: arguments.text("param1"),
                param2: arguments.text("param2"),
                kind,
                level: arguments.text("level"),
                create_time: arguments.text("createTime"),
                creator: creator.map(|person| person.login_id.clone()).unwrap_or_default(),
                mobile_link: arguments.text("mobileLink"),
                pad_link: arguments.text("padLink"),
                person,
            },
        }
    }

    fn place(&self, arguments: &Arguments, person: PersonIndex) -> Place {
        let group = group(arguments);
        let parts = ["key", "param1", "param2"].map(|name| arguments.text(name));
        let row = self.organisation.person(person);
        let key = format!("{group}\u{1f}{}\u{1f}{}", parts.join("\u{1f}"), row.id);
        Place {
            key: key.into(),
            group: group.into(),
            person: row.main,
        }
    }

    /// Keys of the items that a removing or updating call means. What the call leaves open holds for any value.
    fn meant(
        &self,
        arguments: &Arguments,
        persons: Option<&[PersonIndex]>,
        kind: Option<i32>,
    ) -> Vec<Arc<str>> {
        let fits = |name: &str, value: &str| arguments.get(name).is_none_or(|wanted| wanted == value);
        let mut keys = self.inbox.group(&group(arguments));
        keys.retain(|key| {
            self.inbox.get(key).is_some_and(|Row { own, .. }| {
                fits("key", &own.key)
                    && fits("param1", &own.param1)
                    && fits("param2", &own.param2)
                    && kind.is_none_or(|kind| kind == own.kind)
                    && persons.is_none_or(|persons| persons.contains(&own.person))
            })
        });
        keys
    }

    /// `optType` and, for 2, the persons it is about.
    fn removal(&self, arguments: &Arguments) -> Result<(Option<Vec<PersonIndex>>, Option<i32>), Stop> {
        let kind = arguments.number("type")?;
        match arguments.number("optType")? {
            Some(1) => Ok((None, kind)),
            Some(2) => {
                let targets = arguments
                    .get("targets")
                    .ok_or_else(|| Outcome::failed("targets不能为空"))?;
                Ok((Some(person::read(&self.organisation, "targets", targets)?), kind))
            }
            other => Err(Outcome::failed(format!("optType的值{}不合法", other.unwrap_or_default())).into()),
        }
    }

    fn set_done(&mut self, arguments: &Arguments) -> Result<Outcome, Stop> {
        let (persons, kind) = self.removal(arguments)?;
        let keys = self.meant(arguments, persons.as_deref(), kind);
        Ok(self.finish(&keys))
    }

    fn finish(&mut self, keys: &[Arc<str>]) -> Outcome {
        for key in keys {
            self.inbox.change(key, |row| {
                row.list = List::Done;
                row.unread = false;
            });
        }
        if keys.is_empty() {
            Outcome::nothing()
        } else {
            Outcome::done()
        }
    }

    /// `optType` 2 does not truly delete: it handles the items as done.
    fn delete(&mut self, arguments: &Arguments) -> Result<Outcome, Stop> {
        let (persons, kind) = self.removal(arguments)?;
        let keys = self.meant(arguments, persons.as_deref(), kind);
        if persons.is_some() || keys.is_empty() {
            return Ok(self.finish(&keys));
        }
        for key in keys {
            self.inbox.remove(&key);
        }
        Ok(Outcome::done())
    }

    fn update(&mut self, arguments: &Arguments) -> Result<Outcome, Stop> {
        let kind = arguments.number("type")?;
        arguments.number("level")?;
        full_address("link", arguments)?;
        let keys = self.meant(arguments, None, None);
        for key in &keys {
            self.inbox.change(key, |row| {
                row.title = arguments.text("subject");
                row.link = arguments.text("link");
                row.own.level = arguments.text("level");
                row.own.kind = kind.unwrap_or(row.own.kind);
                row.own.mobile_link = arguments.text("mobileLink");
                row.own.pad_link = arguments.text("padLink");
                let node = query::current_node(&arguments.text("extendContent"));
                if !node.is_empty() {
                    row.node_name = node;
                }
            });
        }
        Ok(if keys.is_empty() {
            Outcome::nothing()
        } else {
            Outcome::done()
        })
    }

    fn get(&self, arguments: &Arguments) -> Result<Outcome, Stop> {
        let persons = person::read(&self.organisation, "targets", &arguments.text("targets"))?;
        let page = query::Page::read(arguments)?;
        let message = query::todo_list(&self.inbox, &self.mains(&persons), &page);
        Ok(Outcome::data(message))
    }

    fn count(&self, arguments: &Arguments) -> Result<Outcome, Stop> {
        let persons = person::read(&self.organisation, "target", &arguments.text("target"))?;
        let types = query::types(&arguments.text("types"))?;
        let message = query::counts(&self.inbox, &self.mains(&persons), &types);
        Ok(Outcome {
            verdict: Verdict::Answered,
            ..Outcome::data(message)
        })
    }

    fn mains(&self, persons: &[PersonIndex]) -> Vec<PersonIndex> {
        let mut mains: Vec<_> = persons
            .iter()
            .map(|&index| self.organisation.person(index).main)
            .collect();
        mains.sort_unstable();
        mains.dedup();
        mains
    }
}

fn group(arguments: &Arguments) -> String {
    ["appName", "modelName", "modelId"]
        .map(|name| arguments.text(name))
        .join("\u{1f}")
}

fn full_address(name: &str, arguments: &Arguments) -> Result<(), Outcome> {
    let address = arguments.text(name);
    if address.starts_with("http://") || address.starts_with("https://") {
        return Ok(());
    }
    Err(Outcome::failed(format!("{name}的值不是完整的地址")))
}
