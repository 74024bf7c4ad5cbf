//! Connection tests: does a server address lead anywhere.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use transport::ConnectionStep;
use utoipa::ToSchema;

use crate::extract::JsonBody;
use crate::problem::Problem;
use engine::{ConnectionTest, Engine};

/// How far a connection came.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConnectionReport {
    /// Name, TCP, TLS, HTTP and the sign-on, in this order.
    steps: Vec<ConnectionStep>,
}

/// Goes to a server address step by step; no to-do is sent.
#[utoipa::path(
    post, path = "/api/v1/connection-tests", operation_id = "testConnection", tag = "targets",
    request_body = ConnectionTest, responses((status = 200, body = ConnectionReport))
)]
pub(crate) async fn test_connection(
    State(engine): State<Engine>,
    JsonBody(test): JsonBody<ConnectionTest>,
) -> Result<Json<ConnectionReport>, Problem> {
    let steps = engine.test_connection(test).await?;
    Ok(Json(ConnectionReport { steps }))
}
