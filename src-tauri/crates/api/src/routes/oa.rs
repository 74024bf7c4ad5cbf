//! The OA's own interfaces: how they are reached (rows O2, O3, W2), and its organisation being read.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::oa::{Extent, OaConnection};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{By, JsonBody};
use crate::problem::{Document, Problem};
use engine::{CheckStep, Engine, OaView, Run, RunCause};

/// How the OA's own interfaces are reached.
#[utoipa::path(
    get, path = "/api/v1/oa", operation_id = "getOa", tag = "oa",
    responses((status = 200, body = OaView))
)]
pub(crate) async fn get_oa(State(engine): State<Engine>) -> Json<OaView> {
    Json(engine.oa())
}

/// Sets how the OA's own interfaces are reached. Takes effect for the next call.
#[utoipa::path(
    put, path = "/api/v1/oa", operation_id = "replaceOa", tag = "oa", request_body = OaConnection,
    responses(
        (status = 200, body = OaView),
        (status = 400, body = Document, content_type = "application/problem+json"),
        (status = 503, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn replace_oa(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(connection): JsonBody<OaConnection>,
) -> Result<Json<OaView>, Problem> {
    Ok(Json(engine.replace_oa(&by, connection).await?))
}

/// What is to be tried.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct OaCheckQuestion {
    /// A draft; without one, the connection that is set.
    connection: Option<OaConnection>,
}

/// What came of each step, in their order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OaCheck {
    /// Each step, also those that were not done.
    steps: Vec<CheckStep>,
}

/// Tries a connection: registers where that was not done before, applies for a token, asks for a count and for a page of
/// persons. Nothing is set by it.
#[utoipa::path(
    post, path = "/api/v1/oa/check", operation_id = "checkOa", tag = "oa", request_body = OaCheckQuestion,
    responses(
        (status = 200, body = OaCheck),
        (status = 400, body = Document, content_type = "application/problem+json"),
        (status = 404, description = "No connection is set.", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check_oa(
    State(engine): State<Engine>,
    JsonBody(question): JsonBody<OaCheckQuestion>,
) -> Result<Json<OaCheck>, Problem> {
    let steps = engine.check_oa(question.connection).await?;
    Ok(Json(OaCheck { steps }))
}

/// Registers our application anew. Every token and secret of it that anybody else holds is worthless afterwards.
#[utoipa::path(
    post, path = "/api/v1/oa/registration", operation_id = "registerOa", tag = "oa",
    responses(
        (status = 204, description = "It is registered."),
        (status = 404, description = "No connection is set.", body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`OA_CALL_FAILED`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn register_oa(State(engine): State<Engine>, By(by): By) -> Result<StatusCode, Problem> {
    engine.register_oa(&by).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How much is to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewSynchronisation {
    /// All, or what was changed since the last time; the first one reads all.
    #[serde(default)]
    extent: Extent,
    /// Take the result even when half of the people would be gone.
    #[serde(default)]
    accept_loss: bool,
}

/// Begins to read the OA's organisation; a run that can be watched, stopped, and goes on after a restart.
#[utoipa::path(
    post, path = "/api/v1/directory/synchronisation", operation_id = "beginSynchronisation", tag = "directory",
    request_body = NewSynchronisation,
    responses(
        (status = 201, body = Run),
        (status = 404, description = "No connection is set.", body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_UNDER_WAY`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin_synchronisation(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(new): JsonBody<NewSynchronisation>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    let how = (new.extent, new.accept_loss);
    let run = engine.begin_synchronisation((&by, RunCause::Person), how).await?;
    Ok((StatusCode::CREATED, Json(run)))
}
