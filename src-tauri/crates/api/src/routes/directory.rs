//! The OA's organisation (组织架构).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::directory::DirectoryDocument;
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::{Limit, Whole};
use crate::extract::{JsonBody, Query};
use crate::problem::Problem;
use engine::{Engine, PersonEntry};

/// The whole organisation as one document.
#[utoipa::path(
    get, path = "/api/v1/directory", operation_id = "getDirectory", tag = "directory",
    responses((status = 200, body = DirectoryDocument))
)]
pub(crate) async fn get_directory(State(engine): State<Engine>) -> Response {
    let directory: Arc<_> = engine.directory();
    Json(directory.document()).into_response()
}

/// Replaces the whole organisation. A part-time identity is a person row whose `mainAccount` names the main row.
#[utoipa::path(
    put, path = "/api/v1/directory", operation_id = "replaceDirectory", tag = "directory",
    request_body(content = DirectoryDocument, example = json!({
        "subsidiaries": [{ "id": "1", "name": "总部", "parent": null }],
        "departments": [{ "id": "12", "name": "财务部", "subsidiary": "1", "parent": null }],
        "posts": [{ "id": "7", "name": "会计" }],
        "persons": [{
            "id": "1001", "name": "张三", "loginId": "zhangsan", "workCode": "E001", "mobile": "13800000000",
            "email": "zs@example.com", "certificateNo": null, "externalId": null,
            "department": "12", "subsidiary": "1", "post": "7", "mainAccount": null, "active": true
        }],
        "groups": [{ "id": "g1", "name": "管理员", "persons": ["1001"] }],
        "roles": [{ "id": "r1", "name": "财务主管", "persons": ["1001"] }]
    })),
    responses((status = 204, description = "It is replaced."))
)]
pub(crate) async fn replace_directory(
    State(engine): State<Engine>,
    JsonBody(document): JsonBody<DirectoryDocument>,
) -> Result<StatusCode, Problem> {
    engine.replace_directory(document).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which persons are looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PersonQuery {
    /// A part of the name, login name, work code or id.
    text: Option<String>,
    /// Most persons.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// Persons whose name, login name, work code or id holds a text; for pickers.
#[utoipa::path(
    get, path = "/api/v1/persons", operation_id = "listPersons", tag = "directory", params(PersonQuery),
    responses((status = 200, body = Whole<PersonEntry>))
)]
pub(crate) async fn list_persons(
    State(engine): State<Engine>,
    Query(query): Query<PersonQuery>,
) -> Json<Whole<PersonEntry>> {
    Json(Whole::of(
        engine.persons(query.text.as_deref().unwrap_or_default(), query.limit.0),
    ))
}
