//! The live stream's route; the pacing is in [`crate::live`].

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use axum::response::sse::{KeepAlive, Sse};
use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::TargetId;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
use crate::live::{Rows, Wish, frames};
use crate::problem::Problem;
use engine::{BreakerNews, DeliveryFilter, Engine, Grant, Pulses};

/// How often a silent stream shows that it is alive.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What a stream is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Deliveries,
    Pulse,
    Breaker,
}

/// Topics, comma between them.
#[derive(Debug)]
struct Topics(Vec<Topic>);

impl Default for Topics {
    fn default() -> Self {
        Self(vec![Topic::Deliveries, Topic::Pulse, Topic::Breaker])
    }
}

impl<'de> Deserialize<'de> for Topics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        let topic = |word: &str| match word {
            "deliveries" => Ok(Topic::Deliveries),
            "pulse" => Ok(Topic::Pulse),
            "breaker" => Ok(Topic::Breaker),
            _ => Err(D::Error::custom(format_args!(
                "unknown variant `{word}`, expected deliveries, pulse or breaker"
            ))),
        };
        words
            .split(',')
            .map(|word| topic(word.trim()))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// What the stream is about, and what its deliveries are narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct LiveQuery {
    /// `deliveries`, `pulse`, `breaker`, comma between them; all when left out.
    #[param(value_type = Option<String>, example = "deliveries,pulse")]
    topics: Topics,
    /// 应用系统
    #[param(value_type = Option<i64>)]
    target_id: Option<TargetId>,
    /// 推送状态
    status: Option<Status>,
    /// 数据集合
    data_set: Option<DataSet>,
    /// 业务数据状态
    business_state: Option<String>,
    /// 流程ID
    request_id: Option<String>,
    /// 接收人
    receiver: Option<String>,
    /// 创建人
    creator: Option<String>,
    /// Characters of the title or of the workflow's name.
    text: Option<String>,
}

/// The data of each kind of frame.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "describes the frames in the published document; they are written one by one"
)]
pub(crate) enum LiveData {
    /// Of `event: deliveries`.
    Deliveries(Rows),
    /// Of `event: pulse`.
    Pulse(Box<Pulses>),
    /// Of `event: breaker`.
    Breaker(BreakerNews),
}

/// What happens, as it is committed: server-sent events, at most ten a second.
///
/// `event: deliveries` carries rows that are new or have changed (the newest last, at most 200; `skipped` counts what
/// was left out), `event: pulse` how every target is doing (once a second), `event: breaker` an opening or a recovery.
/// The stream ends when the engine stops or the token is revoked. There is no replay: after a break, read the list and the overview again.
#[utoipa::path(
    get, path = "/api/v1/live", operation_id = "streamLive", tag = "overview", params(LiveQuery),
    responses((status = 200, description = "The stream", body = LiveData, content_type = "text/event-stream"))
)]
pub(crate) async fn stream_live(
    State(engine): State<Engine>,
    grant: Option<Extension<Grant>>,
    Query(query): Query<LiveQuery>,
) -> Result<impl IntoResponse, Problem> {
    let wish = wish(query);
    // Inside the process nobody needs a token.
    let revoked = grant.map(|Extension(grant)| grant.revoked).unwrap_or_default();
    let stream = frames(engine.live(), wish, [engine.stopping(), revoked]);
    let keep_alive = KeepAlive::new().interval(SIGN_OF_LIFE);
    let headers: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];
    Ok((headers, Sse::new(stream).keep_alive(keep_alive)))
}

fn wish(query: LiveQuery) -> Wish {
    let has = |topic| query.topics.0.contains(&topic);
    let (pulse, breaker) = (has(Topic::Pulse), has(Topic::Breaker));
    let deliveries = has(Topic::Deliveries).then_some(DeliveryFilter {
        target_id: query.target_id,
        status: query.status,
        data_sets: query.data_set.into_iter().collect(),
        business_state: query.business_state,
        request_ids: query.request_id.into_iter().collect(),
        receivers: query.receiver.into_iter().collect(),
        creators: query.creator.into_iter().collect(),
        text: query.text,
        ..DeliveryFilter::default()
    });
    Wish {
        deliveries,
        pulse,
        breaker,
    }
}
