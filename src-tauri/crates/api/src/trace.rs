//! A trace id for every request: what a person reads in an error is what stands in the log.
//!
//! The id lives in a task-local while the request is handled, so that a problem made anywhere below carries it
//! without being handed it. The same layer turns what slips out below as bare text (an unmatched method, a
//! rejection of axum's own, a panic) into a problem document, and puts the trace id into problems of what is mounted
//! beside, so that an error has one shape, whoever made it.

use std::panic::AssertUnwindSafe;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use serde_json::{Map, Value};
use tracing::Instrument as _;

use crate::problem::{Ours, PROBLEM_JSON, Problem};

/// Most bytes of a problem that another part of the interface has written.
const MOST_FOREIGN_PROBLEM: usize = 64 * 1024;

/// The answer's header that carries the trace id.
pub static TRACE_HEADER: HeaderName = HeaderName::from_static("x-trace-id");

tokio::task_local! {
    static CURRENT: String;
}

/// The trace id of the request that this task handles; empty outside of one.
pub(crate) fn current() -> String {
    CURRENT.try_with(String::clone).unwrap_or_default()
}

/// Gives the request a trace id and a span, and its answer one shape of error.
pub(crate) async fn trace(request: Request, next: Next) -> Response {
    let id = fresh();
    let span =
        tracing::info_span!("request", trace = %id, method = %request.method(), path = request.uri().path());
    let handled = async {
        match AssertUnwindSafe(next.run(request)).catch_unwind().await {
            Ok(response) => shaped(response).await,
            Err(_) => {
                tracing::error!("the handler panicked");
                Problem::internal().into_response()
            }
        }
    };
    let mut response = CURRENT.scope(id.clone(), handled.instrument(span)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(&TRACE_HEADER, value);
    }
    response
}

/// Gives an error the one shape: a problem of somebody else gets the trace id, anything without a shape becomes a
/// problem. Headers that are not about the body (`Allow`, `Retry-After`) stay.
async fn shaped(response: Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.extensions().get::<Ours>().is_some() {
        return response;
    }
    match kind(&response) {
        Kind::Problem => with_trace(response).await,
        Kind::OtherShape => response,
        Kind::Bare => with_body_of(problem(status), response),
    }
}

enum Kind {
    Problem,
    OtherShape,
    Bare,
}

fn kind(response: &Response) -> Kind {
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    match kind.unwrap_or_default() {
        PROBLEM_JSON => Kind::Problem,
        kind if kind.starts_with("application/json") || kind.starts_with("text/html") => Kind::OtherShape,
        _ => Kind::Bare,
    }
}

fn problem(status: StatusCode) -> Problem {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => Problem::method_not_allowed(),
        StatusCode::NOT_FOUND => Problem::not_found("there is no such path"),
        other => Problem::of_status(other),
    }
}

fn with_body_of(problem: Problem, response: Response) -> Response {
    let (parts, _) = response.into_parts();
    let mut shaped = problem.into_response();
    for (name, value) in &parts.headers {
        if !name.as_str().starts_with("content-") {
            shaped.headers_mut().append(name, value.clone());
        }
    }
    shaped
}

async fn with_trace(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let read = axum::body::to_bytes(body, MOST_FOREIGN_PROBLEM).await.ok();
    let document = read.and_then(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).ok());
    let Some(mut document) = document else {
        return with_body_of(problem(parts.status), Response::from_parts(parts, Body::empty()));
    };
    document.insert("traceId".to_owned(), Value::String(current()));
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(Value::Object(document).to_string()))
}

/// Sixteen hex digits. Not a secret; without a random source (which no supported system lacks) it is all zeros.
fn fresh() -> String {
    let mut bytes = [0; 8];
    if getrandom::fill(&mut bytes).is_err() {
        tracing::warn!("no random source for trace ids");
    }
    format!("{:016x}", u64::from_be_bytes(bytes))
}
