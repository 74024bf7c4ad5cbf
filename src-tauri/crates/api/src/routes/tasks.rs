//! Batch pushes (批量推送, rows B1 to B4): made, watched, paused, taken up again, repeated and deleted.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use domain::ids::RunId;
use serde::{Deserialize, Serialize};
use tokio_util::io::ReaderStream;
use utoipa::{IntoParams, ToSchema};

use super::paging::Limit;
use crate::extract::{By, Id, JsonBody, Query};
use crate::problem::{Document, Problem};
use engine::{
    DeliveryItem, Engine, NewTasks, Page, RealTimeConditions, RealTimeCount, Run, Task, UnreadPerson,
};

/// 推送任务列表默认展示7天内数据
const SHOWN: TimeDelta = TimeDelta::days(7);

/// Which tasks, and which page of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct TaskQuery {
    /// Begun at or after; seven days ago unless given. Those that are under way are always there.
    since: Option<DateTime<FixedOffset>>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of tasks, newest first.
#[utoipa::path(
    get, path = "/api/v1/tasks", operation_id = "listTasks", tag = "tasks", params(TaskQuery),
    responses((status = 200, body = Page<Task>))
)]
pub(crate) async fn list_tasks(
    State(engine): State<Engine>,
    Query(query): Query<TaskQuery>,
) -> Result<Json<Page<Task>>, Problem> {
    let since = query
        .since
        .map_or_else(|| Utc::now() - SHOWN, |since| since.with_timezone(&Utc));
    Ok(Json(engine.tasks(Some(since), query.limit.0, query.after).await?))
}

/// Makes tasks, one for each target, all or none.
#[utoipa::path(
    post, path = "/api/v1/tasks", operation_id = "createTasks", tag = "tasks", request_body = NewTasks,
    responses(
        (status = 201, body = Vec<Run>),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_UNDER_WAY`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_tasks(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(new): JsonBody<NewTasks>,
) -> Result<(StatusCode, Json<Vec<Run>>), Problem> {
    Ok((StatusCode::CREATED, Json(engine.create_tasks(&by, new).await?)))
}

/// One task.
#[utoipa::path(
    get, path = "/api/v1/tasks/{id}", operation_id = "getTask", tag = "tasks",
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 200, body = Task),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_task(State(engine): State<Engine>, Id(id): Id) -> Result<Json<Task>, Problem> {
    Ok(Json(engine.task(RunId(id)).await?))
}

/// Deletes a task that is not under way; the log keeps what it pushed.
#[utoipa::path(
    delete, path = "/api/v1/tasks/{id}", operation_id = "deleteTask", tag = "tasks",
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 204),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_UNDER_WAY`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_task(State(engine): State<Engine>, Id(id): Id) -> Result<StatusCode, Problem> {
    engine.delete_task(RunId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Starts a task that was only made, or lets one that was paused or has failed go on where it was.
#[utoipa::path(
    post, path = "/api/v1/tasks/{id}/start", operation_id = "startTask", tag = "tasks",
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 204),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_IS_OVER`: it is under way or over; `RUN_UNDER_WAY`: another is", body = Document,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn start_task(State(engine): State<Engine>, Id(id): Id) -> Result<StatusCode, Problem> {
    engine.start_task(RunId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Pauses a task: nothing more is put in line. What stands in line, some hundreds at most, goes out.
#[utoipa::path(
    post, path = "/api/v1/tasks/{id}/pause", operation_id = "pauseTask", tag = "tasks",
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 204, description = "It rests after the step that it is in."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_IS_OVER`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn pause_task(State(engine): State<Engine>, Id(id): Id) -> Result<StatusCode, Problem> {
    engine.pause_task(RunId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Repeats a task that came to its end: what was abnormal, or, where nothing was, all of it.
#[utoipa::path(
    post, path = "/api/v1/tasks/{id}/retry", operation_id = "retryTask", tag = "tasks",
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 201, body = Vec<Run>),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_NOT_OVER`, `RUN_UNDER_WAY`", body = Document,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn retry_task(
    State(engine): State<Engine>,
    By(by): By,
    Id(id): Id,
) -> Result<(StatusCode, Json<Vec<Run>>), Problem> {
    Ok((
        StatusCode::CREATED,
        Json(engine.retry_task(&by, RunId(id)).await?),
    ))
}

/// How fast a task may go.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PaceLimit {
    /// At most so many in a second, 1 to 10,000; null: no limit of its own.
    per_second: Option<u32>,
}

/// Sets the pace of a task, now and for when it goes on.
#[utoipa::path(
    put, path = "/api/v1/tasks/{id}/pace", operation_id = "setTaskPace", tag = "tasks", request_body = PaceLimit,
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 204),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`RUN_IS_OVER`", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn set_task_pace(
    State(engine): State<Engine>,
    Id(id): Id,
    JsonBody(limit): JsonBody<PaceLimit>,
) -> Result<StatusCode, Problem> {
    engine.set_task_pace(RunId(id), limit.per_second).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which page of a list of a task.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfTaskQuery {
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Rows that a task pushed without success, as they stand now, oldest first.
#[utoipa::path(
    get, path = "/api/v1/tasks/{id}/abnormal", operation_id = "listAbnormalRows", tag = "tasks",
    params(("id" = i64, Path, description = "Which task"), OfTaskQuery),
    responses(
        (status = 200, body = Page<DeliveryItem>),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_abnormal_rows(
    State(engine): State<Engine>,
    Id(id): Id,
    Query(query): Query<OfTaskQuery>,
) -> Result<Json<Page<DeliveryItem>>, Problem> {
    let page = engine.abnormal_rows(RunId(id), query.limit.0, query.after);
    Ok(Json(page.await?))
}

/// Persons whose lists a real-time push could not read, and why.
#[utoipa::path(
    get, path = "/api/v1/tasks/{id}/unread", operation_id = "listUnreadPersons", tag = "tasks",
    params(("id" = i64, Path, description = "Which task"), OfTaskQuery),
    responses(
        (status = 200, body = Page<UnreadPerson>),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_unread_persons(
    State(engine): State<Engine>,
    Id(id): Id,
    Query(query): Query<OfTaskQuery>,
) -> Result<Json<Page<UnreadPerson>>, Problem> {
    let page = engine.unread_persons(RunId(id), query.limit.0, query.after);
    Ok(Json(page.await?))
}

/// The abnormal rows of a task as a workbook, with the conditions of the task on a sheet of their own.
#[utoipa::path(
    get, path = "/api/v1/tasks/{id}/abnormal.xlsx", operation_id = "exportAbnormalRows", tag = "tasks",
    params(("id" = i64, Path, description = "Which task")),
    responses(
        (status = 200, description = "The workbook.", body = Vec<u8>,
         content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export_abnormal_rows(
    State(engine): State<Engine>,
    Id(id): Id,
) -> Result<Response, Problem> {
    let file = engine.export_abnormal(RunId(id)).await?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"task-{id}-abnormal.xlsx\""),
        ),
    ];
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)));
    Ok((headers, body).into_response())
}

/// What a real-time push would take: how much is there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RealTimeCounting {
    /// What it takes.
    conditions: RealTimeConditions,
    /// `next` of the part before.
    #[serde(default)]
    after: Option<u64>,
}

/// Counts what the OA's lists hold for a real-time push: a part of the persons, and where to count on.
#[utoipa::path(
    post, path = "/api/v1/oa/items/count", operation_id = "countRealTime", tag = "tasks",
    request_body = RealTimeCounting,
    responses(
        (status = 200, body = RealTimeCount),
        (status = 404, description = "No connection is set.", body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn count_real_time(
    State(engine): State<Engine>,
    JsonBody(counting): JsonBody<RealTimeCounting>,
) -> Result<Json<RealTimeCount>, Problem> {
    let counted = engine.count_real_time(counting.conditions, counting.after);
    Ok(Json(counted.await?))
}
