//! Operations on the simulated OA.

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;

use super::SandboxProblem;
use super::shapes::{
    SandboxAct, SandboxActed, SandboxNewRequest, SandboxOa, SandboxOaSettings, SandboxRequest,
    SandboxRequests, SandboxStartedRequest,
};
use crate::Sandbox;
use crate::oa::{RATES, TEMPLATES};
use crate::organisation::PersonIndex;

const REQUESTS: usize = 50;
const MOST_REQUESTS: usize = 500;

/// Lets the OA walk or stand, at a pace.
#[utoipa::path(
    put, path = "/api/v1/sandbox/oa", tag = "sandbox", operation_id = "putSandboxOa", request_body = SandboxOaSettings,
    responses((status = 200, body = SandboxOa), (status = 400, body = SandboxProblem, content_type = "application/problem+json"))
)]
pub(crate) async fn put_oa(
    State(sandbox): State<Sandbox>,
    body: Result<Json<SandboxOaSettings>, JsonRejection>,
) -> Result<Json<SandboxOa>, SandboxProblem> {
    let Json(settings) = body?;
    if !RATES.contains(&settings.events_per_second) {
        let message = format!("must be from {} to {}", RATES.start(), RATES.end());
        return Err(SandboxProblem::field("/eventsPerSecond", "OUT_OF_RANGE", message));
    }
    sandbox.oa().set(settings.running, settings.events_per_second);
    Ok(Json(SandboxOa::of(&sandbox)))
}

/// Which open requests to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RequestsQuery {
    /// 1 to 500; 50 where it is left out.
    #[serde(default)]
    limit: Option<usize>,
}

/// Open requests, newest first.
#[utoipa::path(
    get, path = "/api/v1/sandbox/oa/requests", tag = "sandbox", operation_id = "listSandboxRequests", params(RequestsQuery),
    responses((status = 200, body = SandboxRequests), (status = 400, body = SandboxProblem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_requests(
    State(sandbox): State<Sandbox>,
    query: Result<Query<RequestsQuery>, QueryRejection>,
) -> Result<Json<SandboxRequests>, SandboxProblem> {
    let Query(query) = query?;
    let limit = query.limit.unwrap_or(REQUESTS);
    if !(1..=MOST_REQUESTS).contains(&limit) {
        let message = format!("must be from 1 to {MOST_REQUESTS}");
        return Err(SandboxProblem::field("/limit", "OUT_OF_RANGE", message));
    }
    let items = sandbox
        .oa()
        .newest(limit)
        .into_iter()
        .map(SandboxRequest::from)
        .collect();
    Ok(Json(SandboxRequests { items }))
}

/// Starts a request.
#[utoipa::path(
    post, path = "/api/v1/sandbox/oa/requests", tag = "sandbox", operation_id = "startSandboxRequest",
    request_body = SandboxNewRequest,
    responses(
        (status = 201, body = SandboxStartedRequest),
        (status = 400, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 409, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 503, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn start_request(
    State(sandbox): State<Sandbox>,
    body: Result<Json<SandboxNewRequest>, JsonRejection>,
) -> Result<(StatusCode, Json<SandboxStartedRequest>), SandboxProblem> {
    let Json(wanted) = body?;
    let template = match &wanted.workflow_id {
        None => None,
        Some(id) => {
            let found = TEMPLATES.iter().find(|template| template.id == id);
            let unknown = || SandboxProblem::field("/workflowId", "UNKNOWN", "there is no such workflow");
            Some(found.ok_or_else(unknown)?)
        }
    };
    let creator = person(&sandbox, "/creator", wanted.creator.as_deref())?;
    let started = sandbox.oa().begin(template, creator)?;
    Ok((StatusCode::CREATED, Json(started.into())))
}

/// Does something to a request.
#[utoipa::path(
    post, path = "/api/v1/sandbox/oa/requests/{requestId}/act", tag = "sandbox", operation_id = "actOnSandboxRequest",
    params(("requestId" = String, Path, description = "Id of an open request")), request_body = SandboxAct,
    responses(
        (status = 200, body = SandboxActed),
        (status = 400, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 409, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 503, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn act_on_request(
    State(sandbox): State<Sandbox>,
    Path(request_id): Path<String>,
    body: Result<Json<SandboxAct>, JsonRejection>,
) -> Result<Json<SandboxActed>, SandboxProblem> {
    let Json(act) = body?;
    let id: u64 = request_id
        .parse()
        .map_err(|_| SandboxProblem::not_found("request", &request_id))?;
    let person = person(&sandbox, "/person", act.person.as_deref())?;
    let events = sandbox.oa().act(id, act.action.into(), person)?;
    Ok(Json(SandboxActed { request_id, events }))
}

fn person(sandbox: &Sandbox, path: &str, id: Option<&str>) -> Result<Option<PersonIndex>, SandboxProblem> {
    let Some(id) = id else { return Ok(None) };
    let found = sandbox.organisation().by_id(id);
    found
        .map(Some)
        .ok_or_else(|| SandboxProblem::field(path, "UNKNOWN", "there is no such person"))
}
