//! The door between the console in the window and the engine in this process: HTTP questions through Tauri commands,
//! answered by the very router that a socket would reach. No socket, no token: only the main window may call.
//!
//! * `api_request` answers one question whole.
//! * `api_stream` reads server-sent events and hands each frame to a channel as JSON `{"event", "data"}`; after the last
//!   one comes `{"event":"end","data":""}`.
//! * `api_stream_stop` ends a stream.
//!
//! While the engine is being opened, questions wait for it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use eventsource_stream::Eventsource;
use futures_util::StreamExt;
use http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::inside::Inside;

/// A question of the console.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    method: String,
    /// Begins with a slash and may have a query.
    path: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    /// The bytes of a file, which text cannot hold; instead of `body`.
    #[serde(default)]
    base64: Option<String>,
}

/// The engine's answer, whatever its status.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// One frame of a stream, as the console reads it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Frame<'a> {
    event: &'a str,
    data: &'a str,
}

/// The door could not bring back an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DoorError {
    #[error("the engine is not running")]
    Closed,
    #[error("this is not an HTTP request")]
    Malformed(#[source] http::Error),
    #[error("the bytes of the body are not Base64")]
    Undecodable(#[source] base64::DecodeError),
    #[error("the answer broke off")]
    BrokeOff(#[source] axum::Error),
    #[error("this answer is a stream and has to be asked for as one")]
    Stream,
    #[error("the stream was refused with status {status}")]
    Refused { status: u16, body: String },
}

impl Serialize for DoorError {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The streams that the page reads now, by the page's own names for them.
#[derive(Default)]
pub(crate) struct Streams(Mutex<HashMap<String, CancellationToken>>);

impl Streams {
    fn open(&self) -> MutexGuard<'_, HashMap<String, CancellationToken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new stream; one that bore its name before is over.
    fn begin(&self, id: String, ending: &CancellationToken) -> CancellationToken {
        let token = ending.child_token();
        let mut open = self.open();
        open.retain(|_, stream| !stream.is_cancelled());
        if let Some(former) = open.insert(id, token.clone()) {
            former.cancel();
        }
        token
    }

    fn stop(&self, id: &str) {
        if let Some(stream) = self.open().remove(id) {
            stream.cancel();
        }
    }

    /// Ends every stream.
    pub(crate) fn stop_all(&self) {
        for (_, stream) in self.open().drain() {
            stream.cancel();
        }
    }
}

/// Asks the engine one question.
#[tauri::command]
pub(crate) async fn api_request(inside: State<'_, Inside>, request: Question) -> Result<Reply, DoorError> {
    let opened = inside.opened().await.ok_or(DoorError::Closed)?;
    let answer = inside
        .ending()
        .run_until_cancelled(reply(opened.router, request))
        .await;
    answer.unwrap_or(Err(DoorError::Closed))
}

/// Opens a stream; answers as soon as the engine has agreed to it.
#[tauri::command]
pub(crate) async fn api_stream(
    app: AppHandle,
    path: String,
    id: String,
    channel: Channel<String>,
) -> Result<(), DoorError> {
    let inside = app.state::<Inside>();
    let stop = app.state::<Streams>().begin(id, inside.ending());
    let opened = inside.opened().await.ok_or(DoorError::Closed)?;
    if let Some(answer) = stop.run_until_cancelled(agreed(opened.router, &path)).await {
        inside.run("stream", forward(answer?, channel, stop));
    }
    Ok(())
}

/// Ends a stream; one that has ended already is no error.
#[tauri::command]
pub(crate) fn api_stream_stop(streams: State<'_, Streams>, id: String) {
    streams.stop(&id);
}

async fn reply(router: Router, question: Question) -> Result<Reply, DoorError> {
    let mut request = Request::builder()
        .method(question.method.as_str())
        .uri(&question.path);
    for (name, value) in &question.headers {
        request = request.header(name, value);
    }
    let body = match question.base64 {
        Some(text) => Body::from(BASE64.decode(text).map_err(DoorError::Undecodable)?),
        None => question.body.map_or_else(Body::empty, Body::from),
    };
    let answer = pass(router, request.body(body).map_err(DoorError::Malformed)?).await;
    if is_stream(answer.headers()) {
        return Err(DoorError::Stream);
    }
    let (parts, body) = answer.into_parts();
    Ok(Reply {
        status: parts.status.as_u16(),
        headers: told(&parts.headers),
        body: whole(body).await?,
    })
}

/// The engine's agreement to a stream.
async fn agreed(router: Router, path: &str) -> Result<Body, DoorError> {
    let request = Request::get(path)
        .header(header::ACCEPT, "text/event-stream")
        .body(Body::empty())
        .map_err(DoorError::Malformed)?;
    let answer = pass(router, request).await;
    let status = answer.status();
    if status == StatusCode::OK && is_stream(answer.headers()) {
        return Ok(answer.into_body());
    }
    Err(DoorError::Refused {
        status: status.as_u16(),
        body: whole(answer.into_body()).await?,
    })
}

/// Hands every frame to the channel, until the stream ends, is stopped, or the page is gone.
async fn forward(body: Body, channel: Channel<String>, stop: CancellationToken) {
    let mut frames = body.into_data_stream().eventsource();
    // A stream that breaks ends: the page opens a new one.
    while let Some(Some(Ok(frame))) = stop.run_until_cancelled(frames.next()).await {
        if !hand(&channel, &frame.event, &frame.data) {
            break;
        }
    }
    if !stop.is_cancelled() {
        hand(&channel, "end", "");
        stop.cancel();
    }
}

fn hand(channel: &Channel<String>, event: &str, data: &str) -> bool {
    let frame = serde_json::to_string(&Frame { event, data });
    frame.is_ok_and(|frame| channel.send(frame).is_ok())
}

async fn pass(router: Router, request: Request<Body>) -> Response<Body> {
    match router.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

async fn whole(body: Body) -> Result<String, DoorError> {
    let bytes = body.collect().await.map_err(DoorError::BrokeOff)?.to_bytes();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn is_stream(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/event-stream"))
}

fn told(headers: &HeaderMap) -> Vec<(String, String)> {
    let pair = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (
            name.as_str().to_owned(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    };
    headers.iter().map(pair).collect()
}

#[cfg(test)]
mod tests;
