//! Bearer tokens.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::paging::Whole;
use crate::extract::{By, Id, JsonBody};
use crate::problem::{Document, Problem};
use engine::{Engine, NewToken, Scope, TokenEntry};

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct TokenRequest {
    /// What the operator calls it.
    name: String,
    /// What it may be used for.
    scopes: Vec<Scope>,
}

/// All tokens; never their text.
#[utoipa::path(
    get, path = "/api/v1/tokens", operation_id = "listTokens", tag = "system",
    responses((status = 200, body = Whole<TokenEntry>))
)]
pub(crate) async fn list_tokens(State(engine): State<Engine>) -> Json<Whole<TokenEntry>> {
    Json(Whole::of(engine.tokens()))
}

/// Makes a token. Its text is answered this once.
#[utoipa::path(
    post, path = "/api/v1/tokens", operation_id = "createToken", tag = "system", request_body = TokenRequest,
    responses((status = 201, body = NewToken))
)]
pub(crate) async fn create_token(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(request): JsonBody<TokenRequest>,
) -> Result<(StatusCode, Json<NewToken>), Problem> {
    let token = engine.create_token(&by, request.name, request.scopes).await?;
    Ok((StatusCode::CREATED, Json(token)))
}

/// Makes a token useless from now on.
#[utoipa::path(
    delete, path = "/api/v1/tokens/{id}", operation_id = "revokeToken", tag = "system",
    params(("id" = i64, Path, description = "Which token")),
    responses(
        (status = 204, description = "It is useless now."),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn revoke_token(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.revoke_token(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
