//! HTTP/1.1 of a receiver: reads a message, has the peer answer it, and spoils the answer as the trouble wants.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::Receiver;
use super::peer::{Answered, Call};
use super::trouble::{self, TroubleKind};

/// Largest message that is read.
pub(super) const MOST_MESSAGE: usize = 1024 * 1024;

/// Serves one connection until either side closes it.
pub(super) async fn connection(receiver: Arc<Receiver>, stream: TcpStream) {
    // Nagle's algorithm would hold small answers back; where it cannot be turned off the answers are late, not wrong.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let receiver = Arc::clone(&receiver);
        async move { Ok::<_, Infallible>(exchange(&receiver, request).await) }
    });
    // An error here is a caller that went away or a connection that was cut on purpose.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn exchange(receiver: &Receiver, request: Request<Incoming>) -> Response<AnswerBody> {
    let (parts, body) = request.into_parts();
    let text = |name: header::HeaderName| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    };
    let mut call = Call {
        content_type: text(header::CONTENT_TYPE),
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        body: Bytes::new(),
        headers: parts.headers,
    };
    let trouble = receiver.trouble();
    let answered = match Limited::new(body, MOST_MESSAGE).collect().await {
        Ok(body) => {
            call.body = body.to_bytes();
            trouble::answer(receiver.peer(), &call, trouble.kind, receiver.turn())
        }
        Err(_) => receiver.peer().too_large(&call),
    };
    let cut = trouble.kind == TroubleKind::Cut;
    let answer = AnswerBody::new(&answered, cut);
    receiver.note(shown(call), &answered, answer.sent());
    if trouble.kind == TroubleKind::Slow {
        tokio::time::sleep(trouble.delay).await;
    }
    respond(&answered, answer)
}

/// What the journal shows of a message: the body, or the query where everything stands there.
fn shown(call: Call) -> Bytes {
    if call.body.is_empty() {
        Bytes::from(call.query)
    } else {
        call.body
    }
}

fn respond(answered: &Answered, body: AnswerBody) -> Response<AnswerBody> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(answered.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(answered.content_type),
    );
    response
}

/// The bytes of an answer; a cut one announces all and breaks off in the middle.
pub(super) struct AnswerBody {
    announced: u64,
    next: Stage,
}

enum Stage {
    Whole(Bytes),
    Half(Bytes),
    /// The half is handed over; it is flushed before the break.
    Flush,
    Break,
    End,
}

/// The connection is broken off on purpose.
#[derive(Debug, thiserror::Error)]
#[error("the connection is cut in the middle of the answer")]
pub(super) struct CutOff;

impl AnswerBody {
    fn new(answered: &Answered, cut: bool) -> Self {
        let body = answered.body.clone();
        let announced = body.len() as u64;
        let next = if cut {
            Stage::Half(body.slice(..body.len() / 2))
        } else {
            Stage::Whole(body)
        };
        Self { announced, next }
    }

    /// What will really be sent.
    fn sent(&self) -> Bytes {
        match &self.next {
            Stage::Whole(bytes) | Stage::Half(bytes) => bytes.clone(),
            Stage::Flush | Stage::Break | Stage::End => Bytes::new(),
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        match std::mem::replace(&mut self.next, Stage::End) {
            Stage::Whole(bytes) => Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes)))),
            Stage::Half(bytes) => {
                self.next = Stage::Flush;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Stage::Flush => {
                self.next = Stage::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Stage::Break => Poll::Ready(Some(Err(CutOff))),
            Stage::End => Poll::Ready(None),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
