//! How fast a target may be sent to: a token bucket that takes the time as an argument.

use std::time::Duration;

/// A token bucket of one second's worth of tokens. Times are durations since any fixed start.
#[derive(Debug, Clone)]
pub struct TokenBucket {
    per_second: f64,
    tokens: f64,
    filled_at: Duration,
}

impl TokenBucket {
    /// A full bucket. It holds at most a tenth of a second's worth, and at least one token, so that a limit is felt
    /// as a pace and not as a burst followed by silence.
    pub fn new(per_second: u32, now: Duration) -> Self {
        let per_second = f64::from(per_second.max(1));
        Self {
            per_second,
            tokens: Self::most(per_second),
            filled_at: now,
        }
    }

    fn most(per_second: f64) -> f64 {
        (per_second / 10.0).max(1.0)
    }

    /// Takes a token.
    ///
    /// # Errors
    /// How long until there is one.
    pub fn take(&mut self, now: Duration) -> Result<(), Duration> {
        let passed = now.saturating_sub(self.filled_at).as_secs_f64();
        self.filled_at = self.filled_at.max(now);
        self.tokens = (self.tokens + passed * self.per_second).min(Self::most(self.per_second));
        // A hair below one is one: sums of fractions do not meet it exactly.
        if self.tokens >= 1.0 - 1e-9 {
            self.tokens -= 1.0;
            Ok(())
        } else {
            Err(Duration::from_secs_f64((1.0 - self.tokens) / self.per_second))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_second_sees_more_than_the_rate_and_a_tenth(rate in 1..500u32, steps in prop::collection::vec(0..50u64, 1..200)) {
            let mut bucket = TokenBucket::new(rate, Duration::ZERO);
            let mut now = Duration::ZERO;
            let mut taken: Vec<Duration> = Vec::new();
            for step in steps {
                now += Duration::from_millis(step);
                while bucket.take(now).is_ok() {
                    taken.push(now);
                }
            }
            let burst = f64::from(rate) / 10.0 + 2.0;
            let mut end = 0;
            for (index, start) in taken.iter().enumerate() {
                while end < taken.len() && taken[end] < *start + Duration::from_secs(1) {
                    end += 1;
                }
                prop_assert!((end - index) as f64 <= f64::from(rate) + burst);
            }
        }

        #[test]
        fn waiting_as_long_as_told_gives_a_token(rate in 1..10_000u32) {
            let mut bucket = TokenBucket::new(rate, Duration::ZERO);
            let mut now = Duration::ZERO;
            for _ in 0..2_000 {
                if let Err(wait) = bucket.take(now) {
                    now += wait + Duration::from_nanos(1);
                    prop_assert!(bucket.take(now).is_ok());
                }
            }
        }
    }
}
