//! Openings of breakers (熔断记录, row F3).

use axum::Json;
use axum::extract::State;
use domain::ids::TargetId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::Limit;
use crate::extract::Query;
use crate::problem::Problem;
use engine::{Engine, Opening, OpeningQuery, Page};

/// Which openings, and which page of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Openings {
    /// 应用系统
    #[param(value_type = Option<i64>)]
    target_id: Option<TargetId>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of breaker openings, newest first.
#[utoipa::path(
    get, path = "/api/v1/breaker-openings", operation_id = "listBreakerOpenings", tag = "overview", params(Openings),
    responses((status = 200, body = Page<Opening>))
)]
pub(crate) async fn list_openings(
    State(engine): State<Engine>,
    Query(query): Query<Openings>,
) -> Result<Json<Page<Opening>>, Problem> {
    let page = OpeningQuery {
        target_id: query.target_id,
        limit: query.limit.0,
        after: query.after,
    };
    Ok(Json(engine.openings(page).await?))
}
