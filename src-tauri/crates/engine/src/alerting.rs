//! Alerts (rows F2, F4): what was raised is gathered into messages, and each message is a delivery of its own that is
//! tried until its channel takes it or it is given up. Pushing never waits for any of it.
//!
//! Of one channel one message is out at a time, and nothing new is made before it is taken: what happens meanwhile
//! gathers for the next one, so that a recovery is never told before its opening.

mod channels;
mod hand_over;
mod outage;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use alerts::{Channel, Message, spec_of};
use chrono::{DateTime, Local, TimeDelta, Utc};
use domain::alert::{ChannelKind, GIVE_UP_AFTER, Pace, Summary, next_try};
use domain::ids::{ChannelId, MessageId};
use store::StoreError;
use store::table::alert::{self, AlertMessage, Backlog, MessageState, NewMessage, Try};
use store::table::alert_channel::StoredChannel;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::engine::Engine;
use hand_over::Handed;
use outage::Outage;

pub use channels::{AlertDraft, AlertPreview, AlertSample, AlertTest, ChannelView, TemplateValue};

/// From an alert to its message: what comes together goes together.
const GATHER: TimeDelta = TimeDelta::seconds(2);
/// The longest sleep: times of the clock may jump.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// Between tries to record while the store cannot be written.
const RECORD_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// How long messages stay in the log.
const KEPT_FOR: TimeDelta = TimeDelta::days(365);
/// Messages that are deleted in one step.
const DELETED_AT_ONCE: usize = 500;

/// A notification of the machine that the program runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One line.
    pub title: String,
    /// What happened.
    pub body: String,
    /// The screen of the console that a click opens.
    pub screen: String,
}

/// Shows notifications; says in words when it cannot.
pub type ShowNotice = dyn Fn(&Notice) -> Result<(), String> + Send + Sync;

/// A channel, ready to speak, or why it is not.
pub(crate) struct ActiveChannel {
    pub(crate) stored: StoredChannel,
    pub(crate) channel: Result<Channel, String>,
}

/// The state of alerting.
#[derive(Default)]
pub(crate) struct Alerting {
    channels: RwLock<BTreeMap<ChannelId, Arc<ActiveChannel>>>,
    notices: OnceLock<Arc<ShowNotice>>,
    outage: Mutex<Outage>,
    sent: AtomicU64,
    failed: AtomicU64,
    wake: Arc<Notify>,
}

impl fmt::Debug for Alerting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alerting").finish_non_exhaustive()
    }
}

impl Alerting {
    /// What wakes it: something was raised.
    pub(crate) fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    fn all(&self) -> Vec<Arc<ActiveChannel>> {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.values().cloned().collect()
    }

    fn put(&self, channel: ActiveChannel) {
        let mut channels = self.channels.write().unwrap_or_else(PoisonError::into_inner);
        channels.insert(channel.stored.id, Arc::new(channel));
    }

    fn find(&self, id: ChannelId) -> Option<Arc<ActiveChannel>> {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.get(&id).cloned()
    }

    fn remove(&self, id: ChannelId) {
        let mut channels = self.channels.write().unwrap_or_else(PoisonError::into_inner);
        channels.remove(&id);
    }

    /// Messages that were taken and tries that failed, since the start.
    pub(crate) fn counted(&self) -> (u64, u64) {
        (
            self.sent.load(Ordering::Relaxed),
            self.failed.load(Ordering::Relaxed),
        )
    }

    fn outage(&self) -> MutexGuard<'_, Outage> {
        self.outage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a channel can speak on this machine.
    fn is_here(&self, kind: ChannelKind) -> bool {
        kind != ChannelKind::Native || self.notices.get().is_some()
    }
}

impl ActiveChannel {
    fn pace(&self) -> Pace {
        let config = &self.stored.config;
        let least = spec_of(config.kind).least_seconds;
        Pace {
            gather: match config.kind {
                ChannelKind::Native => TimeDelta::zero(),
                _ => GATHER,
            },
            merge: TimeDelta::seconds(config.merge_seconds.max(least).into()),
            most_per_hour: usize::try_from(config.most_per_hour).unwrap_or(usize::MAX),
        }
    }

    /// When something is to be done; nothing while there is nothing to say.
    fn due(&self, backlog: &Backlog, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match &backlog.unfinished {
            Some(message) => message.next_try_at,
            None => backlog
                .oldest
                .map(|oldest| self.pace().due(oldest, &backlog.made, now)),
        }
    }
}

impl Engine {
    /// Notifications of this machine are shown by `show` from now on. Once in the life of an engine.
    pub fn show_notices(&self, show: Arc<ShowNotice>) {
        if self.inner.alerting.notices.set(show).is_err() {
            tracing::warn!("notifications are shown by another already");
        }
        self.inner.alerting.wake.notify_one();
    }

    /// Begins to tell: what was not said before the last stop is said now.
    pub(crate) async fn begin_alerts(&self, stored: Vec<StoredChannel>) {
        for channel in stored {
            let active = self.active_channel(channel).await;
            self.inner.alerting.put(active);
        }
        let engine = self.clone();
        self.inner
            .senders
            .spawn(async move { engine.keep_telling().await });
    }

    /// One step of each channel at a time, all channels side by side.
    async fn keep_telling(&self) {
        let stop = self.stopping();
        let mut busy: HashSet<ChannelId> = HashSet::new();
        let mut steps: JoinSet<ChannelId> = JoinSet::new();
        let mut cleaned: Option<DateTime<Utc>> = None;
        loop {
            let now = Utc::now();
            if cleaned.is_none_or(|at| (now - at).abs() > TimeDelta::hours(1)) {
                cleaned = Some(now);
                self.delete_old_messages(now).await;
            }
            let mut sleep = LONGEST_SLEEP;
            for channel in self.inner.alerting.all() {
                let id = channel.stored.id;
                if busy.contains(&id) {
                    continue;
                }
                let due = match self.backlog(id, now).await {
                    Ok(backlog) => channel.due(&backlog, now),
                    Err(error) => {
                        tracing::warn!(%error, "what an alert channel has to say could not be read");
                        None
                    }
                };
                let Some(due) = due else { continue };
                if due <= now {
                    busy.insert(id);
                    let engine = self.clone();
                    steps.spawn(async move {
                        engine.tell_step(&channel, now).await;
                        channel.stored.id
                    });
                } else {
                    sleep = sleep.min((due - now).to_std().unwrap_or_default());
                }
            }
            tokio::select! {
                () = self.inner.alerting.wake.notified() => {}
                Some(ended) = steps.join_next(), if !steps.is_empty() => {
                    if let Ok(id) = ended {
                        busy.remove(&id);
                    }
                }
                () = tokio::time::sleep(sleep) => {}
                () = stop.cancelled() => break,
            }
        }
        // What is out is waited for, so that it is not told twice.
        while steps.join_next().await.is_some() {}
    }

    async fn backlog(&self, id: ChannelId, now: DateTime<Utc>) -> Result<Backlog, StoreError> {
        let now_ms = now.timestamp_millis();
        self.inner
            .store
            .read(move |connection| alert::backlog(connection, id, now_ms))
            .await
    }

    /// Makes the next message of a channel, or tries the one that is not taken yet.
    async fn tell_step(&self, channel: &Arc<ActiveChannel>, now: DateTime<Utc>) {
        let id = channel.stored.id;
        if !self.inner.alerting.is_here(channel.stored.config.kind) {
            let dropped = self.inner.store.write(move |tx| alert::drop_waiting(tx, id));
            if let Err(error) = dropped.await {
                tracing::debug!(%error, "alerts that cannot be shown here stay for now");
            }
            return;
        }
        let made = match self.backlog(id, now).await.map(|backlog| backlog.unfinished) {
            Ok(Some(message)) => Ok(Some(message)),
            Ok(None) => self.make_message(channel, now).await,
            Err(error) => Err(error),
        };
        match made {
            Ok(Some(message)) => self.try_message(channel, message).await,
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(%error, channel = %id, "an alert waits until the store can be used");
                tokio::time::sleep(RECORD_AGAIN_AFTER).await;
            }
        }
    }

    async fn make_message(
        &self,
        channel: &Arc<ActiveChannel>,
        now: DateTime<Utc>,
    ) -> Result<Option<AlertMessage>, StoreError> {
        let channel = Arc::clone(channel);
        let made = self.inner.store.write(move |tx| {
            let stored = &channel.stored;
            let waiting = alert::waiting(tx.connection(), stored.id)?;
            if waiting.is_empty() {
                return Ok(None);
            }
            let (ids, alerts): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
            let message = Message::new(&stored.config, summary(&alerts, &stored.config));
            let new = NewMessage {
                channel: stored.id,
                channel_name: stored.config.name.clone(),
                subject: message.subject,
                text: message.text,
                alerts: ids,
            };
            let id = alert::make(tx, &new, now.timestamp_millis())?;
            alert::by_id(tx.connection(), id)
        });
        made.await
    }

    /// Hands a message over and records what came of it.
    async fn try_message(&self, channel: &ActiveChannel, message: AlertMessage) {
        let id = message.id;
        let handed = self.hand_over_message(channel, &message).await;
        let now = Utc::now();
        let what = verdict(&message, handed, now);
        let counter = match what.state {
            MessageState::Sent => &self.inner.alerting.sent,
            MessageState::Waiting | MessageState::GivenUp => &self.inner.alerting.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        match &what.remark {
            None => tracing::info!(message = %id, channel = %message.channel_name, "alert sent"),
            Some(remark) => {
                tracing::warn!(message = %id, channel = %message.channel_name, state = ?what.state, remark, "alert not taken, or not by all");
            }
        }
        self.record_try(id, what, now).await;
    }

    /// Until it is on disk: what was told and not recorded would be told again.
    async fn record_try(&self, id: MessageId, what: Try, now: DateTime<Utc>) {
        loop {
            let what = what.clone();
            let recorded = self
                .inner
                .store
                .write(move |tx| alert::tried(tx, id, &what, now.timestamp_millis()));
            match recorded.await {
                Err(StoreError::Unavailable { .. }) if !self.stopping().is_cancelled() => {
                    tokio::time::sleep(RECORD_AGAIN_AFTER).await;
                }
                Err(error) => {
                    tracing::warn!(%error, message = %id, "what came of an alert could not be recorded; it is told again");
                    return;
                }
                Ok(()) => return,
            }
        }
    }

    async fn delete_old_messages(&self, now: DateTime<Utc>) {
        let before_ms = (now - KEPT_FOR).timestamp_millis();
        loop {
            let step = self
                .inner
                .store
                .write(move |tx| alert::delete_old(tx, before_ms, DELETED_AT_ONCE));
            if !matches!(step.await, Ok(false)) {
                return;
            }
        }
    }
}

fn summary(alerts: &[domain::alert::Alert], config: &domain::alert::ChannelConfig) -> Summary {
    Summary::new(alerts, config.language, &Local)
}

/// What a try came to.
fn verdict(message: &AlertMessage, handed: Handed, now: DateTime<Utc>) -> Try {
    let tries = message.tries + 1;
    let (state, remark) = match handed.outcome {
        Ok(remark) => (MessageState::Sent, remark),
        Err(reason) if now - message.created_at > GIVE_UP_AFTER => (MessageState::GivenUp, Some(reason)),
        Err(reason) => (MessageState::Waiting, Some(reason)),
    };
    Try {
        state,
        recipients: handed.recipients,
        remark,
        next_try_ms: (state == MessageState::Waiting).then(|| next_try(tries, now).timestamp_millis()),
    }
}
