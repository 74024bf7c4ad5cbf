//! 历史数据推送 (row B3): rows of the log are pushed again in the order of their lanes, to their own target; or their events
//! to another one, such as the clean-up of what earlier versions pushed (row S6), which may also go before.

use std::time::Instant;

use domain::ids::{DeliveryId, TargetId};
use domain::target::PushType;
use store::StoreError;
use store::table::{again, run, run_cleaning, run_delivery};

use super::chosen::Changed;
use super::feed::LOOK;
use super::lines::Purpose;
use super::planning::{Planning, count};
use super::standing::done;
use super::{AT_ONCE, CHOSEN_AT_ONCE, Duplicates, Job, RunState, Step, TaskOrder, TaskRows};
use crate::engine::Engine;

/// Removals in line that are counted.
const MOST_IN_LINE: usize = 1_000;

impl Engine {
    pub(super) async fn push_history(&self, job: &mut Job) -> Result<Step, StoreError> {
        let target = job.active.run.target_id;
        let target = target.and_then(|id| self.active(id).ok());
        let Some(target) = target.filter(|target| target.config().enabled) else {
            return Ok(Step::CannotGoOn("应用系统未启用，或已被删除".to_owned()));
        };
        let order = job.order()?;
        match (job.active.run.state, order.cleaner()) {
            (RunState::Choosing, cleaner) => {
                let then = match cleaner {
                    Some(_) => RunState::Cleaning,
                    None => RunState::Running,
                };
                self.choose_history(job, order, then).await
            }
            (RunState::Cleaning, Some(cleaner)) => self.clean_first(job, cleaner).await,
            _ => self.push_on(job, (target.id(), &order)).await,
        }
    }

    async fn choose_history(
        &self,
        job: &mut Job,
        order: TaskOrder,
        then: RunState,
    ) -> Result<Step, StoreError> {
        let part = match order.rows {
            TaskRows::History { filter, .. } => self.choose_matching(job, filter).await?,
            TaskRows::Abnormal { task } => {
                let after = job.active.cursor;
                let ids = self
                    .inner
                    .store
                    .read(move |connection| run_delivery::abnormal(connection, task, after, CHOSEN_AT_ONCE));
                let ids = ids.await?;
                let next = ids.last().copied().filter(|_| ids.len() == CHOSEN_AT_ONCE);
                (ids, next)
            }
            TaskRows::RealTime { .. } => (Vec::new(), None),
        };
        self.choose_these(job, part, then).await
    }

    /// Puts as much in line as there is room for.
    async fn push_on(
        &self,
        job: &mut Job,
        (target, order): (TargetId, &TaskOrder),
    ) -> Result<Step, StoreError> {
        let run = job.active.run.id;
        let counts = self
            .inner
            .store
            .read(move |connection| run_delivery::counts(connection, run));
        let (counts, now) = (counts.await?, Instant::now());
        let in_line = counts.pending;
        job.progress.note(done(&job.active.run, order, counts), now);
        let length = usize::try_from(in_line).unwrap_or(usize::MAX);
        let room = job.feed.room((length, AT_ONCE), job.progress.pace(), now);
        if room == 0 {
            return Ok(Step::After(LOOK));
        }
        let before = job.active.run.tally.sent_again;
        let step = match order.source() {
            Some(source) if source != target => {
                self.push_copies(job, (target, order.duplicates), room).await?
            }
            _ => {
                let purpose = Purpose::Task {
                    duplicates: order.duplicates,
                    cleaned: order.cleaner().is_some(),
                };
                self.send_again(job, purpose, room).await?
            }
        };
        let put = usize::try_from(job.active.run.tally.sent_again - before).unwrap_or(usize::MAX);
        job.feed.filled((room, put), length + put, now);
        Ok(match step {
            Step::Over(_) if in_line > 0 => Step::After(LOOK),
            step => step,
        })
    }

    /// Plans the events of the next rows for another target.
    async fn push_copies(
        &self,
        job: &mut Job,
        (target, duplicates): (TargetId, Duplicates),
        most: usize,
    ) -> Result<Step, StoreError> {
        let snapshot = self.inner.registry.now();
        let mut now = job.active.clone();
        let step = self.inner.store.write(move |tx| {
            let run = now.run.id;
            let ids = run_delivery::chosen(tx.connection(), run, (now.cursor, now.top), most)?;
            let (Some(last), Some(active)) = (ids.last().copied(), snapshot.targets.get(&target)) else {
                return Ok((now, None));
            };
            let planning = Planning {
                snapshot: &snapshot,
                target: active,
                run,
                duplicates,
                now_ms: chrono::Utc::now().timestamp_millis(),
            };
            let mut changed = Changed::default();
            for id in &ids {
                // A to-do that the OA never sent has no event of its own.
                let Some(event) = again::event_to_copy(tx.connection(), *id)? else {
                    now.run.tally.skipped += 1;
                    continue;
                };
                let put = planning.put(tx, event)?;
                count(&mut now.run.tally, &put);
                for (id, status) in put {
                    run_delivery::put_in_line(tx, run, id, status)?;
                    changed.deliveries.push(id);
                }
            }
            changed.targets.insert(target);
            now.run.tally.looked += ids.len() as u64;
            now.cursor = last;
            run::advance(tx, &now)?;
            Ok((now, Some(changed)))
        });
        self.took(job, step.await?).await
    }

    async fn took(
        &self,
        job: &mut Job,
        (now, changed): (run::Active, Option<Changed>),
    ) -> Result<Step, StoreError> {
        job.active = now;
        let Some(changed) = changed else {
            return Ok(Step::Over(None));
        };
        self.changed(changed).await;
        Ok(Step::More)
    }

    /// Removes the requests of the next rows, each once; when all are removed the push begins.
    async fn clean_first(&self, job: &mut Job, cleaner: TargetId) -> Result<Step, StoreError> {
        let snapshot = self.inner.registry.now();
        let usable = snapshot.targets.get(&cleaner).filter(|target| {
            target.config().enabled && target.config().push_type == PushType::LandrayCleanup
        });
        if usable.is_none() {
            return Ok(Step::CannotGoOn(
                "用来清理的应用系统未启用，或已被删除".to_owned(),
            ));
        }
        let run = job.active.run.id;
        let in_line = self
            .inner
            .store
            .read(move |connection| run_cleaning::in_line(connection, run, MOST_IN_LINE));
        let (in_line, looked_at) = (in_line.await?, Instant::now());
        let room = job.feed.room((in_line, AT_ONCE), job.progress.pace(), looked_at);
        if room == 0 {
            return Ok(Step::After(LOOK));
        }
        let mut now = job.active.clone();
        let before = now.run.tally.cleaned;
        let step = self.inner.store.write(move |tx| {
            let ids = run_delivery::chosen(tx.connection(), run, (now.cursor, now.top), room)?;
            let (Some(last), Some(active)) = (ids.last().copied(), snapshot.targets.get(&cleaner)) else {
                if in_line == 0 {
                    (now.run.state, now.cursor) = (RunState::Running, DeliveryId(0));
                    run::advance(tx, &now)?;
                }
                return Ok((now, None));
            };
            let planning = Planning {
                snapshot: &snapshot,
                target: active,
                run,
                duplicates: Duplicates::AsNew,
                now_ms: chrono::Utc::now().timestamp_millis(),
            };
            let mut changed = Changed::default();
            changed.targets.insert(cleaner);
            for id in &ids {
                let Some(event) = again::event_to_copy(tx.connection(), *id)? else {
                    continue;
                };
                let request = event.request_id.0.clone();
                if run_cleaning::of(tx.connection(), run, &request)?.is_some() {
                    continue;
                }
                for (removal, status) in planning.put(tx, event)? {
                    run_cleaning::begun(tx, (run, &request), removal, status)?;
                    changed.deliveries.push(removal);
                    now.run.tally.cleaned += 1;
                }
            }
            now.cursor = last;
            run::advance(tx, &now)?;
            Ok((now, Some(changed)))
        });
        let step = self.took(job, step.await?).await?;
        let put = usize::try_from(job.active.run.tally.cleaned - before).unwrap_or(usize::MAX);
        job.feed.filled((room, put), in_line + put, looked_at);
        Ok(match step {
            Step::Over(_) if job.active.run.state == RunState::Running => Step::More,
            Step::Over(_) => Step::After(LOOK),
            step => step,
        })
    }
}
