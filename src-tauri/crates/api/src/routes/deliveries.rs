//! The push log (rows L1 and L2).

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, FixedOffset, Utc};
use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::{DeliveryId, TargetId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::Limit;
use crate::extract::{Id, Query};
use crate::problem::{Document, Problem};
use engine::{DeliveryDetail, DeliveryFilter, DeliveryItem, DeliveryQuery, Engine, Page};

/// What the log is narrowed to, and which page of it.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct LogQuery {
    /// 应用系统
    #[param(value_type = Option<i64>)]
    pub(super) target_id: Option<TargetId>,
    /// 推送状态
    pub(super) status: Option<Status>,
    /// 数据集合
    pub(super) data_set: Option<DataSet>,
    /// 业务数据状态
    pub(super) business_state: Option<String>,
    /// 流程ID, whole
    pub(super) request_id: Option<String>,
    /// 接收人, an OA person id
    pub(super) receiver: Option<String>,
    /// 创建人, an OA person id
    pub(super) creator: Option<String>,
    /// Characters of the title or of the workflow's name; words apart by blanks must all be there.
    pub(super) text: Option<String>,
    /// Planned at or after.
    pub(super) from: Option<DateTime<FixedOffset>>,
    /// Planned before.
    pub(super) to: Option<DateTime<FixedOffset>>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of the push log, newest first. A page may be shorter than `limit` while `next` is not null: go on.
#[utoipa::path(
    get, path = "/api/v1/deliveries", operation_id = "listDeliveries", tag = "deliveries", params(LogQuery),
    responses((status = 200, body = Page<DeliveryItem>))
)]
pub(crate) async fn list_deliveries(
    State(engine): State<Engine>,
    Query(query): Query<LogQuery>,
) -> Result<Json<Page<DeliveryItem>>, Problem> {
    let filter = DeliveryFilter {
        target_id: query.target_id,
        status: query.status,
        data_sets: query.data_set.into_iter().collect(),
        business_state: query.business_state,
        request_ids: query.request_id.into_iter().collect(),
        receivers: query.receiver.into_iter().collect(),
        creators: query.creator.into_iter().collect(),
        text: query.text,
        from: query.from.map(|time| time.with_timezone(&Utc)),
        to: query.to.map(|time| time.with_timezone(&Utc)),
        ..DeliveryFilter::default()
    };
    let page = DeliveryQuery {
        filter,
        limit: query.limit.0,
        after: query.after,
    };
    Ok(Json(engine.deliveries(page).await?))
}

/// One delivery with its event, verdicts, addresses and attempts.
#[utoipa::path(
    get, path = "/api/v1/deliveries/{id}", operation_id = "getDelivery", tag = "deliveries",
    params(("id" = i64, Path, description = "Which delivery")),
    responses(
        (status = 200, body = DeliveryDetail),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_delivery(
    State(engine): State<Engine>,
    Id(id): Id,
) -> Result<Json<DeliveryDetail>, Problem> {
    Ok(Json(engine.delivery(DeliveryId(id)).await?))
}
