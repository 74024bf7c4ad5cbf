//! Scenes: a small organisation, one target, and a short notation for what goes in and what comes out, so that a
//! table of cases reads like the source document's own sentences.
//!
//! A batch is written `todo A, done A-2, closed:archived B@R2`: data set, business state after a colon (`pending`
//! when left out), receiver, the identity that the item was sent to after a slash, request after an at sign (`R1` when
//! left out). What became of it is written the same way, with `+` before a backfilled to-do and ` ignored` or
//! ` failed` after what is not sent.

#![allow(dead_code, reason = "every file of tests uses its own part of the scenes")]

pub(crate) mod documents;
pub(crate) mod push_addresses;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::DateTime;
use domain::delivery::Status;
use domain::directory::{Directory, DirectoryDocument};
use domain::event::{DataSet, Event};
use domain::ids::{PersonId, RequestId, TargetId, WorkflowId, WorkflowTypeId};
use domain::plan::{
    Conversion, CreatorNeed, DeliveryKey, MemoryChange, Plan, Planned, TargetPlan, keys, plan,
};
use domain::target::TargetConfig;
use serde_json::{Value, json};

/// 唯一标识 of the log: the words of row X1a, to the letter.
pub(crate) const FILTERED: &str = "特殊数据处理-重复数据过滤";

/// The organisation as a document. `A`, `A-2` and `A-3` are one person; `D` and its part-time `D-2` have no login
/// name, though `E-2` has one of its own beside that of `E`.
pub(crate) fn organisation() -> Value {
    json!({
        "subsidiaries": [
            { "id": "1", "name": "总部" },
            { "id": "2", "name": "华东", "parent": "1" },
            { "id": "21", "name": "上海", "parent": "2" },
        ],
        "departments": [
            { "id": "10", "name": "财务部", "subsidiary": "1" },
            { "id": "11", "name": "出纳组", "subsidiary": "1", "parent": "10" },
            { "id": "12", "name": "付款小组", "subsidiary": "1", "parent": "11" },
            { "id": "20", "name": "市场部", "subsidiary": "2" },
            { "id": "30", "name": "上海办", "subsidiary": "21" },
        ],
        "posts": [ { "id": "p1", "name": "会计" }, { "id": "p2", "name": "经理" } ],
        "persons": [
            { "id": "A", "name": "安", "loginId": "an", "workCode": "E-A", "mobile": "13800000001",
              "email": "an@example.com", "certificateNo": "C-A", "externalId": "X-A",
              "department": "10", "subsidiary": "1", "post": "p1" },
            { "id": "A-2", "name": "安", "department": "20", "subsidiary": "2", "post": "p2", "mainAccount": "A" },
            { "id": "A-3", "name": "安", "department": "30", "mainAccount": "A" },
            { "id": "B", "name": "白", "loginId": "bai", "department": "11", "subsidiary": "1" },
            { "id": "C", "name": "陈", "loginId": "chen", "department": "12", "subsidiary": "1", "post": "p2" },
            { "id": "D", "name": "丁", "department": "20", "subsidiary": "2" },
            { "id": "D-2", "name": "丁", "loginId": " ", "department": "10", "mainAccount": "D" },
            { "id": "E", "name": "鄂", "loginId": "e", "department": "30" },
            { "id": "E-2", "name": "鄂", "loginId": "e2", "department": "20", "mainAccount": "E" },
            { "id": "boss", "name": "起草人", "loginId": "boss" },
        ],
        "groups": [ { "id": "g1", "name": "管理员", "persons": ["B", "E"] } ],
        "roles": [ { "id": "r1", "name": "财务主管", "persons": ["C"] } ],
    })
}

/// The organisation, checked and compiled.
pub(crate) fn directory() -> Directory {
    let document: DirectoryDocument =
        serde_json::from_value(organisation()).expect("the organisation is a directory document");
    document.check().expect("the organisation is in order");
    Directory::new(document)
}

/// A target as an operator would send it, `with` some fields of its own (merged at the top level).
pub(crate) fn target_document(with: &Value) -> Value {
    let mut document = json!({
        "identifier": "portal",
        "name": "集团门户",
        "enabled": true,
        "pushType": "ecology",
        "server": { "scheme": "http", "authority": "127.0.0.1:9001" },
        "personKey": "userId",
    });
    if let (Value::Object(document), Value::Object(with)) = (&mut document, with) {
        document.extend(with.clone());
    }
    document
}

/// A target's configuration, checked.
pub(crate) fn target(with: &Value) -> TargetConfig {
    let config: TargetConfig = serde_json::from_value(target_document(with)).expect("a target");
    config.check().expect("a target that may be saved");
    config
}

/// One event from its notation.
pub(crate) fn event(text: &str) -> Event {
    let (what, who) = text.trim().split_once(' ').expect("data set, space, receiver");
    let (data_set, state) = what.split_once(':').unwrap_or((what, "pending"));
    let (who, request) = who.split_once('@').unwrap_or((who, "R1"));
    let (receiver, identity) = match who.split_once('/') {
        Some((receiver, identity)) => (receiver, Some(PersonId::from(identity))),
        None => (who, None),
    };
    let at = DateTime::parse_from_rfc3339("2026-11-22T09:00:00+08:00").expect("a time");
    Event {
        data_set: DataSet::parse(data_set).expect("one of the four data sets"),
        business_state: state.to_owned(),
        request_id: RequestId::from(request),
        request_name: "差旅报销-20261122".to_owned(),
        workflow_id: WorkflowId::from("54"),
        workflow_name: "差旅报销".to_owned(),
        workflow_type_id: WorkflowTypeId::from("3"),
        workflow_type_name: Some("财务".to_owned()),
        node_id: Some("12".to_owned()),
        node_name: "部门经理审批".to_owned(),
        creator: PersonId::from("boss"),
        created_at: at,
        receiver: PersonId::from(receiver),
        receiver_identity: identity,
        received_at: at,
        view_type: None,
        occurred_at: at,
    }
}

/// A batch from its notation.
pub(crate) fn batch(text: &str) -> Vec<Event> {
    text.split(',').map(event).collect()
}

/// The notation of what became of a batch.
pub(crate) fn told(plan: &Plan, events: &[Event]) -> String {
    let one = |planned: &Planned| {
        let event = &events[planned.event];
        let sign = if planned.backfilled { "+" } else { "" };
        let state = match event.business_state.as_str() {
            _ if planned.backfilled => String::new(),
            "pending" => String::new(),
            state => format!(":{state}"),
        };
        let identity = event
            .receiver_identity
            .as_ref()
            .map(|identity| format!("/{identity}"));
        let request = match event.request_id.as_str() {
            "R1" => String::new(),
            request => format!("@{request}"),
        };
        let end = match planned.status {
            Status::Pending => "",
            Status::Ignored => " ignored",
            Status::Failed => " failed",
            other => unreachable!("planning never makes a delivery {other:?}"),
        };
        format!(
            "{sign}{}{state} {}{}{request}{end}",
            planned.data_set.as_str(),
            event.receiver,
            identity.unwrap_or_default(),
        )
    };
    plan.deliveries.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// One target with its memory, to which batches come one after another.
#[derive(Debug)]
pub(crate) struct Relay {
    pub(crate) directory: Directory,
    pub(crate) target: TargetPlan,
    pub(crate) memory: HashSet<DeliveryKey>,
}

impl Relay {
    /// A relay whose target has `with` as fields of its own.
    pub(crate) fn new(with: &Value) -> Self {
        Self::of(&target(with), CreatorNeed::Required)
    }

    /// A relay for a configuration.
    pub(crate) fn of(config: &TargetConfig, creator: CreatorNeed) -> Self {
        Self::mapped(config, creator, HashMap::new())
    }

    /// A relay for a configuration with a mapping table.
    pub(crate) fn mapped(
        config: &TargetConfig,
        creator: CreatorNeed,
        mapping: HashMap<PersonId, String>,
    ) -> Self {
        let directory = directory();
        let conversion = Conversion {
            creator: creator.into(),
            mapping: Arc::new(mapping),
        };
        let target = TargetPlan::new(TargetId(1), config, conversion, &directory);
        Self {
            directory,
            target,
            memory: HashSet::new(),
        }
    }

    /// What the memory knows of a batch, as the store would look it up.
    pub(crate) fn remembered(&self, events: &[Event]) -> HashSet<DeliveryKey> {
        keys(events, &self.directory)
            .into_iter()
            .filter(|key| self.memory.contains(key))
            .collect()
    }

    /// Plans a batch and leaves the memory as it is.
    pub(crate) fn plan(&self, events: &[Event]) -> Plan {
        plan(events, &self.target, &self.directory, &self.remembered(events))
    }

    /// Plans a batch and folds what changes into the memory.
    pub(crate) fn take(&mut self, events: &[Event]) -> Plan {
        let plan = self.plan(events);
        for change in &plan.memory {
            match change.clone() {
                MemoryChange::Remember(key) => {
                    self.memory.insert(key);
                }
                MemoryChange::Forget(key) => {
                    self.memory.remove(&key);
                }
            }
        }
        plan
    }

    /// [`Relay::take`] in notation, both ways.
    pub(crate) fn push(&mut self, text: &str) -> String {
        let events = batch(text);
        let plan = self.take(&events);
        told(&plan, &events)
    }

    /// The keys in the memory as `person@request`, sorted.
    pub(crate) fn remembers(&self) -> Vec<String> {
        let mut keys: Vec<String> = self
            .memory
            .iter()
            .map(|key| format!("{}@{}", key.person, key.request))
            .collect();
        keys.sort();
        keys
    }
}

/// One case: why, and the batches that come one after another, each with what becomes of it.
pub(crate) type Case<'a> = (&'a str, &'a [(&'a str, &'a str)]);

/// Runs every case from an empty memory.
pub(crate) fn run(with: &Value, cases: &[Case<'_>]) {
    for (why, batches) in cases {
        let mut relay = Relay::new(with);
        for (n, (batch, expected)) in batches.iter().enumerate() {
            assert_eq!(&relay.push(batch), expected, "{why}: batch {n} ({batch})");
        }
    }
}

/// The switches of special data as the field of a target.
pub(crate) fn special(on: &[&str]) -> Value {
    let switches: serde_json::Map<String, Value> =
        on.iter().map(|name| ((*name).to_owned(), json!(true))).collect();
    json!({ "specialData": switches })
}
