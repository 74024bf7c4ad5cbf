//! The diagnostics file: what somebody who helps wants to see, in one document without secrets.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::metrics;
use super::system::{self, System};
use crate::open::Door;
use crate::problem::Problem;
use crate::recent_log::recent_lines;
use engine::{
    AlertMessage, Engine, EngineError, MessageFilter, Opening, OpeningQuery, Overview, Run, RunFilter,
};

/// Rows of each list.
const ROWS: usize = 100;

/// Everything in one place. What the store cannot give while it is in trouble is left out.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Diagnostics {
    /// When it was gathered.
    at: DateTime<Utc>,
    /// Operating system and processor.
    platform: String,
    /// What runs here.
    system: System,
    /// How it is doing.
    overview: Option<Overview>,
    /// Everything that is configured, as a TOML document without secrets.
    configuration: Option<String>,
    /// Prometheus' text format.
    metrics: String,
    /// The last openings of breakers.
    openings: Vec<Opening>,
    /// The last runs over the log.
    runs: Vec<Run>,
    /// The last messages of alert channels.
    alert_messages: Vec<AlertMessage>,
    /// The last lines of the program's log.
    log: Vec<String>,
}

/// One document for whoever helps: no secrets, no items.
#[utoipa::path(
    get, path = "/api/v1/system/diagnostics", operation_id = "getDiagnostics", tag = "system",
    responses((status = 200, body = Diagnostics))
)]
pub(crate) async fn get_diagnostics(
    door: State<Door>,
    State(engine): State<Engine>,
) -> Result<Json<Diagnostics>, Problem> {
    let openings = engine.openings(OpeningQuery {
        target_id: None,
        limit: ROWS,
        after: None,
    });
    let runs = engine.runs(RunFilter::default(), ROWS, None);
    let messages = engine.alert_messages(MessageFilter::default(), ROWS, None);
    Ok(Json(Diagnostics {
        at: Utc::now(),
        platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        openings: items(openings.await.map(|page| page.items)),
        runs: items(runs.await.map(|page| page.items)),
        alert_messages: items(messages.await.map(|page| page.items)),
        overview: engine.overview().await.ok(),
        configuration: engine.export_configuration().await.ok(),
        metrics: metrics::text(&engine).await,
        system: system::now(&door, &engine),
        log: recent_lines(),
    }))
}

fn items<T>(found: Result<Vec<T>, EngineError>) -> Vec<T> {
    found.unwrap_or_default()
}
