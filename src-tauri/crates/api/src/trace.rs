//! A trace id for every request: what a person reads in an error is what stands in the log.
//!
//! The id lives in a task-local while the request is handled, so that a problem made anywhere below carries it
//! without being handed it. The same layer turns what slips out below as bare text (an unmatched method, a
//! rejection of axum's own, a panic) into a problem document, so that an error has one shape, whoever made it.

use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use tracing::Instrument as _;

use crate::problem::Problem;

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
            Ok(response) => shaped(response),
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

/// An error without a body of ours becomes a problem; its other headers (`Allow`, `Retry-After`) stay.
fn shaped(response: Response) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_a_shape(&response) {
        return response;
    }
    let problem = match status {
        StatusCode::METHOD_NOT_ALLOWED => Problem::method_not_allowed(),
        StatusCode::NOT_FOUND => Problem::not_found("no such path"),
        other => Problem::of_status(other),
    };
    let (parts, _) = response.into_parts();
    let mut shaped = problem.into_response();
    for (name, value) in &parts.headers {
        let of_the_body = name.as_str().starts_with("content-");
        if !of_the_body {
            shaped.headers_mut().append(name, value.clone());
        }
    }
    shaped
}

fn has_a_shape(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .map_or(&b""[..], HeaderValue::as_bytes);
    kind.starts_with(b"application/") && kind.windows(4).any(|part| part == b"json")
        || kind.starts_with(b"text/html")
}

/// Sixteen hex digits. Not a secret; without a random source (which no supported system lacks) it is all zeros.
fn fresh() -> String {
    let mut bytes = [0; 8];
    if getrandom::fill(&mut bytes).is_err() {
        tracing::warn!("no random source for trace ids");
    }
    format!("{:016x}", u64::from_be_bytes(bytes))
}
