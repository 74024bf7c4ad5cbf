//! Runs over chosen rows of the log: re-push and deletion (row L3).

use std::collections::BTreeSet;

use domain::ids::{DeliveryId, TargetId};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::table::log::{self, DeliveryFilter};
use store::table::run::{self, NewRun, Run, RunCause, RunKind, RunState, Tally};
use store::table::{again, delivery, log_ids, run_delivery};

use super::lines::{Lines, Purpose};
use super::{AT_ONCE, CHOSEN_AT_ONCE, Job, Step};
use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake;

/// Rows that can be named one by one.
const MOST_NAMED: usize = 1_000;

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

/// Whose lines were changed, and which deliveries.
#[derive(Debug, Default)]
pub(super) struct Changed {
    pub(super) targets: BTreeSet<TargetId>,
    pub(super) deliveries: Vec<DeliveryId>,
}

impl Engine {
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

    /// Gathers what the run was asked to take, newest first, so that what the run does cannot change what it takes.
    pub(super) async fn choose(&self, job: &mut Job) -> Result<Step, StoreError> {
        let choice: Choice = serde_json::from_str(job.active.choice.as_deref().unwrap_or_default())?;
        let (ids, next) = match choice {
            Choice::Rows { ids } => (ids, None),
            Choice::Matching { filter } => self.choose_matching(job, filter).await?,
        };
        self.choose_these(job, (ids, next), RunState::Running).await
    }

    /// The next part of what matches, and where to go on.
    pub(super) async fn choose_matching(
        &self,
        job: &Job,
        filter: DeliveryFilter,
    ) -> Result<(Vec<DeliveryId>, Option<DeliveryId>), StoreError> {
        let after = match job.active.cursor {
            DeliveryId(0) => DeliveryId(job.active.top.0.saturating_add(1)),
            cursor => cursor,
        };
        let page = self
            .inner
            .store
            .read(move |connection| log_ids::ids(connection, &filter, CHOSEN_AT_ONCE, Some(after)));
        page.await
    }

    /// Puts a part among what the run takes; with the last part it goes over to what comes then.
    pub(super) async fn choose_these(
        &self,
        job: &mut Job,
        (ids, next): (Vec<DeliveryId>, Option<DeliveryId>),
        then: RunState,
    ) -> Result<Step, StoreError> {
        let mut now = job.active.clone();
        match next {
            Some(next) => now.cursor = next,
            None => (now.run.state, now.cursor) = (then, DeliveryId(0)),
        }
        job.active = self
            .inner
            .store
            .write(move |tx| {
                now.run.tally.total += run_delivery::choose(tx, now.run.id, &ids)?;
                run::advance(tx, &now)?;
                Ok(now)
            })
            .await?;
        Ok(Step::More)
    }

    /// Sends the next of what was chosen, or of what compensation finds, again; at most `most`.
    pub(super) async fn send_again(
        &self,
        job: &mut Job,
        purpose: Purpose,
        most: usize,
    ) -> Result<Step, StoreError> {
        let snapshot = self.inner.registry.now();
        let mut now = job.active.clone();
        let now_at = chrono::Utc::now();
        let step = self.inner.store.write(move |tx| {
            let connection = tx.connection();
            let most = most.min(AT_ONCE);
            let ids = match (purpose, now.run.target_id) {
                (Purpose::Compensation, Some(target)) => {
                    if now.cursor == DeliveryId(0) {
                        now.run.tally.total = again::count_due(connection, target)?;
                    }
                    again::due(connection, target, now.cursor, most)?
                }
                _ => run_delivery::chosen(connection, now.run.id, (now.cursor, now.top), most)?,
            };
            let Some(last) = ids.last().copied() else {
                return Ok((now, None));
            };
            let mut lines = Lines::new(&snapshot, (now.run.id, purpose), now_at);
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
        job.active = now;
        let Some(changed) = changed else {
            return Ok(Step::Over(None));
        };
        self.changed(changed).await;
        Ok(Step::More)
    }

    /// Wakes who has something new to send, and shows the rows as they are now to whoever watches.
    pub(super) async fn changed(&self, changed: Changed) {
        for target in &changed.targets {
            if let Some(handle) = self.dispatchers().get(target) {
                handle.wake();
            }
        }
        let ids = changed.deliveries;
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

    pub(super) async fn delete_chosen(&self, job: &mut Job) -> Result<Step, StoreError> {
        let mut now = job.active.clone();
        let step = self.inner.store.write(move |tx| {
            let chosen = run_delivery::chosen(tx.connection(), now.run.id, (now.cursor, now.top), AT_ONCE)?;
            let Some(last) = chosen.last().copied() else {
                return Ok((now, Step::Over(None)));
            };
            let deleted = delivery::delete_finished(tx, &chosen, i64::MAX)?;
            let tally = &mut now.run.tally;
            tally.looked += chosen.len() as u64;
            tally.deleted += deleted;
            tally.skipped += chosen.len() as u64 - deleted;
            now.cursor = last;
            run::advance(tx, &now)?;
            Ok((now, Step::More))
        });
        let (now, step) = step.await?;
        job.active = now;
        Ok(step)
    }
}
