//! Mapping tables (人员转换关系, row T6).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{PersonId, TargetId};
use domain::target::PersonMapping;
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::Limit;
use crate::extract::{By, Id, IdBy, JsonBody, Names, Query, RawBody};
use crate::problem::{Document, Problem};
use engine::{Engine, MappingImported, MappingQuery, MappingRow, MappingSheet, Page, PersonWithoutValue};

/// Which rows are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowQuery {
    /// A part of the person's id or name, or of the value.
    text: Option<String>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of a target's mapping table, by person id.
#[utoipa::path(
    get, path = "/api/v1/targets/{id}/person-mapping", operation_id = "listPersonMapping", tag = "targets",
    params(("id" = i64, Path, description = "Which target"), RowQuery),
    responses(
        (status = 200, body = Page<MappingRow>),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_mapping(
    State(engine): State<Engine>,
    Id(id): Id,
    Query(query): Query<RowQuery>,
) -> Result<Json<Page<MappingRow>>, Problem> {
    let query = MappingQuery {
        text: query.text.unwrap_or_default(),
        limit: query.limit.0,
        after: query.after,
    };
    Ok(Json(engine.mapping(TargetId(id), query).await?))
}

/// Puts one row in, or in the place of the one with its person.
#[utoipa::path(
    post, path = "/api/v1/targets/{id}/person-mapping", operation_id = "putPersonMappingRow", tag = "targets",
    params(("id" = i64, Path, description = "Which target")), request_body = PersonMapping,
    responses(
        (status = 204, description = "It is there."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put_mapping_row(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
    JsonBody(row): JsonBody<PersonMapping>,
) -> Result<StatusCode, Problem> {
    engine.put_mapping_row(&by, TargetId(id), row).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes one row out.
#[utoipa::path(
    delete, path = "/api/v1/targets/{id}/person-mapping/{person}", operation_id = "deletePersonMappingRow",
    tag = "targets",
    params(("id" = i64, Path, description = "Which target"), ("person" = String, Path, description = "OA person id")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_mapping_row(
    State(engine): State<Engine>,
    Names((id, person)): Names<(i64, String)>,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine
        .delete_mapping_row(&by, TargetId(id), PersonId(person))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a sheet is read.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct ImportQuery {
    /// Nothing is changed, only counted.
    #[param(value_type = Option<bool>, default = false)]
    preview: bool,
    /// Rows that the sheet does not have are taken out.
    #[param(value_type = Option<bool>, default = false)]
    replace: bool,
    /// Wrong rows are left out; without it one wrong row refuses the sheet.
    #[param(value_type = Option<bool>, default = false)]
    skip_wrong: bool,
}

/// Reads a sheet (CSV or XLSX, columns 人员ID and 值) into a target's mapping table, or says what that would do.
#[utoipa::path(
    post, path = "/api/v1/targets/{id}/person-mapping/import", operation_id = "importPersonMapping", tag = "targets",
    params(("id" = i64, Path, description = "Which target"), ImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = MappingImported),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn import_mapping(
    State(engine): State<Engine>,
    IdBy(id, by): IdBy,
    Query(query): Query<ImportQuery>,
    RawBody(file): RawBody,
) -> Result<Json<MappingImported>, Problem> {
    let sheet = MappingSheet {
        file,
        preview: query.preview,
        replace: query.replace,
        skip_wrong: query.skip_wrong,
    };
    Ok(Json(engine.import_mapping(&by, TargetId(id), sheet).await?))
}

/// Which page is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Persons that events have named and who have no value under the target's person rule.
#[utoipa::path(
    get, path = "/api/v1/targets/{id}/persons-without-value", operation_id = "listPersonsWithoutValue",
    tag = "targets", params(("id" = i64, Path, description = "Which target"), PageQuery),
    responses(
        (status = 200, body = Page<PersonWithoutValue>),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_persons_without_value(
    State(engine): State<Engine>,
    Id(id): Id,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<PersonWithoutValue>>, Problem> {
    let page = engine.persons_without_value(TargetId(id), query.limit.0, query.after);
    Ok(Json(page.await?))
}
