//! A receiver that means harm: it does not slow the other target's deliveries, takes no memory, and the log says what it
//! did. Each trick plays on all sixteen connections of its target at once, beside a target that is well.
//!
//! `cargo test -p whole-program --test hostile_receivers -- --nocapture` prints the figures.

use std::time::Duration;

use serde_json::Value;

use whole_program::ecology::{Ecology, Mood};
use whole_program::hostile::{Hostile, Trick};
use whole_program::latency::p99;
use whole_program::memory::{Memory, forget_peak};
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

/// Batches handed in during a measurement, one event each. The hostile receiver gets them too.
const BATCHES: usize = 60;
/// Measurements of each kind; the best counts. A busy machine makes one worse, never better.
const MEASUREMENTS: usize = 2;
/// What a busy machine may add to the other target's p99.
const SLACK: Duration = Duration::from_millis(500);
/// Total time of a request to a hostile receiver: longer than a measurement takes, so that those who never end go on all
/// the while.
const TIMEOUT: Duration = Duration::from_millis(1_000);
/// What sixteen hostile answers at once may cost, in KiB: each is read up to 256 KiB, and copied a few times while it is
/// made out what it says.
const MOST_GROWTH: u64 = 48 * 1024;

/// Lets one trick play and gives the good target's p99 meanwhile.
async fn beside(
    relay: &Relay,
    well: &Ecology,
    (trick, measurement): (Trick, usize),
) -> (Duration, Option<String>) {
    let name = format!("{trick:?}-{measurement}");
    let hostile = Hostile::start(trick).await;
    let target = relay.create_target(&hostile.target(&name, TIMEOUT)).await;
    let p99 = p99(relay, well, (&name, BATCHES)).await;
    let told = until("the log says what became of a delivery", async || {
        let path = format!("/api/v1/deliveries?targetId={target}&status=noAnswer");
        let log = relay.api.get(&path).await;
        log["items"].get(0).cloned()
    })
    .await;
    let complaint = complaint_about(trick, &told);
    let attempted = relay.pulse(target).await;
    assert_eq!(
        attempted["counts"]["success"], 0,
        "{trick:?}: nothing of it should pass for a success: {attempted}"
    );
    let gone = relay
        .api
        .call(::http::Method::DELETE, &format!("/api/v1/targets/{target}"), None)
        .await;
    assert_eq!(
        gone.status,
        204,
        "{trick:?}: the target should go: {}",
        gone.text()
    );
    until("every connection to it is closed", async || {
        (hostile.open_connections() == 0).then_some(())
    })
    .await;
    assert!(hostile.calls() > 2, "{trick:?}: it should have been sent to");
    (p99, complaint)
}

/// What is wrong with the words of the log, if anything is.
fn complaint_about(trick: Trick, delivery: &Value) -> Option<String> {
    let (code, words) = trick.reason();
    let reason = delivery["reason"].as_str().unwrap_or_default();
    let debris = ["Error", "Err(", "Some(", "kind:", "\u{fffd}", "\n"];
    let is_told = delivery["reasonCode"] == code && reason.contains(words);
    let is_plain = !debris.iter().any(|debris| reason.contains(debris));
    (!is_told || !is_plain).then(|| {
        format!(
            "{trick:?}: the log should say {code} {words} in plain words: {} {reason}",
            delivery["reasonCode"]
        )
    })
}

/// Row S8; "memory bounded, others served".
#[tokio::test(flavor = "multi_thread")]
async fn no_trick_of_a_receiver_slows_another_target_or_takes_memory() {
    let home = Home::new();
    let well = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&well.target("well")).await;
    let mut quiet = Duration::MAX;
    for measurement in 0..2 * MEASUREMENTS {
        quiet = quiet.min(p99(&relay, &well, (&format!("quiet-{measurement}"), BATCHES)).await);
    }
    let most = quiet * 3 + SLACK;
    let at_rest = Memory::of(relay.pid());
    println!("quiet: p99 {quiet:?}, resident {at_rest}");
    let mut complaints = Vec::new();
    for trick in Trick::ALL {
        forget_peak(relay.pid());
        let before = Memory::of(relay.pid());
        let mut best = Duration::MAX;
        for measurement in 0..MEASUREMENTS {
            let (p99, complaint) = beside(&relay, &well, (trick, measurement)).await;
            best = best.min(p99);
            complaints.extend(complaint);
        }
        let after = Memory::of(relay.pid());
        let ratio = best.as_secs_f64() / quiet.as_secs_f64();
        println!(
            "{trick:?}: the other's p99 {best:?} ({ratio:.2} of quiet), resident {before}, then {after}"
        );
        if best > most {
            complaints.push(format!(
                "{trick:?}: the other's p99 is {best:?}, quiet it is {quiet:?}"
            ));
        }
        if after.peak.saturating_sub(before.now) > MOST_GROWTH {
            complaints.push(format!("{trick:?}: memory grew from {before} to {after}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let all = (2 + Trick::ALL.len()) * MEASUREMENTS * BATCHES;
    relay.until_all_sent(target, all).await;
}
