//! Problems (RFC 9457): the one shape of every error that the API answers with.
//!
//! `code` is stable and is what programs compare; `detail` is an English sentence for logs and callers, the console
//! has its own texts by code; `fields` names each wrong field of bad input; `traceId` stands in the log too.

use std::fmt;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::fields::FieldError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::trace;
use engine::{EngineError, IntakeError};

/// Media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds after which a sender that was turned away should come again.
const RETRY_AFTER_SECONDS: u32 = 1;

/// An error as it is answered. Its trace id is that of the request in which it was made.
pub struct Problem(Box<Document>);

/// The document of a problem.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem, example = json!({
    "type": "about:blank", "title": "Bad Request", "status": 400, "code": "INVALID_INPUT",
    "detail": "the input is not acceptable: /events/0/receiver must not be empty", "traceId": "5f0c9a3b1d2e4f60",
    "fields": [{ "path": "/events/0/receiver", "code": "REQUIRED", "message": "must not be empty" }]
}))]
pub struct Document {
    /// Always `about:blank`: `code` says which problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// Stable code, upper snake case.
    #[schema(value_type = String)]
    code: &'static str,
    /// What happened, in an English sentence.
    detail: String,
    /// Stands in the log beside all that this request did.
    trace_id: String,
    /// Each wrong field of bad input.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    fields: Vec<FieldError>,
    #[serde(skip)]
    #[schema(ignore)]
    retry_after: Option<u32>,
}

impl Problem {
    /// A problem with its status, code and sentence.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self(Box::new(Document {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            trace_id: trace::current(),
            fields: Vec::new(),
            retry_after: None,
        }))
    }

    /// Bad input, each wrong field named.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        let first = fields
            .first()
            .map_or_else(String::new, |f| format!(": {} {}", f.path, f.message));
        let mut problem = Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_INPUT",
            format!("the input is not acceptable{first}"),
        );
        problem.0.fields = fields;
        problem
    }

    /// Each wrong field, where the input is at fault.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// Bad input with one wrong field.
    pub(crate) fn invalid_field(path: &str, code: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.into(),
        }])
    }

    /// What was asked for is not there.
    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", what)
    }

    /// The path is there, the method is not.
    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "this path does not know this method",
        )
    }

    /// The body is larger than `most` bytes.
    pub(crate) fn too_large(most: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "TOO_LARGE",
            format!("the body must be at most {most} bytes"),
        )
    }

    /// The engine cannot take more just now; the same request may pass in a moment.
    pub(crate) fn busy(detail: impl Into<String>) -> Self {
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "BUSY", detail);
        problem.0.retry_after = Some(RETRY_AFTER_SECONDS);
        problem
    }

    /// The store cannot be written or read just now.
    pub(crate) fn unavailable(detail: impl Into<String>) -> Self {
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", detail);
        problem.0.retry_after = Some(RETRY_AFTER_SECONDS);
        problem
    }

    /// A fault of ours; the log says more under the trace id.
    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "the engine failed at this; its log says more under the trace id",
        )
    }

    fn logged(detail: &str) -> Self {
        tracing::error!(detail, "a request failed");
        Self::internal()
    }

    /// The engine is ending.
    pub(crate) fn stopping() -> Self {
        let mut problem = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "STOPPING",
            "the engine is stopping",
        );
        problem.0.retry_after = Some(RETRY_AFTER_SECONDS);
        problem
    }

    /// What only a status is known of.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let (code, detail) = if status.is_server_error() {
            (
                "INTERNAL",
                "the engine failed at this; its log says more under the trace id",
            )
        } else {
            ("REFUSED", "the request is not acceptable")
        };
        Self::new(status, code, detail)
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Marks an answer whose body is a problem of ours, trace id and all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ours;

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(&*self.0)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if let Some(seconds) = self.0.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Ours);
        response
    }
}

impl From<EngineError> for Problem {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Invalid(fields) => Self::invalid(fields),
            EngineError::NotFound { what } => Self::not_found(format!("there is no such {what}")),
            EngineError::Conflict { code, detail } => Self::new(StatusCode::CONFLICT, code, detail),
            EngineError::Unavailable { detail } => Self::unavailable(detail),
            EngineError::Internal { detail } => Self::logged(&detail),
        }
    }
}

impl From<IntakeError> for Problem {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Invalid(fields) => Self::invalid(fields),
            IntakeError::Unavailable { detail } => Self::unavailable(detail),
            IntakeError::Busy => Self::busy("the engine has as many batches in hand as it can hold"),
            IntakeError::Internal { detail } => Self::logged(&detail),
        }
    }
}
