//! The pace of the walk, counted in events.
//!
//! Guarantees: over any stretch in which it is not held up, the events given out differ from rate × time by at most one
//! batch; a new rate holds from the moment it is set; what was missed while held up is made up for at most
//! [`CATCH_UP`], so that a pause is never followed by a flood.

use std::time::Duration;

use tokio::time::Instant;

/// Slowest and fastest pace, in events a second.
pub(crate) const RATES: std::ops::RangeInclusive<f64> = 0.1..=500.0;
const CATCH_UP: Duration = Duration::from_secs(1);

/// Events owed to the clock: above zero the walk waits, at or below zero it may act.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    rate: f64,
    debt: f64,
    at: Instant,
}

impl Pace {
    pub(crate) fn new(rate: f64, now: Instant) -> Self {
        Self {
            rate,
            debt: 0.0,
            at: now,
        }
    }

    pub(crate) fn rate(&self) -> f64 {
        self.rate
    }

    /// Changes the rate from now on.
    pub(crate) fn set_rate(&mut self, rate: f64, now: Instant) {
        self.settle(now);
        self.rate = rate;
    }

    /// Forgets what was missed: the walk was stopped on purpose.
    pub(crate) fn resume(&mut self, now: Instant) {
        self.settle(now);
        self.debt = self.debt.max(0.0);
    }

    /// When the next act may happen; `None` if now.
    pub(crate) fn next(&mut self, now: Instant) -> Option<Instant> {
        self.settle(now);
        let wait = self.debt / self.rate;
        // Less than a microsecond is rounding, not debt.
        (wait > 1e-6).then(|| now + Duration::from_secs_f64(wait))
    }

    /// Notes that an act gave out this many events.
    pub(crate) fn spend(&mut self, events: u32) {
        self.debt += f64::from(events);
    }

    fn settle(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        self.debt = (self.debt - passed * self.rate).max(-self.rate * CATCH_UP.as_secs_f64());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the pace over virtual time with batches of one to four events; answers the events given out.
    fn run(pace: &mut Pace, from: Instant, length: Duration) -> f64 {
        let (mut now, mut events, mut size) = (from, 0.0, 0);
        while now < from + length {
            match pace.next(now) {
                Some(later) => now = later,
                None => {
                    size = size % 4 + 1;
                    pace.spend(size);
                    events += f64::from(size);
                }
            }
        }
        events
    }

    #[test]
    fn the_pace_is_kept_at_both_ends() {
        for rate in [0.1, 2.0, 37.0, 500.0] {
            let start = Instant::now();
            let seconds = 400.0;
            let events = run(
                &mut Pace::new(rate, start),
                start,
                Duration::from_secs_f64(seconds),
            );
            assert!(
                (events - rate * seconds).abs() <= 5.0,
                "{events} events in {seconds} s at {rate}/s"
            );
        }
    }

    #[test]
    fn a_new_rate_holds_at_once_and_a_pause_is_followed_by_no_flood() {
        let start = Instant::now();
        let mut pace = Pace::new(0.1, start);
        pace.spend(3);
        assert_eq!(
            pace.next(start),
            Some(start + Duration::from_secs(30)),
            "three events at 0.1/s take 30 s"
        );
        pace.set_rate(500.0, start);
        let next = pace.next(start).expect("still three events owed");
        assert!(
            next - start <= Duration::from_millis(7),
            "at 500/s they take 6 ms"
        );
        let later = start + Duration::from_secs(3600);
        pace.resume(later);
        let events = run(&mut pace, later, Duration::from_secs(1));
        assert!(
            (events - 500.0).abs() <= 5.0,
            "{events} events in the second after an hour's pause"
        );
    }
}
