//! Runs: jobs that take their time, each a task of its own: compensation (rows C1, C2), clean-up (K1), re-push and
//! deletion of chosen rows (L3), reading the OA's organisation (O2), batch pushes (B1 to B4).
//!
//! A run goes in small steps. Each step is one transaction that changes deliveries and writes down how far the run has
//! come, so it goes on after a crash exactly where it was, and never holds the writer for long. Of one kind there is at
//! most one run for a target at a time, and at most one over chosen rows.

mod chosen;
mod cleanup;
mod clock;
mod export;
mod feed;
mod history;
mod lines;
mod lists;
mod planning;
mod real_time;
mod standing;
mod synchronisation;
mod tasks;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::Utc;
use domain::alert::{Alert, AlertKind};
use domain::delivery::Status;
use domain::ids::{DeliveryId, RunId, TargetId};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::table::counter::StatusCounts;
use store::table::log::{self, DeliveryFilter};
use store::table::run::{self, NewRun, Run, RunCause, RunFilter, RunKind, RunState, Tally};
use store::table::{Page, alert, synchronised};
use tokio_util::sync::CancellationToken;

pub use chosen::Choice;
pub use feed::TaskPace;
pub use real_time::{RealTimeConditions, RealTimeCount};
pub use tasks::{Duplicates, NewTasks, Task, TaskOrder, TaskRows};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::reading::cursor;
use feed::{Feed, Progress};
use lines::Purpose;

/// Deliveries of one step: holds the writer for some milliseconds.
const AT_ONCE: usize = 100;
/// Rows that are chosen in one step.
const CHOSEN_AT_ONCE: usize = 1_000;
/// Between tries while the store cannot be written.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// One run, and what has become of the deliveries that it chose or sent again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunDetail {
    /// The run.
    #[serde(flatten)]
    pub run: Run,
    /// Its deliveries by their status of now.
    pub outcome: StatusCounts,
}

/// How many rows match, as far as was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counted {
    /// Rows found in this part.
    pub count: u64,
    /// Give this as `after` to count on; nothing when all are counted.
    pub next: Option<DeliveryId>,
}

/// The runs that are under way.
#[derive(Debug, Default)]
pub(crate) struct Runs(Mutex<HashMap<RunId, UnderWay>>);

#[derive(Debug)]
struct UnderWay {
    kind: RunKind,
    target: Option<TargetId>,
    stop: CancellationToken,
    /// What it becomes when it is stopped.
    ends_as: RunState,
    progress: Arc<Progress>,
}

impl Runs {
    fn lock(&self) -> MutexGuard<'_, HashMap<RunId, UnderWay>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A run that is under way, as the task that works on it has it.
struct Job {
    active: run::Active,
    stop: CancellationToken,
    feed: Feed,
    /// What a real-time push reads.
    lists: Option<real_time::Lists>,
    progress: Arc<Progress>,
}

enum Step {
    More,
    /// Go on after a rest.
    After(Duration),
    /// Over, perhaps with a remark on what it did.
    Over(Option<String>),
    /// Why it cannot go on.
    CannotGoOn(String),
}

impl Engine {
    /// Begins a compensation or a clean-up of one target now, whether or not its schedule is switched on.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] while one is under way.
    pub async fn begin_job(
        &self,
        (by, cause): (&Actor, RunCause),
        kind: RunKind,
        target: TargetId,
    ) -> Result<Run, EngineError> {
        self.active(target)?;
        let new = NewRun {
            kind,
            target: Some(target),
            cause,
            actor: match cause {
                RunCause::Schedule => String::new(),
                _ => by.name().to_owned(),
            },
            state: RunState::Running,
            choice: None,
            tally: Tally::default(),
        };
        self.begin_run(new).await
    }

    /// Begins compensation or clean-up of every target that has it switched on (row K2). Those that are under way go on
    /// and are not begun a second time.
    ///
    /// # Errors
    /// [`EngineError::Conflict`] when all of them are under way already.
    pub async fn begin_jobs(&self, by: &Actor, kind: RunKind) -> Result<Vec<Run>, EngineError> {
        let snapshot = self.inner.registry.now();
        let mut begun = Vec::new();
        let mut refused = None;
        for (id, target) in &snapshot.targets {
            if !clock::is_on(target.config(), kind) {
                continue;
            }
            match self.begin_job((by, RunCause::Scheduler), kind, *id).await {
                Ok(run) => begun.push(run),
                Err(error @ EngineError::Conflict { .. }) => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        match refused {
            Some(error) if begun.is_empty() => Err(error),
            _ => Ok(begun),
        }
    }

    async fn begin_run(&self, new: NewRun) -> Result<Run, EngineError> {
        let engine = self.clone();
        self.to_its_end(async move {
            // One beginning at a time, so that none begins twice.
            let _turn = engine.inner.changes.lock().await;
            engine.check_none_under_way(new.kind, new.target)?;
            let now_ms = Utc::now().timestamp_millis();
            let active = engine
                .inner
                .store
                .write(move |tx| run::begin(tx, &new, now_ms))
                .await?;
            let begun = active.run.clone();
            engine.go_on(active);
            Ok(begun)
        })
        .await
    }

    fn check_none_under_way(&self, kind: RunKind, target: Option<TargetId>) -> Result<(), EngineError> {
        let is_same = |other: &UnderWay| other.kind == kind && other.target == target;
        match self.inner.runs.lock().values().any(is_same) {
            false => Ok(()),
            true => Err(EngineError::Conflict {
                code: "RUN_UNDER_WAY",
                detail: "such a run is under way".to_owned(),
            }),
        }
    }

    /// A target that a run works on stays (row T1).
    pub(crate) fn check_no_run_of(&self, target: TargetId) -> Result<(), EngineError> {
        match self
            .inner
            .runs
            .lock()
            .values()
            .any(|run| run.target == Some(target))
        {
            false => Ok(()),
            true => Err(EngineError::Conflict {
                code: "RUN_UNDER_WAY",
                detail: "a run of the target is under way".to_owned(),
            }),
        }
    }

    /// Takes up the runs that the program's end interrupted, and keeps the schedules from now on.
    pub(crate) async fn begin_runs(&self) {
        match self.inner.store.read(run::unfinished).await {
            Ok(unfinished) => unfinished.into_iter().for_each(|active| self.go_on(active)),
            Err(error) => tracing::warn!(%error, "runs that were interrupted stay so until the next start"),
        }
        let engine = self.clone();
        self.inner.senders.spawn(async move { clock::keep(engine).await });
    }

    fn go_on(&self, active: run::Active) {
        let stop = self.stopping().child_token();
        let progress = Arc::new(Progress::default());
        let under_way = UnderWay {
            kind: active.run.kind,
            target: active.run.target_id,
            stop: stop.clone(),
            ends_as: RunState::Stopped,
            progress: Arc::clone(&progress),
        };
        progress.set_pace(tasks::pace_of(&active));
        let id = active.run.id;
        self.inner.runs.lock().insert(id, under_way);
        let job = Job {
            active,
            stop,
            feed: Feed::new(),
            lists: None,
            progress,
        };
        let engine = self.clone();
        self.inner.senders.spawn(async move {
            engine.work(job).await;
            engine.inner.runs.lock().remove(&id);
        });
    }

    /// Stops a run; what it has done stays done.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] when it has ended already.
    pub async fn stop_run(&self, id: RunId) -> Result<(), EngineError> {
        if self.end_as(id, RunState::Stopped) {
            return Ok(());
        }
        self.run(id).await?;
        Err(EngineError::Conflict {
            code: "RUN_IS_OVER",
            detail: "the run has ended".to_owned(),
        })
    }

    /// Has a run end its work after the step that it is in; tells whether it is under way.
    fn end_as(&self, id: RunId, state: RunState) -> bool {
        let mut runs = self.inner.runs.lock();
        let Some(under_way) = runs.get_mut(&id) else {
            return false;
        };
        under_way.ends_as = state;
        under_way.stop.cancel();
        true
    }

    /// One page of runs, newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn runs(
        &self,
        filter: RunFilter,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<Run>, EngineError> {
        let after = cursor(after.as_deref())?.map(RunId);
        let page = self
            .inner
            .store
            .read(move |connection| run::page(connection, filter, limit, after))
            .await?;
        Ok(Page {
            items: page.items.into_iter().map(|active| active.run).collect(),
            next: page.next,
        })
    }

    /// One run with what has become of its deliveries.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn run(&self, id: RunId) -> Result<RunDetail, EngineError> {
        let found = self
            .inner
            .store
            .read(move |connection| run::detail(connection, id))
            .await?;
        let (active, outcome) = found.ok_or(EngineError::NotFound { what: "run" })?;
        Ok(RunDetail {
            run: active.run,
            outcome,
        })
    }

    /// Counts the rows that match, a part at a time, newest first; a part takes some tenths of a second at most.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count_deliveries(
        &self,
        filter: DeliveryFilter,
        after: Option<DeliveryId>,
    ) -> Result<Counted, EngineError> {
        let counted = self
            .inner
            .store
            .read(move |connection| log::count(connection, &filter, after));
        let (count, next) = counted.await?;
        Ok(Counted { count, next })
    }

    async fn work(&self, mut job: Job) {
        let (id, kind) = (job.active.run.id, job.active.run.kind);
        tracing::info!(run = %id, ?kind, target = ?job.active.run.target_id, "run goes on");
        let (state, error) = loop {
            if self.stopping().is_cancelled() {
                return;
            }
            if job.stop.is_cancelled() {
                let ends_as = self.inner.runs.lock().get(&id).map(|run| run.ends_as);
                break (ends_as.unwrap_or(RunState::Stopped), None);
            }
            let rest = match self.step(&mut job).await {
                Ok(Step::More) => {
                    tokio::task::yield_now().await;
                    continue;
                }
                Ok(Step::After(rest)) => rest,
                Ok(Step::Over(remark)) => break (RunState::Done, remark),
                Ok(Step::CannotGoOn(why)) => break (RunState::Failed, Some(why)),
                Err(StoreError::Unavailable { .. }) => TRY_AGAIN_AFTER,
                Err(error) => break (RunState::Failed, Some(error.to_string())),
            };
            let _ = tokio::time::timeout(rest, job.stop.cancelled()).await;
        };
        let tally = job.active.run.tally;
        tracing::info!(run = %id, ?kind, ?state, ?tally, error, "run ended");
        let now_ms = Utc::now().timestamp_millis();
        let told = self.end_in_words(&job.active.run, state, error.as_deref()).await;
        let ended = self.inner.store.write(move |tx| {
            match state {
                RunState::Paused => run::pause(tx, id)?,
                _ => run::end(tx, id, state, (error.as_deref(), now_ms))?,
            }
            if kind == RunKind::Synchronisation {
                synchronised::forget(tx, id)?;
            }
            if let Some(alert) = &told {
                let source = alert::Source {
                    run: Some(id),
                    opening: None,
                };
                alert::raise(tx, alert, source)?;
            }
            Ok(())
        });
        let ended = ended.await;
        self.inner.alerting.bell().notify_one();
        if let Err(error) = ended {
            tracing::warn!(%error, run = %id, "the end of a run could not be written; it ends again at the next start");
        }
    }

    /// What is told of a run's end: every failure, and how a batch push came out.
    async fn end_in_words(&self, run: &Run, state: RunState, error: Option<&str>) -> Option<Alert> {
        let (kind, cause) = match (state, error) {
            (RunState::Failed, Some(error)) => (AlertKind::RunFailed, error.to_owned()),
            (RunState::Done, _) if run.kind.is_task() => (
                AlertKind::TaskEnded,
                standing::result(self.run(run.id).await.ok()?.outcome, run.tally),
            ),
            _ => return None,
        };
        let what = match run.kind {
            RunKind::Compensation => "补偿",
            RunKind::Cleanup => "定时清理",
            RunKind::Repush => "重新推送",
            RunKind::Deletion => "删除日志",
            RunKind::Synchronisation => "组织同步",
            RunKind::HistoryPush => "历史数据推送",
            RunKind::RealTimePush => "实时数据推送",
        };
        let target = run.target_id.and_then(|id| self.active(id).ok());
        let name = target.map_or_else(
            || what.to_owned(),
            |target| format!("{what}（{}）", target.config().name),
        );
        Some(Alert {
            kind,
            target: run.target_id,
            name,
            cause,
            held: 0,
            lasted: None,
            at: Utc::now(),
        })
    }

    async fn step(&self, job: &mut Job) -> Result<Step, StoreError> {
        match (job.active.run.state, job.active.run.kind) {
            (_, RunKind::Synchronisation) => self.synchronise(job).await,
            (_, RunKind::HistoryPush) => self.push_history(job).await,
            (_, RunKind::RealTimePush) => self.push_real_time(job).await,
            (RunState::Choosing, _) => self.choose(job).await,
            (_, RunKind::Compensation) => self.send_again(job, Purpose::Compensation, AT_ONCE).await,
            (_, RunKind::Repush) => self.send_again(job, Purpose::Repush, AT_ONCE).await,
            (_, RunKind::Cleanup) => self.clean(job).await,
            (_, RunKind::Deletion) => self.delete_chosen(job).await,
        }
    }
}

/// Whether a result of this kind can still be sent again by compensation.
fn is_failure(status: Status) -> bool {
    matches!(status, Status::Failed | Status::NoAnswer)
}
