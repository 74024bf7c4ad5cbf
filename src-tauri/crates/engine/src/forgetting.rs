//! The ids of batches, by which one that is handed in again is known, are remembered for a while and then forgotten.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use store::table::intake;
use tokio::time::{Instant, MissedTickBehavior};

use crate::engine::Engine;

/// A sender that got no answer hands its batch in again within minutes, or once it runs again.
const REMEMBERED: TimeDelta = TimeDelta::days(30);
const BETWEEN: Duration = Duration::from_secs(3_600);
/// Batches of one step: holds the writer for a millisecond or two.
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
        while stop.run_until_cancelled(hour.tick()).await.is_some() {
            let _ = stop.run_until_cancelled(self.forget_old_batches()).await;
        }
    }

    async fn forget_old_batches(&self) {
        let before_ms = (Utc::now() - REMEMBERED).timestamp_millis();
        loop {
            let began = Instant::now();
            let forgotten = self
                .inner
                .store
                .write(move |tx| intake::forget(tx, before_ms, AT_ONCE))
                .await;
            match forgotten {
                Ok(AT_ONCE) => tokio::time::sleep(began.elapsed()).await,
                Ok(_) => return,
                Err(error) => {
                    tracing::debug!(%error, "old batches are forgotten another time");
                    return;
                }
            }
        }
    }
}
