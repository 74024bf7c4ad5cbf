//! How much of a batch push stands in line at once, and how fast it goes.
//!
//! Little stands in line: what is paused is at rest within moments, what is new goes out beside it, and memory does not
//! hang on the size of the task. How little is found by trying: a line that was sent before anybody looked again may be
//! longer, one that is hardly shorter is too long for this receiver.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::pace::TokenBucket;
use serde::{Deserialize, Serialize};

/// Between two looks at the line.
pub(super) const LOOK: Duration = Duration::from_millis(50);
/// Deliveries of one task in line.
const LEAST: usize = 16;
const MOST: usize = 512;
/// A line that is not half sent by then is too long.
const TOO_SLOW: Duration = Duration::from_millis(500);
/// Over which time the rate is taken.
const RATE_OVER: Duration = Duration::from_secs(10);

/// How long a task's line may be now.
#[derive(Debug)]
pub(super) struct Feed {
    began: Instant,
    window: usize,
    /// When the line was last filled, and how long it was then.
    filled: Option<(Instant, usize)>,
    bucket: Option<(u32, TokenBucket)>,
    /// Put in line beyond what the pace gave: others of a line go with the one that the task came by. Less than nothing
    /// where less was put in line.
    owed: i64,
}

impl Feed {
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            window: LEAST,
            filled: None,
            bucket: None,
            owed: 0,
        }
    }

    /// How many may be put in line now, `most` at most, where `in_line` stand in it and `per_second` is the task's own
    /// pace. [`Feed::filled`] is to say what came of it.
    pub(super) fn room(
        &mut self,
        (in_line, most): (usize, usize),
        per_second: Option<u32>,
        now: Instant,
    ) -> usize {
        if let Some((at, length)) = self.filled {
            if in_line <= length / 4 && length > self.window / 2 {
                self.window = (self.window * 2).min(MOST);
                self.filled = None;
            } else if now - at >= TOO_SLOW {
                if in_line > length / 2 {
                    self.window = (self.window / 2).max(LEAST);
                }
                self.filled = Some((now, in_line));
            }
        }
        // Filled once half of it is sent: a step for each that is sent would be a commit for each.
        if in_line > self.window / 2 {
            return 0;
        }
        let room = (self.window - in_line).min(most);
        let Some(per_second) = per_second else {
            self.owed = 0;
            return room;
        };
        let now = now - self.began;
        let (rate, mut bucket) = match self.bucket.take() {
            Some((rate, bucket)) if rate == per_second => (rate, bucket),
            _ => (per_second, TokenBucket::new(per_second, now)),
        };
        let mut paid = 0;
        while paid < room && (self.owed < 0 || bucket.take(now).is_ok()) {
            match self.owed {
                // What was put in line before is paid for first.
                1.. => self.owed -= 1,
                0 => paid += 1,
                _ => {
                    self.owed += 1;
                    paid += 1;
                }
            }
        }
        self.bucket = Some((rate, bucket));
        paid
    }

    /// Of `room`, so many were put in line, which is `length` long now.
    pub(super) fn filled(&mut self, (room, put): (usize, usize), length: usize, now: Instant) {
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.owed += signed(put) - signed(room);
        self.filled = Some((now, length));
    }
}

/// How fast a task goes on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskPace {
    /// Rows, or persons, dealt with in a second, over the last ten.
    pub per_second: f64,
    /// Until all are dealt with at this rate; nothing while it stands still.
    pub seconds_left: Option<u64>,
}

/// What a task that is under way shares with those who look at it.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    samples: Mutex<VecDeque<(Instant, u64)>>,
    /// Its own pace, as it is set now; 0: none.
    per_second: AtomicU32,
}

impl Progress {
    pub(super) fn set_pace(&self, per_second: Option<u32>) {
        self.per_second.store(per_second.unwrap_or(0), Ordering::Relaxed);
    }

    pub(super) fn pace(&self) -> Option<u32> {
        Some(self.per_second.load(Ordering::Relaxed)).filter(|rate| *rate > 0)
    }

    /// So many are dealt with now.
    pub(super) fn note(&self, done: u64, now: Instant) {
        let mut samples = self.samples.lock().unwrap_or_else(PoisonError::into_inner);
        if samples.back().is_some_and(|(at, _)| now - *at < LOOK) && samples.len() > 1 {
            samples.pop_back();
        }
        samples.push_back((now, done));
        while samples.len() > 2 && samples.get(1).is_some_and(|(at, _)| now - *at > RATE_OVER) {
            samples.pop_front();
        }
    }

    /// The rate, and how long it goes on where `left` are left; nothing before anything is known.
    pub(super) fn rate(&self, left: u64, now: Instant) -> Option<TaskPace> {
        let samples = self.samples.lock().unwrap_or_else(PoisonError::into_inner);
        let ((first_at, first), (_, last)) = (samples.front()?, samples.back()?);
        let span = now - *first_at;
        if span < LOOK * 4 {
            return None;
        }
        let per_second = last.saturating_sub(*first) as f64 / span.as_secs_f64();
        Some(TaskPace {
            per_second,
            seconds_left: (per_second > 0.0).then(|| (left as f64 / per_second).ceil() as u64),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row B1.
    #[test]
    fn the_line_grows_where_it_is_sent_at_once_and_shrinks_where_it_is_not() {
        let mut feed = Feed::new();
        let mut now = Instant::now();
        for _ in 0..10 {
            let room = feed.room((0, MOST), None, now);
            feed.filled((room, room), room, now);
            now += LOOK;
        }
        assert_eq!(feed.room((0, MOST), None, now), MOST);
        assert_eq!(feed.room((0, 100), None, now), 100);
        feed.filled((MOST, MOST), MOST, now);
        for _ in 0..20 {
            now += TOO_SLOW;
            let room = feed.room((MOST, MOST), None, now);
            assert_eq!(room, 0, "nothing is put behind what is not sent");
        }
        assert!(feed.room((LEAST / 2, MOST), None, now) <= LEAST * 2);
    }

    /// Row B1: a pace limit holds whatever the line is, and however many go with each that the task comes by.
    #[test]
    fn no_more_is_put_in_line_than_the_pace_allows() {
        for with_each in [0, 1, 7] {
            let mut feed = Feed::new();
            let start = Instant::now();
            let mut put = 0;
            for look in 0..200 {
                let now = start + LOOK * look;
                let room = feed.room((0, MOST), Some(40), now);
                let many = match with_each {
                    // Every other one is left.
                    0 => room / 2,
                    with_each => room * with_each,
                };
                feed.filled((room, many), many, now);
                put += many;
            }
            assert!(
                (330..=440).contains(&put),
                "ten seconds at forty: {put} ({with_each})"
            );
        }
    }

    #[test]
    fn the_rate_is_that_of_the_last_seconds() {
        let progress = Progress::default();
        let start = Instant::now();
        assert_eq!(progress.rate(5, start), None);
        for second in 0..60_u32 {
            let done = u64::from(second) * if second < 30 { 1_000 } else { 10 };
            progress.note(done.max(29_000), start + Duration::from_secs(second.into()));
        }
        progress.note(29_600, start + Duration::from_secs(60));
        let pace = progress.rate(100, start + Duration::from_secs(60)).unwrap();
        assert!((50.0..70.0).contains(&pace.per_second), "{pace:?}");
        assert_eq!(pace.seconds_left, Some(2));
    }
}
