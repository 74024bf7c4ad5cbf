//! The portal's to-dos: the checks, and what a message leads to.
//!
//! Guarantees: a refused message changes nothing; one whose `receivets` is older than what is stored changes nothing
//! and is answered as success. Row identity is system, flow and receiver.

use std::sync::Arc;

use super::record::{Record, Remark};
use crate::accounts::E10_SYSCODE;
use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::answers::Outcome;
use crate::receivers::inbox::{Inbox, List, Place, Row};
use crate::receivers::journal::Verdict;

/// Put before a relative address.
const PC_PREFIX: &str = "http://oa.sandbox.local";

/// What only this receiver keeps of an item.
#[derive(Debug, Clone)]
pub(super) struct Own {
    /// Newest `receivets` applied; lowest where none came.
    stamp: i64,
}

/// Items of the people.
pub(super) struct Centre {
    organisation: Arc<Organisation>,
    inbox: Inbox<Own>,
}

impl Centre {
    pub(super) fn new(organisation: Arc<Organisation>) -> Self {
        Self {
            organisation,
            inbox: Inbox::default(),
        }
    }

    pub(super) fn inbox(&self) -> &Inbox<Own> {
        &self.inbox
    }

    /// OA person id of who is known by this login name.
    pub(super) fn shown_person(&self, login: &str) -> Option<String> {
        let index = self.organisation.by_login(login)?;
        Some(self.organisation.main_id(index))
    }

    /// Checks and applies one message.
    pub(super) fn receive(&mut self, record: &Record) -> Outcome {
        if record.syscode != E10_SYSCODE {
            return Err(format!("异构系统标识【{}】未注册", record.syscode));
        }
        let wrong = |what: &str| format!("流程数据【{}】{what}", record.requestname);
        let remark = record.remark.ok_or_else(|| wrong("检测isremark不合法"))?;
        if record.flowid.is_empty() {
            return Err(wrong("flowid为空"));
        }
        if remark != Remark::Delete {
            check(record)?;
            self.organisation
                .by_login(&record.creator)
                .ok_or_else(|| wrong("检测创建人不存在"))?;
        }
        let receiver = self
            .organisation
            .by_login(&record.receiver)
            .ok_or_else(|| wrong("检测接收人不存在"))?;
        let place = self.place(record, receiver);
        let stored = self.inbox.get(&place.key).map(|row| row.own.stamp);
        let stamp = record.receivets.unwrap_or(stored.unwrap_or(i64::MIN));
        let stale = stored.is_some_and(|stored| stored > stamp);
        match (remark, stored) {
            (Remark::Delete, None) => Err("流程数据删除失败,流程数据不存在".to_owned()),
            _ if stale => Ok((Verdict::Stale, "自动更新成功")),
            (Remark::Delete, Some(_)) => {
                self.inbox.remove(&place.key);
                Ok((Verdict::Accepted, "流程数据删除成功"))
            }
            (_, stored) => {
                let row = self.row(record, list_of(remark), stamp);
                self.inbox.put(place, row);
                let message = if stored.is_some() {
                    "自动更新成功"
                } else {
                    "自动创建成功"
                };
                Ok((Verdict::Accepted, message))
            }
        }
    }

    fn place(&self, record: &Record, receiver: PersonIndex) -> Place {
        let person = self.organisation.person(receiver);
        Place {
            key: format!("{}_{}_{}", record.syscode, record.flowid, person.id).into(),
            group: record.flowid.as_str().into(),
            person: person.main,
        }
    }

    fn row(&self, record: &Record, list: List, stamp: i64) -> Row<Own> {
        let creator = self.organisation.by_login(&record.creator);
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
}

fn list_of(remark: Remark) -> List {
    match remark {
        Remark::Done => List::Done,
        Remark::Closed => List::Closed,
        Remark::Todo | Remark::Delete => List::Todo,
    }
}

/// What a message that is no deletion must hold.
fn check(record: &Record) -> Result<(), String> {
    if record.workflowname.is_empty() {
        return Err("流程类型未填写".to_owned());
    }
    if record.requestname.is_empty() {
        return Err("流程标题未填写".to_owned());
    }
    let wrong = |what: &str| format!("流程数据【{}】{what}", record.requestname);
    for (name, value) in [("nodename", &record.nodename), ("pcurl", &record.pcurl)] {
        if value.is_empty() {
            return Err(wrong(&format!("检测{name}不合法")));
        }
    }
    if !matches!(record.viewtype.as_str(), "" | "0" | "1") {
        return Err(wrong("检测viewtype不合法"));
    }
    if let Some(name) = record.wrong_time() {
        return Err(wrong(&format!("检测{name}不合法")));
    }
    if let Some(name) = &record.too_long {
        return Err(format!("保存失败,{name}超出长度限制"));
    }
    Ok(())
}
