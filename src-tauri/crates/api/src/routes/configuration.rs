//! Settings of the installation, export and import, and the trail of who changed what (row D4).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::installation::Installation;
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::Limit;
use crate::extract::{By, JsonBody, MOST_CONFIGURATION, Query};
use crate::problem::Problem;
use engine::{AuditEntry, AuditFilter, Comparison, Engine, ObjectKind, Page};

/// What is set for the installation: decentralised administration, tenant, e-Bridge.
#[utoipa::path(
    get, path = "/api/v1/settings", operation_id = "getSettings", tag = "configuration",
    responses((status = 200, body = Installation))
)]
pub(crate) async fn get_settings(State(engine): State<Engine>) -> Json<Installation> {
    Json(engine.installation())
}

/// Replaces what is set for the installation.
#[utoipa::path(
    put, path = "/api/v1/settings", operation_id = "replaceSettings", tag = "configuration",
    request_body = Installation, responses((status = 204, description = "It is set."))
)]
pub(crate) async fn replace_settings(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(settings): JsonBody<Installation>,
) -> Result<StatusCode, Problem> {
    engine.replace_installation(&by, settings).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which part of the trail is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// One kind of thing.
    kind: Option<ObjectKind>,
    /// One thing of that kind.
    object_id: Option<String>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Who changed what in the configuration, newest first.
#[utoipa::path(
    get, path = "/api/v1/audit", operation_id = "listAudit", tag = "configuration", params(AuditQuery),
    responses((status = 200, body = Page<AuditEntry>))
)]
pub(crate) async fn list_audit(
    State(engine): State<Engine>,
    Query(query): Query<AuditQuery>,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    let filter = AuditFilter {
        kind: query.kind,
        object_id: query.object_id,
    };
    Ok(Json(engine.audit(filter, query.limit.0, query.after).await?))
}

/// Everything that is configured, as one TOML document without secrets.
#[utoipa::path(
    get, path = "/api/v1/configuration", operation_id = "exportConfiguration", tag = "configuration",
    responses((status = 200, body = String, content_type = "application/toml"))
)]
pub(crate) async fn export_configuration(State(engine): State<Engine>) -> Result<Response, Problem> {
    let text = engine.export_configuration().await?;
    Ok(([(CONTENT_TYPE, "application/toml; charset=utf-8")], text).into_response())
}

/// A document to be compared or taken.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ConfigurationBody {
    /// The TOML document, as it was exported.
    document: String,
    /// Nothing is changed, only compared.
    #[serde(default)]
    preview: bool,
}

/// Makes what is configured as a document says, all of it or nothing; or says what that would change.
#[utoipa::path(
    post, path = "/api/v1/configuration/import", operation_id = "importConfiguration", tag = "configuration",
    request_body = ConfigurationBody, responses((status = 200, body = Comparison))
)]
pub(crate) async fn import_configuration(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(body): JsonBody<ConfigurationBody, MOST_CONFIGURATION>,
) -> Result<Json<Comparison>, Problem> {
    let comparison = match body.preview {
        true => engine.compare_configuration(body.document).await?,
        false => engine.import_configuration(&by, body.document).await?,
    };
    Ok(Json(comparison))
}
