//! Pushing while a large log is cleaned (row K1).

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::load::{Pace, paced, quantile};
use crate::relay::Relay;
use crate::stub::Stub;
use crate::{CONCURRENCY, generate, round};

/// Events a second, all along.
const RATE: u32 = 200;
/// Of one look at the latency.
const DURING: Duration = Duration::from_secs(10);
/// Looks before the clean-up begins.
const QUIET_LOOKS: usize = 2;

/// Latency from accepted to received, before and during the deletion of `rows` old rows.
pub(crate) async fn measure(relayd: &str, rows: usize) -> Result<Value> {
    let stub = Stub::start().await?;
    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    relay.create_target(stub.address(), CONCURRENCY).await?;
    relay.stop().await?;
    generate::log(directory.path(), (0, rows), generate::Kind::Finished).await?;
    let relay = Relay::start(relayd, directory.path()).await?;
    let mut first = 0;
    let mut look = async || -> Result<Vec<f64>> {
        let pace = Pace {
            first,
            rate: RATE,
            during: DURING,
        };
        first += pace.count();
        Ok(paced(&relay, &stub, pace).await?.from_accepted)
    };
    // The first look finds everything cold.
    look().await?;
    let mut quiet = Vec::new();
    for _ in 0..QUIET_LOOKS {
        quiet.extend(look().await?);
    }
    let began = Instant::now();
    let run = json!({ "kind": "cleanup", "targetId": 1 });
    let run = relay.post("/api/v1/runs", &run).await?;
    let path = format!("/api/v1/runs/{}", run["id"]);
    let mut meanwhile = Vec::new();
    let ended = loop {
        let looked = look().await?;
        let now = relay.get(&path).await?;
        if now["state"] != "running" {
            break now;
        }
        // Only what was pushed while it went on all the time.
        meanwhile.extend(looked);
    };
    let took = began.elapsed();
    let (_, rss_peak) = relay.memory()?;
    relay.stop().await?;
    let (before, after) = (p99(&mut quiet)?, p99(&mut meanwhile)?);
    Ok(json!({
        "rows": rows,
        "deleted": ended["tally"]["deleted"],
        "state": ended["state"],
        "seconds": took.as_secs(),
        "eventsPerSecond": RATE,
        "acceptToReceivedQuietMsP99": round(before),
        "acceptToReceivedMeanwhileMsP99": round(after),
        "ratio": round(after / before),
        "rssPeakMiB": rss_peak,
    }))
}

fn p99(values: &mut [f64]) -> Result<f64> {
    quantile(values, 0.99).context("the clean-up was over before anything was measured: more rows are needed")
}
