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

use crate::face::{DeliveryFilter, LiveEvent};
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
    next_frame: Instant,
    over: bool,
}

/// The frames of one connection. It ends when the engine stops.
pub(crate) fn frames(
    news: Receiver<Arc<LiveEvent>>,
    wish: Wish,
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let connection = Connection {
        news,
        pending: Pending::new(wish),
        next_frame: Instant::now(),
        over: false,
    };
    stream::unfold(connection, |mut connection| async move {
        let frame = connection.next().await?;
        Some((Ok(frame), connection))
    })
}

impl Connection {
    async fn next(&mut self) -> Option<Event> {
        loop {
            self.drain();
            if !self.pending.is_empty() && Instant::now() >= self.next_frame {
                self.next_frame = Instant::now() + PACE;
                if let Some(frame) = self.pending.take() {
                    return Some(frame);
                }
            }
            if self.over {
                return None;
            }
            if self.pending.is_empty() {
                self.wait().await;
            } else {
                let due = self.next_frame;
                tokio::select! {
                    () = tokio::time::sleep_until(due) => {}
                    () = self.wait() => {}
                }
            }
        }
    }

    /// Takes in all that is there now.
    fn drain(&mut self) {
        loop {
            match self.news.try_recv() {
                Ok(event) => self.pending.absorb(&event),
                Err(TryRecvError::Lagged(missed)) => self.pending.missed(missed),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Closed) => {
                    self.over = true;
                    return;
                }
            }
        }
    }

    /// Waits for one piece of news and takes it in.
    async fn wait(&mut self) {
        match self.news.recv().await {
            Ok(event) => self.pending.absorb(&event),
            Err(RecvError::Lagged(missed)) => self.pending.missed(missed),
            Err(RecvError::Closed) => self.over = true,
        }
    }
}
