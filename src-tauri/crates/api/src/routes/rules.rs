//! Interception rules being written (rows I1 to I5): trying them, and what they can name.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::catalogue::BusinessState;
use domain::event::DataSet;

use super::paging::Whole;
use crate::extract::{By, JsonBody, Names};
use crate::problem::Problem;
use engine::{
    Engine, InterceptionAnswer, InterceptionTrial, NewWorkflows, Reach, ReachQuestion, WorkflowCatalogue,
};

/// Whether an item would pass a set of rules, and which rule stops it. The rules need not be stored.
#[utoipa::path(
    post, path = "/api/v1/interception/try", operation_id = "tryInterception", tag = "rules",
    request_body = InterceptionTrial, responses((status = 200, body = InterceptionAnswer))
)]
pub(crate) async fn try_interception(
    State(engine): State<Engine>,
    JsonBody(trial): JsonBody<InterceptionTrial>,
) -> Result<Json<InterceptionAnswer>, Problem> {
    Ok(Json(engine.try_interception(trial).await?))
}

/// How many people and workflows a set of rules lets through. The rules need not be stored.
#[utoipa::path(
    post, path = "/api/v1/interception/reach", operation_id = "getReach", tag = "rules",
    request_body = ReachQuestion, responses((status = 200, body = Reach))
)]
pub(crate) async fn get_reach(
    State(engine): State<Engine>,
    JsonBody(question): JsonBody<ReachQuestion>,
) -> Result<Json<Reach>, Problem> {
    Ok(Json(engine.reach(question).await?))
}

/// Every workflow template that events have named or an operator has put in, and the types.
#[utoipa::path(
    get, path = "/api/v1/workflows", operation_id = "listWorkflows", tag = "rules",
    responses((status = 200, body = WorkflowCatalogue))
)]
pub(crate) async fn list_workflows(State(engine): State<Engine>) -> Json<WorkflowCatalogue> {
    Json(engine.workflows())
}

/// Puts templates in, for rules about workflows that no event has named yet.
#[utoipa::path(
    post, path = "/api/v1/workflows", operation_id = "putWorkflows", tag = "rules",
    request_body = NewWorkflows, responses((status = 204, description = "They are there."))
)]
pub(crate) async fn put_workflows(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(new): JsonBody<NewWorkflows>,
) -> Result<StatusCode, Problem> {
    engine.put_workflows(&by, new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Every business data state that is known.
#[utoipa::path(
    get, path = "/api/v1/business-states", operation_id = "listBusinessStates", tag = "rules",
    responses((status = 200, body = Whole<BusinessState>))
)]
pub(crate) async fn list_business_states(State(engine): State<Engine>) -> Json<Whole<BusinessState>> {
    Json(Whole::of(engine.business_states()))
}

/// Puts a business data state in, or gives one another name.
#[utoipa::path(
    post, path = "/api/v1/business-states", operation_id = "putBusinessState", tag = "rules",
    request_body = BusinessState, responses((status = 204, description = "It is there."))
)]
pub(crate) async fn put_business_state(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(state): JsonBody<BusinessState>,
) -> Result<StatusCode, Problem> {
    engine.put_business_state(&by, state).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a business data state out of the forms; one that an event names later comes back.
#[utoipa::path(
    delete, path = "/api/v1/business-states/{dataSet}/{code}", operation_id = "deleteBusinessState", tag = "rules",
    params(
        ("dataSet" = DataSet, Path, description = "数据集合"), ("code" = String, Path, description = "The word of it"),
    ),
    responses((status = 204, description = "It is gone."))
)]
pub(crate) async fn delete_business_state(
    State(engine): State<Engine>,
    Names((data_set, code)): Names<(DataSet, String)>,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.forget_business_state(&by, data_set, code).await?;
    Ok(StatusCode::NO_CONTENT)
}
