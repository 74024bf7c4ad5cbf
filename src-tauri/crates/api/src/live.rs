//! The live stream: what the console shows while it happens, as server-sent events.
//!
//! What it guarantees for each connection: at most one frame in 100 ms; at most 200 rows in a frame, the newest;
//! memory that does not grow however slowly the other side reads. What had to be left out is counted in `skipped`.
//!
//! It holds no queue of its own beyond one frame: while the other side does not read, the stream is not polled, the
//! engine's bounded channel overwrites, and what was overwritten is counted when the reading goes on.

mod pending;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::stream::{self, Stream};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use engine::{DeliveryFilter, LiveEvent};
use pending::Pending;
pub(crate) use pending::Rows;

/// Least time between two frames of one connection.
const PACE: Duration = Duration::from_millis(100);

/// What a connection wants to hear of.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// New and changed deliveries that match; none when absent.
    pub(crate) deliveries: Option<DeliveryFilter>,
    /// The pulse, once a second.
    pub(crate) pulse: bool,
    /// Openings and recoveries.
    pub(crate) breaker: bool,
}

struct Connection {
    news: Receiver<Arc<LiveEvent>>,
    pending: Pending,
    ends: [CancellationToken; 2],
    next_frame: Instant,
}

/// The frames of one connection, until one of `ends` fires or the engine ends.
pub(crate) fn frames(
    news: Receiver<Arc<LiveEvent>>,
    wish: Wish,
    ends: [CancellationToken; 2],
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let connection = Connection {
        news,
        pending: Pending::new(wish),
        ends,
        next_frame: Instant::now(),
    };
    stream::unfold(connection, |mut connection| async move {
        let frame = connection.next().await?;
        Some((Ok(frame), connection))
    })
}

impl Connection {
    async fn next(&mut self) -> Option<Event> {
        let [one, other] = self.ends.clone();
        loop {
            self.drain()?;
            let now = Instant::now();
            if !self.pending.is_empty() && now >= self.next_frame {
                self.next_frame = now + PACE;
                if let Some(frame) = self.pending.take() {
                    return Some(frame);
                }
            }
            let due = self.next_frame;
            let has_pending = !self.pending.is_empty();
            tokio::select! {
                () = one.cancelled() => return None,
                () = other.cancelled() => return None,
                () = tokio::time::sleep_until(due), if has_pending => {}
                received = self.news.recv() => match received {
                    Ok(event) => self.pending.absorb(&event),
                    Err(RecvError::Lagged(missed)) => self.pending.missed(missed),
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// Takes in all that is there now; nothing when no more will come.
    fn drain(&mut self) -> Option<()> {
        loop {
            match self.news.try_recv() {
                Ok(event) => self.pending.absorb(&event),
                Err(TryRecvError::Lagged(missed)) => self.pending.missed(missed),
                Err(TryRecvError::Empty) => return Some(()),
                Err(TryRecvError::Closed) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests;
