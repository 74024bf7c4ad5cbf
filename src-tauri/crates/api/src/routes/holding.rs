//! Holding a target by hand, releasing it, probing its receiver (row F1).

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::TargetId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::{By, Id, IdBy, JsonBody};
use crate::problem::{Document, Problem};
use engine::Engine;

/// Why a target is held.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Holding {
    /// For whoever looks at it later; at most 200 characters.
    #[serde(default)]
    reason: String,
}

/// Holds a target: nothing is sent, everything is kept, until it is released.
#[utoipa::path(
    put, path = "/api/v1/targets/{id}/hold", operation_id = "holdTarget", tag = "targets", request_body = Holding,
    params(("id" = i64, Path, description = "Which target")),
    responses(
        (status = 204, description = "It is held."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn hold_target(
    State(engine): State<Engine>,
    IdBy(id, by): IdBy,
    JsonBody(holding): JsonBody<Holding>,
) -> Result<StatusCode, Problem> {
    engine.hold_target(&by, TargetId(id), holding.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Releases a target: what was held goes out in its order.
#[utoipa::path(
    delete, path = "/api/v1/targets/{id}/hold", operation_id = "releaseTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")),
    responses(
        (status = 204, description = "It is not held."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn release_target(
    State(engine): State<Engine>,
    IdBy(id, by): IdBy,
) -> Result<StatusCode, Problem> {
    engine.release_target(&by, TargetId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Releases every target that is held.
#[utoipa::path(
    post, path = "/api/v1/targets/release", operation_id = "releaseTargets", tag = "targets",
    responses((status = 204, description = "None is held."))
)]
pub(crate) async fn release_targets(State(engine): State<Engine>, By(by): By) -> Result<StatusCode, Problem> {
    engine.release_targets(&by).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends the next probe of an open breaker at once.
#[utoipa::path(
    post, path = "/api/v1/targets/{id}/probe", operation_id = "probeTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")),
    responses(
        (status = 204, description = "It is on its way, where the breaker is open."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn probe_target(State(engine): State<Engine>, Id(id): Id) -> Result<StatusCode, Problem> {
    engine.probe_target(TargetId(id))?;
    Ok(StatusCode::NO_CONTENT)
}
