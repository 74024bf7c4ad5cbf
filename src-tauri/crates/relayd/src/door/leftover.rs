//! Bodies that are not read to their end.
//!
//! Many answers are clear before the whole body is here: no token, too large. A client that is still sending would then
//! find its connection broken instead of the answer. So what is left of a body is read and thrown away before the
//! answer goes out, within bounds: past [`MOST`] or [`PATIENCE`] the connection breaks after all.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};

/// Most bytes that are thrown away.
const MOST: usize = 64 * 1024 * 1024;
/// How long a client may take to send them.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where a body goes back to when whoever read it has read enough.
#[derive(Debug, Clone, Default)]
pub(super) struct Leftover(Arc<Mutex<Option<Incoming>>>);

impl Leftover {
    /// The body, to be read by the one who answers.
    pub(super) fn lend(&self, body: Incoming) -> Lent {
        Lent {
            body: Some(body),
            back: self.clone(),
        }
    }

    /// Reads and throws away what is left, if anything is.
    pub(super) async fn throw_away(&self) {
        let Some(body) = self.take() else { return };
        // Whether it came to the end is for the connection to find out.
        let _ = tokio::time::timeout(PATIENCE, drain(body)).await;
    }

    fn take(&self) -> Option<Incoming> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, body: Incoming) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
    }
}

async fn drain(mut body: Incoming) {
    let mut thrown_away = 0;
    while thrown_away < MOST {
        let frame = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        match frame {
            Some(Ok(frame)) => thrown_away += frame.data_ref().map_or(0, Bytes::len),
            Some(Err(_)) | None => return,
        }
    }
}

/// A body that goes back when it is dropped before its end.
#[derive(Debug)]
pub(super) struct Lent {
    body: Option<Incoming>,
    back: Leftover,
}

impl Body for Lent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let Some(body) = self.body.as_mut() else {
            return Poll::Ready(None);
        };
        let frame = ready!(Pin::new(body).poll_frame(context));
        if !matches!(frame, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(body) = self.body.take().filter(|body| !body.is_end_stream()) {
            self.back.put(body);
        }
    }
}
