//! What is kept for a while and then forgotten: the ids of batches, by which one that is handed in again is known; batch
//! pushes that nobody started or that came to their end (row B1); and what belonged to runs that were deleted.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use store::StoreError;
use store::table::{intake, run};
use tokio::time::{Instant, MissedTickBehavior};

use crate::engine::Engine;

/// A sender that got no answer hands its batch in again within minutes, or once it runs again.
const REMEMBERED: TimeDelta = TimeDelta::days(30);
/// 超过7天初始化、成功状态数据将自动删除
const TASKS_KEPT: TimeDelta = TimeDelta::days(7);
const BETWEEN: Duration = Duration::from_secs(3_600);
/// Rows of one step: holds the writer for a millisecond or two.
const AT_ONCE: usize = 200;

impl Engine {
    pub(crate) fn begin_forgetting(&self) {
        let engine = self.clone();
        self.inner
            .senders
            .spawn(async move { engine.keep_forgetting().await });
    }

    async fn keep_forgetting(&self) {
        let stop = self.stopping();
        let mut hour = tokio::time::interval(BETWEEN);
        hour.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = hour.tick() => {}
                () = self.inner.forget.notified() => {}
                () = stop.cancelled() => return,
            }
            let _ = stop.run_until_cancelled(self.forget_all()).await;
        }
    }

    async fn forget_all(&self) {
        let batches_before = (Utc::now() - REMEMBERED).timestamp_millis();
        let tasks_before = (Utc::now() - TASKS_KEPT).timestamp_millis();
        let forgotten = async {
            self.in_steps(move |tx| Ok(intake::forget(tx, batches_before, AT_ONCE)? == AT_ONCE))
                .await?;
            self.in_steps(move |tx| run::delete_old_tasks(tx, tasks_before).map(|_| false))
                .await?;
            self.in_steps(|tx| run::forget_some(tx, AT_ONCE)).await
        };
        if let Err(error) = forgotten.await {
            tracing::debug!(%error, "what is old is forgotten another time");
        }
    }

    /// Repeats a step until it says that there is no more to do, and rests after each as long as it took.
    async fn in_steps<F>(&self, step: F) -> Result<(), StoreError>
    where
        F: Fn(&mut store::Tx<'_>) -> Result<bool, StoreError> + Clone + Send + 'static,
    {
        loop {
            let began = Instant::now();
            if !self.inner.store.write(step.clone()).await? {
                return Ok(());
            }
            tokio::time::sleep(began.elapsed()).await;
        }
    }
}
