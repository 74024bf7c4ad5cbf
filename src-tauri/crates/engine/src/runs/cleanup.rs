//! 定时清理 (row K1): old rows of a target's log are deleted, a few at a time.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use store::table::{clean, delivery, run};
use store::{StoreError, Tx};

use super::{Job, Step};
use crate::engine::Engine;

/// Rows of one step of a clean-up, which nobody waits for: a push waits for a processor no longer than for one step.
const AT_ONCE: usize = 20;
/// After each of its steps it rests so many times as long as the step took.
const RESTS: u32 = 2;
/// Pages that one step gives back: as many as its rows took, and then some.
const PAGES_GIVEN_BACK: u32 = 16;

impl Engine {
    pub(super) async fn clean(&self, job: &mut Job) -> Result<Step, StoreError> {
        let Some(target) = job.active.run.target_id.and_then(|id| self.active(id).ok()) else {
            return Ok(Step::Over(None));
        };
        let began = Instant::now();
        let kept = TimeDelta::days(target.config().cleanup.keep_days.into());
        let before_ms = (job.active.run.started_at - kept).timestamp_millis();
        let (id, mut now) = (target.id(), job.active.clone());
        let step = self.inner.store.write(move |tx: &mut Tx<'_>| {
            let Some(top) = clean::newest_before(tx.connection(), before_ms)? else {
                return Ok((now, Step::Over(None)));
            };
            let old = clean::some(tx.connection(), id, top, AT_ONCE)?;
            let deleted = delivery::delete_finished(tx, &old, before_ms)?;
            clean::give_back(tx, PAGES_GIVEN_BACK)?;
            now.run.tally.deleted += deleted;
            now.run.tally.looked += old.len() as u64;
            run::advance(tx, &now)?;
            // Rows that a clock set back has made younger than their ids stay.
            let step = match deleted {
                0 => Step::Over(None),
                _ => Step::After(Duration::ZERO),
            };
            Ok((now, step))
        });
        let (now, step) = step.await?;
        job.active = now;
        Ok(match step {
            Step::After(_) => Step::After(began.elapsed() * RESTS),
            over => over,
        })
    }
}
