//! How long a to-do takes from being handed in to its arrival at a receiver.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::ecology::Ecology;
use crate::events::{batch, todo};
use crate::relay::Relay;

/// Between two batches.
const PACE: Duration = Duration::from_millis(5);

/// Hands batches of one event in at a steady pace and gives the 99th percentile of the time to their arrival. `name`
/// makes them different from all others.
pub async fn p99(relay: &Relay, ecology: &Ecology, (name, batches): (&str, usize)) -> Duration {
    let mut handed_in = HashMap::new();
    let mut pace = tokio::time::interval(PACE);
    let before = ecology.count().borrow().all;
    for number in 0..batches {
        pace.tick().await;
        let request = format!("{name}-{number}");
        let batch = batch(&request, vec![todo(&request)]);
        handed_in.insert(request, Instant::now());
        relay.intake(&batch).await.expect(200);
    }
    ecology
        .until("all have arrived", |count| count.all >= before + batches)
        .await;
    let arrivals = ecology.arrivals();
    let mut times: Vec<Duration> = arrivals[before..]
        .iter()
        .map(|(at, arrival)| at.duration_since(handed_in[&arrival.flow]))
        .collect();
    times.sort_unstable();
    times[batches * 99 / 100]
}
