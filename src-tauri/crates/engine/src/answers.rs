//! What the engine answers, in the very shape in which the interface sends it.

use chrono::{DateTime, Utc};
use domain::breaker::Phase;
use domain::ids::TargetId;
use domain::target::PushType;
use serde::{Deserialize, Serialize};
use store::table::counter::StatusCounts;
use store::table::hold::Hold;
use store::table::log::DeliveryItem;

/// A batch is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The sender's id.
    pub batch_id: String,
    /// Events taken now; those taken the first time when it is a duplicate.
    pub accepted: u64,
    /// The batch had been taken before; nothing was done now.
    pub duplicate: bool,
}

/// Whether the engine works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EngineState {
    /// It takes and sends.
    Running,
    /// The store cannot be written: nothing is taken, what is due stays due.
    StoreUnavailable,
    /// The file is not sound: nothing is taken, nothing is written to it any more; a backup is to be restored.
    StoreDamaged,
    /// It is ending.
    Stopping,
}

/// Whether the engine works, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EngineStatus {
    /// In one word.
    pub state: EngineState,
    /// What is wrong.
    pub detail: Option<String>,
    /// When it was started.
    pub started_at: DateTime<Utc>,
}

/// What goes with a target when it is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletionImpact {
    /// Rows of its push log.
    pub deliveries: u64,
    /// Those of them that were still to be sent.
    pub pending: u64,
    /// Keys that the duplicate filter and the backfill remember.
    pub remembered_keys: u64,
    /// Openings of its breaker.
    pub openings: u64,
    /// Rows of its mapping table.
    pub mapping_rows: u64,
    /// Names of the push addresses that it is bound to; they stay, its bindings go.
    pub push_addresses: Vec<String>,
}

/// What a copy of a target is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TargetCopy {
    /// 标识 of the copy.
    pub identifier: String,
    /// 系统名称 of the copy.
    pub name: String,
}

/// Milliseconds from planning to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Latency {
    /// Half of the deliveries took at most this long.
    pub p50: f64,
    /// 99 of 100 took at most this long.
    pub p99: f64,
}

/// A breaker as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BreakerView {
    /// Which part of its life it is in.
    pub state: Phase,
    /// When it opened.
    pub since: Option<DateTime<Utc>>,
    /// The first failure, in words.
    pub cause: Option<String>,
    /// When the receiver is asked again.
    pub next_probe_at: Option<DateTime<Utc>>,
}

/// One target, as it is doing now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pulse {
    /// Which target.
    pub target_id: TargetId,
    /// 系统名称
    pub name: String,
    /// 标识
    pub identifier: String,
    /// 推送类型
    pub push_type: PushType,
    /// 启用
    pub enabled: bool,
    /// Why nothing can be sent, such as a secret that the keychain does not give.
    pub blocked: Option<String>,
    /// A person holds it: nothing is sent until it is released.
    pub hold: Option<Hold>,
    /// Deliveries by status.
    pub counts: StatusCounts,
    /// Final results a second, over the last ten seconds.
    pub per_second: f64,
    /// Over the last minute.
    pub latency_ms: Option<Latency>,
    /// Requests that are out.
    pub in_flight: u32,
    /// When the oldest delivery that is still to be sent was planned.
    pub oldest_pending_at: Option<DateTime<Utc>>,
    /// 熔断
    pub breaker: BreakerView,
}

/// One second of the whole engine.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// The second.
    pub at: DateTime<Utc>,
    /// Events taken in.
    pub accepted: u64,
    /// Final results: success.
    pub success: u64,
    /// Final results: failed.
    pub failed: u64,
    /// Kept back by planning.
    pub ignored: u64,
    /// Final results: no answer.
    pub no_answer: u64,
    /// Milliseconds from planning to the answer, half of them.
    pub p50_ms: Option<f64>,
    /// Milliseconds from planning to the answer, 99 of 100.
    pub p99_ms: Option<f64>,
}

/// How fast events come in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntakeRate {
    /// Over the last ten seconds.
    pub events_per_second: f64,
}

/// The whole engine, as it is doing now and in the last five minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// When this was true.
    pub at: DateTime<Utc>,
    /// How fast events come in.
    pub intake: IntakeRate,
    /// Every target.
    pub targets: Vec<Pulse>,
    /// One point a second, oldest first, at most 300.
    pub series: Vec<Point>,
}

/// What the live stream says once a second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pulses {
    /// When this was true.
    pub at: DateTime<Utc>,
    /// How fast events come in.
    pub intake: IntakeRate,
    /// Every target.
    pub targets: Vec<Pulse>,
    /// The last full second.
    pub point: Point,
}

/// A breaker opened or recovered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BreakerNews {
    /// Whose.
    pub target_id: TargetId,
    /// 系统名称
    pub name: String,
    /// `open` on opening, `closed` on recovery.
    pub state: Phase,
    /// The first failure, in words.
    pub cause: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the live stream carries.
#[derive(Debug, Clone, PartialEq)]
pub enum LiveEvent {
    /// Rows of the log that are new or have changed, as they were committed.
    Deliveries(Vec<DeliveryItem>),
    /// Once a second.
    Pulse(Box<Pulses>),
    /// A breaker opened or recovered.
    Breaker(BreakerNews),
}
