//! Reconciliation (核对): what a receiver shows beside what it should show.

use axum::Json;
use axum::extract::State;
use domain::ids::TargetId;

use crate::extract::{Id, JsonBody};
use crate::problem::{Document, Problem};
use engine::{Engine, Reconciliation, ReconciliationQuestion};

/// Compares what the receiver of a target should show by the log with what it shows, where it can be asked, and otherwise
/// with what it last took. Nothing is changed; pushing the named deliveries again mends what differs.
#[utoipa::path(
    post, path = "/api/v1/targets/{id}/reconciliation", operation_id = "reconcileTarget", tag = "targets",
    request_body = ReconciliationQuestion, params(("id" = i64, Path, description = "Which target")),
    responses(
        (status = 200, body = Reconciliation),
        (status = 400, body = Document, content_type = "application/problem+json"),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn reconcile_target(
    State(engine): State<Engine>,
    Id(id): Id,
    JsonBody(question): JsonBody<ReconciliationQuestion>,
) -> Result<Json<Reconciliation>, Problem> {
    Ok(Json(engine.reconcile(TargetId(id), question).await?))
}
