//! Runs over the push log (rows C1, K1, L3), what calls them from outside (K2), and schedules being written.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{DeliveryId, RunId, TargetId};
use domain::schedule::Schedule;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::Limit;
use crate::extract::{By, Id, JsonBody, Query};
use crate::problem::{Document, Problem};
use engine::{Choice, Counted, DeliveryFilter, Engine, Page, Run, RunCause, RunDetail, RunFilter, RunKind};

/// Times of a schedule that are shown ahead.
const SHOWN_AHEAD: usize = 5;

/// Which runs, and which page of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct RunQuery {
    /// One kind.
    kind: Option<RunKind>,
    /// 应用系统
    #[param(value_type = Option<i64>)]
    target_id: Option<TargetId>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of runs, newest first; batch pushes are under `/api/v1/tasks`.
#[utoipa::path(
    get, path = "/api/v1/runs", operation_id = "listRuns", tag = "runs", params(RunQuery),
    responses((status = 200, body = Page<Run>))
)]
pub(crate) async fn list_runs(
    State(engine): State<Engine>,
    Query(query): Query<RunQuery>,
) -> Result<Json<Page<Run>>, Problem> {
    let filter = RunFilter {
        kind: query.kind,
        target_id: query.target_id,
        // Batch pushes have a list of their own.
        tasks: Some(false),
        since: None,
    };
    Ok(Json(engine.runs(filter, query.limit.0, query.after).await?))
}

/// What a person wants done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewRun {
    /// What to do.
    kind: RunKind,
    /// Compensation and clean-up: of which target.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    target_id: Option<TargetId>,
    /// Re-push and deletion: these rows, at most a thousand.
    #[serde(default)]
    #[schema(value_type = Option<Vec<i64>>)]
    ids: Option<Vec<DeliveryId>>,
    /// Re-push and deletion: all rows that match, of those that there are now.
    #[serde(default)]
    filter: Option<DeliveryFilter>,
}

/// Begins a run. A re-push asks the rules of now, keeps the order of each to-do and leaves rows that a later one has
/// overtaken; a deletion leaves rows that are still to be sent.
#[utoipa::path(
    post, path = "/api/v1/runs", operation_id = "beginRun", tag = "runs", request_body = NewRun,
    responses(
        (status = 201, body = Run),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_UNDER_WAY`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin_run(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(new): JsonBody<NewRun>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    let missing = |path| {
        Err(Problem::invalid_field(
            path,
            "REQUIRED",
            "must be given, and nothing that goes with others",
        ))
    };
    let run = match (new.kind, new.target_id, new.ids, new.filter) {
        (RunKind::Compensation | RunKind::Cleanup, Some(target), None, None) => {
            engine
                .begin_job((&by, RunCause::Person), new.kind, target)
                .await?
        }
        (RunKind::Compensation | RunKind::Cleanup, ..) => return missing("/targetId"),
        (RunKind::Synchronisation | RunKind::HistoryPush | RunKind::RealTimePush, ..) => {
            let message = "has an operation of its own";
            return Err(Problem::invalid_field("/kind", "NOT_HERE", message));
        }
        (kind, None, Some(ids), None) => engine.begin_choice(&by, kind, Choice::Rows { ids }).await?,
        (kind, None, None, Some(filter)) => {
            engine
                .begin_choice(&by, kind, Choice::Matching { filter })
                .await?
        }
        _ => return missing("/filter"),
    };
    Ok((StatusCode::CREATED, Json(run)))
}

/// One run, with what has become of its deliveries.
#[utoipa::path(
    get, path = "/api/v1/runs/{id}", operation_id = "getRun", tag = "runs",
    params(("id" = i64, Path, description = "Which run")),
    responses(
        (status = 200, body = RunDetail),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_run(State(engine): State<Engine>, Id(id): Id) -> Result<Json<RunDetail>, Problem> {
    Ok(Json(engine.run(RunId(id)).await?))
}

/// Stops a run; what it has done stays done.
#[utoipa::path(
    post, path = "/api/v1/runs/{id}/stop", operation_id = "stopRun", tag = "runs",
    params(("id" = i64, Path, description = "Which run")),
    responses(
        (status = 204, description = "It ends after the step that it is in."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_IS_OVER`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn stop_run(State(engine): State<Engine>, Id(id): Id) -> Result<StatusCode, Problem> {
    engine.stop_run(RunId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is to be counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Counting {
    /// What the list is narrowed to.
    filter: DeliveryFilter,
    /// `next` of the part before.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    after: Option<DeliveryId>,
}

/// How many rows match: a part of them, and where to count on.
#[utoipa::path(
    post, path = "/api/v1/deliveries/count", operation_id = "countDeliveries", tag = "deliveries",
    request_body = Counting, responses((status = 200, body = Counted))
)]
pub(crate) async fn count_deliveries(
    State(engine): State<Engine>,
    JsonBody(counting): JsonBody<Counting>,
) -> Result<Json<Counted>, Problem> {
    let counted = engine.count_deliveries(counting.filter, counting.after);
    Ok(Json(counted.await?))
}

/// An expression being written.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Expression {
    /// Six fields, seconds first.
    cron: String,
}

/// When a schedule comes round.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ahead {
    /// The next times, by the clock of the engine's place; fewer than five, or none, where it comes round no more.
    next: Vec<chrono::DateTime<chrono::Local>>,
}

/// The next five times of a cron expression.
#[utoipa::path(
    get, path = "/api/v1/schedules/next", operation_id = "listNextTimes", tag = "runs", params(Expression),
    responses((status = 200, body = Ahead))
)]
pub(crate) async fn list_next_times(Query(asked): Query<Expression>) -> Result<Json<Ahead>, Problem> {
    let schedule =
        Schedule::parse(&asked.cron).map_err(|why| Problem::invalid_field("/cron", "INVALID_CRON", why))?;
    let mut next = Vec::with_capacity(SHOWN_AHEAD);
    let mut moment = chrono::Local::now();
    while next.len() < SHOWN_AHEAD
        && let Some(time) = schedule.next_after(&moment)
    {
        moment = time;
        next.push(time);
    }
    Ok(Json(Ahead { next }))
}

/// The answer to an outside scheduler, in the shape that it knows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SchedulerAnswer {
    /// 0: done.
    code: i32,
    /// Empty, or why not.
    msg: String,
    /// The runs that were begun; those that were under way already are not among them.
    data: Vec<Run>,
}

async fn called(engine: Engine, by: engine::Actor, kind: RunKind) -> Result<Json<SchedulerAnswer>, Problem> {
    let data = engine.begin_jobs(&by, kind).await?;
    Ok(Json(SchedulerAnswer {
        code: 0,
        msg: String::new(),
        data,
    }))
}

/// 自动补偿推送 (module `iut_send_config`, method `pushData`): begins compensation of every target that has it switched
/// on. Calling again does no harm: what is under way goes on, what was dealt with is not sent again.
#[utoipa::path(
    post, path = "/papi/intunifytodo/client_engine/job/pushRequest", operation_id = "pushRequest", tag = "runs",
    responses(
        (status = 200, body = SchedulerAnswer),
        (status = 409, description = "`RUN_UNDER_WAY`: all of them are under way", body = Document,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn push_request(
    State(engine): State<Engine>,
    By(by): By,
) -> Result<Json<SchedulerAnswer>, Problem> {
    called(engine, by, RunKind::Compensation).await
}

/// 定时删除 (module `iut_send_config`, method `deleteData`): begins the clean-up of every target that has it switched on.
/// Calling again does no harm.
#[utoipa::path(
    post, path = "/papi/intunifytodo/client_engine/job/deleteRequestLog", operation_id = "deleteRequestLog",
    tag = "runs",
    responses(
        (status = 200, body = SchedulerAnswer),
        (status = 409, description = "`RUN_UNDER_WAY`: all of them are under way", body = Document,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_request_log(
    State(engine): State<Engine>,
    By(by): By,
) -> Result<Json<SchedulerAnswer>, Problem> {
    called(engine, by, RunKind::Cleanup).await
}
