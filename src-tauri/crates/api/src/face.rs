//! Stand-in for the engine's face until the engine compiles. Removed before hand-over.
#![allow(missing_docs, dead_code, clippy::unused_async, clippy::missing_errors_doc, clippy::todo, clippy::panic, clippy::unimplemented)]
use std::collections::BTreeMap;
use std::sync::Arc;
use chrono::{DateTime, FixedOffset};
use domain::delivery::{Links, Status, Verdict};
use domain::directory::{Directory, DirectoryDocument};
use domain::event::{Batch, DataSet, Event};
use domain::fields::FieldError;
use domain::ids::{DeliveryId, EventId, OpeningId, PersonId, RequestId, TargetId};
use domain::target::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
type Time = DateTime<FixedOffset>;
macro_rules! shapes { ($( $(#[$m:meta])* struct $name:ident { $($(#[$f:meta])* $field:ident : $ty:ty),* $(,)? } )*) => { $(
    #[derive(Debug, Clone, Serialize, Deserialize, ToSchema)] #[serde(rename_all="camelCase")] $(#[$m])*
    pub struct $name { $($(#[$f])* pub $field: $ty),* } )* } }
macro_rules! words { ($( enum $name:ident { $($(#[$f:meta])* $v:ident),* } )*) => { $(
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)] #[serde(rename_all="camelCase")]
    pub enum $name { $($(#[$f])* $v),* } )* } }
words! {
  enum EngineState { Running, StoreUnavailable, Stopping }
  enum AttemptOutcome { Accepted, Rejected, NoAnswer, OwnFault }
  enum BreakerState { Closed, Open, Probing, Draining }
  enum BreakerNewsState { Open, Closed }
  enum Scope { Console, Intake, Iwork, #[serde(rename="iwork:retry")] IworkRetry, Scheduler }
  enum SecretStoreKind { Keychain, EncryptedFile }
  enum UnlockedBy { Os, KeyFile, Passphrase }
  enum Step { Dns, Tcp, Tls, Http }
  enum StepOutcome { Ok, Failed, Skipped }
  enum ParamKind { Text, Flag, Choice, Number, Url, Pairs }
}
shapes! {
  struct EngineStatus { state: EngineState, detail: Option<String>, started_at: Time }
  struct SecretStoreStatus { kind: SecretStoreKind, detail: String, unlocked_by: UnlockedBy }
  struct Receipt { batch_id: String, accepted: usize, duplicate: bool }
  struct Target { id: TargetId, #[serde(flatten)] config: TargetConfig, created_at: Time, updated_at: Time }
  struct DeletionImpact { deliveries: u64, pending: u64, remembered_keys: u64, openings: u64 }
  struct ShownRequest { method: String, url: String, headers: Vec<(String, String)>, body: String }
  struct PlannedDelivery { data_set: DataSet, backfilled: bool, status: Status, reason_code: Option<String>, reason: Option<String>, verdicts: Vec<Verdict>, mapped_receiver: Option<String>, mapped_creator: Option<String>, links: Option<Links>, request: Option<ShownRequest> }
  struct DryRun { deliveries: Vec<PlannedDelivery> }
  struct ConnectionTest { server: ServerAddress, #[serde(default)] tls: TlsOptions, #[serde(default)] delivery: DeliveryOptions }
  struct ConnectionStep { step: Step, outcome: StepOutcome, detail: String, millis: u64 }
  struct ConnectionReport { steps: Vec<ConnectionStep> }
  struct PersonEntry { id: PersonId, name: String, login_id: Option<String>, department: Option<String>, main_account: Option<PersonId> }
  struct DeliveryItem { id: DeliveryId, target_id: TargetId, event_id: EventId, data_set: DataSet, business_state: String, request_id: RequestId, request_name: String, workflow_name: String, creator: PersonId, creator_name: Option<String>, receiver: PersonId, receiver_name: Option<String>, mapped_receiver: Option<String>, status: Status, reason_code: Option<String>, reason: Option<String>, attempts: u32, created_at: Time, finished_at: Option<Time>, backfilled: bool }
  struct Attempt { number: u32, started_at: Time, operation: String, method: String, url: String, request_headers: Vec<(String,String)>, request_body: String, response_status: Option<u16>, response_headers: Vec<(String,String)>, response_body: Option<String>, response_truncated: bool, headers_ms: Option<u64>, total_ms: u64, outcome: AttemptOutcome, reason_code: Option<String>, reason: Option<String> }
  struct DeliveryDetail { #[serde(flatten)] item: DeliveryItem, event: Event, verdicts: Vec<Verdict>, links: Option<Links>, attempt_log: Vec<Attempt> }
  struct Counts { pending: u64, success: u64, failed: u64, ignored: u64, no_answer: u64, superseded: u64 }
  struct Latency { p50: f64, p99: f64 }
  struct BreakerView { state: BreakerState, since: Option<Time>, cause: Option<String>, next_probe_at: Option<Time> }
  struct Pulse { target_id: TargetId, name: String, identifier: String, push_type: PushType, enabled: bool, counts: Counts, per_second: f64, latency_ms: Option<Latency>, in_flight: u32, oldest_pending_at: Option<Time>, breaker: BreakerView }
  struct Point { at: Time, accepted: u64, success: u64, failed: u64, ignored: u64, no_answer: u64, p50_ms: Option<f64>, p99_ms: Option<f64> }
  struct IntakePulse { events_per_second: f64 }
  struct Overview { at: Time, intake: IntakePulse, targets: Vec<Pulse>, series: Vec<Point> }
  struct Pulses { at: Time, intake: IntakePulse, targets: Vec<Pulse>, point: Point }
  struct BreakerNews { target_id: TargetId, name: String, state: BreakerNewsState, cause: Option<String>, at: Time }
  struct Opening { id: OpeningId, target_id: TargetId, cause: String, create_time: Time, recover_time: Option<Time>, held: u64 }
  struct NewToken { id: i64, name: String, scopes: Vec<Scope>, token: String }
  struct TokenEntry { id: i64, name: String, scopes: Vec<Scope>, created_at: Time }
  struct Texts { zh: String, en: String }
  struct Choice { value: String, label: Texts }
  struct ParamSpec { name: String, label: Texts, help: Texts, kind: ParamKind, secret: bool, required: bool, choices: Vec<Choice>, #[schema(value_type=Option<Object>)] default: Option<serde_json::Value> }
  struct PushTypeSpec { push_type: PushType, name: Texts, description: Texts, implementation_class: String, default_scheme: Scheme, params: Vec<ParamSpec>, protocol: Vec<ParamSpec> }
}
pub fn catalog() -> &'static [PushTypeSpec] { &[] }
#[derive(Debug, Clone, Serialize, ToSchema)] #[serde(rename_all="camelCase")]
pub struct Page<T> { pub items: Vec<T>, pub next: Option<String> }
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter { pub target_id: Option<TargetId>, pub status: Option<Status>, pub data_set: Option<DataSet>, pub business_state: Option<String>, pub request_id: Option<RequestId>, pub receiver: Option<PersonId>, pub creator: Option<PersonId>, pub text: Option<String>, pub from: Option<Time>, pub to: Option<Time> }
impl DeliveryFilter { pub fn matches(&self, _i: &DeliveryItem) -> bool { true } }
pub struct DeliveryQuery { pub filter: DeliveryFilter, pub limit: usize, pub after: Option<String> }
pub struct OpeningQuery { pub target_id: Option<TargetId>, pub limit: usize, pub after: Option<String> }
#[derive(Debug)] pub enum LiveEvent { Deliveries(Vec<DeliveryItem>), Pulse(Pulses), Breaker(BreakerNews) }
#[derive(Debug)] pub enum EngineError { Invalid(Vec<FieldError>), NotFound { what: String }, Unavailable { detail: String }, Internal(String) }
#[derive(Debug)] pub enum IntakeError { Invalid(Vec<FieldError>), Unavailable { detail: String }, Busy }
#[derive(Debug, Clone)] pub struct Grant { pub token_id: i64, pub scopes: Vec<Scope> }
#[derive(Debug, Default)] pub struct MetricsSnapshot {}
#[derive(Clone)] pub struct Engine(Arc<BTreeMap<(), ()>>);
impl Engine {
  pub fn status(&self) -> EngineStatus { unimplemented!() }
  pub async fn intake(&self, _b: Batch) -> Result<Receipt, IntakeError> { unimplemented!() }
  pub async fn targets(&self) -> Result<Vec<Target>, EngineError> { unimplemented!() }
  pub async fn target(&self, _i: TargetId) -> Result<Target, EngineError> { unimplemented!() }
  pub async fn create_target(&self, _c: TargetConfig) -> Result<Target, EngineError> { unimplemented!() }
  pub async fn update_target(&self, _i: TargetId, _c: TargetConfig) -> Result<Target, EngineError> { unimplemented!() }
  pub async fn delete_target(&self, _i: TargetId) -> Result<(), EngineError> { unimplemented!() }
  pub async fn deletion_impact(&self, _i: TargetId) -> Result<DeletionImpact, EngineError> { unimplemented!() }
  pub async fn dry_run(&self, _i: TargetId, _e: Event) -> Result<DryRun, EngineError> { unimplemented!() }
  pub async fn test_connection(&self, _t: ConnectionTest) -> Result<ConnectionReport, EngineError> { unimplemented!() }
  pub fn directory(&self) -> Arc<Directory> { unimplemented!() }
  pub async fn replace_directory(&self, _d: DirectoryDocument) -> Result<(), EngineError> { unimplemented!() }
  pub fn persons(&self, _t: &str, _l: usize) -> Vec<PersonEntry> { unimplemented!() }
  pub async fn deliveries(&self, _q: DeliveryQuery) -> Result<Page<DeliveryItem>, EngineError> { unimplemented!() }
  pub async fn delivery(&self, _i: DeliveryId) -> Result<DeliveryDetail, EngineError> { unimplemented!() }
  pub async fn overview(&self) -> Result<Overview, EngineError> { unimplemented!() }
  pub fn live(&self) -> tokio::sync::broadcast::Receiver<Arc<LiveEvent>> { unimplemented!() }
  pub async fn openings(&self, _q: OpeningQuery) -> Result<Page<Opening>, EngineError> { unimplemented!() }
  pub async fn create_token(&self, _n: String, _s: Vec<Scope>) -> Result<NewToken, EngineError> { unimplemented!() }
  pub async fn tokens(&self) -> Result<Vec<TokenEntry>, EngineError> { unimplemented!() }
  pub async fn revoke_token(&self, _i: i64) -> Result<(), EngineError> { unimplemented!() }
  pub async fn authenticate(&self, _t: &str) -> Option<Grant> { unimplemented!() }
  pub fn metrics(&self) -> MetricsSnapshot { unimplemented!() }
  pub fn version(&self) -> &'static str { unimplemented!() }
  pub fn data_directory(&self) -> &std::path::Path { unimplemented!() }
  pub fn secret_store(&self) -> SecretStoreStatus { unimplemented!() }
}
