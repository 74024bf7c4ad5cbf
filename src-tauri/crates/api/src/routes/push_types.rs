//! The catalogue of push types (rows T7 and T8): what the console's forms are made from.

use axum::Json;
use suites::PushTypeSpec;

use super::paging::Whole;

/// All push types with their parameters.
#[utoipa::path(
    get, path = "/api/v1/push-types", operation_id = "listPushTypes", tag = "targets",
    responses((status = 200, body = Whole<PushTypeSpec>))
)]
pub(crate) async fn list_push_types() -> Json<Whole<PushTypeSpec>> {
    Json(Whole::of(suites::catalog().to_vec()))
}
