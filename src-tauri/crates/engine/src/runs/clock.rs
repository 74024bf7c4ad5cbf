//! The schedules of compensation and clean-up (rows C1, K1): looked at once a second, by the clock of the place.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Local};
use domain::ids::TargetId;
use domain::schedule::{Alarm, Schedule};
use domain::target::TargetConfig;
use store::table::run::{self, RunCause, RunKind};
use tokio::time::MissedTickBehavior;

use crate::actor::Actor;
use crate::engine::Engine;

const KINDS: [RunKind; 2] = [RunKind::Compensation, RunKind::Cleanup];

/// Whether a target has a kind of job switched on; one that is disabled has none.
pub(super) fn is_on(config: &TargetConfig, kind: RunKind) -> bool {
    config.enabled
        && match kind {
            RunKind::Compensation => config.compensation.enabled,
            RunKind::Cleanup => config.cleanup.enabled,
            RunKind::Repush | RunKind::Deletion => false,
        }
}

fn schedule(config: &TargetConfig, kind: RunKind) -> Option<(String, Schedule)> {
    if !is_on(config, kind) {
        return None;
    }
    let expression = match kind {
        RunKind::Compensation => config.compensation.cron.clone(),
        _ => Schedule::daily(config.cleanup.hour),
    };
    let schedule = Schedule::parse(&expression).ok()?;
    Some((expression, schedule))
}

struct Kept {
    expression: String,
    alarm: Alarm<Local>,
}

/// Begins each run when its time has come. Missed times, asleep or switched off, are made up for by one run.
pub(super) async fn keep(engine: Engine) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut kept: HashMap<(TargetId, RunKind), Kept> = HashMap::new();
    let stop = engine.stopping();
    while stop.run_until_cancelled(second.tick()).await.is_some() {
        for (target, kind) in ringing(&engine, &mut kept, Local::now()).await {
            let by = Actor::named("");
            if let Err(error) = engine.begin_job((&by, RunCause::Schedule), kind, target).await {
                tracing::info!(%error, %target, ?kind, "a run that was due is not begun");
            }
        }
    }
}

/// Which runs are due. Cost: the number of targets; a look-up in the store for each schedule that is new.
async fn ringing(
    engine: &Engine,
    kept: &mut HashMap<(TargetId, RunKind), Kept>,
    now: DateTime<Local>,
) -> Vec<(TargetId, RunKind)> {
    let snapshot = engine.inner.registry.now();
    kept.retain(|(target, _), _| snapshot.targets.contains_key(target));
    let mut due = Vec::new();
    for (id, target) in &snapshot.targets {
        for kind in KINDS {
            let Some((expression, schedule)) = schedule(target.config(), kind) else {
                kept.remove(&(*id, kind));
                continue;
            };
            let is_new = kept
                .get(&(*id, kind))
                .is_none_or(|known| known.expression != expression);
            if is_new {
                let since = since(engine, (*id, kind), now)
                    .await
                    .max(target.target.updated_at.into());
                let alarm = Alarm::new(schedule, since);
                kept.insert((*id, kind), Kept { expression, alarm });
            }
            if kept
                .get_mut(&(*id, kind))
                .is_some_and(|known| known.alarm.rings(&now))
            {
                due.push((*id, kind));
            }
        }
    }
    due
}

/// From when on times count: the last run. A target without one begins now.
async fn since(
    engine: &Engine,
    (target, kind): (TargetId, RunKind),
    now: DateTime<Local>,
) -> DateTime<Local> {
    let last = engine
        .inner
        .store
        .read(move |connection| run::last_began(connection, kind, target));
    match last.await {
        Ok(Some(last)) => last.into(),
        Ok(None) => now,
        Err(error) => {
            tracing::warn!(%error, %target, "when the last run was could not be read; the schedule begins now");
            now
        }
    }
}
