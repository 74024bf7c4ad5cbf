//! Custom adapters (row S7).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::paging::Whole;
use crate::extract::{By, JsonBody, Names};
use crate::problem::{Document, Problem};
use engine::{AdapterCheck, AdapterClass, AdapterSource, AdapterTrial, AttemptEntry, Engine, NewAdapter};

/// Every class with its versions, read from the files.
#[utoipa::path(
    get, path = "/api/v1/adapters", operation_id = "listAdapters", tag = "adapters",
    responses((status = 200, body = Whole<AdapterClass>))
)]
pub(crate) async fn list_adapters(
    State(engine): State<Engine>,
) -> Result<Json<Whole<AdapterClass>>, Problem> {
    Ok(Json(Whole::of(engine.adapters().await?)))
}

/// Keeps a script as the next version of its class. One that does not compile is refused with line and column.
#[utoipa::path(
    post, path = "/api/v1/adapters", operation_id = "createAdapter", tag = "adapters", request_body = NewAdapter,
    responses((status = 201, body = AdapterSource))
)]
pub(crate) async fn create_adapter(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(new): JsonBody<NewAdapter>,
) -> Result<(StatusCode, Json<AdapterSource>), Problem> {
    Ok((StatusCode::CREATED, Json(engine.create_adapter(&by, new).await?)))
}

/// The script of one version.
#[utoipa::path(
    get, path = "/api/v1/adapters/{class}/{version}", operation_id = "getAdapter", tag = "adapters",
    params(("class" = String, Path, description = "Which class"), ("version" = u32, Path, description = "Which version")),
    responses(
        (status = 200, body = AdapterSource),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_adapter(
    State(engine): State<Engine>,
    Names((class, version)): Names<(String, u32)>,
) -> Result<Json<AdapterSource>, Problem> {
    Ok(Json(engine.adapter_source(class, version).await?))
}

/// Deletes one version; refused while a target runs it.
#[utoipa::path(
    delete, path = "/api/v1/adapters/{class}/{version}", operation_id = "deleteAdapter", tag = "adapters",
    params(("class" = String, Path, description = "Which class"), ("version" = u32, Path, description = "Which version")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_adapter(
    State(engine): State<Engine>,
    Names((class, version)): Names<(String, u32)>,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.delete_adapter(&by, class, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A script to be looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ScriptBody {
    /// The script.
    source: String,
}

/// What the compiler says of a script; nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/adapters/check", operation_id = "checkAdapter", tag = "adapters", request_body = ScriptBody,
    responses((status = 200, body = AdapterCheck))
)]
pub(crate) async fn check_adapter(
    State(engine): State<Engine>,
    JsonBody(body): JsonBody<ScriptBody>,
) -> Json<AdapterCheck> {
    Json(engine.check_adapter(&body.source))
}

/// Sends one event by a script to the simulated receiver, never anywhere else.
#[utoipa::path(
    post, path = "/api/v1/adapters/try", operation_id = "tryAdapter", tag = "adapters", request_body = AdapterTrial,
    responses(
        (status = 200, body = AttemptEntry),
        (status = 409, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn try_adapter(
    State(engine): State<Engine>,
    JsonBody(trial): JsonBody<AdapterTrial>,
) -> Result<Json<AttemptEntry>, Problem> {
    Ok(Json(engine.try_adapter(trial).await?))
}

/// Adapters to begin with.
#[utoipa::path(
    get, path = "/api/v1/adapter-examples", operation_id = "listAdapterExamples", tag = "adapters",
    responses((status = 200, body = Whole<suites::Example>))
)]
pub(crate) async fn list_examples() -> Json<Whole<suites::Example>> {
    Json(Whole::of(suites::adapter_examples().to_vec()))
}
