//! A target (应用系统): one receiving system with all that its pushes depend on (T rows).

mod check;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::event::DataSet;
use crate::ids::{PersonId, WorkflowId, WorkflowTypeId};

pub use check::{check_mapping, check_proxy, check_server, is_authority};

/// Push type (推送类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PushType {
    /// e-cology 8/9 统一待办中心 (row S1)
    Ecology,
    /// E10 (row S2)
    E10,
    /// ESB action flow (row S3)
    Esb,
    /// 蓝凌 EKP, SOAP (row S4)
    Landray,
    /// 金智教育 to-do centre (row S5)
    Wisedu,
    /// 蓝凌 EKP history clean-up (row S6)
    LandrayCleanup,
    /// An operator-written adapter (row S7)
    Custom,
}

impl PushType {
    /// Whether what happens in the OA is pushed as it happens. The clean-up of what an earlier version pushed must not see
    /// live items: it would delete to-dos that wait to be handled. It is fed by a history push only (row S6).
    pub const fn takes_live_events(self) -> bool {
        !matches!(self, Self::LandrayCleanup)
    }
}

/// Person conversion (人员转换关系): which identity of a person the receiver knows (row T6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PersonKey {
    /// The OA's own person id.
    #[default]
    UserId,
    /// 登录名
    LoginId,
    /// 工号
    WorkCode,
    /// 手机
    Mobile,
    /// 邮箱
    Email,
    /// 证件号
    CertificateNo,
    /// 外部标识
    ExternalId,
    /// A mapping table kept with the target.
    Mapping,
}

/// The operator-written adapter that a custom target runs (row S7).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterRef {
    /// 实现类, such as `example.JsonPortal`.
    pub class: String,
    /// Versions count from 1; left out, the newest of the moment in which the target is saved.
    #[serde(default)]
    pub version: Option<u32>,
}

/// What a target belongs to (row T4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnitKind {
    /// 分部
    Subsidiary,
    /// 部门
    Department,
}

/// 所属机构: the subsidiary or department that a target belongs to (row T4).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    /// What `id` is the id of.
    pub kind: UnitKind,
    /// Id of the subsidiary or department.
    pub id: String,
}

/// `http` or `https`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scheme {
    /// No TLS.
    Http,
    /// TLS.
    Https,
}

/// Server address (服务端地址, row T5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerAddress {
    /// `http` or `https`
    pub scheme: Scheme,
    /// `host` or `host:port`; IPv6 in brackets.
    pub authority: String,
    /// Put before every path of the suite; empty, or begins with a slash and does not end with one.
    #[serde(default)]
    pub base_path: String,
}

impl ServerAddress {
    /// `scheme://authority/basePath`, no slash at the end.
    pub fn base_url(&self) -> String {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        format!("{scheme}://{}{}", self.authority, self.base_path)
    }
}

/// Special data (特殊数据处理, rows X1 and X2); both off by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpecialData {
    /// 重复数据过滤
    pub duplicate_filter: bool,
    /// 缺失数据补偿
    pub missing_backfill: bool,
    /// Row X1e: a done, closed or deleted item makes its key new again.
    pub forget_when_over: bool,
}

/// How a list of rules is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ListMode {
    /// 全部有效
    #[default]
    All,
    /// 白名单
    Allow,
    /// 黑名单
    Deny,
}

/// What a member of a person list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MemberKind {
    /// 人员
    Person,
    /// 部门
    Department,
    /// 分部
    Subsidiary,
    /// 群组
    Group,
    /// 角色
    Role,
    /// 岗位
    Post,
    /// 所有人
    Everyone,
}

/// One member of a person list (row I1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// What `id` is the id of.
    pub kind: MemberKind,
    /// Empty for `everyone`.
    #[serde(default)]
    pub id: String,
    /// For departments and subsidiaries: with all that lies below.
    #[serde(default)]
    pub include_below: bool,
}

/// Person interception (人员拦截).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRules {
    /// All, allow list or deny list.
    pub mode: ListMode,
    /// Who is on the list.
    pub members: Vec<Member>,
}

/// Workflow interception (流程拦截).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowRules {
    /// All, allow list or deny list.
    pub mode: ListMode,
    /// Which templates are on the list.
    pub ids: Vec<WorkflowId>,
}

/// Whether business interception is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BusinessMode {
    /// 无需拦截
    #[default]
    None,
    /// 自定义
    Custom,
}

/// The business data states of one data set that are intercepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BusinessRule {
    /// 数据集合
    pub data_set: DataSet,
    /// 业务数据状态 to intercept.
    #[serde(default)]
    pub states: Vec<String>,
}

/// Business interception (业务拦截).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BusinessRules {
    /// None or custom.
    pub mode: BusinessMode,
    /// Read only while the mode is custom.
    pub rules: Vec<BusinessRule>,
}

/// Workflow type groups (流程类型分组拦截): whole types that are intercepted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowTypeRules {
    /// Types to intercept.
    pub ids: Vec<WorkflowTypeId>,
}

/// Interception (拦截设置, rows I1 to I4); lets everything through by default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterceptionRules {
    /// 人员拦截
    pub persons: PersonRules,
    /// 流程拦截
    pub workflows: WorkflowRules,
    /// 业务拦截
    pub business: BusinessRules,
    /// 流程类型分组拦截
    pub workflow_types: WorkflowTypeRules,
}

/// Compensation (补偿设置, row C1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Compensation {
    /// Off by default.
    pub enabled: bool,
    /// Six fields, seconds first.
    pub cron: String,
    /// 1 to 10.
    pub retries: u8,
    /// 1 to 30.
    pub wait_minutes: u8,
}

impl Default for Compensation {
    fn default() -> Self {
        Self {
            enabled: false,
            cron: "0 */10 * * * *".to_owned(),
            retries: 3,
            wait_minutes: 5,
        }
    }
}

/// Clean-up of the push log (定时清理, row K1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cleanup {
    /// Off by default.
    pub enabled: bool,
    /// 20 to 23 or 0 to 6.
    pub hour: u8,
    /// 1 to 365.
    pub keep_days: u16,
}

impl Default for Cleanup {
    fn default() -> Self {
        Self {
            enabled: false,
            hour: 2,
            keep_days: 30,
        }
    }
}

/// How fast and how patiently a target is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryOptions {
    /// Deliveries in flight at once, 1 to 256.
    pub concurrency: u16,
    /// Token bucket; `null` is no limit. 1 to 10,000.
    pub rate_per_second: Option<u32>,
    /// Total time of one attempt, 100 to 120,000.
    pub timeout_ms: u32,
    /// Time to connect (TCP and TLS), 100 to 60,000; never more than the total.
    pub connect_timeout_ms: u32,
    /// Attempts without an answer, breaker closed, before a delivery is given up as *no answer*, 1 to 20.
    pub no_answer_attempts: u8,
}

impl Default for DeliveryOptions {
    fn default() -> Self {
        Self {
            concurrency: 16,
            rate_per_second: None,
            timeout_ms: 10_000,
            connect_timeout_ms: 3_000,
            no_answer_attempts: 3,
        }
    }
}

/// TLS towards the receiver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TlsOptions {
    /// PEM certificates to trust beside the public ones.
    pub custom_ca: Option<String>,
    /// Marked legacy mode: the system's TLS library with its old ciphers, for receivers that know nothing better. TLS 1.0
    /// and 1.1 only where the system still allows them; OpenSSL 3 does not at its usual security level.
    pub legacy: bool,
}

/// All that an operator configures about one receiving system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TargetConfig {
    /// 标识: given by the receiving system, unique.
    pub identifier: String,
    /// 系统名称
    pub name: String,
    /// Row T2: off by default.
    #[serde(default)]
    pub enabled: bool,
    /// 所属机构; only while decentralised administration is on.
    #[serde(default)]
    pub organization: Option<Organization>,
    /// 推送类型
    pub push_type: PushType,
    /// The adapter of a custom target; nothing for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adapter: Option<AdapterRef>,
    /// 服务端地址
    pub server: ServerAddress,
    /// 人员转换关系
    #[serde(default)]
    pub person_key: PersonKey,
    /// Parameters of the push type (S rows). A secret one is written as text and read as
    /// `{"secret":true,"set":true}`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Map<String, Value>,
    /// Wire details of the push type that sites differ in; every one has a default.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub protocol: Map<String, Value>,
    /// 特殊数据处理
    #[serde(default)]
    pub special_data: SpecialData,
    /// 拦截设置
    #[serde(default)]
    pub interception: InterceptionRules,
    /// 补偿设置
    #[serde(default)]
    pub compensation: Compensation,
    /// 定时清理
    #[serde(default)]
    pub cleanup: Cleanup,
    /// Pace and patience.
    #[serde(default)]
    pub delivery: DeliveryOptions,
    /// TLS towards the receiver.
    #[serde(default)]
    pub tls: TlsOptions,
    /// HTTP proxy on the way to the receiver, `http://host:port`; nothing goes directly.
    #[serde(default)]
    pub proxy: Option<String>,
}

/// One row of a target's mapping table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonMapping {
    /// The OA's person id.
    pub person: PersonId,
    /// What the receiver knows the person by.
    pub value: String,
}
