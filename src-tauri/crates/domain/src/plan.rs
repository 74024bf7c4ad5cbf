//! Planning: the one function that turns a batch into the deliveries of a target (rows X1 to X3, I5, T6).
//!
//! The stages run in this order (row X3): interception, duplicate filter, backfill, person conversion. An event that
//! one stage stops is not seen by a later one: what was intercepted is neither remembered nor backfilled.
//!
//! What was pushed before, the *memory*, is a set of delivery keys (request, main account): a to-do that goes out puts
//! its key in. The memory is kept whether or not a switch reads it, so that a switch that is turned on later knows
//! the past. [`plan`] gets the part of the memory that the batch asks about ([`keys`]) and returns what changes.
//!
//! The duplicate filter (重复数据过滤), read literally, compares batches (row X1b): within a batch it knows only
//! what was remembered before it, and a person's to-do beside a person's done of the same request (row X1c). With
//! `forget_when_over` (row X1e) an item that is over also makes its key new for the to-dos after it in the batch.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::delivery::{Reason, Stage, StageOutcome, Status, Verdict};
use crate::directory::Directory;
use crate::event::{DataSet, Event};
use crate::ids::{PersonId, RequestId, TargetId};
use crate::interception::Interception;
use crate::target::{PersonKey, SpecialData, TargetConfig};

/// The business state that a backfilled to-do carries.
pub const BACKFILLED_STATE: &str = "pending";

/// Whether a target's protocol can do without the creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreatorNeed {
    /// A creator without a value makes a failed delivery.
    Required,
    /// A creator without a value is left out.
    Optional,
}

/// What person conversion needs beside the configuration (row T6).
#[derive(Debug, Clone)]
pub struct Conversion {
    /// Which items can do without a converted creator.
    pub creator: CreatorNeeds,
    /// The target's mapping table, read while its person rule says so.
    pub mapping: Arc<HashMap<PersonId, String>>,
}

/// Which items of a target demand a converted creator, by data set: most protocols ask for none to delete an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreatorNeeds([CreatorNeed; DataSet::ALL.len()]);

impl CreatorNeeds {
    /// Asks for each data set.
    pub fn of(needs: impl Fn(DataSet) -> CreatorNeed) -> Self {
        Self(DataSet::ALL.map(needs))
    }

    fn get(self, data_set: DataSet) -> CreatorNeed {
        self.0[data_set as usize]
    }
}

impl From<CreatorNeed> for CreatorNeeds {
    /// The same for every data set.
    fn from(need: CreatorNeed) -> Self {
        Self::of(|_| need)
    }
}

impl From<CreatorNeed> for Conversion {
    /// With an empty mapping table.
    fn from(creator: CreatorNeed) -> Self {
        Self {
            creator: creator.into(),
            mapping: Arc::default(),
        }
    }
}

/// 唯一标识 within one target: the request and the main account of the receiver.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryKey {
    /// Which request.
    pub request: RequestId,
    /// Whose item; part-time identities count as their main account (row X1e).
    pub person: PersonId,
}

/// What planning needs to know about a target.
#[derive(Debug)]
pub struct TargetPlan {
    /// Which target.
    pub id: TargetId,
    /// Row T2: a disabled target gets no deliveries, and nothing is remembered for it.
    pub enabled: bool,
    interception: Interception,
    special: SpecialData,
    person_key: PersonKey,
    mapping: Arc<HashMap<PersonId, String>>,
    creator: CreatorNeeds,
}

/// One delivery as planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Which event of the batch it stands for.
    pub event: usize,
    /// The data set it is sent as: a backfilled to-do stands for a closed item.
    pub data_set: DataSet,
    /// A to-do that the OA never sent us (row X2).
    pub backfilled: bool,
    /// Pending, ignored or failed.
    pub status: Status,
    /// Why it is not pending.
    pub reason: Option<Reason>,
    /// What each stage said.
    pub verdicts: Vec<Verdict>,
    /// The main account of the receiver.
    pub person: PersonId,
    /// What the receiving system knows the receiver by.
    pub mapped_receiver: Option<String>,
    /// What the receiving system knows the creator by.
    pub mapped_creator: Option<String>,
}

/// One change of the memory.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MemoryChange {
    /// A to-do with this key went out.
    Remember(DeliveryKey),
    /// The key is new again (row X1e).
    Forget(DeliveryKey),
}

/// What a batch comes to for one target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// In the order in which they are to be sent.
    pub deliveries: Vec<Planned>,
    /// In the order in which they happen.
    pub memory: Vec<MemoryChange>,
}

impl TargetPlan {
    /// Compiles a target against the directory. Cost: linear in its rules.
    pub fn new(id: TargetId, config: &TargetConfig, conversion: Conversion, directory: &Directory) -> Self {
        let Conversion { creator, mapping } = conversion;
        Self {
            id,
            enabled: config.enabled,
            interception: Interception::new(&config.interception, directory),
            special: config.special_data,
            person_key: config.person_key,
            mapping,
            creator,
        }
    }

    /// Which events it keeps out.
    pub fn interception(&self) -> &Interception {
        &self.interception
    }

    /// Whether [`plan`] reads the memory at all.
    pub fn asks_memory(&self) -> bool {
        self.special.duplicate_filter || self.special.missing_backfill
    }

    /// Row T6: what the receiving system knows a person by. The row's own value comes first, then that of its main
    /// account; the OA's own id needs no directory.
    pub fn convert(&self, person: &PersonId, directory: &Directory) -> Option<String> {
        if self.person_key == PersonKey::UserId {
            return Some(person.0.clone());
        }
        let main = directory.main_account(person);
        [person, main].into_iter().find_map(|id| match self.person_key {
            PersonKey::Mapping => self
                .mapping
                .get(id)
                .filter(|value| !value.trim().is_empty())
                .cloned(),
            key => directory
                .person(id)
                .and_then(|row| row.value(key))
                .map(str::to_owned),
        })
    }
}

/// The keys of a batch, for looking up the memory; each once, in order of first appearance.
pub fn keys(events: &[Event], directory: &Directory) -> Vec<DeliveryKey> {
    let mut seen = HashSet::new();
    events
        .iter()
        .map(|event| key_of(event, directory))
        .filter(|key| seen.insert(key.clone()))
        .collect()
}

fn key_of(event: &Event, directory: &Directory) -> DeliveryKey {
    DeliveryKey {
        request: event.request_id.clone(),
        person: directory.main_account(&event.receiver).clone(),
    }
}

/// Plans a batch for one target. `remembered` holds those of the batch's [`keys`] that were pushed as a to-do before;
/// it may be empty when the target does not [ask](TargetPlan::asks_memory). Cost: linear in the events.
pub fn plan(
    events: &[Event],
    target: &TargetPlan,
    directory: &Directory,
    remembered: &HashSet<DeliveryKey>,
) -> Plan {
    if !target.enabled {
        return Plan::default();
    }
    let mut items: Vec<Item<'_>> = events
        .iter()
        .enumerate()
        .map(|(index, event)| Item::new(index, event, target, directory))
        .collect();
    filter_duplicates(&mut items, target.special, remembered);
    let items = backfill(items, target.special, remembered);

    let mut result = Plan::default();
    for item in items {
        let key = item.key.clone();
        let planned = item.finish(target, directory);
        result.memory.extend(memory_change(&planned, key, target.special));
        result.deliveries.push(planned);
    }
    result
}

/// What a planned delivery changes in the memory.
fn memory_change(planned: &Planned, key: DeliveryKey, special: SpecialData) -> Option<MemoryChange> {
    match planned.data_set {
        _ if planned.status != Status::Pending => None,
        DataSet::Todo => Some(MemoryChange::Remember(key)),
        _ => special.forget_when_over.then_some(MemoryChange::Forget(key)),
    }
}

/// Plans a delivery anew that is to be sent again (rows C1, L3), by the rules, the directory and the mapping table of
/// now. The duplicate filter and the backfill are not asked: that it goes out once more is what is wanted. `as_sent` is
/// its data set and whether it is backfilled.
pub fn replan(
    event: &Event,
    as_sent: (DataSet, bool),
    target: &TargetPlan,
    directory: &Directory,
) -> (Planned, Option<MemoryChange>) {
    let mut item = Item::new(0, event, target, directory);
    (item.data_set, item.backfilled) = as_sent;
    if item.stopped.is_none() {
        item.says(Stage::DuplicateFilter, StageOutcome::NotApplied);
        item.says(Stage::Backfill, StageOutcome::NotApplied);
    }
    let key = item.key.clone();
    let planned = item.finish(target, directory);
    let change = memory_change(&planned, key, target.special);
    (planned, change)
}

/// One event on its way through the stages.
struct Item<'a> {
    index: usize,
    event: &'a Event,
    key: DeliveryKey,
    data_set: DataSet,
    backfilled: bool,
    verdicts: Vec<Verdict>,
    stopped: Option<Reason>,
}

impl<'a> Item<'a> {
    fn new(index: usize, event: &'a Event, target: &TargetPlan, directory: &Directory) -> Self {
        let mut verdicts = Vec::with_capacity(7);
        let stopped = target.interception.decide(event, directory, &mut verdicts);
        let key = key_of(event, directory);
        Self {
            index,
            event,
            key,
            data_set: event.data_set,
            backfilled: false,
            verdicts,
            stopped,
        }
    }

    /// The to-do that is sent before `self` because the receiver was never told of one; `over` is what needs it.
    fn missing_todo(&self, over: DataSet) -> Self {
        let detail = Some(format!("为{}补发待办", crate::interception::data_set_name(over)));
        Self {
            index: self.index,
            event: self.event,
            key: self.key.clone(),
            data_set: DataSet::Todo,
            backfilled: true,
            verdicts: vec![Verdict {
                stage: Stage::Backfill,
                outcome: StageOutcome::Acted,
                detail,
            }],
            stopped: None,
        }
    }

    fn says(&mut self, stage: Stage, outcome: StageOutcome) {
        self.verdicts.push(Verdict {
            stage,
            outcome,
            detail: None,
        });
    }

    fn finish(mut self, target: &TargetPlan, directory: &Directory) -> Planned {
        let (mut mapped_receiver, mut mapped_creator) = (None, None);
        let mut status = Status::Ignored;
        if self.stopped.is_none() {
            mapped_receiver = target.convert(&self.event.receiver, directory);
            mapped_creator = target.convert(&self.event.creator, directory);
            let need = target.creator.get(self.data_set);
            let nobody = match (&mapped_receiver, &mapped_creator, need) {
                (None, _, _) => Some(("接收人", &self.event.receiver)),
                (_, None, CreatorNeed::Required) => Some(("创建人", &self.event.creator)),
                _ => None,
            };
            status = match nobody {
                None => {
                    self.says(Stage::PersonConversion, StageOutcome::Passed);
                    Status::Pending
                }
                Some((who, person)) => {
                    self.says(Stage::PersonConversion, StageOutcome::Stopped);
                    let key = person_key_name(target.person_key);
                    self.stopped = Some(Reason::person_without_value(who, person.as_str(), key));
                    Status::Failed
                }
            };
        }
        Planned {
            event: self.index,
            data_set: self.data_set,
            backfilled: self.backfilled,
            status,
            reason: self.stopped,
            verdicts: self.verdicts,
            person: self.key.person,
            mapped_receiver,
            mapped_creator,
        }
    }
}

/// Rows X1a to X1e.
fn filter_duplicates(items: &mut [Item<'_>], special: SpecialData, remembered: &HashSet<DeliveryKey>) {
    let applies = |item: &Item<'_>| item.stopped.is_none();
    if !special.duplicate_filter {
        for item in items.iter_mut().filter(|item| applies(item)) {
            item.says(Stage::DuplicateFilter, StageOutcome::NotApplied);
        }
        return;
    }
    let with_todo: HashSet<DeliveryKey> = items
        .iter()
        .filter(|item| applies(item) && item.data_set == DataSet::Todo)
        .map(|item| item.key.clone())
        .collect();
    let mut forgotten: HashSet<DeliveryKey> = HashSet::new();
    for item in items.iter_mut().filter(|item| applies(item)) {
        let is_known = || remembered.contains(&item.key) && !forgotten.contains(&item.key);
        let (outcome, stopped) = match item.data_set {
            DataSet::Todo if is_known() => (StageOutcome::Stopped, true),
            DataSet::Done if with_todo.contains(&item.key) => (StageOutcome::Stopped, true),
            DataSet::Todo | DataSet::Done => (StageOutcome::Passed, false),
            DataSet::Closed | DataSet::Deleted => (StageOutcome::NotApplied, false),
        };
        item.says(Stage::DuplicateFilter, outcome);
        if stopped {
            item.stopped = Some(Reason::duplicate());
        } else if special.forget_when_over && item.data_set != DataSet::Todo {
            forgotten.insert(item.key.clone());
        }
    }
}

/// What a batch holds of one key, after the filter.
#[derive(Default)]
struct Tally {
    todos: usize,
    /// What the first item that is over is: done or closed.
    over: Option<DataSet>,
    closed: usize,
    /// A missing to-do or an item that may need one has gone by.
    begun: bool,
    /// A missing to-do stands before a done item; the closed item after it needs none of its own.
    is_ahead: bool,
}

impl Tally {
    fn add(&mut self, data_set: DataSet) {
        match data_set {
            DataSet::Todo => self.todos += 1,
            DataSet::Done | DataSet::Closed => {
                self.over.get_or_insert(data_set);
                self.closed += usize::from(data_set == DataSet::Closed);
            }
            DataSet::Deleted => {}
        }
    }

    /// Whether a to-do is missing before the next item, and what for. Items are asked about in their order.
    fn missing_before(&mut self, data_set: DataSet) -> Option<DataSet> {
        let over = self.over?;
        match (self.todos, data_set) {
            // Row X2c: one to-do before all that the batch holds of this key.
            (1.., _) => (!std::mem::replace(&mut self.begun, true)).then_some(over),
            // Rows X2a and X2b: one for each closed item. The first stands before the done items that lead up to the
            // closed one, or a person who has handled the item would for a moment see it waiting again.
            (0, DataSet::Done) if self.closed > 0 && !self.begun => {
                (self.begun, self.is_ahead) = (true, true);
                Some(DataSet::Closed)
            }
            (0, DataSet::Closed) => {
                self.begun = true;
                (!std::mem::take(&mut self.is_ahead)).then_some(DataSet::Closed)
            }
            _ => None,
        }
    }
}

/// Rows X2a to X2d: the missing to-dos, each before the item that misses it.
fn backfill<'a>(
    items: Vec<Item<'a>>,
    special: SpecialData,
    remembered: &HashSet<DeliveryKey>,
) -> Vec<Item<'a>> {
    let mut tallies: HashMap<DeliveryKey, Tally> = HashMap::new();
    if special.missing_backfill {
        for item in items
            .iter()
            .filter(|item| item.stopped.is_none() && !remembered.contains(&item.key))
        {
            tallies.entry(item.key.clone()).or_default().add(item.data_set);
        }
    }
    let mut result = Vec::with_capacity(items.len());
    for mut item in items {
        if item.stopped.is_some() {
            result.push(item);
            continue;
        }
        let missing_for = tallies
            .get_mut(&item.key)
            .and_then(|tally| tally.missing_before(item.data_set));
        if let Some(over) = missing_for {
            result.push(item.missing_todo(over));
            item.says(Stage::Backfill, StageOutcome::Acted);
        } else if special.missing_backfill && item.data_set == DataSet::Closed {
            item.says(Stage::Backfill, StageOutcome::Passed);
        } else {
            item.says(Stage::Backfill, StageOutcome::NotApplied);
        }
        result.push(item);
    }
    result
}

/// The name of a person key in the log.
const fn person_key_name(key: PersonKey) -> &'static str {
    match key {
        PersonKey::UserId => "人员ID",
        PersonKey::LoginId => "登录名",
        PersonKey::WorkCode => "工号",
        PersonKey::Mobile => "手机",
        PersonKey::Email => "邮箱",
        PersonKey::CertificateNo => "证件号",
        PersonKey::ExternalId => "外部标识",
        PersonKey::Mapping => "映射表中的值",
    }
}
