//! Intake over HTTP (row O1).

use axum::Json;
use axum::extract::State;
use domain::event::Batch;

use crate::extract::JsonBody;
use crate::problem::{Document, Problem};
use engine::{Engine, Receipt};

/// Takes a batch of events.
///
/// Answered once the batch is on disk. The same `batchId` again answers `duplicate: true` and does nothing. One bad
/// event and nothing of the batch is taken.
#[utoipa::path(
    post, path = "/api/v1/intake/batches", operation_id = "takeBatch", tag = "intake",
    request_body(content = Batch, description = "At most 5,000 events and 8 MiB.", example = json!({
        "batchId": "oa1-20261122-000123",
        "events": [{
            "dataSet": "todo", "businessState": "pending",
            "requestId": "100234", "requestName": "差旅报销-20261122",
            "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "workflowTypeName": "财务",
            "nodeId": "12", "nodeName": "部门经理审批",
            "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
            "receiver": "1002", "receiverIdentity": "1002-2", "receivedAt": "2026-11-22T09:01:00+08:00",
            "viewType": "unread", "occurredAt": "2026-11-22T09:01:00.123+08:00"
        }]
    })),
    responses(
        (status = 200, description = "The batch is on disk, now or since the first time.", body = Receipt),
        (status = 413, description = "`TOO_LARGE`", body = Document, content_type = "application/problem+json"),
        (status = 429, description = "`BUSY`: too much is under way at once.", body = Document,
         content_type = "application/problem+json", headers(("Retry-After" = u32, description = "Seconds"))),
        (status = 503, description = "`STORE_UNAVAILABLE`", body = Document,
         content_type = "application/problem+json", headers(("Retry-After" = u32, description = "Seconds"))),
    )
)]
pub(crate) async fn take_batch(
    State(engine): State<Engine>,
    JsonBody(batch): JsonBody<Batch>,
) -> Result<Json<Receipt>, Problem> {
    Ok(Json(engine.intake(batch).await?))
}
