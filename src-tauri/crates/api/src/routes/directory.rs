//! The OA's organisation (组织架构).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::directory::{DirectoryDocument, ListKind, PersonList};
use domain::target::UnitKind;
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::{Limit, Whole};
use crate::extract::{By, JsonBody, MOST_DIRECTORY, Names, Query, RawBody};
use crate::problem::{Document, Problem};
use engine::{DirectoryImported, Engine, Page, PersonEntry, PersonRow, Structure};

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
    By(by): By,
    JsonBody(document): JsonBody<DirectoryDocument, MOST_DIRECTORY>,
) -> Result<StatusCode, Problem> {
    engine.replace_directory(&by, document).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which persons are looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PersonQuery {
    /// A part of the name, login name, work code or id.
    text: Option<String>,
    /// The very id: that person or nobody; `text` is not read then.
    id: Option<String>,
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
) -> Result<Json<Whole<PersonEntry>>, Problem> {
    if let Some(id) = query.id {
        return Ok(Json(Whole::of(
            engine.person_entry(&id.into()).into_iter().collect(),
        )));
    }
    let persons = engine.persons(query.text.unwrap_or_default(), query.limit.0);
    Ok(Json(Whole::of(persons.await?)))
}

/// The shape of the organisation: units, posts, groups and roles with how many persons each has, without the persons.
#[utoipa::path(
    get, path = "/api/v1/directory/structure", operation_id = "getDirectoryStructure", tag = "directory",
    responses((status = 200, body = Structure))
)]
pub(crate) async fn get_structure(State(engine): State<Engine>) -> Result<Json<Structure>, Problem> {
    Ok(Json(engine.structure().await?))
}

/// Which people are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PeopleQuery {
    /// A part of the name, id, login name, work code, mobile or e-mail.
    text: Option<String>,
    /// Kind of `unit`.
    unit_kind: Option<UnitKind>,
    /// Id of a subsidiary or department.
    unit: Option<String>,
    /// With what lies below the unit.
    #[param(value_type = Option<bool>, default = false)]
    include_below: bool,
    /// Id of a post.
    post: Option<String>,
    /// Kind of `list`.
    list_kind: Option<ListKind>,
    /// Id of a group or role.
    list: Option<String>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of people: main accounts, each with its part-time identities.
#[utoipa::path(
    get, path = "/api/v1/directory/people", operation_id = "listPeople", tag = "directory", params(PeopleQuery),
    responses((status = 200, body = Page<PersonRow>))
)]
pub(crate) async fn list_people(
    State(engine): State<Engine>,
    Query(query): Query<PeopleQuery>,
) -> Result<Json<Page<PersonRow>>, Problem> {
    let query = engine::PersonQuery {
        text: query.text,
        unit: query.unit_kind.zip(query.unit),
        include_below: query.include_below,
        post: query.post,
        list: query.list_kind.zip(query.list),
        limit: query.limit.0,
        after: query.after,
    };
    Ok(Json(engine.people(query).await?))
}

/// A group or role with its members.
#[utoipa::path(
    get, path = "/api/v1/directory/lists/{kind}/{id}", operation_id = "getPersonList", tag = "directory",
    params(("kind" = ListKind, Path, description = "Group or role"), ("id" = String, Path, description = "Which one")),
    responses(
        (status = 200, body = PersonList),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_person_list(
    State(engine): State<Engine>,
    Names((kind, id)): Names<(ListKind, String)>,
) -> Result<Json<PersonList>, Problem> {
    Ok(Json(engine.person_list(kind, &id)?))
}

/// Name and members of a group or role.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PersonListBody {
    /// 名称
    name: String,
    /// Who is on it.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    persons: Vec<domain::ids::PersonId>,
}

/// Puts a group or role in, or in the place of the one with its id.
#[utoipa::path(
    put, path = "/api/v1/directory/lists/{kind}/{id}", operation_id = "putPersonList", tag = "directory",
    params(("kind" = ListKind, Path, description = "Group or role"), ("id" = String, Path, description = "Which one")),
    request_body = PersonListBody, responses((status = 204, description = "It is there."))
)]
pub(crate) async fn put_person_list(
    State(engine): State<Engine>,
    Names((kind, id)): Names<(ListKind, String)>,
    By(by): By,
    JsonBody(body): JsonBody<PersonListBody>,
) -> Result<StatusCode, Problem> {
    let list = PersonList {
        id,
        name: body.name,
        persons: body.persons,
    };
    engine.put_person_list(&by, kind, list).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes a group or role.
#[utoipa::path(
    delete, path = "/api/v1/directory/lists/{kind}/{id}", operation_id = "deletePersonList", tag = "directory",
    params(("kind" = ListKind, Path, description = "Group or role"), ("id" = String, Path, description = "Which one")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_person_list(
    State(engine): State<Engine>,
    Names((kind, id)): Names<(ListKind, String)>,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.delete_person_list(&by, kind, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a file is read.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct DirectoryImportQuery {
    /// Nothing is changed, only compared.
    #[param(value_type = Option<bool>, default = false)]
    preview: bool,
}

/// Reads the organisation from a document (JSON) or a workbook (XLSX, with sheets 分部, 部门, 岗位, 人员, 群组, 角色), or says
/// what that would change. A part that the workbook has no sheet for stays as it is.
#[utoipa::path(
    post, path = "/api/v1/directory/import", operation_id = "importDirectory", tag = "directory",
    params(DirectoryImportQuery), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = DirectoryImported))
)]
pub(crate) async fn import_directory(
    State(engine): State<Engine>,
    By(by): By,
    Query(query): Query<DirectoryImportQuery>,
    RawBody(file): RawBody<MOST_DIRECTORY>,
) -> Result<Json<DirectoryImported>, Problem> {
    Ok(Json(engine.import_directory(&by, file, query.preview).await?))
}
