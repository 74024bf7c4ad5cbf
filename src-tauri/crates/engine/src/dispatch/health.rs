//! The receiver's health as a dispatcher sees it: attempts move the breaker, the recorder keeps its moves, and what is
//! shown of it is what is on disk.

use std::cmp::Reverse;

use chrono::{TimeDelta, Utc};
use domain::breaker::{Change, Phase, Why};
use domain::delivery::Outcome;

use super::Dispatcher;
use crate::answers::BreakerView;
use crate::recorder::{BreakerChange, BreakerMessage, Message};

/// What was too much.
fn in_words(why: Why) -> String {
    match why {
        Why::InARow(failures) => format!("连续 {failures} 次失败"),
        Why::Share { failures, answers } => format!("10 秒内 {answers} 次推送有 {failures} 次失败"),
    }
}

impl Dispatcher {
    /// Tells the breaker how an attempt came out, and hands in what moved.
    pub(super) async fn judge_health(&mut self, outcome: &Outcome, reason: Option<&str>) {
        let now = self.now();
        let before = self.breaker.phase();
        let change = match outcome {
            Outcome::OwnFault { .. } => return self.breaker.probe_not_sent(),
            Outcome::NoAnswer { cause, .. } if cause.is_network_failure() => self.breaker.failed(now),
            _ => {
                self.answers += 1;
                self.breaker.answered(now)
            }
        };
        match change {
            Some(Change::Opened(why)) => {
                let cause = format!("{}（{}）", reason.unwrap_or_default(), in_words(why));
                tracing::warn!(target_id = %self.target.id(), cause, "breaker opened");
                self.opened = Some((Utc::now(), cause.clone()));
                self.hand_in(BreakerChange::Opened(cause)).await;
                // Rests are over: the breaker now says when something goes out.
                for Reverse((_, id)) in std::mem::take(&mut self.resting) {
                    self.lanes.give_back(id);
                }
            }
            Some(Change::Recovered) => {
                tracing::info!(target_id = %self.target.id(), "receiver answers again");
                self.hand_in(BreakerChange::Recovered).await;
            }
            None if before == Phase::Draining && self.breaker.phase() == Phase::Closed => self.note_closed(),
            None => {}
        }
        if self.breaker.phase() != Phase::Closed || before != Phase::Closed {
            self.show_breaker();
        }
    }

    /// The table keeps a row for a breaker that is not closed; should this message not get through now, a restart
    /// drains once more, which does no harm.
    pub(super) fn note_closed(&mut self) {
        self.opened = None;
        let message = self.message(BreakerChange::Closed);
        match self.means.recorder.try_send(message) {
            Ok(()) => self.unrecorded_moves += 1,
            Err(_) => {
                tracing::debug!(target_id = %self.target.id(), "the recorder is busy; the breaker is closed in memory");
            }
        }
        self.show_breaker();
    }

    async fn hand_in(&mut self, change: BreakerChange) {
        // See landed: the recorder outlives the dispatchers.
        if self.means.recorder.send(self.message(change)).await.is_ok() {
            self.unrecorded_moves += 1;
        }
    }

    fn message(&self, change: BreakerChange) -> Message {
        let name = self.target.config().name.clone();
        Message::Breaker(BreakerMessage {
            target: self.target.id(),
            name,
            change,
            at: Utc::now(),
            done: self.done.clone(),
        })
    }

    pub(super) fn show_breaker(&self) {
        if self.unrecorded_moves > 0 {
            return;
        }
        let next_probe_at = self.breaker.probe_at().map(|at| {
            let wait = at.saturating_sub(self.now());
            Utc::now() + TimeDelta::from_std(wait).unwrap_or_default()
        });
        let (since, cause) = self.opened.clone().unzip();
        let view = BreakerView {
            state: self.breaker.phase(),
            since,
            cause,
            next_probe_at,
        };
        self.means.ledger.breaker(self.target.id(), view);
    }
}
