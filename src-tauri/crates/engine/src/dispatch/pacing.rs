//! How fast one target is sent to.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use domain::pace::TokenBucket;
use store::table::delivery::Due;

/// What has waited for longer is backlog.
const LATE: TimeDelta = TimeDelta::seconds(30);
/// Deliveries of a backlog in a second, where the target has no pace of its own: a receiver that has just come back is not
/// run over, and what is new for other targets does not wait for a processor (`docs/reliability.md` has the figures).
const BACKLOG_PER_SECOND: u32 = 1_000;

/// Whether nobody waits for it: it is sent once more, a run put it in line, or it is late already.
pub(super) fn is_backlog(due: &Due) -> bool {
    due.is_again || due.run.is_some() || Utc::now() - due.created_at > LATE
}

/// The pace of one target.
#[derive(Debug, Default)]
pub(super) struct Pacing {
    /// Its own, which then holds for all.
    own: Option<TokenBucket>,
    /// That of its backlog; made when there is one.
    backlog: Option<TokenBucket>,
}

impl Pacing {
    pub(super) fn new(per_second: Option<u32>, now: Duration) -> Self {
        Self {
            own: per_second.map(|rate| TokenBucket::new(rate, now)),
            backlog: None,
        }
    }

    /// How long this delivery is to wait yet; nothing when it may go out now.
    pub(super) fn wait(&mut self, next: &Due, now: Duration) -> Option<Duration> {
        let bucket = match &mut self.own {
            Some(own) => own,
            None if is_backlog(next) => self
                .backlog
                .get_or_insert_with(|| TokenBucket::new(BACKLOG_PER_SECOND, now)),
            None => return None,
        };
        bucket.take(now).err()
    }
}
