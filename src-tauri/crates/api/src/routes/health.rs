//! Health and readiness (row H2), for whoever watches over the process.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Document, Problem};
use engine::{Engine, EngineState};

/// The process answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// What the engine does.
    pub(crate) state: EngineState,
}

/// Whether the process is alive. It is while it answers, whatever the store does.
#[utoipa::path(
    get, path = "/healthz", operation_id = "getHealth", tag = "watch", security(()),
    responses((status = 200, body = Health))
)]
pub(crate) async fn healthz(State(engine): State<Engine>) -> Json<Health> {
    Json(Health {
        state: engine.status().state,
    })
}

/// Whether batches are taken now; 503 says why not.
#[utoipa::path(
    get, path = "/readyz", operation_id = "getReadiness", tag = "watch", security(()),
    responses(
        (status = 200, body = Health),
        (status = 503, description = "`STORE_UNAVAILABLE` or `STOPPING`", body = Document,
         content_type = "application/problem+json", headers(("Retry-After" = u32, description = "Seconds"))),
    )
)]
pub(crate) async fn readyz(State(engine): State<Engine>) -> Result<Json<Health>, Problem> {
    let status = engine.status();
    match status.state {
        EngineState::Running => Ok(Json(Health { state: status.state })),
        EngineState::StoreUnavailable | EngineState::StoreDamaged => {
            let why = status
                .detail
                .unwrap_or_else(|| "the store cannot be written".to_owned());
            Err(Problem::unavailable(why))
        }
        EngineState::Stopping => Err(Problem::stopping()),
    }
}
