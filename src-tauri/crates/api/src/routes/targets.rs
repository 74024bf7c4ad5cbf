//! Targets (应用系统, T rows).

use axum::Json;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use domain::event::Event;
use domain::ids::TargetId;
use domain::target::TargetConfig;

use super::paging::Whole;
use crate::extract::{By, Id, JsonBody};
use crate::problem::{Document, Problem};
use engine::{DeletionImpact, DryRun, DryRunQuestion, Engine, Target, TargetCopy};

/// All targets. A secret parameter reads as `{"secret":true,"set":true}`.
#[utoipa::path(
    get, path = "/api/v1/targets", operation_id = "listTargets", tag = "targets",
    responses((status = 200, body = Whole<Target>))
)]
pub(crate) async fn list_targets(State(engine): State<Engine>) -> Json<Whole<Target>> {
    Json(Whole::of(engine.targets()))
}

/// Makes a target. What cannot work (unknown parameter, bad address, identifier taken) is refused by its fields.
#[utoipa::path(
    post, path = "/api/v1/targets", operation_id = "createTarget", tag = "targets",
    request_body(content = TargetConfig, example = json!({
        "identifier": "portal", "name": "集团门户", "enabled": true, "pushType": "ecology",
        "server": { "scheme": "http", "authority": "127.0.0.1:9001", "basePath": "" },
        "personKey": "userId", "params": { "sysCode": "OA1", "toViewRemark": false }
    })),
    responses((status = 201, body = Target, headers(("Location" = String, description = "Path of the target"))))
)]
pub(crate) async fn create_target(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(config): JsonBody<TargetConfig>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Target>), Problem> {
    let target = engine.create_target(&by, config).await?;
    let path = format!("/api/v1/targets/{}", target.id);
    Ok((StatusCode::CREATED, [(LOCATION, path)], Json(target)))
}

/// One target.
#[utoipa::path(
    get, path = "/api/v1/targets/{id}", operation_id = "getTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")),
    responses((status = 200, body = Target), (status = 404, body = Document, content_type = "application/problem+json"))
)]
pub(crate) async fn get_target(State(engine): State<Engine>, Id(id): Id) -> Result<Json<Target>, Problem> {
    Ok(Json(engine.target(TargetId(id))?))
}

/// Replaces a target's configuration as a whole. A secret given back as it was read stays as it is.
#[utoipa::path(
    put, path = "/api/v1/targets/{id}", operation_id = "updateTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")), request_body = TargetConfig,
    responses((status = 200, body = Target), (status = 404, body = Document, content_type = "application/problem+json"))
)]
pub(crate) async fn update_target(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
    JsonBody(config): JsonBody<TargetConfig>,
) -> Result<Json<Target>, Problem> {
    Ok(Json(engine.update_target(&by, TargetId(id), config).await?))
}

/// Deletes a target with all that belongs to it; ask for the impact first.
#[utoipa::path(
    delete, path = "/api/v1/targets/{id}", operation_id = "deleteTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_target(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.delete_target(&by, TargetId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a target of another: all that it has, its secrets and its mapping table too. The copy is not enabled.
#[utoipa::path(
    post, path = "/api/v1/targets/{id}/copy", operation_id = "copyTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")), request_body = TargetCopy,
    responses(
        (status = 201, body = Target, headers(("Location" = String, description = "Path of the copy"))),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn copy_target(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
    JsonBody(copy): JsonBody<TargetCopy>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Target>), Problem> {
    let target = engine.copy_target(&by, TargetId(id), copy).await?;
    let path = format!("/api/v1/targets/{}", target.id);
    Ok((StatusCode::CREATED, [(LOCATION, path)], Json(target)))
}

/// What would go with a target if it were deleted.
#[utoipa::path(
    get, path = "/api/v1/targets/{id}/deletion-impact", operation_id = "getDeletionImpact", tag = "targets",
    params(("id" = i64, Path, description = "Which target")),
    responses(
        (status = 200, body = DeletionImpact),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_deletion_impact(
    State(engine): State<Engine>,
    Id(id): Id,
) -> Result<Json<DeletionImpact>, Problem> {
    Ok(Json(engine.deletion_impact(TargetId(id)).await?))
}

/// What would happen to an event at a target (row T9): verdicts, mapped person, addresses and the exact request with
/// its secrets masked. Nothing is sent, nothing is remembered.
#[utoipa::path(
    post, path = "/api/v1/targets/{id}/dry-run", operation_id = "dryRunTarget", tag = "targets",
    params(("id" = i64, Path, description = "Which target")), request_body = Event,
    responses((status = 200, body = DryRun), (status = 404, body = Document, content_type = "application/problem+json"))
)]
pub(crate) async fn dry_run_target(
    State(engine): State<Engine>,
    Id(id): Id,
    JsonBody(event): JsonBody<Event>,
) -> Result<Json<DryRun>, Problem> {
    Ok(Json(engine.dry_run(TargetId(id), event).await?))
}

/// What would happen to an event with drafts in the place of what is stored (row T9): a target, a script, a push
/// address; the event is typed or that of a row of the log. Nothing is sent, nothing is remembered.
#[utoipa::path(
    post, path = "/api/v1/dry-runs", operation_id = "dryRun", tag = "targets", request_body = DryRunQuestion,
    responses((status = 200, body = DryRun), (status = 404, body = Document, content_type = "application/problem+json"))
)]
pub(crate) async fn dry_run(
    State(engine): State<Engine>,
    JsonBody(question): JsonBody<DryRunQuestion>,
) -> Result<Json<DryRun>, Problem> {
    Ok(Json(engine.dry_run_draft(question).await?))
}
