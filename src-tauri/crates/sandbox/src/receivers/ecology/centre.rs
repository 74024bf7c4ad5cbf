//! The centre itself: the checks in the server's order with its texts (`protocols.md` 1.4), and what they lead to.
//!
//! Guarantees: a message that is refused changes nothing; a message whose `receivets` is older than what is stored
//! changes nothing and is answered as success.

use std::collections::HashSet;
use std::sync::Arc;

use super::record::Record;
use super::reply::{Reply, Ruling, Unhandled};
use super::{Operation, SYSCODE};
use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::inbox::{Inbox, List, Place, Row};
use crate::receivers::journal::Verdict;

/// PC prefix (`pcprefixurl`) that is put before a relative address.
const PC_PREFIX: &str = "http://oa.sandbox.local";
/// Flow types that are created by themselves before the centre refuses to create more.
const MOST_TYPES: usize = 5_000;
/// Column sizes of the to-do table, in characters.
const MOST_TITLE: usize = 1_000;
const MOST_ADDRESS: usize = 2_000;

/// What only this centre keeps of an item.
#[derive(Debug, Clone)]
pub(super) struct Own {
    /// Newest `receivets` applied; lowest where none came.
    stamp: i64,
}

/// Registered systems, flow types and items.
pub(super) struct Centre {
    organisation: Arc<Organisation>,
    types: HashSet<String>,
    inbox: Inbox<Own>,
}

/// A refusal before it became a reply: kind of data, kind of act, text.
type No = (&'static str, &'static str, String);

enum Applied {
    Changed(&'static str, &'static str),
    Stale,
}

impl Centre {
    pub(super) fn new(organisation: Arc<Organisation>) -> Self {
        Self {
            organisation,
            types: HashSet::new(),
            inbox: Inbox::default(),
        }
    }

    pub(super) fn inbox(&self) -> &Inbox<Own> {
        &self.inbox
    }

    /// The refusal of a centre that was told not to take flow data.
    pub(super) fn closed_to(record: &Record) -> Ruling {
        let message = format!("异构系统标识【{}】不允许接收流程数据", record.syscode);
        ruling(record, None, Err(("OtherSys", "Check", message)))
    }

    /// Checks and applies one message.
    pub(super) fn rule(&mut self, operation: Operation, record: &Record) -> Result<Ruling, Unhandled> {
        let named = if operation == Operation::DeletePerson {
            &record.userid
        } else {
            &record.receiver
        };
        let person = self.person(named);
        let outcome = match operation {
            Operation::DeleteFlow | Operation::DeletePerson => self.delete(operation, record, person),
            Operation::Done | Operation::Over => self.process(operation, record, person),
            _ => self.receive(operation, record, person)?,
        };
        let shown = person.map(|index| {
            let main = self.organisation.person(index).main;
            self.organisation.person(main).id.to_string()
        });
        Ok(ruling(record, shown, outcome))
    }

    /// Person rule of this centre: the person's id, or the login name.
    fn person(&self, value: &str) -> Option<PersonIndex> {
        self.organisation
            .by_id(value)
            .or_else(|| self.organisation.by_login(value))
    }

    fn registered(&self, record: &Record) -> Result<(), No> {
        if record.syscode == SYSCODE {
            return Ok(());
        }
        Err((
            "OtherSys",
            "Check",
            format!("异构系统标识【{}】未注册", record.syscode),
        ))
    }

    fn receive(
        &mut self,
        operation: Operation,
        record: &Record,
        receiver: Option<PersonIndex>,
    ) -> Result<Result<Applied, No>, Unhandled> {
        let checked = self.check_received(operation, record, receiver);
        let (list, receiver) = match checked {
            Ok(checked) => checked,
            Err(no) => return Ok(Err(no)),
        };
        record.check_times()?;
        Ok(self.write(operation, record, (list, receiver)))
    }

    /// Rows 2, 4, 5, 7 and 8 of the server's order.
    fn check_received(
        &mut self,
        operation: Operation,
        record: &Record,
        receiver: Option<PersonIndex>,
    ) -> Result<(List, PersonIndex), No> {
        self.registered(record)?;
        filled(record)?;
        if !self.types.contains(&record.workflowname) {
            if self.types.len() >= MOST_TYPES {
                let message = format!("流程类型【{}】自动创建失败", record.workflowname);
                return Err(("WfType", "AutoNew", message));
            }
            self.types.insert(record.workflowname.clone());
        }
        let wrong = |what: &str| {
            (
                "WfData",
                "Check",
                format!("流程数据【{}】{what}", record.requestname),
            )
        };
        self.person(&record.creator)
            .ok_or_else(|| wrong("检测创建人不存在"))?;
        let receiver = receiver.ok_or_else(|| wrong("检测接收人不存在"))?;
        let list = match (operation, record.isremark.as_str()) {
            (Operation::Todo | Operation::Cc, _) | (_, "0" | "8") => List::Todo,
            (_, "2") => List::Done,
            (_, "4") => List::Closed,
            _ => return Err(wrong("检测isremark不合法")),
        };
        if !matches!(record.viewtype.as_str(), "" | "0" | "1") {
            return Err(wrong("检测viewtype不合法"));
        }
        // The record has these down as required; which text the server has for them is not public.
        for (name, value) in [
            ("flowid", &record.flowid),
            ("nodename", &record.nodename),
            ("pcurl", &record.pcurl),
        ] {
            if value.is_empty() {
                return Err(wrong(&format!("检测{name}不合法")));
            }
        }
        Ok((list, receiver))
    }

    /// Rows 9 and 10.
    fn write(
        &mut self,
        operation: Operation,
        record: &Record,
        (list, receiver): (List, PersonIndex),
    ) -> Result<Applied, No> {
        let place = self.place(record, receiver);
        let stored = self.inbox.get(&place.key).map(|row| row.own.stamp);
        let strict = matches!(operation, Operation::Todo | Operation::Cc);
        if strict && stored.is_some() {
            return Err((
                "WfData",
                "Check",
                format!("流程数据【{}】已存在", record.requestname),
            ));
        }
        let stamp = record.receivets.unwrap_or(stored.unwrap_or(i64::MIN));
        if stored.is_some_and(|stored| stored > stamp) {
            return Ok(Applied::Stale);
        }
        let long = |text: &str, most: usize| text.chars().nth(most).is_some();
        if long(&record.requestname, MOST_TITLE)
            || long(&record.pcurl, MOST_ADDRESS)
            || long(&record.appurl, MOST_ADDRESS)
        {
            let message = if strict {
                "自动新增待办失败"
            } else {
                "保存失败"
            };
            return Err(("WfData", "AutoNew", message.to_owned()));
        }
        self.inbox.put(place, self.row(record, list, stamp));
        if list == List::Closed {
            self.close_done_rows(record);
        }
        Ok(match (strict, stored) {
            (true, _) => Applied::Changed("AutoNew", "自动新增待办成功"),
            (false, None) => Applied::Changed("AutoNew", "自动创建成功"),
            (false, Some(_)) => Applied::Changed("AutoEdit", "自动更新成功"),
        })
    }

    fn row(&self, record: &Record, list: List, stamp: i64) -> Row<Own> {
        let creator = self.person(&record.creator);
        let link = if record.pcurl.starts_with('/') {
            format!("{PC_PREFIX}{}", record.pcurl)
        } else {
            record.pcurl.clone()
        };
        Row {
            list,
            request_id: record.flowid.clone(),
            title: record.requestname.clone(),
            workflow_name: record.workflowname.clone(),
            node_name: record.nodename.clone(),
            creator_name: creator.map_or_else(String::new, |c| self.organisation.person(c).name.to_string()),
            link,
            unread: list == List::Todo && record.viewtype != "1",
            received_at: rfc3339(&china_now()),
            own: Own { stamp },
        }
    }

    /// Rows 11 and 12.
    fn process(
        &mut self,
        operation: Operation,
        record: &Record,
        receiver: Option<PersonIndex>,
    ) -> Result<Applied, No> {
        self.registered(record)?;
        filled(record)?;
        if !self.types.contains(&record.workflowname) {
            return Err((
                "WfType",
                "Check",
                format!("流程类型【{}】未注册", record.workflowname),
            ));
        }
        let wrong = |what: &str| {
            (
                "WfData",
                "Check",
                format!("流程数据【{}】{what}", record.requestname),
            )
        };
        let receiver = receiver.ok_or_else(|| wrong("检测接收人不存在"))?;
        let place = self.place(record, receiver);
        let stored = self
            .inbox
            .get(&place.key)
            .map(|row| row.own.stamp)
            .ok_or_else(|| wrong("不存在"))?;
        let stamp = record.receivets.unwrap_or(stored);
        if stored > stamp {
            return Ok(Applied::Stale);
        }
        let (list, message) = match operation {
            Operation::Over => (List::Closed, "自动更新办结成功"),
            _ => (List::Done, "自动更新已办成功"),
        };
        self.inbox.change(&place.key, |row| {
            row.list = list;
            row.unread = false;
            row.own.stamp = stamp;
            if !record.nodename.is_empty() {
                row.node_name.clone_from(&record.nodename);
            }
        });
        if list == List::Closed {
            self.close_done_rows(record);
        }
        Ok(Applied::Changed("AutoEdit", message))
    }

    /// Over completes all done rows of the flow.
    fn close_done_rows(&mut self, record: &Record) {
        for key in self.inbox.group(&group(record)) {
            if self.inbox.get(&key).is_some_and(|row| row.list == List::Done) {
                self.inbox.change(&key, |row| row.list = List::Closed);
            }
        }
    }

    /// Row 13.
    fn delete(
        &mut self,
        operation: Operation,
        record: &Record,
        person: Option<PersonIndex>,
    ) -> Result<Applied, No> {
        let failed = |why: &str| ("WfData", "Del", format!("流程数据删除失败,{why}"));
        if record.syscode.is_empty() {
            return Err(failed("syscode为空"));
        }
        self.registered(record)?;
        if record.flowid.is_empty() {
            return Err(failed("flowid为空"));
        }
        let mut keys = self.inbox.group(&group(record));
        if operation == Operation::DeletePerson {
            if record.userid.is_empty() {
                return Err(failed("userid为空"));
            }
            let ending = person.map(|index| format!("_{}", self.organisation.person(index).id));
            keys.retain(|key| {
                ending
                    .as_ref()
                    .is_some_and(|ending| key.ends_with(ending.as_str()))
            });
        }
        if keys.is_empty() {
            return Err(failed("流程数据不存在"));
        }
        for key in keys {
            self.inbox.remove(&key);
        }
        Ok(Applied::Changed("Del", "流程数据删除成功"))
    }

    /// Row identity is system, type, flow and receiver.
    fn place(&self, record: &Record, receiver: PersonIndex) -> Place {
        let person = self.organisation.person(receiver);
        let key = format!(
            "{}_{}_{}_{}",
            record.syscode, record.workflowname, record.flowid, person.id
        );
        Place {
            key: key.into(),
            group: group(record).into(),
            person: person.main,
        }
    }
}

fn group(record: &Record) -> String {
    format!("{}_{}", record.syscode, record.flowid)
}

/// Row 4.
fn filled(record: &Record) -> Result<(), No> {
    if record.workflowname.is_empty() {
        return Err(("WfType", "Check", "流程类型未填写".to_owned()));
    }
    if record.requestname.is_empty() {
        return Err(("WfData", "Check", "流程标题未填写".to_owned()));
    }
    Ok(())
}

fn ruling(record: &Record, person: Option<String>, outcome: Result<Applied, No>) -> Ruling {
    let (verdict, data_type, oper_type, oper_result, message) = match outcome {
        Ok(Applied::Changed(act, message)) => (Verdict::Accepted, "WfData", act, "1", message.to_owned()),
        Ok(Applied::Stale) => (
            Verdict::Stale,
            "WfData",
            "AutoEdit",
            "1",
            "自动更新成功".to_owned(),
        ),
        Err((data, act, message)) => (Verdict::Refused, data, act, "0", message),
    };
    Ruling {
        reply: Reply {
            syscode: record.syscode.clone(),
            data_type,
            oper_type,
            oper_result,
            message,
        },
        verdict,
        request_id: Some(record.flowid.clone()).filter(|id| !id.is_empty()),
        person,
    }
}
