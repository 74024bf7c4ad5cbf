//! Errors of the control face: problem+json with a stable code.

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

use crate::oa::{ActRefused, OaRefusal};

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxFieldError {
    /// JSON pointer into the body, or the name of a query parameter after a slash.
    pub(crate) path: String,
    /// Stable code, upper snake case.
    pub(crate) code: String,
    /// English sentence.
    pub(crate) message: String,
}

/// A refused call (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxProblem {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    /// Stable code, upper snake case.
    code: &'static str,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    fields: Vec<SandboxFieldError>,
}

impl SandboxProblem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            fields: Vec::new(),
        }
    }

    pub(crate) fn not_found(what: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
            format!("there is no {what} {id:?} in the sandbox"),
        )
    }

    /// One wrong field.
    pub(crate) fn field(path: &str, code: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let field = SandboxFieldError {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.clone(),
        };
        let detail = format!("{path}: {message}");
        Self {
            fields: vec![field],
            ..Self::new(StatusCode::BAD_REQUEST, "INVALID_INPUT", detail)
        }
    }

    /// The receiver's protocol has no sign-on.
    pub(crate) fn no_sign_ons(id: &str) -> Self {
        let detail = format!("nobody signs on at the receiver {id:?}: it issues no tokens");
        Self::new(StatusCode::CONFLICT, "NO_SIGN_ONS", detail)
    }

    pub(crate) fn port(error: &std::io::Error) -> Self {
        let detail = format!("the receiver's port could not be opened: {error}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "RECEIVER_PORT_UNAVAILABLE",
            detail,
        )
    }
}

impl From<JsonRejection> for SandboxProblem {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "INVALID_INPUT", rejection.body_text())
    }
}

impl From<QueryRejection> for SandboxProblem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_INPUT", rejection.body_text())
    }
}

impl From<OaRefusal> for SandboxProblem {
    fn from(refusal: OaRefusal) -> Self {
        let (status, code) = match &refusal {
            OaRefusal::Backlog => (StatusCode::SERVICE_UNAVAILABLE, "OA_BACKLOG_FULL"),
            OaRefusal::TooManyOpen => (StatusCode::CONFLICT, "TOO_MANY_OPEN_REQUESTS"),
            OaRefusal::Act(ActRefused::Unknown) => (StatusCode::NOT_FOUND, "NOT_FOUND"),
            OaRefusal::Act(ActRefused::Over) => (StatusCode::CONFLICT, "REQUEST_OVER"),
            OaRefusal::Act(ActRefused::Refused(_)) => (StatusCode::CONFLICT, "ACT_NOT_POSSIBLE"),
        };
        Self::new(status, code, refusal.to_string())
    }
}

impl IntoResponse for SandboxProblem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).expect("a problem is plain text fields");
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], body).into_response()
    }
}
