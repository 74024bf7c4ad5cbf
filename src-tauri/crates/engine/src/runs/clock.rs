//! The schedules of compensation, clean-up and synchronisation (rows C1, K1, O2): looked at once a second, by the clock of
//! the place.

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
use crate::error::EngineError;

const KINDS: [RunKind; 2] = [RunKind::Compensation, RunKind::Cleanup];

/// Whether a target has a kind of job switched on; one that is disabled has none.
pub(super) fn is_on(config: &TargetConfig, kind: RunKind) -> bool {
    config.enabled
        && match kind {
            RunKind::Compensation => config.compensation.enabled,
            RunKind::Cleanup => config.cleanup.enabled,
            RunKind::Repush
            | RunKind::Deletion
            | RunKind::Synchronisation
            | RunKind::HistoryPush
            | RunKind::RealTimePush => false,
        }
}

/// What has a schedule: a kind of run, for a target or for all.
type Key = (Option<TargetId>, RunKind);

/// A schedule that is switched on.
struct Wanted {
    key: Key,
    expression: String,
    /// Times before it was set do not count.
    set_at: DateTime<Local>,
}

/// All schedules that are switched on. Cost: the number of targets.
fn wanted(engine: &Engine) -> Vec<Wanted> {
    let snapshot = engine.inner.registry.now();
    let mut wanted = Vec::new();
    for (id, target) in &snapshot.targets {
        let config = target.config();
        for kind in KINDS.into_iter().filter(|kind| is_on(config, *kind)) {
            wanted.push(Wanted {
                key: (Some(*id), kind),
                expression: match kind {
                    RunKind::Compensation => config.compensation.cron.clone(),
                    _ => Schedule::daily(config.cleanup.hour),
                },
                set_at: target.target.updated_at.into(),
            });
        }
    }
    let oa = engine.inner.oa.get();
    wanted.extend(
        oa.filter(|oa| oa.connection.hrm.schedule.enabled)
            .map(|oa| Wanted {
                key: (None, RunKind::Synchronisation),
                expression: oa.connection.hrm.schedule.cron.clone(),
                set_at: oa.updated_at.into(),
            }),
    );
    wanted
}

struct Kept {
    expression: String,
    alarm: Alarm<Local>,
}

/// Begins each run when its time has come. Missed times, asleep or switched off, are made up for by one run.
pub(super) async fn keep(engine: Engine) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut kept: HashMap<Key, Kept> = HashMap::new();
    let stop = engine.stopping();
    while stop.run_until_cancelled(second.tick()).await.is_some() {
        for (target, kind) in ringing(&engine, &mut kept, Local::now()).await {
            if let Err(error) = begin(&engine, target, kind).await {
                tracing::info!(%error, ?target, ?kind, "a run that was due is not begun");
            }
        }
    }
}

async fn begin(engine: &Engine, target: Option<TargetId>, kind: RunKind) -> Result<(), EngineError> {
    let by = Actor::named("");
    let by = (&by, RunCause::Schedule);
    match target {
        Some(target) => engine.begin_job(by, kind, target).await?,
        None => {
            let extent = engine.connected_oa()?.connection.hrm.schedule.extent;
            engine.begin_synchronisation(by, (extent, false)).await?
        }
    };
    Ok(())
}

/// Which runs are due. Cost: the number of targets; a look-up in the store for each schedule that is new.
async fn ringing(engine: &Engine, kept: &mut HashMap<Key, Kept>, now: DateTime<Local>) -> Vec<Key> {
    let wanted = wanted(engine);
    kept.retain(|key, _| wanted.iter().any(|wanted| wanted.key == *key));
    let mut due = Vec::new();
    for Wanted {
        key,
        expression,
        set_at,
    } in wanted
    {
        let is_new = kept.get(&key).is_none_or(|known| known.expression != expression);
        if is_new {
            let Ok(schedule) = Schedule::parse(&expression) else {
                continue;
            };
            let alarm = Alarm::new(schedule, since(engine, key, now).await.max(set_at));
            kept.insert(key, Kept { expression, alarm });
        }
        if kept.get_mut(&key).is_some_and(|known| known.alarm.rings(&now)) {
            due.push(key);
        }
    }
    due
}

/// From when on times count: the last run. Where there was none, now.
async fn since(engine: &Engine, (target, kind): Key, now: DateTime<Local>) -> DateTime<Local> {
    let last = engine
        .inner
        .store
        .read(move |connection| run::last_began(connection, kind, target));
    match last.await {
        Ok(Some(last)) => last.into(),
        Ok(None) => now,
        Err(error) => {
            tracing::warn!(%error, ?target, "when the last run was could not be read; the schedule begins now");
            now
        }
    }
}
