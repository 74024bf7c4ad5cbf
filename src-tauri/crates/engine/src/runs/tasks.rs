//! 批量推送任务 (rows B1 to B4): what was asked for, begun, paused, taken up again, repeated and deleted by a person.

use std::time::Instant;

use chrono::{DateTime, Utc};
use domain::fields::{Complaints, FieldError};
use domain::ids::{DeliveryId, RunId, TargetId};
use domain::target::PushType;
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::table::counter::StatusCounts;
use store::table::log::{self, DeliveryFilter, DeliveryItem};
use store::table::run::{self, NewRun, Run, RunCause, RunFilter, RunKind, RunState, Tally};
use store::table::run_person::UnreadPerson;
use store::table::{Page, run_delivery, run_person};

use super::feed::TaskPace;
use super::real_time::RealTimeConditions;
use super::standing::done;
use super::{Job, UnderWay};
use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake;
use crate::reading::cursor;

/// Values of one condition.
const MOST_VALUES: usize = 200;
/// The fastest pace that can be set.
const FASTEST: u32 = 10_000;

/// What becomes of to-dos that were pushed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Duplicates {
    /// They are pushed as if for the first time.
    AsNew,
    /// Where the target filters duplicates (row X1), they are left.
    Respected,
}

/// Which rows a task takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TaskRows {
    /// 历史数据推送: rows of the log, of those that there are when it is started.
    History {
        /// Which; of the target that is pushed to, unless it names another.
        filter: DeliveryFilter,
        /// Before anything is pushed, its requests are removed by this target (row S6).
        #[serde(default, rename = "cleanWith")]
        clean_with: Option<TargetId>,
    },
    /// Rows that an earlier task pushed without success.
    Abnormal {
        /// Which task.
        task: RunId,
    },
    /// 实时数据推送: what is on the OA's lists now.
    RealTime {
        /// Which.
        conditions: RealTimeConditions,
    },
}

/// What a task was asked for (推送数据条件, row B4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskOrder {
    /// Which rows.
    pub rows: TaskRows,
    /// What becomes of to-dos that were pushed before.
    pub duplicates: Duplicates,
    /// At most so many in a second, 1 to 10,000.
    #[serde(default)]
    pub per_second: Option<u32>,
}

impl TaskOrder {
    /// The target whose log is read.
    pub(super) fn source(&self) -> Option<TargetId> {
        match &self.rows {
            TaskRows::History { filter, .. } => filter.target_id,
            TaskRows::Abnormal { .. } | TaskRows::RealTime { .. } => None,
        }
    }

    /// The target that removes first.
    pub(super) fn cleaner(&self) -> Option<TargetId> {
        match self.rows {
            TaskRows::History { clean_with, .. } => clean_with,
            _ => None,
        }
    }

    fn kind(&self) -> RunKind {
        match self.rows {
            TaskRows::History { .. } | TaskRows::Abnormal { .. } => RunKind::HistoryPush,
            TaskRows::RealTime { .. } => RunKind::RealTimePush,
        }
    }

    /// Each condition that is wrong. Cost: linear in the values.
    fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        let most = |complaints: &mut Complaints, path: &str, length: usize| {
            if length > MOST_VALUES {
                complaints.add(path, "TOO_MANY", format!("must be at most {MOST_VALUES}"));
            }
        };
        if self.per_second.is_some_and(|rate| !(1..=FASTEST).contains(&rate)) {
            complaints.add("/perSecond", "OUT_OF_RANGE", format!("must be 1 to {FASTEST}"));
        }
        match &self.rows {
            TaskRows::History { filter, .. } => {
                let lists = [
                    ("requestIds", &filter.request_ids),
                    ("receivers", &filter.receivers),
                    ("creators", &filter.creators),
                    ("workflowTypeIds", &filter.workflow_type_ids),
                ];
                for (name, values) in lists {
                    most(&mut complaints, &format!("/rows/filter/{name}"), values.len());
                }
                if filter.from.zip(filter.to).is_some_and(|(from, to)| from >= to) {
                    complaints.add("/rows/filter/to", "OUT_OF_RANGE", "must be after the beginning");
                }
            }
            TaskRows::RealTime { conditions } => conditions.check(MOST_VALUES, &mut complaints),
            TaskRows::Abnormal { .. } => {}
        }
        complaints.into_result()
    }
}

/// Tasks as they are asked for: one for each target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTasks {
    /// Where to; at least one.
    pub target_ids: Vec<TargetId>,
    /// What.
    #[serde(flatten)]
    pub order: TaskOrder,
    /// Now, or when somebody starts it.
    pub start: bool,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Task {
    /// The run that it is.
    #[serde(flatten)]
    pub run: Run,
    /// What it was asked for.
    pub order: TaskOrder,
    /// Rows, or for a real-time push persons, that it is done with; of `tally.total`.
    pub done: u64,
    /// What has come of the deliveries that it put in line.
    pub outcome: StatusCounts,
    /// How fast it goes on, while it does.
    pub pace: Option<TaskPace>,
}

impl Job {
    /// What the task was asked for. Cost: the JSON of it.
    pub(super) fn order(&self) -> Result<TaskOrder, StoreError> {
        order_of(&self.active)
    }
}

fn order_of(active: &run::Active) -> Result<TaskOrder, StoreError> {
    Ok(serde_json::from_str(
        active.choice.as_deref().unwrap_or_default(),
    )?)
}

/// The pace that a task was given; nothing for other runs.
pub(super) fn pace_of(active: &run::Active) -> Option<u32> {
    order_of(active).ok()?.per_second
}

impl Engine {
    /// Makes tasks, one for each target, and starts them where that is wished. All or none.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong; [`EngineError::NotFound`] for a target or a task that is not there;
    /// [`EngineError::Conflict`] while a task of that kind is under way for one of the targets.
    pub async fn create_tasks(&self, by: &Actor, new: NewTasks) -> Result<Vec<Run>, EngineError> {
        new.order.check().map_err(EngineError::Invalid)?;
        if new.target_ids.is_empty() {
            let message = "must name at least one target";
            return Err(EngineError::field("/targetIds", "REQUIRED", message));
        }
        for (at, target) in new.target_ids.iter().enumerate() {
            let path = format!("/targetIds/{at}");
            if !self.active(*target)?.config().enabled {
                return Err(EngineError::field(&path, "DISABLED", "the target is disabled"));
            }
            if new.target_ids[..at].contains(target) {
                return Err(EngineError::field(&path, "DUPLICATE", "is named twice"));
            }
        }
        self.check_rows(&new).await?;
        let kind = new.order.kind();
        let actor = by.name().to_owned();
        let new_run = move |target: TargetId| -> Result<NewRun, StoreError> {
            let mut order = new.order.clone();
            if let TaskRows::History { filter, .. } = &mut order.rows {
                filter.target_id.get_or_insert(target);
            }
            Ok(NewRun {
                kind,
                target: Some(target),
                cause: RunCause::Person,
                actor: actor.clone(),
                state: match new.start {
                    true => RunState::Choosing,
                    false => RunState::Initialised,
                },
                choice: Some(serde_json::to_string(&order)?),
                tally: Tally::default(),
            })
        };
        let (engine, targets) = (self.clone(), new.target_ids.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            if new.start {
                for target in &targets {
                    engine.check_none_under_way(kind, Some(*target))?;
                }
            }
            let runs: Vec<NewRun> = targets.into_iter().map(new_run).collect::<Result<_, _>>()?;
            let now_ms = Utc::now().timestamp_millis();
            let begun = engine.inner.store.write(move |tx| {
                let begun = runs.iter().map(|new| run::begin(tx, new, now_ms));
                begun.collect::<Result<Vec<_>, _>>()
            });
            let begun = begun.await?;
            let made = begun.iter().map(|active| active.run.clone()).collect();
            if new.start {
                begun.into_iter().for_each(|active| engine.go_on(active));
            }
            Ok(made)
        })
        .await
    }

    /// What the rows name must be there, and fit.
    async fn check_rows(&self, new: &NewTasks) -> Result<(), EngineError> {
        match &new.order.rows {
            TaskRows::History { filter, clean_with } => {
                let named = |path: &str, target: TargetId| {
                    let found = self.active(target);
                    found.map_err(|_| EngineError::field(path, "UNKNOWN", "there is no such target"))
                };
                if let Some(source) = filter.target_id {
                    named("/rows/filter/targetId", source)?;
                }
                let Some(cleaner) = clean_with else { return Ok(()) };
                let config = named("/rows/cleanWith", *cleaner)?;
                if config.config().push_type != PushType::LandrayCleanup {
                    let message = "must be a history clean-up";
                    return Err(EngineError::field("/rows/cleanWith", "WRONG_PUSH_TYPE", message));
                }
                if !config.config().enabled {
                    return Err(EngineError::field(
                        "/rows/cleanWith",
                        "DISABLED",
                        "the target is disabled",
                    ));
                }
                Ok(())
            }
            TaskRows::Abnormal { task } => self.task(*task).await.map(|_| ()),
            TaskRows::RealTime { .. } => self.connected_oa().map(|_| ()),
        }
    }

    /// Starts a task that nobody has started yet, or lets one that was paused or has failed go on where it was.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] when it is under way or over, or another of its kind is under
    /// way for its target.
    pub async fn start_task(&self, id: RunId) -> Result<(), EngineError> {
        let engine = self.clone();
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let task = engine.task(id).await?;
            engine.check_none_under_way(task.run.kind, task.run.target_id)?;
            let now_ms = Utc::now().timestamp_millis();
            let taken_up = engine
                .inner
                .store
                .write(move |tx| run::take_up(tx, id, now_ms))
                .await?;
            let active = taken_up.ok_or(EngineError::Conflict {
                code: "RUN_IS_OVER",
                detail: "the task is under way or over".to_owned(),
            })?;
            engine.go_on(active);
            Ok(())
        })
        .await
    }

    /// Pauses a task: nothing more is put in line. What stands in line, some hundreds at most, goes out.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] when it is not under way.
    pub async fn pause_task(&self, id: RunId) -> Result<(), EngineError> {
        self.task(id).await?;
        match self.end_as(id, RunState::Paused) {
            true => Ok(()),
            false => Err(EngineError::Conflict {
                code: "RUN_IS_OVER",
                detail: "the task is not under way".to_owned(),
            }),
        }
    }

    /// Deletes a task; the log keeps what it pushed.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] while it is under way.
    pub async fn delete_task(&self, id: RunId) -> Result<(), EngineError> {
        self.task(id).await?;
        let is_under_way = self.inner.runs.lock().contains_key(&id);
        let deleted = !is_under_way && self.inner.store.write(move |tx| run::delete(tx, id)).await?;
        if !deleted {
            return Err(EngineError::Conflict {
                code: "RUN_UNDER_WAY",
                detail: "the task is under way: pause it first".to_owned(),
            });
        }
        self.inner.forget.notify_one();
        Ok(())
    }

    /// Repeats a task that is over: what was abnormal, or, where nothing was, all of it. The tasks that this begins.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] while it is under way, or another of its kind for its target.
    pub async fn retry_task(&self, by: &Actor, id: RunId) -> Result<Vec<Run>, EngineError> {
        let task = self.task(id).await?;
        let Some(target) = task.run.target_id.filter(|_| task.run.state == RunState::Done) else {
            return Err(EngineError::Conflict {
                code: "RUN_NOT_OVER",
                detail: "only a task that came to its end is repeated; start one that was paused or failed"
                    .to_owned(),
            });
        };
        let mut wanted = Vec::new();
        if task.outcome.failed + task.outcome.no_answer > 0 {
            wanted.push(TaskRows::Abnormal { task: id });
        }
        if task.run.tally.unread > 0
            && let TaskRows::RealTime { conditions } = &task.order.rows
        {
            wanted.push(TaskRows::RealTime {
                conditions: RealTimeConditions {
                    unread_of: Some(id),
                    ..conditions.clone()
                },
            });
        }
        if wanted.is_empty() {
            wanted.push(task.order.rows.clone());
        }
        let mut begun = Vec::new();
        for rows in wanted {
            let order = TaskOrder {
                rows,
                ..task.order.clone()
            };
            let new = NewTasks {
                target_ids: vec![target],
                order,
                start: true,
            };
            begun.extend(self.create_tasks(by, new).await?);
        }
        Ok(begun)
    }

    /// Sets the pace of a task, now and for when it goes on.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`]; [`EngineError::Conflict`] when it is over.
    pub async fn set_task_pace(&self, id: RunId, per_second: Option<u32>) -> Result<(), EngineError> {
        let task = self.task(id).await?;
        if matches!(task.run.state, RunState::Done | RunState::Stopped) {
            return Err(EngineError::Conflict {
                code: "RUN_IS_OVER",
                detail: "the task is over".to_owned(),
            });
        }
        let order = TaskOrder {
            per_second,
            ..task.order
        };
        order.check().map_err(EngineError::Invalid)?;
        let choice = serde_json::to_string(&order).map_err(StoreError::from)?;
        self.inner
            .store
            .write(move |tx| run::set_choice(tx, id, &choice))
            .await?;
        if let Some(UnderWay { progress, .. }) = self.inner.runs.lock().get(&id) {
            progress.set_pace(per_second);
        }
        Ok(())
    }

    /// One page of tasks, newest first; of those that began at or after `since`, or are under way.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn tasks(
        &self,
        since: Option<DateTime<Utc>>,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<Task>, EngineError> {
        let after = cursor(after.as_deref())?.map(RunId);
        let filter = RunFilter {
            tasks: Some(true),
            since,
            ..RunFilter::default()
        };
        let page = self.inner.store.read(move |connection| {
            let page = run::page(connection, filter, limit, after)?;
            let counted = page.items.into_iter().map(|active| {
                let counts = run_delivery::counts(connection, active.run.id)?;
                Ok((active, counts))
            });
            Ok((counted.collect::<Result<Vec<_>, StoreError>>()?, page.next))
        });
        let (found, next) = page.await?;
        let items = found.into_iter().map(|found| self.task_of(found));
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next,
        })
    }

    /// One task.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn task(&self, id: RunId) -> Result<Task, EngineError> {
        let found = self
            .inner
            .store
            .read(move |connection| run::detail(connection, id))
            .await?;
        let found = found.filter(|(active, _)| active.run.kind.is_task());
        self.task_of(found.ok_or(EngineError::NotFound { what: "task" })?)
    }

    fn task_of(&self, (active, outcome): (run::Active, StatusCounts)) -> Result<Task, EngineError> {
        let order = order_of(&active)?;
        let done = done(&active.run, &order, outcome);
        let left = active.run.tally.total.saturating_sub(done);
        let runs = self.inner.runs.lock();
        let under_way = runs.get(&active.run.id);
        let pace = under_way.and_then(|run| run.progress.rate(left, Instant::now()));
        Ok(Task {
            run: active.run,
            order,
            done,
            outcome,
            pace,
        })
    }

    /// Rows that a task pushed without success, oldest first.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn abnormal_rows(
        &self,
        id: RunId,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<DeliveryItem>, EngineError> {
        self.task(id).await?;
        let after = DeliveryId(cursor(after.as_deref())?.unwrap_or(0));
        let page = self.inner.store.read(move |connection| {
            let ids = run_delivery::abnormal(connection, id, after, limit)?;
            let next = ids
                .last()
                .filter(|_| ids.len() == limit)
                .map(DeliveryId::to_string);
            let items = log::some(connection, &ids)?;
            Ok(Page { items, next })
        });
        let mut page = page.await?;
        intake::name_persons(&mut page.items, &self.inner.registry.now());
        Ok(page)
    }

    /// Persons whose lists a real-time push could not read.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn unread_persons(
        &self,
        id: RunId,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<UnreadPerson>, EngineError> {
        self.task(id).await?;
        let after = cursor(after.as_deref())?.unwrap_or(0);
        let page = self.inner.store.read(move |connection| {
            let items = run_person::unread(connection, id, after, limit)?;
            let next = items.last().filter(|_| items.len() == limit);
            let next = next.map(|last| last.position.to_string());
            Ok(Page { items, next })
        });
        Ok(page.await?)
    }
}
