//! The recorder: results and breaker changes of all targets, committed in groups.
//!
//! It takes what waits, hands it to the writer as one job, and only then tells the dispatchers (whose lanes go on),
//! the ledger and the live stream. While the store cannot be written it keeps its group and tries again: nothing is
//! lost, and since its queue is bounded, sending stops by itself.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::breaker::Phase;
use domain::ids::{DeliveryId, TargetId};
use store::table::breaker;
use store::table::delivery::{self, Recorded};
use store::table::log::DeliveryItem;
use store::{Store, StoreError};
use tokio::sync::{Notify, broadcast, mpsc};
use tokio_util::sync::CancellationToken;

use crate::answers::{BreakerNews, LiveEvent};
use crate::boundary::{self, Boundary};
use crate::intake;
use crate::ledger::Ledger;
use crate::registry::Registry;

/// Results that may wait. When it is full, dispatchers wait to hand in theirs and send nothing new.
pub(crate) const MOST_WAITING: usize = 2_048;
/// Results in one job of the writer.
const MOST_IN_GROUP: usize = 512;
/// How long results of a backlog wait for more of them: a commit for each few would hold up what is new for others.
const GATHER: Duration = Duration::from_millis(10);
/// Between tries while the store cannot be written.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// What a dispatcher hands in.
#[derive(Debug)]
pub(crate) enum Message {
    /// An attempt came back.
    Result(Box<ResultMessage>),
    /// A breaker moved.
    Breaker(BreakerMessage),
}

impl Message {
    fn can_wait(&self) -> bool {
        matches!(self, Self::Result(result) if result.can_wait)
    }
}

/// An attempt's result, and who waits to hear that it is on disk.
#[derive(Debug)]
pub(crate) struct ResultMessage {
    pub(crate) recorded: Recorded,
    /// For its latency; nothing where it is sent again.
    pub(crate) planned_at: Option<DateTime<Utc>>,
    /// Of a backlog: nobody waits for it.
    pub(crate) can_wait: bool,
    /// The row as it is after this result, when somebody watches.
    pub(crate) item: Option<DeliveryItem>,
    /// Bounded by what its dispatcher has handed in.
    pub(crate) done: mpsc::UnboundedSender<Done>,
}

/// What a dispatcher handed in is on disk.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Done {
    /// The result of an attempt.
    Result {
        id: DeliveryId,
        /// It was the final one.
        is_final: bool,
    },
    /// A move of the breaker.
    Move,
}

/// A breaker moved.
#[derive(Debug, Clone)]
pub(crate) struct BreakerMessage {
    pub(crate) target: TargetId,
    pub(crate) name: String,
    pub(crate) change: BreakerChange,
    pub(crate) at: DateTime<Utc>,
    pub(crate) done: mpsc::UnboundedSender<Done>,
}

/// What is to be kept of a breaker's move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BreakerChange {
    /// With the first failure, in words.
    Opened(String),
    /// The receiver answers again.
    Recovered,
    /// The backlog is out.
    Closed,
}

pub(crate) struct Recorder {
    pub(crate) store: Store,
    pub(crate) ledger: Arc<Ledger>,
    /// For the names of persons in the live stream.
    pub(crate) registry: Arc<Registry>,
    pub(crate) live: broadcast::Sender<Arc<LiveEvent>>,
    /// Rung once alerts are on disk.
    pub(crate) alerts: Arc<Notify>,
    pub(crate) queue: mpsc::Receiver<Message>,
    /// The dispatchers have ended: what waits is recorded, then the recorder ends.
    pub(crate) stop: CancellationToken,
}

impl Recorder {
    /// Runs until it is told to stop and all that was handed in is on disk.
    pub(crate) async fn run(mut self) {
        loop {
            let mut group = Vec::with_capacity(MOST_IN_GROUP);
            tokio::select! {
                _ = self.queue.recv_many(&mut group, MOST_IN_GROUP) => {}
                () = self.stop.cancelled(), if !self.queue.is_closed() => self.queue.close(),
            }
            if group.is_empty() {
                if self.queue.is_closed() && self.queue.is_empty() {
                    return;
                }
                continue;
            }
            self.gather(&mut group).await;
            let messages = Arc::new(group);
            self.commit(&messages).await;
            boundary::passed(Boundary::Record);
            self.tell(&messages);
        }
    }

    /// Waits a little for more where nobody waits for what is there.
    async fn gather(&mut self, group: &mut Vec<Message>) {
        let until = tokio::time::Instant::now() + GATHER;
        while group.len() < MOST_IN_GROUP && group.iter().rev().all(Message::can_wait) {
            let Ok(Some(more)) = tokio::time::timeout_at(until, self.queue.recv()).await else {
                return;
            };
            group.push(more);
            while group.len() < MOST_IN_GROUP
                && let Ok(more) = self.queue.try_recv()
            {
                group.push(more);
            }
        }
    }

    async fn commit(&self, messages: &Arc<Vec<Message>>) {
        boundary::passed(Boundary::Write);
        let Err(error) = self.commit_part(messages, 0..messages.len()).await else {
            return;
        };
        tracing::error!(%error, "a group of results was refused; each is tried alone");
        for at in 0..messages.len() {
            // A fault of ours in one result must not hold up the others.
            let Err(error) = self.commit_part(messages, at..at + 1).await else {
                continue;
            };
            tracing::error!(%error, message = ?messages[at], "a result was refused; only its status is kept");
            if let Message::Result(result) = &messages[at] {
                let recorded = result.recorded.clone();
                let settled = self.write(move |tx| delivery::settle(tx, &recorded)).await;
                if let Err(error) = settled {
                    tracing::error!(%error, id = %result.recorded.id, "its status was refused too; it is due at the next start");
                }
            }
        }
    }

    async fn commit_part(&self, messages: &Arc<Vec<Message>>, part: Range<usize>) -> Result<(), StoreError> {
        let messages = Arc::clone(messages);
        self.write(move |tx| record(tx, &messages[part.clone()])).await
    }

    /// Writes; waits as long as the store cannot be written, unless the program ends.
    async fn write<F>(&self, job: F) -> Result<(), StoreError>
    where
        F: Fn(&mut store::Tx<'_>) -> Result<(), StoreError> + Clone + Send + 'static,
    {
        loop {
            match self.store.write(job.clone()).await {
                Err(StoreError::Unavailable { .. }) if !self.stop.is_cancelled() => {
                    tokio::time::sleep(RETRY_AFTER).await;
                }
                Err(StoreError::Unavailable { .. } | StoreError::Closed) | Ok(()) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    fn tell(&self, messages: &[Message]) {
        let now = Utc::now();
        let results = || {
            messages.iter().filter_map(|message| match message {
                Message::Result(result) => Some(result),
                Message::Breaker(_) => None,
            })
        };
        self.ledger.recorded(results().map(|result| {
            let millis = result
                .planned_at
                .map(|at| u64::try_from((now - at).num_milliseconds()).unwrap_or(0));
            (result.recorded.target, result.recorded.status, millis)
        }));
        for result in results() {
            // A dispatcher that is gone has nothing to go on with.
            let _ = result.done.send(Done::Result {
                id: result.recorded.id,
                is_final: result.recorded.status.is_some(),
            });
        }
        let items: Vec<DeliveryItem> = results().filter_map(|result| result.item.clone()).collect();
        intake::show(&self.live, items, &self.registry.now());
        for message in messages {
            let Message::Breaker(message) = message else {
                continue;
            };
            if matches!(message.change, BreakerChange::Opened(_)) {
                self.ledger.opened(message.target);
            }
            let _ = message.done.send(Done::Move);
            if let Some(news) = message.news() {
                self.alerts.notify_one();
                let _ = self.live.send(Arc::new(LiveEvent::Breaker(news)));
            }
        }
    }
}

impl BreakerMessage {
    fn news(&self) -> Option<BreakerNews> {
        let (state, cause) = match &self.change {
            BreakerChange::Opened(cause) => (Phase::Open, Some(cause.clone())),
            BreakerChange::Recovered => (Phase::Closed, None),
            BreakerChange::Closed => return None,
        };
        Some(BreakerNews {
            target_id: self.target,
            name: self.name.clone(),
            state,
            cause,
            at: self.at,
        })
    }
}

fn record(tx: &mut store::Tx<'_>, messages: &[Message]) -> Result<(), StoreError> {
    let results = messages.iter().filter_map(|message| match message {
        Message::Result(result) => Some(&result.recorded),
        Message::Breaker(_) => None,
    });
    delivery::record_all(tx, results)?;
    for message in messages {
        let Message::Breaker(BreakerMessage {
            target,
            name,
            change,
            at,
            ..
        }) = message
        else {
            continue;
        };
        match change {
            BreakerChange::Opened(cause) => breaker::open(tx, (*target, name), cause, *at)?,
            BreakerChange::Recovered => breaker::recover(tx, (*target, name), *at)?,
            BreakerChange::Closed => breaker::close(tx, *target)?,
        }
    }
    Ok(())
}
