//! While the store cannot be written no alert can be kept: the trouble is told at once, by every channel that tells of
//! it, and written down once the store can be written again, together with its end.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{Alert, AlertKind};
use store::table::alert::{self, MessageState, NewMessage, Source, Try};

use super::hand_over::sample;
use super::{ActiveChannel, RECORD_AGAIN_AFTER};
use crate::engine::Engine;

/// A trouble of this length is none: a single write may fail.
const SHORTEST: TimeDelta = TimeDelta::seconds(2);
/// How often a channel is tried.
const MOST_TRIES: u32 = 5;

/// The trouble with the store, as far as it was told.
#[derive(Debug, Default)]
pub(super) struct Outage {
    since: Option<DateTime<Utc>>,
    is_told: bool,
    /// What was said meanwhile.
    said: Vec<(NewMessage, Try, DateTime<Utc>)>,
}

impl Engine {
    /// Once a second: `trouble` says what is wrong with the store, if anything.
    pub(crate) fn watch_store(&self, trouble: Option<String>) {
        let now = Utc::now();
        let mut outage = self.inner.alerting.outage();
        match (trouble, outage.since) {
            (Some(_), None) => outage.since = Some(now),
            (Some(cause), Some(since)) if !outage.is_told && now - since >= SHORTEST => {
                outage.is_told = true;
                drop(outage);
                self.tell_of_outage(&Alert {
                    kind: AlertKind::StoreUnavailable,
                    target: None,
                    name: String::new(),
                    cause,
                    held: 0,
                    lasted: None,
                    at: since,
                });
            }
            (None, Some(since)) => {
                let over = std::mem::take(&mut *outage);
                drop(outage);
                if over.is_told {
                    self.write_down(over, since, now);
                }
            }
            _ => {}
        }
    }

    fn tell_of_outage(&self, alert: &Alert) {
        let telling = self.inner.alerting.all().into_iter().filter(|channel| {
            let config = &channel.stored.config;
            config.enabled && config.tells.contains(&alert.kind) && self.inner.alerting.is_here(config.kind)
        });
        for channel in telling {
            let (engine, alert) = (self.clone(), alert.clone());
            self.inner
                .senders
                .spawn(async move { engine.tell_at_once(&channel, &alert).await });
        }
    }

    async fn tell_at_once(&self, active: &Arc<ActiveChannel>, alert: &Alert) {
        let config = &active.stored.config;
        let Ok(channel) = &active.channel else { return };
        let message = sample(config, std::slice::from_ref(alert));
        let mut last = None;
        for try_number in 1..=MOST_TRIES {
            let id = format!("outage-{}-{}", active.stored.id, alert.at.timestamp_millis());
            let way = (config.clone(), id, "/#/overview".to_owned());
            let handed = self.hand_over(channel, &message, way).await;
            let is_taken = handed.outcome.is_ok();
            last = Some(handed);
            let wait = RECORD_AGAIN_AFTER * (5 * try_number);
            if is_taken
                || self
                    .stopping()
                    .run_until_cancelled(tokio::time::sleep(wait))
                    .await
                    .is_none()
            {
                break;
            }
        }
        let Some(handed) = last else { return };
        let (state, remark) = match handed.outcome {
            Ok(remark) => (MessageState::Sent, remark),
            Err(reason) => (MessageState::GivenUp, Some(reason)),
        };
        let new = NewMessage {
            channel: active.stored.id,
            channel_name: config.name.clone(),
            subject: message.subject,
            text: message.text,
            alerts: Vec::new(),
        };
        let what = Try {
            state,
            recipients: handed.recipients,
            remark,
            next_try_ms: None,
        };
        self.inner.alerting.outage().said.push((new, what, Utc::now()));
    }

    fn write_down(&self, over: Outage, since: DateTime<Utc>, now: DateTime<Utc>) {
        let engine = self.clone();
        self.inner.senders.spawn(async move {
            let written = engine.inner.store.write(move |tx| {
                for (new, what, at) in &over.said {
                    let id = alert::make(tx, new, at.timestamp_millis())?;
                    alert::tried(tx, id, what, at.timestamp_millis())?;
                }
                let end = Alert {
                    kind: AlertKind::StoreRecovered,
                    target: None,
                    name: String::new(),
                    cause: String::new(),
                    held: 0,
                    lasted: u64::try_from((now - since).num_seconds()).ok(),
                    at: now,
                };
                alert::raise(tx, &end, Source::default()).map(|_| ())
            });
            match written.await {
                Ok(()) => engine.inner.alerting.bell().notify_one(),
                Err(error) => {
                    tracing::warn!(%error, "the end of the trouble with the store could not be told")
                }
            }
        });
    }
}
