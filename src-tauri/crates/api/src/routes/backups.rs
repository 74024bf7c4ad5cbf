//! Backups of the whole store: made, checked, deleted, chosen to be put back at the next start.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::backup_plan::BackupPlan;

use crate::extract::{By, JsonBody, Names};
use crate::problem::{Document, Problem};
use engine::{Backup, Backups, Engine};

/// The backups, newest first, how they are made, and what is going on.
#[utoipa::path(
    get, path = "/api/v1/system/backups", operation_id = "listBackups", tag = "system",
    responses((status = 200, body = Backups))
)]
pub(crate) async fn list_backups(State(engine): State<Engine>) -> Json<Backups> {
    Json(engine.backups().await)
}

/// Begins to make a backup; the list tells how far it is.
#[utoipa::path(
    post, path = "/api/v1/system/backups", operation_id = "beginBackup", tag = "system",
    responses(
        (status = 202, description = "It is being made."),
        (status = 409, description = "`BACKUP_UNDER_WAY`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin_backup(State(engine): State<Engine>, By(by): By) -> Result<StatusCode, Problem> {
    engine.begin_backup(&by).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Says when backups are made, how many are kept, and where.
#[utoipa::path(
    put, path = "/api/v1/system/backup-plan", operation_id = "replaceBackupPlan", tag = "system",
    request_body = BackupPlan,
    responses(
        (status = 204, description = "It is kept."),
        (status = 400, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn replace_backup_plan(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(plan): JsonBody<BackupPlan>,
) -> Result<StatusCode, Problem> {
    engine.replace_backup_plan(&by, plan).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes a backup.
#[utoipa::path(
    delete, path = "/api/v1/system/backups/{name}", operation_id = "deleteBackup", tag = "system",
    params(("name" = String, Path, description = "Which backup")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`BACKUP_IS_WANTED`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_backup(
    State(engine): State<Engine>,
    By(by): By,
    Names(name): Names<String>,
) -> Result<StatusCode, Problem> {
    engine.delete_backup(&by, name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads a backup from beginning to end, and compares it with what it says of itself.
#[utoipa::path(
    post, path = "/api/v1/system/backups/{name}/check", operation_id = "checkBackup", tag = "system",
    params(("name" = String, Path, description = "Which backup")),
    responses(
        (status = 200, description = "It is sound.", body = Backup),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`BACKUP_NOT_SOUND`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check_backup(
    State(engine): State<Engine>,
    Names(name): Names<String>,
) -> Result<Json<Backup>, Problem> {
    Ok(Json(engine.check_backup(name).await?))
}

/// Has a backup put back at the next start. It is read from beginning to end first; every target of it will be held.
#[utoipa::path(
    post, path = "/api/v1/system/backups/{name}/restore", operation_id = "wantRestore", tag = "system",
    params(("name" = String, Path, description = "Which backup")),
    responses(
        (status = 204, description = "It is put back when the program starts next."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`BACKUP_NOT_SOUND`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn want_restore(
    State(engine): State<Engine>,
    By(by): By,
    Names(name): Names<String>,
) -> Result<StatusCode, Problem> {
    engine.want_restore(&by, name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the choice of a backup back.
#[utoipa::path(
    delete, path = "/api/v1/system/restore", operation_id = "forgetRestore", tag = "system",
    responses((status = 204, description = "Nothing is put back."))
)]
pub(crate) async fn forget_restore(State(engine): State<Engine>, By(by): By) -> Result<StatusCode, Problem> {
    engine.forget_restore(&by).await?;
    Ok(StatusCode::NO_CONTENT)
}
