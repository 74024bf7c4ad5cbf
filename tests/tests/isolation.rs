//! One target's trouble never slows another's ("A receiver that hangs does not slow another target's deliveries
//! measurably").

use std::time::Duration;

use whole_program::ecology::{Ecology, Mood};
use whole_program::latency::p99;
use whole_program::relay::{Home, Relay};

/// Batches handed in for each measurement, one event each.
const BATCHES: usize = 250;
/// Measurements of each kind. The best of them counts: a busy machine makes a measurement worse, never better, while
/// a target that really slows another does so in each.
const MEASUREMENTS: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_hangs_does_not_slow_the_other_target() {
    let home = Home::new();
    let (well, other) = (Ecology::start(Mood::Prompt), Ecology::start(Mood::Prompt));
    let relay = home.start().await;
    let target = relay.create_target(&well.target("well")).await;
    let mut config = other.target("other");
    // Long enough to hang through the whole measurement, with all its places taken.
    config["delivery"] = serde_json::json!({ "timeoutMs": 120_000 });
    let hanging = relay.create_target(&config).await;

    let both_well = best(&relay, &well, "both-well").await;
    relay.until_all_sent(hanging, MEASUREMENTS * BATCHES).await;
    other.set_mood(Mood::Hangs);
    let one_hangs = best(&relay, &well, "one-hangs").await;

    let pulse = relay.pulse(hanging).await;
    assert_eq!(
        pulse["inFlight"], 16,
        "the other one should have hung all the while: {pulse}"
    );
    relay.until_all_sent(target, 2 * MEASUREMENTS * BATCHES).await;
    println!("p99 with both well {both_well:?}, with one hanging {one_hangs:?}");
    let most = both_well * 2 + Duration::from_millis(20);
    assert!(
        one_hangs <= most,
        "with one receiver hanging the other's p99 is {one_hangs:?}, with both well {both_well:?}"
    );
}

async fn best(relay: &Relay, ecology: &Ecology, name: &str) -> Duration {
    let mut best = Duration::MAX;
    for measurement in 0..MEASUREMENTS {
        best = best.min(p99(relay, ecology, (&format!("{name}-{measurement}"), BATCHES)).await);
    }
    best
}
