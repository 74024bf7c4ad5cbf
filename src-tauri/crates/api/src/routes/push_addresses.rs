//! Push addresses (推送地址管理, rows A1 to A4).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::address::PushAddress;
use domain::ids::AddressId;

use super::paging::Whole;
use crate::extract::{By, Id, JsonBody};
use crate::problem::{Document, Problem};
use engine::{AddressPreview, Engine, PreviewedTarget, StoredAddress};

/// Every push address, oldest first.
#[utoipa::path(
    get, path = "/api/v1/push-addresses", operation_id = "listPushAddresses", tag = "addresses",
    responses((status = 200, body = Whole<StoredAddress>))
)]
pub(crate) async fn list_push_addresses(State(engine): State<Engine>) -> Json<Whole<StoredAddress>> {
    Json(Whole::of(engine.push_addresses()))
}

/// Makes a push address. A target's PC, APP or adaptive address that another one makes is refused, naming that one.
#[utoipa::path(
    post, path = "/api/v1/push-addresses", operation_id = "createPushAddress", tag = "addresses",
    request_body(content = PushAddress, example = json!({
        "name": "门户单点登录", "enabled": true, "redirect": true, "prefix": "http://sso.example.com/go",
        "parameters": [{ "name": "url", "remark": "", "value": { "kind": "systemParameter", "parameter": "encodedUrl" } }],
        "bindings": [{ "target": 1, "pc": true, "app": false, "adaptive": false }]
    })),
    responses((status = 201, body = StoredAddress))
)]
pub(crate) async fn create_push_address(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(address): JsonBody<PushAddress>,
) -> Result<(StatusCode, Json<StoredAddress>), Problem> {
    let stored = engine.create_push_address(&by, address).await?;
    Ok((StatusCode::CREATED, Json(stored)))
}

/// One push address.
#[utoipa::path(
    get, path = "/api/v1/push-addresses/{id}", operation_id = "getPushAddress", tag = "addresses",
    params(("id" = i64, Path, description = "Which push address")),
    responses(
        (status = 200, body = StoredAddress),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_push_address(
    State(engine): State<Engine>,
    Id(id): Id,
) -> Result<Json<StoredAddress>, Problem> {
    Ok(Json(engine.push_address(AddressId(id))?))
}

/// Replaces a push address as a whole.
#[utoipa::path(
    put, path = "/api/v1/push-addresses/{id}", operation_id = "updatePushAddress", tag = "addresses",
    params(("id" = i64, Path, description = "Which push address")), request_body = PushAddress,
    responses(
        (status = 200, body = StoredAddress),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_push_address(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
    JsonBody(address): JsonBody<PushAddress>,
) -> Result<Json<StoredAddress>, Problem> {
    Ok(Json(
        engine.update_push_address(&by, AddressId(id), address).await?,
    ))
}

/// Deletes a push address; the targets that were bound to it have their standard addresses again.
#[utoipa::path(
    delete, path = "/api/v1/push-addresses/{id}", operation_id = "deletePushAddress", tag = "addresses",
    params(("id" = i64, Path, description = "Which push address")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_push_address(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.delete_push_address(&by, AddressId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The three addresses of every bound target, exactly as a push would send them (row A4); by the code of a push.
#[utoipa::path(
    post, path = "/api/v1/push-addresses/preview", operation_id = "previewPushAddress", tag = "addresses",
    request_body = AddressPreview, responses((status = 200, body = Whole<PreviewedTarget>))
)]
pub(crate) async fn preview_push_address(
    State(engine): State<Engine>,
    JsonBody(preview): JsonBody<AddressPreview>,
) -> Result<Json<Whole<PreviewedTarget>>, Problem> {
    Ok(Json(Whole::of(engine.preview_push_address(preview)?)))
}
