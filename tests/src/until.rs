//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

/// Longer than anything should take, also on a busy machine: a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at a condition that nothing announces.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Looks until there is something to see, and gives it. `what` says what was waited for when it does not come.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain for this: {what}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
