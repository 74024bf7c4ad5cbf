//! A history push of a million rows beside live pushes (rows B1, B3), and a million abnormal rows as a workbook (B4).

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use domain::delivery::Status;
use domain::ids::{DeliveryId, TargetId};
use serde_json::{Value, json};
use store::table::run::{self, NewRun, RunCause, RunKind, RunState, Tally};
use store::table::run_delivery;
use store::{Store, StoreOptions};

use crate::load::{Pace, paced, quantile};
use crate::relay::{Relay, data_of};
use crate::stub::Stub;
use crate::{CONCURRENCY, generate, round};

/// Live events a second, all along.
const RATE: u32 = 200;
/// The log's requests are others than those of live events.
const FIRST_OF_LOG: usize = 1_000_000;
/// Of one look at the latency.
const DURING: Duration = Duration::from_secs(10);
/// Looks before, and while it pushes.
const LOOKS: usize = 7;
/// Rows of one job.
const AT_ONCE: i64 = 5_000;

/// How fast `rows` rows are planned, what that and the pushing do to live pushes, and how soon a pause takes effect.
pub(crate) async fn measure(relayd: &str, rows: usize) -> Result<Value> {
    let (well, again) = (Stub::start().await?, Stub::start().await?);
    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    relay
        .create_target_as("again", again.address(), CONCURRENCY)
        .await?;
    relay
        .create_target_as("well", well.address(), CONCURRENCY)
        .await?;
    relay.stop().await?;
    generate::log(directory.path(), (FIRST_OF_LOG, rows), generate::Kind::Finished).await?;
    let relay = Relay::start(relayd, directory.path()).await?;
    let mut first = 0;
    let mut look = async || -> Result<f64> {
        let pace = Pace {
            first,
            rate: RATE,
            during: DURING,
        };
        first += pace.count();
        let mut latencies = paced(&relay, &well, pace).await?.from_accepted;
        quantile(&mut latencies, 0.99).context("events came")
    };
    // The first look finds everything cold.
    look().await?;
    let mut quiet = Vec::new();
    for _ in 0..LOOKS {
        quiet.push(look().await?);
    }
    let order = json!({
        "targetIds": [1], "duplicates": "asNew", "perSecond": null, "start": true,
        "rows": { "kind": "history", "filter": { "to": "2026-01-01T00:00:00Z" } },
    });
    let began = Instant::now();
    let made = relay.post("/api/v1/tasks", &order).await?;
    let path = format!("/api/v1/tasks/{}", made[0]["id"]);
    // Planning and the looks at what it does to others go on together.
    let planning = async {
        loop {
            let task = relay.get(&path).await?;
            match task["state"].as_str() {
                Some("choosing") => tokio::time::sleep(Duration::from_millis(20)).await,
                Some("running") => return Ok((began.elapsed(), task)),
                _ => bail!("the task is {task}"),
            }
        }
    };
    let (planned, planning_look) = tokio::join!(planning, look());
    let ((took, task), planning_look) = (planned?, planning_look?);
    let listed = task["tally"]["total"].as_u64().context("a total")?;
    let mut pushing = Vec::new();
    for _ in 0..LOOKS {
        pushing.push(look().await?);
    }
    let going = relay.get(&path).await?;
    let began = Instant::now();
    relay.post(&format!("{path}/pause"), &json!({})).await?;
    let paused = loop {
        let task = relay.get(&path).await?;
        if task["state"] == "paused" && task["outcome"]["pending"] == 0 {
            break began.elapsed();
        }
        if began.elapsed() > DURING {
            bail!("it does not come to rest: {task}");
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    let (_, rss_peak) = relay.memory()?;
    relay.stop().await?;
    let middle = |values: &mut Vec<f64>| quantile(values, 0.5).context("there were looks");
    let (quiet, pushing) = (middle(&mut quiet)?, middle(&mut pushing)?);
    Ok(json!({
        "rows": listed,
        "plannedPerSecond": round(listed as f64 / took.as_secs_f64()),
        "pushedPerSecond": going["pace"]["perSecond"],
        "eventsPerSecond": RATE,
        "liveP99MsMiddleOfLooks": { "quiet": round(quiet), "lookWithThePlanning": round(planning_look), "pushing": round(pushing) },
        "liveRatio": { "lookWithThePlanning": round(planning_look / quiet), "pushing": round(pushing / quiet) },
        "pausedAfterMs": paused.as_millis() as u64,
        "rssPeakMiB": rss_peak,
    }))
}

/// The time, the memory and the size of a workbook of `rows` abnormal rows.
pub(crate) async fn export(relayd: &str, rows: usize) -> Result<Value> {
    let stub = Stub::start().await?;
    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    relay.create_target(stub.address(), CONCURRENCY).await?;
    relay.stop().await?;
    generate::log(directory.path(), (FIRST_OF_LOG, rows), generate::Kind::Finished).await?;
    let id = abnormal(directory.path(), rows).await?;
    let relay = Relay::start(relayd, directory.path()).await?;
    let (before, _) = relay.memory()?;
    let began = Instant::now();
    let path = format!("{}/api/v1/tasks/{id}/abnormal.xlsx", relay.url);
    let mut answer = relay.http.get(path).bearer_auth(&relay.token).send().await?;
    let mut bytes = 0_usize;
    while let Some(piece) = answer.chunk().await? {
        bytes += piece.len();
    }
    let took = began.elapsed();
    let (_, rss_peak) = relay.memory()?;
    relay.stop().await?;
    Ok(json!({
        "rows": rows,
        "status": answer.status().as_u16(),
        "seconds": round(took.as_secs_f64()),
        "megabytes": bytes / 1_000_000,
        "rssBeforeMiB": before,
        "rssPeakMiB": rss_peak,
    }))
}

/// A task that pushed the whole log without success.
async fn abnormal(directory: &std::path::Path, rows: usize) -> Result<i64> {
    let store = Store::open(&StoreOptions {
        directory: data_of(directory),
    })?;
    let order = json!({ "rows": { "kind": "history", "filter": {} }, "duplicates": "asNew" });
    let new = NewRun {
        kind: RunKind::HistoryPush,
        target: Some(TargetId(1)),
        cause: RunCause::Person,
        actor: "bench".to_owned(),
        state: RunState::Running,
        choice: Some(order.to_string()),
        tally: Tally::default(),
    };
    // One that is older would delete itself.
    let now_ms = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    let run = store.write(move |tx| run::begin(tx, &new, now_ms)).await?.run.id;
    let rows = i64::try_from(rows)?;
    for first in (1..=rows).step_by(usize::try_from(AT_ONCE)?) {
        let put = store.write(move |tx| {
            (first..(first + AT_ONCE).min(rows + 1))
                .try_for_each(|id| run_delivery::put_in_line(tx, run, DeliveryId(id), Status::Failed))
        });
        put.await?;
    }
    store
        .write(move |tx| run::end(tx, run, RunState::Done, (None, now_ms)))
        .await?;
    Ok(run.0)
}
