//! What runs here: version, where it keeps its data and its secrets.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use secrets::SecretStoreStatus;
use serde::Serialize;
use utoipa::ToSchema;

use crate::open::{Door, Sandboxed};
use engine::{Engine, EngineState};

/// What runs here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct System {
    /// Version of the program.
    version: &'static str,
    /// When the engine was started.
    started_at: DateTime<Utc>,
    /// Whether it works.
    engine: EngineNow,
    /// Where secrets are kept.
    secret_store: SecretStoreStatus,
    /// Whether the simulated OA and receivers run.
    sandbox: bool,
    /// Where the data is.
    data_directory: String,
    /// 分权: decentralised administration.
    decentralised: bool,
}

/// Whether the engine works, and why not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EngineNow {
    /// In one word.
    state: EngineState,
    /// What is wrong.
    detail: Option<String>,
}

/// What runs here, and whether it works.
#[utoipa::path(
    get, path = "/api/v1/system", operation_id = "getSystem", tag = "system",
    responses((status = 200, body = System))
)]
pub(crate) async fn get_system(State(door): State<Door>, State(engine): State<Engine>) -> Json<System> {
    Json(now(&door, &engine))
}

pub(crate) fn now(door: &Door, engine: &Engine) -> System {
    let status = engine.status();
    System {
        version: engine.version(),
        started_at: status.started_at,
        engine: EngineNow {
            state: status.state,
            detail: status.detail,
        },
        secret_store: engine.secret_store(),
        sandbox: door.sandboxed() == Sandboxed::Yes,
        data_directory: engine.data_directory().display().to_string(),
        decentralised: engine.installation().decentralized,
    }
}
