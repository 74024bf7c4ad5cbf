//! Runs: jobs that take their time, each a task of its own: compensation (rows C1, C2), clean-up (K1), re-push and
//! deletion of chosen rows (L3), reading the OA's organisation (O2).
//!
//! A run goes in small steps. Each step is one transaction that changes deliveries and writes down how far the run has
//! come, so it goes on after a crash exactly where it was, and never holds the writer for long. Of one kind there is at
//! most one run for a target at a time, and at most one over chosen rows.

mod clock;
mod lines;
mod synchronisation;

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use domain::alert::{Alert, AlertKind};
use domain::delivery::Status;
use domain::ids::{DeliveryId, RunId, TargetId};
use serde::{Deserialize, Serialize};
use store::table::counter::StatusCounts;
use store::table::log::{self, DeliveryFilter};
use store::table::run::{self, NewRun, Run, RunCause, RunFilter, RunKind, RunState, Tally};
use store::table::{Page, again, alert, clean, delivery, synchronised};
use store::{StoreError, Tx};
use tokio_util::sync::CancellationToken;

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake;
use crate::reading::cursor;
use lines::{Lines, Purpose};

/// Deliveries of one step: holds the writer for some milliseconds.
const AT_ONCE: usize = 100;
/// Rows of one step of a clean-up, which nobody waits for: a push waits for a processor no longer than for one step.
const CLEANED_AT_ONCE: usize = 20;
/// After each of its steps a clean-up rests so many times as long as the step took.
const CLEANUP_RESTS: u32 = 2;
/// Rows that are chosen in one step.
const CHOSEN_AT_ONCE: usize = 1_000;
/// Rows that can be named one by one.
const MOST_NAMED: usize = 1_000;
/// Pages that one step of a clean-up gives back: as many as its rows took, and then some.
const PAGES_GIVEN_BACK: u32 = 16;
/// Between tries while the store cannot be written.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Which rows of the push log a run over chosen rows takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum Choice {
    /// These.
    Rows {
        /// At most a thousand.
        ids: Vec<DeliveryId>,
    },
    /// All that match, of those that there are when the run begins.
    Matching {
        /// What the list is narrowed to.
        filter: DeliveryFilter,
    },
}

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
}

impl Runs {
    fn lock(&self) -> MutexGuard<'_, HashMap<RunId, UnderWay>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Step {
    More,
    /// The store cannot be written now.
    Later,
    Over,
    /// Over, with a remark on what it did.
    OverWith(Option<String>),
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

    /// Begins a re-push or a deletion of chosen rows (row L3).
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for no rows or too many; [`EngineError::Conflict`] while one is under way.
    pub async fn begin_choice(&self, by: &Actor, kind: RunKind, choice: Choice) -> Result<Run, EngineError> {
        if let Choice::Rows { ids } = &choice {
            if ids.is_empty() {
                return Err(EngineError::field(
                    "/ids",
                    "REQUIRED",
                    "must name at least one row",
                ));
            }
            if ids.len() > MOST_NAMED {
                let message = format!("must be at most {MOST_NAMED}; choose by filter for more");
                return Err(EngineError::field("/ids", "TOO_MANY", &message));
            }
        }
        let new = NewRun {
            kind,
            target: None,
            cause: RunCause::Person,
            actor: by.name().to_owned(),
            state: RunState::Choosing,
            choice: Some(serde_json::to_string(&choice).map_err(StoreError::from)?),
            tally: Tally::default(),
        };
        self.begin_run(new).await
    }

    async fn begin_run(&self, new: NewRun) -> Result<Run, EngineError> {
        let engine = self.clone();
        self.to_its_end(async move {
            // One beginning at a time, so that none begins twice.
            let _turn = engine.inner.changes.lock().await;
            let is_same = |other: &UnderWay| other.kind == new.kind && other.target == new.target;
            if engine.inner.runs.lock().values().any(is_same) {
                return Err(EngineError::Conflict {
                    code: "RUN_UNDER_WAY",
                    detail: "such a run is under way".to_owned(),
                });
            }
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
        let under_way = UnderWay {
            kind: active.run.kind,
            target: active.run.target_id,
            stop: stop.clone(),
        };
        let id = active.run.id;
        self.inner.runs.lock().insert(id, under_way);
        let engine = self.clone();
        self.inner.senders.spawn(async move {
            engine.work(active, &stop).await;
            engine.inner.runs.lock().remove(&id);
        });
    }

    /// Stops a run; what it has done stays done.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] when it has ended already.
    pub async fn stop_run(&self, id: RunId) -> Result<(), EngineError> {
        if let Some(under_way) = self.inner.runs.lock().get(&id) {
            under_way.stop.cancel();
            return Ok(());
        }
        self.run(id).await?;
        Err(EngineError::Conflict {
            code: "RUN_IS_OVER",
            detail: "the run has ended".to_owned(),
        })
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
            .read(move |connection| run::page(connection, filter, limit, after));
        Ok(page.await?)
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
        let (run, outcome) = found.ok_or(EngineError::NotFound { what: "run" })?;
        Ok(RunDetail { run, outcome })
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

    async fn work(&self, mut active: run::Active, stop: &CancellationToken) {
        let (id, kind) = (active.run.id, active.run.kind);
        let mut ahead = HashSet::new();
        tracing::info!(run = %id, ?kind, target = ?active.run.target_id, "run goes on");
        let end = loop {
            if self.stopping().is_cancelled() {
                return;
            }
            if stop.is_cancelled() {
                break (RunState::Stopped, None);
            }
            let began = Instant::now();
            match self.step(&mut active, &mut ahead, stop).await {
                Ok(Step::More) if kind == RunKind::Cleanup => {
                    let rest = began.elapsed() * CLEANUP_RESTS;
                    let _ = tokio::time::timeout(rest, stop.cancelled()).await;
                }
                Ok(Step::More) => tokio::task::yield_now().await,
                Ok(Step::Over) => break (RunState::Done, None),
                Ok(Step::OverWith(remark)) => break (RunState::Done, remark),
                Ok(Step::CannotGoOn(why)) => break (RunState::Failed, Some(why)),
                Ok(Step::Later) | Err(StoreError::Unavailable { .. }) => {
                    let _ = tokio::time::timeout(TRY_AGAIN_AFTER, stop.cancelled()).await;
                }
                Err(error) => break (RunState::Failed, Some(error.to_string())),
            }
        };
        let (state, error) = end;
        tracing::info!(run = %id, ?kind, ?state, tally = ?active.run.tally, error, "run ended");
        let now_ms = Utc::now().timestamp_millis();
        let failed = error
            .as_ref()
            .filter(|_| state == RunState::Failed)
            .map(|error| self.failure_of(&active.run, error));
        let ended = self.inner.store.write(move |tx| {
            run::end(tx, id, state, (error.as_deref(), now_ms))?;
            if kind == RunKind::Synchronisation {
                synchronised::forget(tx, id)?;
            }
            if let Some(alert) = &failed {
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

    fn failure_of(&self, run: &Run, error: &str) -> Alert {
        let what = match run.kind {
            RunKind::Compensation => "补偿",
            RunKind::Cleanup => "定时清理",
            RunKind::Repush => "重新推送",
            RunKind::Deletion => "删除日志",
            RunKind::Synchronisation => "组织同步",
        };
        let target = run.target_id.and_then(|id| self.active(id).ok());
        let name = target.map_or_else(
            || what.to_owned(),
            |target| format!("{what}（{}）", target.config().name),
        );
        Alert {
            kind: AlertKind::RunFailed,
            target: run.target_id,
            name,
            cause: error.to_owned(),
            held: 0,
            lasted: None,
            at: Utc::now(),
        }
    }

    async fn step(
        &self,
        active: &mut run::Active,
        ahead: &mut HashSet<DeliveryId>,
        stop: &CancellationToken,
    ) -> Result<Step, StoreError> {
        match (active.run.state, active.run.kind) {
            (_, RunKind::Synchronisation) => self.synchronise(active, stop).await,
            (RunState::Choosing, _) => self.choose(active).await,
            (_, RunKind::Compensation) => self.send_again(active, ahead, Purpose::Compensation).await,
            (_, RunKind::Repush) => self.send_again(active, ahead, Purpose::Repush).await,
            (_, RunKind::Cleanup) => self.clean(active).await,
            (_, RunKind::Deletion) => self.delete_chosen(active).await,
        }
    }

    /// Gathers what the run was asked to take, newest first, so that what the run does cannot change what it takes.
    async fn choose(&self, active: &mut run::Active) -> Result<Step, StoreError> {
        let choice: Choice = serde_json::from_str(active.choice.as_deref().unwrap_or_default())?;
        let after = match active.cursor {
            DeliveryId(0) => DeliveryId(active.top.0.saturating_add(1)),
            cursor => cursor,
        };
        let (ids, next) = match choice {
            Choice::Rows { ids } => (ids, None),
            Choice::Matching { filter } => {
                let page = self
                    .inner
                    .store
                    .read(move |connection| log::ids(connection, &filter, CHOSEN_AT_ONCE, Some(after)));
                page.await?
            }
        };
        let mut now = active.clone();
        match next {
            Some(next) => now.cursor = next,
            None => (now.run.state, now.cursor) = (RunState::Running, DeliveryId(0)),
        }
        *active = self
            .inner
            .store
            .write(move |tx| {
                now.run.tally.total += run::take(tx, now.run.id, &ids)?;
                run::advance(tx, &now)?;
                Ok(now)
            })
            .await?;
        Ok(Step::More)
    }

    async fn send_again(
        &self,
        active: &mut run::Active,
        ahead: &mut HashSet<DeliveryId>,
        purpose: Purpose,
    ) -> Result<Step, StoreError> {
        let snapshot = self.inner.registry.now();
        let mut now = active.clone();
        let now_at = Utc::now();
        let was_ahead = ahead.clone();
        let step = self.inner.store.write(move |tx| {
            let connection = tx.connection();
            let ids = match (purpose, now.run.target_id) {
                (Purpose::Compensation, Some(target)) => {
                    if now.cursor == DeliveryId(0) {
                        now.run.tally.total = again::count_due(connection, target)?;
                    }
                    again::due(connection, target, now.cursor, AT_ONCE)?
                }
                _ => run::chosen(connection, now.run.id, now.cursor, AT_ONCE)?,
            };
            let Some(last) = ids.last().copied() else {
                return Ok((now, None));
            };
            let mut lines = Lines::new(&snapshot, (now.run.id, purpose), was_ahead, now_at);
            for id in &ids {
                lines.again(tx, *id)?;
            }
            let changed = lines.into_changed(&mut now.run.tally);
            now.run.tally.looked += ids.len() as u64;
            now.cursor = last;
            run::advance(tx, &now)?;
            Ok((now, Some(changed)))
        });
        let (now, changed) = step.await?;
        *active = now;
        let Some((changed, now_ahead)) = changed else {
            return Ok(Step::Over);
        };
        *ahead = now_ahead;
        ahead.retain(|id| *id > active.cursor);
        for target in changed.targets {
            if let Some(handle) = self.dispatchers().get(&target) {
                handle.wake();
            }
        }
        self.show(changed.deliveries).await;
        Ok(Step::More)
    }

    /// Shows rows as they are now to whoever watches.
    async fn show(&self, ids: Vec<DeliveryId>) {
        if self.inner.live.receiver_count() == 0 || ids.is_empty() {
            return;
        }
        let items = self
            .inner
            .store
            .read(move |connection| log::some(connection, &ids));
        match items.await {
            Ok(items) => intake::show(&self.inner.live, items, &self.inner.registry.now()),
            Err(error) => tracing::debug!(%error, "rows that changed could not be shown"),
        }
    }

    async fn delete_chosen(&self, active: &mut run::Active) -> Result<Step, StoreError> {
        let mut now = active.clone();
        let step = self.inner.store.write(move |tx| {
            let ids = run::chosen(tx.connection(), now.run.id, now.cursor, AT_ONCE)?;
            let Some(last) = ids.last().copied() else {
                return Ok((now, Step::Over));
            };
            let deleted = delivery::delete_finished(tx, &ids, i64::MAX)?;
            let tally = &mut now.run.tally;
            tally.looked += ids.len() as u64;
            tally.deleted += deleted;
            tally.skipped += ids.len() as u64 - deleted;
            now.cursor = last;
            run::advance(tx, &now)?;
            Ok((now, Step::More))
        });
        let (now, step) = step.await?;
        *active = now;
        Ok(step)
    }

    async fn clean(&self, active: &mut run::Active) -> Result<Step, StoreError> {
        let Some(target) = active.run.target_id.and_then(|id| self.active(id).ok()) else {
            return Ok(Step::Over);
        };
        let kept = TimeDelta::days(target.config().cleanup.keep_days.into());
        let before_ms = (active.run.started_at - kept).timestamp_millis();
        let (id, mut now) = (target.id(), active.clone());
        let step = self.inner.store.write(move |tx: &mut Tx<'_>| {
            let Some(top) = clean::newest_before(tx.connection(), before_ms)? else {
                return Ok((now, Step::Over));
            };
            let old = clean::some(tx.connection(), id, top, CLEANED_AT_ONCE)?;
            let deleted = delivery::delete_finished(tx, &old, before_ms)?;
            clean::give_back(tx, PAGES_GIVEN_BACK)?;
            now.run.tally.deleted += deleted;
            now.run.tally.looked += old.len() as u64;
            run::advance(tx, &now)?;
            // Rows that a clock set back has made younger than their ids stay.
            let step = if deleted == 0 { Step::Over } else { Step::More };
            Ok((now, step))
        });
        let (now, step) = step.await?;
        *active = now;
        Ok(step)
    }
}

/// Whose lines were changed, and which deliveries.
#[derive(Debug, Default)]
struct Changed {
    targets: std::collections::BTreeSet<TargetId>,
    deliveries: Vec<DeliveryId>,
}

/// Whether a result of this kind can still be sent again by compensation.
fn is_failure(status: Status) -> bool {
    matches!(status, Status::Failed | Status::NoAnswer)
}
