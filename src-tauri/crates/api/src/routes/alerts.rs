//! Alert channels (推送异常提醒, rows F2 and F4), and the log of what they said.

use ::alerts::ChannelSpec;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::alert::ChannelConfig;
use domain::ids::{ChannelId, MessageId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::{Limit, Whole};
use crate::extract::{By, Id, JsonBody, Query};
use crate::problem::{Document, Problem};
use engine::{
    AlertDraft, AlertMessage, AlertPreview, AlertTest, ChannelView, Engine, MessageFilter, MessageState,
    Page, StoredChannel,
};

/// Every kind of channel, and what it wants to know.
#[utoipa::path(
    get, path = "/api/v1/alerts/channel-kinds", operation_id = "listChannelKinds", tag = "alerts",
    responses((status = 200, body = Whole<ChannelSpec>))
)]
pub(crate) async fn list_channel_kinds() -> Json<Whole<ChannelSpec>> {
    Json(Whole::of(::alerts::catalog().to_vec()))
}

/// Every channel with how it does, oldest first.
#[utoipa::path(
    get, path = "/api/v1/alerts/channels", operation_id = "listAlertChannels", tag = "alerts",
    responses((status = 200, body = Whole<ChannelView>))
)]
pub(crate) async fn list_alert_channels(
    State(engine): State<Engine>,
) -> Result<Json<Whole<ChannelView>>, Problem> {
    Ok(Json(Whole::of(engine.alert_channels().await?)))
}

/// Makes a channel. Secrets are written as text and read as markers.
#[utoipa::path(
    post, path = "/api/v1/alerts/channels", operation_id = "createAlertChannel", tag = "alerts",
    request_body(content = ChannelConfig, example = json!({
        "name": "运维群", "enabled": true, "kind": "dingtalk",
        "params": { "webhook": "https://oapi.dingtalk.com/robot/send?access_token=…", "signSecret": "SEC…" },
        "tells": ["breakerOpened", "breakerRecovered"], "recipients": { "persons": ["1"], "roles": [] },
        "mergeSeconds": 60, "mostPerHour": 60
    })),
    responses((status = 201, body = StoredChannel))
)]
pub(crate) async fn create_alert_channel(
    State(engine): State<Engine>,
    By(by): By,
    JsonBody(config): JsonBody<ChannelConfig>,
) -> Result<(StatusCode, Json<StoredChannel>), Problem> {
    let stored = engine.create_alert_channel(&by, config).await?;
    Ok((StatusCode::CREATED, Json(stored)))
}

/// One channel.
#[utoipa::path(
    get, path = "/api/v1/alerts/channels/{id}", operation_id = "getAlertChannel", tag = "alerts",
    params(("id" = i64, Path, description = "Which channel")),
    responses(
        (status = 200, body = StoredChannel),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_alert_channel(
    State(engine): State<Engine>,
    Id(id): Id,
) -> Result<Json<StoredChannel>, Problem> {
    Ok(Json(engine.alert_channel(ChannelId(id))?))
}

/// Replaces a channel as a whole; what it has not said yet is said now, by the new settings.
#[utoipa::path(
    put, path = "/api/v1/alerts/channels/{id}", operation_id = "updateAlertChannel", tag = "alerts",
    params(("id" = i64, Path, description = "Which channel")),
    request_body = ChannelConfig,
    responses(
        (status = 200, body = StoredChannel),
        (status = 404, body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_alert_channel(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
    JsonBody(config): JsonBody<ChannelConfig>,
) -> Result<Json<StoredChannel>, Problem> {
    Ok(Json(
        engine.update_alert_channel(&by, ChannelId(id), config).await?,
    ))
}

/// Deletes a channel; what it said stays in the log.
#[utoipa::path(
    delete, path = "/api/v1/alerts/channels/{id}", operation_id = "deleteAlertChannel", tag = "alerts",
    params(("id" = i64, Path, description = "Which channel")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`CHANNEL_STAYS`: the one of this machine can only be disabled", body = Document,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_alert_channel(
    State(engine): State<Engine>,
    Id(id): Id,
    By(by): By,
) -> Result<StatusCode, Problem> {
    engine.delete_alert_channel(&by, ChannelId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a channel would say and whom it would tell. Nothing is sent.
#[utoipa::path(
    post, path = "/api/v1/alerts/preview", operation_id = "previewAlert", tag = "alerts",
    request_body = AlertDraft, responses((status = 200, body = AlertPreview))
)]
pub(crate) async fn preview_alert(
    State(engine): State<Engine>,
    JsonBody(draft): JsonBody<AlertDraft>,
) -> Result<Json<AlertPreview>, Problem> {
    Ok(Json(engine.preview_alert(draft)?))
}

/// Sends a test by a channel as the form has it (row F4); at most some 20 seconds.
#[utoipa::path(
    post, path = "/api/v1/alerts/test", operation_id = "testAlert", tag = "alerts",
    request_body = AlertDraft, responses((status = 200, body = AlertTest))
)]
pub(crate) async fn test_alert(
    State(engine): State<Engine>,
    JsonBody(draft): JsonBody<AlertDraft>,
) -> Result<Json<AlertTest>, Problem> {
    Ok(Json(engine.test_alert(draft).await?))
}

/// Which messages, and which page of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct MessageQuery {
    /// One channel.
    #[param(value_type = Option<i64>)]
    channel_id: Option<ChannelId>,
    /// One state.
    state: Option<MessageState>,
    /// Most rows of the page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of what channels said, newest first.
#[utoipa::path(
    get, path = "/api/v1/alerts/messages", operation_id = "listAlertMessages", tag = "alerts",
    params(MessageQuery), responses((status = 200, body = Page<AlertMessage>))
)]
pub(crate) async fn list_alert_messages(
    State(engine): State<Engine>,
    Query(query): Query<MessageQuery>,
) -> Result<Json<Page<AlertMessage>>, Problem> {
    let filter = MessageFilter {
        channel: query.channel_id,
        state: query.state,
    };
    let page = engine.alert_messages(filter, query.limit.0, query.after).await?;
    Ok(Json(page))
}

/// Has a message that was not taken tried again at once.
#[utoipa::path(
    post, path = "/api/v1/alerts/messages/{id}/retry", operation_id = "retryAlertMessage", tag = "alerts",
    params(("id" = i64, Path, description = "Which message")),
    responses(
        (status = 202, description = "It is tried now."),
        (status = 404, body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`MESSAGE_IS_OVER`: it was taken, or its channel is disabled or gone",
         body = Document, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn retry_alert_message(
    State(engine): State<Engine>,
    Id(id): Id,
) -> Result<StatusCode, Problem> {
    engine.retry_alert_message(MessageId(id)).await?;
    Ok(StatusCode::ACCEPTED)
}
