//! How the engine is doing.

use axum::Json;
use axum::extract::State;

use crate::problem::Problem;
use engine::{Engine, Overview};

/// How every target is doing now, and the engine's last five minutes.
#[utoipa::path(
    get, path = "/api/v1/overview", operation_id = "getOverview", tag = "overview",
    responses((status = 200, body = Overview))
)]
pub(crate) async fn get_overview(State(engine): State<Engine>) -> Result<Json<Overview>, Problem> {
    Ok(Json(engine.overview().await?))
}
