//! A receiver that is down while a hundred thousand to-dos wait for it, beside one that is well (row F1).

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::load::{Lanes, Pace, hand_in_lanes, paced, quantile};
use crate::relay::Relay;
use crate::stub::Stub;
use crate::{CONCURRENCY, round};

/// To-dos that wait.
const HELD: usize = 100_000;
/// Events of one request, one after another.
const IN_LANE: usize = 10;
/// Number of the first request of those; below it are the single events.
const FIRST_LANE: usize = 100_000;
/// And of those that both targets have had before, so that the log is as large in each look.
const FIRST_OF_HISTORY: usize = 200_000;
/// Single events a second, all along.
const RATE: u32 = 200;
/// Of one look at the latency.
const DURING: Duration = Duration::from_secs(10);
/// Looks before the receiver goes down, as many pairs of held and draining while the backlog is there, and as many after it.
const LOOKS: usize = 7;

/// The other target's latency while there is no backlog, while one is held and while it drains, each the middle of its
/// looks' p99; how soon the recovery is seen; and whether the backlog comes in order. The machine's pace changes from minute
/// to minute: held and draining take turns, and what is without a backlog is looked at before and after.
pub(crate) async fn measure(relayd: &str) -> Result<Value> {
    let well = Stub::start().await?;
    let down = Stub::start().await?;
    let address = down.address();
    let directory = tempfile::tempdir()?;
    let relay = Relay::start(relayd, directory.path()).await?;
    relay
        .create_target_as("well", well.address(), CONCURRENCY)
        .await?;
    relay.create_target_as("down", address, CONCURRENCY).await?;
    let waiting = |target: &Value| target["counts"]["pending"].as_u64();
    let lanes = |first| Lanes {
        first,
        events: HELD,
        in_lane: IN_LANE,
    };
    let mut first = 0;
    // Each look gives its own p99; what the machine does in one of them says little of the others.
    let mut look = async |values: &mut Vec<f64>| -> Result<()> {
        let pace = Pace {
            first,
            rate: RATE,
            during: DURING,
        };
        first += pace.count();
        let mut latencies = paced(&relay, &well, pace).await?.from_accepted;
        values.push(quantile(&mut latencies, 0.99).context("events came")?);
        Ok(())
    };
    let (mut without, mut held, mut draining) = (Vec::new(), Vec::new(), Vec::new());
    hand_in_lanes(&relay, lanes(FIRST_OF_HISTORY)).await?;
    for target in ["well", "down"] {
        relay.until(target, |target| waiting(target) == Some(0)).await?;
    }
    // The first look finds everything cold.
    look(&mut Vec::new()).await?;
    for _ in 0..LOOKS {
        look(&mut without).await?;
    }
    drop(down);
    let lanes = lanes(FIRST_LANE);
    hand_in_lanes(&relay, lanes).await?;
    relay.until("well", |target| waiting(target) == Some(0)).await?;
    let backlog = relay.target("down").await?["counts"]["pending"].as_u64();
    let began = Instant::now();
    let back = Stub::start_on(address).await?;
    let seen = back.await_first().await?.duration_since(began);
    let id = relay.target("down").await?["targetId"].clone();
    let mut drained = Duration::ZERO;
    for _ in 0..LOOKS {
        let reason = json!({ "reason": "bench" });
        relay.put(&format!("/api/v1/targets/{id}/hold"), &reason).await?;
        look(&mut held).await?;
        relay.post("/api/v1/targets/release", &json!({})).await?;
        let released = Instant::now();
        look(&mut draining).await?;
        drained += released.elapsed();
    }
    let released = Instant::now();
    relay
        .until("down", |target| {
            // What comes meanwhile is among what waits.
            waiting(target).is_some_and(|waiting| waiting < u64::from(RATE))
        })
        .await?;
    drained += released.elapsed();
    for _ in 0..LOOKS {
        look(&mut without).await?;
    }
    let target = relay.until("down", |target| waiting(target) == Some(0)).await?;
    let (_, rss_peak) = relay.memory()?;
    relay.stop().await?;
    let middle = |values: &mut Vec<f64>| quantile(values, 0.5).context("there were looks");
    let (without, held, draining) = (middle(&mut without)?, middle(&mut held)?, middle(&mut draining)?);
    Ok(json!({
        "held": backlog,
        "recoverySeenMs": seen.as_millis() as u64,
        "drainedInSeconds": drained.as_secs(),
        "lanesTurnedRound": back.turned_round(),
        "lanesNotComplete": back.not_complete(lanes),
        "countsOfTheOneThatWasDown": target["counts"],
        "eventsPerSecond": RATE,
        "otherP99MsMiddleOfLooks": { "without": round(without), "held": round(held), "draining": round(draining) },
        "otherRatio": {
            "heldToWithout": round(held / without),
            "drainingToHeld": round(draining / held),
            "drainingToWithout": round(draining / without),
        },
        "rssPeakMiB": rss_peak,
    }))
}
