//! An hour at a steady rate, beside a receiver on which things go wrong by chance.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::load::{Lanes, hand_in_turn};
use crate::relay::{Relay, data_of, ecology};
use crate::stub::{Faults, Stub};
use crate::{CONCURRENCY, round};

/// Requests that go on at once; each has one event a second.
const OPEN: usize = 300;
/// Events of one request, one after another.
const IN_LANE: usize = 10;
/// Batches a second.
const BATCHES: usize = 30;
/// One request in so many meets a fault, while the receiver is up.
const ONE_IN: u64 = 50;
/// The receiver is up for so many seconds, then down for so many.
const UP: std::ops::Range<u64> = 60..240;
const DOWN: std::ops::Range<u64> = 5..60;
/// Of one row of the report.
const WINDOW: Duration = Duration::from_secs(600);

/// Memory, write-ahead log and what waits, over time; what became of every event at both receivers.
pub(crate) async fn measure(relayd: &str, minutes: u64) -> Result<Value> {
    let during = Duration::from_secs(minutes * 60);
    let faults = Arc::new(Faults::default());
    let well = Stub::start_with(None).await?;
    let troubled = Stub::start_with(Some(Arc::clone(&faults))).await?;
    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    relay
        .create_target_as("well", well.address(), CONCURRENCY)
        .await?;
    let mut target = ecology("troubled", troubled.address(), CONCURRENCY);
    target["compensation"] =
        json!({ "enabled": true, "cron": "0 * * * * *", "retries": 10, "waitMinutes": 1 });
    relay.create(&target).await?;
    faults.set_one_in(ONE_IN);

    let (events, outages, windows) = tokio::try_join!(
        feed(&relay, during),
        async { Ok(weather(&faults, during).await) },
        watch(&relay, directory.path(), during)
    )?;
    faults.set_down(false);
    faults.set_one_in(0);
    let began = Instant::now();
    let (well_counts, troubled_counts) = settle(&relay, events as u64).await?;
    let settled = began.elapsed();
    let openings = relay.get("/api/v1/breaker-openings?limit=200").await?;
    let (rss_end, rss_peak) = relay.memory()?;
    relay.stop().await?;
    let lanes = Lanes {
        first: 0,
        events,
        in_lane: IN_LANE,
    };
    let fate = |stub: &Stub, counts: &Value| {
        json!({
            "lanesTurnedRound": stub.turned_round(), "lanesNotComplete": stub.not_complete(lanes), "counts": counts,
        })
    };
    Ok(json!({
        "minutes": minutes,
        "events": events,
        "eventsPerSecond": round(events as f64 / during.as_secs_f64()),
        "faults": faults.counts(),
        "outages": outages,
        "settledAfterSeconds": settled.as_secs(),
        "openings": openings["items"].as_array().map(Vec::len),
        "well": fate(&well, &well_counts),
        "troubled": fate(&troubled, &troubled_counts),
        "windows": windows,
        "rssAtEndMiB": rss_end,
        "rssPeakMiB": rss_peak,
    }))
}

/// Every request of a block has its next event once a second, spread over the second; gives how many were handed in.
async fn feed(relay: &Relay, during: Duration) -> Result<usize> {
    const IN_BATCH: usize = OPEN / BATCHES;
    let blocks = during.as_secs() as usize / IN_LANE;
    let mut tick = tokio::time::interval(Duration::from_secs(1) / BATCHES as u32);
    for block in 0..blocks {
        for turn in 1..=IN_LANE {
            for batch in 0..BATCHES {
                tick.tick().await;
                let first = block * OPEN + batch * IN_BATCH;
                hand_in_turn(relay, first..first + IN_BATCH, turn).await?;
            }
        }
    }
    Ok(blocks * OPEN * IN_LANE)
}

/// The receiver goes down and comes up by chance; gives how often it was down.
async fn weather(faults: &Faults, during: Duration) -> usize {
    let end = Instant::now() + during;
    let mut outages = 0;
    while Instant::now() < end {
        tokio::time::sleep(Duration::from_secs(fastrand::u64(UP))).await;
        faults.set_down(true);
        outages += 1;
        tokio::time::sleep(Duration::from_secs(fastrand::u64(DOWN))).await;
        faults.set_down(false);
    }
    outages
}

/// The middle of memory, and the most of the write-ahead log and of what waits, of each window.
async fn watch(relay: &Relay, directory: &Path, during: Duration) -> Result<Vec<Value>> {
    const LOOK: Duration = Duration::from_secs(5);
    let end = Instant::now() + during;
    let mut windows = Vec::new();
    while Instant::now() < end {
        let window_end = end.min(Instant::now() + WINDOW);
        let (mut rss, mut wal, mut waiting) = (Vec::new(), 0, 0);
        while Instant::now() < window_end {
            tokio::time::sleep(LOOK).await;
            rss.push(relay.memory()?.0);
            wal = wal.max(wal_bytes(directory)?);
            let target = relay.target("troubled").await?;
            waiting = waiting.max(pending(&target).context("a count")?);
        }
        rss.sort_unstable();
        windows.push(json!({
            "rssMedianMiB": rss.get(rss.len() / 2),
            "rssMostMiB": rss.last(),
            "walMostMiB": wal / (1024 * 1024),
            "waitingMost": waiting,
        }));
    }
    Ok(windows)
}

/// All write-ahead logs of the data directory together.
fn wal_bytes(directory: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(data_of(directory))? {
        let entry = entry?;
        if entry.path().to_string_lossy().ends_with("-wal") {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

fn pending(target: &Value) -> Option<u64> {
    target["counts"]["pending"].as_u64()
}

/// Waits until nothing waits, and compensation has brought what had been given up; gives the counts of both.
async fn settle(relay: &Relay, events: u64) -> Result<(Value, Value)> {
    let is_over = |target: &Value| {
        let count = |status: &str| target["counts"][status].as_u64();
        let over = count("success").zip(count("superseded"));
        over.is_some_and(|(success, superseded)| success + superseded >= events)
    };
    let well = relay.until("well", is_over).await?;
    let troubled = relay.until("troubled", is_over).await?;
    Ok((well["counts"].clone(), troubled["counts"].clone()))
}
