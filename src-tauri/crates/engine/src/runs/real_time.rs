//! 实时数据推送 (row B2): what is on the OA's lists now is planned and sent as if the OA had just sent it, each request of a
//! person once, in its latest state.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use domain::event::{DataSet, Event};
use domain::fields::Complaints;
use domain::ids::{PersonId, RunId};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::table::{known, run, run_delivery, run_person};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use weaver::{OaFaultKind, RequestRow};

use super::chosen::Changed;
use super::feed::LOOK;
use super::lists::{self, Found, Reader};
use super::planning::{Planning, count};
use super::{AT_ONCE, CHOSEN_AT_ONCE, Job, RunState, Step, TaskOrder, TaskRows};
use crate::engine::Engine;
use crate::error::EngineError;

/// Items that readers may hand on before they wait.
const MOST_FOUND: usize = 256;
/// So many persons one after the other out of reach: it is the OA that is.
const MOST_OUT_OF_REACH: u32 = 16;
/// Persons that one count asks about.
const COUNTED_AT_ONCE: usize = 64;

/// What a real-time push takes from the OA's lists; what names nothing does not narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RealTimeConditions {
    /// 接收人: main accounts, each with its part-time identities; nobody named: all who work here.
    pub receivers: Vec<PersonId>,
    /// 创建人
    pub creators: Vec<String>,
    /// 流程ID
    pub request_ids: Vec<String>,
    /// 流程类型
    pub workflow_type_ids: Vec<String>,
    /// To-dos, dones, or both.
    pub data_sets: Vec<DataSet>,
    /// 流程创建时间: from this day.
    pub created_from: Option<NaiveDate>,
    /// To this day, with it.
    pub created_to: Option<NaiveDate>,
    /// Only persons whose lists this task could not read.
    pub unread_of: Option<RunId>,
}

impl RealTimeConditions {
    pub(super) fn check(&self, most: usize, complaints: &mut Complaints) {
        for (name, length) in [
            ("receivers", self.receivers.len()),
            ("creators", self.creators.len()),
            ("requestIds", self.request_ids.len()),
            ("workflowTypeIds", self.workflow_type_ids.len()),
        ] {
            if length > most {
                let path = format!("/rows/conditions/{name}");
                complaints.add(path, "TOO_MANY", format!("must be at most {most}"));
            }
        }
        if self
            .data_sets
            .iter()
            .any(|data_set| !matches!(data_set, DataSet::Todo | DataSet::Done))
        {
            let message = "the OA's lists hold to-dos and dones only";
            complaints.add("/rows/conditions/dataSets", "NOT_ON_A_LIST", message);
        }
        if self
            .created_from
            .zip(self.created_to)
            .is_some_and(|(from, to)| from > to)
        {
            let path = "/rows/conditions/createdTo";
            complaints.add(path, "OUT_OF_RANGE", "must not be before the beginning");
        }
    }

    /// Whether a list is read at all.
    pub(super) fn wants(&self, data_set: DataSet) -> bool {
        self.data_sets.is_empty() || self.data_sets.contains(&data_set)
    }

    /// Whether a request is among what is wanted, whatever the OA made of the conditions.
    pub(super) fn fits(&self, row: &RequestRow) -> bool {
        let one_of =
            |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|one| one == value);
        let day = row.created_at.map(|at| at.date());
        one_of(&self.request_ids, &row.request_id)
            && one_of(&self.creators, &row.creator)
            && one_of(&self.workflow_type_ids, &row.workflow_type_id)
            && self
                .created_from
                .is_none_or(|from| day.is_some_and(|day| day >= from))
            && self.created_to.is_none_or(|to| day.is_some_and(|day| day <= to))
    }
}

/// How much a real-time push would take, as far as was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RealTimeCount {
    /// Persons and identities that are asked about in all.
    pub persons: u64,
    /// Of those, how many this part has asked about.
    pub asked: u64,
    /// Items on their lists, as the OA counts them: about as many are pushed.
    pub items: u64,
    /// Those whose lists could not be counted.
    pub unread: u64,
    /// What the OA said to the first of them.
    pub fault: Option<String>,
    /// Give this as `after` to count on; nothing when all are counted.
    pub next: Option<u64>,
}

/// What reads the lists, and what it has found.
pub(super) struct Lists {
    readers: JoinSet<()>,
    found: mpsc::Receiver<Found>,
    tell: mpsc::Sender<Found>,
    /// Everybody up to here is being read or was.
    handed_out: i64,
    all_handed_out: bool,
    waiting: VecDeque<Found>,
    out_of_reach: u32,
}

impl Lists {
    fn new() -> Self {
        let (tell, found) = mpsc::channel(MOST_FOUND);
        Self {
            readers: JoinSet::new(),
            found,
            tell,
            handed_out: 0,
            all_handed_out: false,
            waiting: VecDeque::new(),
            out_of_reach: 0,
        }
    }

    fn are_read(&self) -> bool {
        self.all_handed_out && self.readers.is_empty() && self.waiting.is_empty() && self.found.is_empty()
    }
}

impl Engine {
    /// Counts what a real-time push would take, some persons at a time.
    ///
    /// # Errors
    /// [`EngineError::Invalid`]; [`EngineError::NotFound`] before the OA is connected.
    pub async fn count_real_time(
        &self,
        conditions: RealTimeConditions,
        after: Option<u64>,
    ) -> Result<RealTimeCount, EngineError> {
        let mut complaints = Complaints::default();
        conditions.check(usize::MAX, &mut complaints);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let oa = self.connected_oa()?;
        crate::oa::usable(&oa)?;
        let persons = self.persons_of(&conditions);
        let begin = usize::try_from(after.unwrap_or(0))
            .unwrap_or(usize::MAX)
            .min(persons.len());
        let end = (begin + COUNTED_AT_ONCE).min(persons.len());
        let conditions = Arc::new(conditions);
        let mut asking = JoinSet::new();
        let mut counted = RealTimeCount {
            persons: persons.len() as u64,
            asked: (end - begin) as u64,
            items: 0,
            unread: 0,
            fault: None,
            next: (end < persons.len()).then_some(end as u64),
        };
        let mut to_ask = persons[begin..end].iter().cloned();
        loop {
            while asking.len() < usize::from(oa.connection.workflow.parallel)
                && let Some(person) = to_ask.next()
            {
                let (oa, conditions) = (Arc::clone(&oa), Arc::clone(&conditions));
                asking.spawn(async move { lists::count(&oa, &conditions, &person).await });
            }
            match asking.join_next().await {
                None => return Ok(counted),
                Some(Ok(Ok(items))) => counted.items += items,
                Some(Ok(Err(fault))) => {
                    counted.unread += 1;
                    counted.fault.get_or_insert(fault.detail);
                }
                Some(Err(error)) => std::panic::resume_unwind(error.into_panic()),
            }
        }
    }

    /// Whose lists are read, in their order: those named with their part-time identities, or all who work here.
    fn persons_of(&self, conditions: &RealTimeConditions) -> Vec<PersonId> {
        let directory = self.directory();
        let mut persons: Vec<PersonId> = match conditions.receivers.as_slice() {
            [] => {
                let all = directory.document().persons.iter();
                all.filter(|row| row.active).map(|row| row.id.clone()).collect()
            }
            named => {
                let with_identities = named.iter().flat_map(|main| {
                    let identities = directory.identities(main).map(|row| row.id.clone());
                    std::iter::once(main.clone()).chain(identities)
                });
                with_identities.collect()
            }
        };
        persons.sort_unstable();
        persons.dedup();
        persons
    }

    pub(super) async fn push_real_time(&self, job: &mut Job) -> Result<Step, StoreError> {
        let target = job.active.run.target_id.and_then(|id| self.active(id).ok());
        if target.is_none_or(|target| !target.config().enabled) {
            return Ok(Step::CannotGoOn("应用系统未启用，或已被删除".to_owned()));
        }
        let order = job.order()?;
        let TaskRows::RealTime { conditions } = order.rows.clone() else {
            return Ok(Step::Over(None));
        };
        if job.active.run.state == RunState::Choosing {
            return self.choose_persons(job, &conditions).await;
        }
        if job.lists.is_none() {
            self.read_failed_ones_again(job).await?;
        }
        let (run, now) = (job.active.run.id, Instant::now());
        let in_line = self
            .inner
            .store
            .read(move |connection| run_delivery::counts(connection, run))
            .await?
            .pending;
        job.progress.note(job.active.run.tally.looked, now);
        let length = usize::try_from(in_line).unwrap_or(usize::MAX);
        let room = job.feed.room((length, AT_ONCE), job.progress.pace(), now);
        if room == 0 {
            return Ok(Step::After(LOOK));
        }
        if let Err(error) = self.hand_out(job, Arc::new(conditions)).await? {
            return Ok(Step::CannotGoOn(error));
        }
        let found = gather(job, room).await;
        if found.is_empty() {
            let are_read = job.lists.as_ref().is_none_or(Lists::are_read);
            job.feed.filled((room, 0), length, now);
            let tally = job.active.run.tally;
            return Ok(match (are_read, in_line) {
                (false, _) => Step::More,
                (true, 0) if tally.unread > 0 && tally.unread == tally.total => {
                    Step::CannotGoOn("没有一个人的列表能读取，原因见各人".to_owned())
                }
                (true, 0) => Step::Over(None),
                (true, _) => Step::After(LOOK),
            });
        }
        if let Some(why) = self.out_of_reach(job, &found) {
            return Ok(Step::CannotGoOn(why));
        }
        let before = job.active.run.tally.sent_again;
        let step = self.put_found(job, &order, found).await?;
        let put = usize::try_from(job.active.run.tally.sent_again - before).unwrap_or(usize::MAX);
        job.feed.filled((room, put), length + put, now);
        Ok(step)
    }

    async fn choose_persons(
        &self,
        job: &mut Job,
        conditions: &RealTimeConditions,
    ) -> Result<Step, StoreError> {
        let begin = job.active.cursor.0;
        let persons = match conditions.unread_of {
            Some(task) => {
                let unread = self
                    .inner
                    .store
                    .read(move |connection| run_person::unread(connection, task, begin, CHOSEN_AT_ONCE));
                let unread = unread.await?.into_iter();
                unread.map(|unread| (unread.position, unread.person)).collect()
            }
            None => {
                let all = self.persons_of(conditions).into_iter().zip(1..);
                let behind = all.map(|(person, position)| (position, person));
                let behind = behind.filter(|(position, _)| *position > begin);
                behind.take(CHOSEN_AT_ONCE).collect::<Vec<(i64, PersonId)>>()
            }
        };
        let mut now = job.active.clone();
        match persons.last() {
            Some((last, _)) if persons.len() == CHOSEN_AT_ONCE => now.cursor.0 = *last,
            _ => (now.run.state, now.cursor.0) = (RunState::Running, 0),
        }
        now.run.tally.total += persons.len() as u64;
        job.active = self
            .inner
            .store
            .write(move |tx| {
                run_person::choose(tx, now.run.id, &persons)?;
                run::advance(tx, &now)?;
                Ok(now)
            })
            .await?;
        Ok(Step::More)
    }

    /// A task that goes on tries those once more whose lists could not be read.
    async fn read_failed_ones_again(&self, job: &mut Job) -> Result<(), StoreError> {
        let mut now = job.active.clone();
        job.active = self
            .inner
            .store
            .write(move |tx| {
                let forgotten = run_person::forget_failures(tx, now.run.id)?;
                now.run.tally.looked = now.run.tally.looked.saturating_sub(forgotten);
                now.run.tally.unread = now.run.tally.unread.saturating_sub(forgotten);
                run::advance(tx, &now)?;
                Ok(now)
            })
            .await?;
        job.lists = Some(Lists::new());
        Ok(())
    }

    /// Has the next persons read, as many as are read at once; says why nobody can be.
    async fn hand_out(
        &self,
        job: &mut Job,
        conditions: Arc<RealTimeConditions>,
    ) -> Result<Result<(), String>, StoreError> {
        let Ok(oa) = self.connected_oa() else {
            return Ok(Err("没有设置 OA 连接".to_owned()));
        };
        if let Err(error) = crate::oa::usable(&oa) {
            return Ok(Err(error.to_string()));
        }
        let run = job.active.run.id;
        let Some(lists) = &mut job.lists else {
            return Ok(Ok(()));
        };
        while lists.readers.try_join_next().is_some() {}
        let free = usize::from(oa.connection.workflow.parallel).saturating_sub(lists.readers.len());
        if free == 0 || lists.all_handed_out {
            return Ok(Ok(()));
        }
        let after = lists.handed_out;
        let next = self
            .inner
            .store
            .read(move |connection| run_person::next(connection, run, after, free))
            .await?;
        lists.all_handed_out = next.len() < free;
        for (position, person) in next {
            lists.handed_out = position;
            let reader = Reader {
                oa: Arc::clone(&oa),
                conditions: Arc::clone(&conditions),
                directory: self.directory(),
                position,
                person,
                tell: lists.tell.clone(),
            };
            lists.readers.spawn(reader.read());
        }
        Ok(Ok(()))
    }

    /// Why it is of no use to go on, where one person after the other is out of reach.
    fn out_of_reach(&self, job: &mut Job, found: &[Found]) -> Option<String> {
        let lists = job.lists.as_mut()?;
        for one in found {
            match one {
                Found::End {
                    fault: Some(fault), ..
                } if fault.kind != OaFaultKind::Person && fault.kind != OaFaultKind::Refused => {
                    lists.out_of_reach += 1;
                    if lists.out_of_reach >= MOST_OUT_OF_REACH {
                        return Some(format!("OA 无法读取：{}", fault.detail));
                    }
                }
                _ => lists.out_of_reach = 0,
            }
        }
        None
    }

    /// Plans what was found, and notes whose lists are read.
    async fn put_found(
        &self,
        job: &mut Job,
        order: &TaskOrder,
        found: Vec<Found>,
    ) -> Result<Step, StoreError> {
        let snapshot = self.inner.registry.now();
        let Some(target) = job.active.run.target_id else {
            return Ok(Step::Over(None));
        };
        let events: Vec<&Event> = found
            .iter()
            .filter_map(|found| match found {
                Found::Item(event) => Some(event.as_ref()),
                Found::End { .. } => None,
            })
            .collect();
        let new = self.known(|known| known.novelties(events.iter().copied()));
        let (duplicates, mut now) = (order.duplicates, job.active.clone());
        let noted = new.clone();
        let found = Arc::new(found);
        let kept = Arc::clone(&found);
        let step = self.inner.store.write(move |tx| {
            let Some(active) = snapshot.targets.get(&target) else {
                return Ok((now, Changed::default()));
            };
            let run = now.run.id;
            let planning = Planning {
                snapshot: &snapshot,
                target: active,
                run,
                duplicates,
                now_ms: chrono::Utc::now().timestamp_millis(),
            };
            if !noted.is_empty() {
                known::put(tx, &noted)?;
            }
            let mut changed = Changed::default();
            changed.targets.insert(target);
            for one in found.iter() {
                match one {
                    Found::Item(event) => {
                        // Read before an interruption, and planned already.
                        if run_delivery::has_put(tx.connection(), run, event, target)? {
                            continue;
                        }
                        let put = planning.put(tx, Event::clone(event))?;
                        count(&mut now.run.tally, &put);
                        now.run.tally.found += 1;
                        for (id, status) in put {
                            run_delivery::put_in_line(tx, run, id, status)?;
                            changed.deliveries.push(id);
                        }
                    }
                    Found::End {
                        position,
                        items,
                        fault,
                    } => {
                        let why = fault.as_ref().map(|fault| fault.detail.as_str());
                        run_person::read(tx, (run, *position), *items, why)?;
                        now.run.tally.looked += 1;
                        now.run.tally.unread += u64::from(why.is_some());
                    }
                }
            }
            run::advance(tx, &now)?;
            Ok((now, changed))
        });
        let (now, changed) = match step.await {
            Ok(done) => done,
            Err(error) => {
                // They are not read a second time: what could not be written waits.
                if let Some(lists) = &mut job.lists {
                    lists.waiting.extend(kept.iter().cloned());
                }
                return Err(error);
            }
        };
        job.active = now;
        if !new.is_empty() {
            self.learn(new);
        }
        self.changed(changed).await;
        Ok(Step::More)
    }
}

/// What readers have found, up to `most` items; waits a moment for the first.
async fn gather(job: &mut Job, most: usize) -> Vec<Found> {
    let Some(lists) = &mut job.lists else {
        return Vec::new();
    };
    let mut found: Vec<Found> = lists.waiting.drain(..).collect();
    if !found.is_empty() {
        return found;
    }
    let first = tokio::time::timeout(LOOK, lists.found.recv());
    if let Some(Ok(Some(first))) = job.stop.run_until_cancelled(first).await {
        found.push(first);
        while found.len() < most
            && let Ok(more) = lists.found.try_recv()
        {
            found.push(more);
        }
    }
    found
}
