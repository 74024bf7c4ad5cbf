//! A target (应用系统): one receiving system with all that its pushes depend on (T rows).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::event::DataSet;
use crate::fields::{Complaints, FieldError};
use crate::ids::{PersonId, WorkflowId, WorkflowTypeId};

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

/// Most characters of the value of a mapping row.
const MOST_VALUE_CHARS: usize = 256;

/// Checks rows of a mapping table: whole, and no person twice.
///
/// # Errors
/// Every complaint, each naming its field, such as `/rows/7/value`.
pub fn check_mapping(rows: &[PersonMapping]) -> Result<(), Vec<FieldError>> {
    let mut complaints = Complaints::default();
    let mut persons = std::collections::HashSet::new();
    for (n, row) in rows.iter().enumerate() {
        let person = format!("/rows/{n}/person");
        if row.person.as_str().trim().is_empty() {
            complaints.require(person, "");
        } else if !persons.insert(&row.person) {
            complaints.add(person, "NOT_UNIQUE", "is there twice");
        }
        complaints.require(format!("/rows/{n}/value"), &row.value);
        complaints.at_most(format!("/rows/{n}/value"), &row.value, MOST_VALUE_CHARS);
    }
    complaints.into_result()
}

impl TargetConfig {
    /// Checks every rule that holds for all push types (rows T3, T5, C1, K1); the suite checks its own parameters.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        self.check_identity(&mut complaints);
        check_server(&self.server, &mut complaints);
        self.check_numbers(&mut complaints);
        for (index, member) in self.interception.persons.members.iter().enumerate() {
            if member.kind != MemberKind::Everyone {
                complaints.require(format!("/interception/persons/members/{index}/id"), &member.id);
            }
        }
        match (self.push_type, &self.adapter) {
            (PushType::Custom, None) => complaints.require("/adapter/class", ""),
            (PushType::Custom, Some(adapter)) => complaints.require("/adapter/class", &adapter.class),
            (_, Some(_)) => complaints.add("/adapter", "NOT_CUSTOM", "is for the push type custom only"),
            (_, None) => {}
        }
        let is_proxy = |proxy: &str| proxy.strip_prefix("http://").is_some_and(is_authority);
        if self.proxy.as_deref().is_some_and(|proxy| !is_proxy(proxy)) {
            complaints.add("/proxy", "INVALID_ADDRESS", "must be http://host:port");
        }
        if let Some(organization) = &self.organization {
            complaints.require("/organization/id", &organization.id);
        }
        complaints.into_result()
    }

    fn check_identity(&self, complaints: &mut Complaints) {
        complaints.require("/identifier", &self.identifier);
        complaints.at_most("/identifier", &self.identifier, 64);
        if self
            .identifier
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
        {
            complaints.add("/identifier", "INVALID_CHARACTER", "must not hold white space");
        }
        complaints.require("/name", &self.name);
        complaints.at_most("/name", &self.name, 64);
        let name = self.name.trim();
        if !name.is_empty() && name.chars().all(char::is_numeric) {
            complaints.add("/name", "DIGITS_ONLY", "must not be digits only");
        }
        if let Some(wrong) = name.chars().find(|c| !is_name_character(*c)) {
            complaints.add(
                "/name",
                "INVALID_CHARACTER",
                format!("must not hold the special character {wrong:?}"),
            );
        }
    }

    fn check_numbers(&self, complaints: &mut Complaints) {
        let mut range = |path: &str, value: u32, low: u32, high: u32| {
            if !(low..=high).contains(&value) {
                complaints.add(path, "OUT_OF_RANGE", format!("must be from {low} to {high}"));
            }
        };
        range("/compensation/retries", self.compensation.retries.into(), 1, 10);
        range(
            "/compensation/waitMinutes",
            self.compensation.wait_minutes.into(),
            1,
            30,
        );
        range("/cleanup/keepDays", self.cleanup.keep_days.into(), 1, 365);
        range("/delivery/concurrency", self.delivery.concurrency.into(), 1, 256);
        range("/delivery/timeoutMs", self.delivery.timeout_ms, 100, 120_000);
        range(
            "/delivery/connectTimeoutMs",
            self.delivery.connect_timeout_ms,
            100,
            60_000,
        );
        range(
            "/delivery/noAnswerAttempts",
            self.delivery.no_answer_attempts.into(),
            1,
            20,
        );
        if let Some(rate) = self.delivery.rate_per_second {
            range("/delivery/ratePerSecond", rate, 1, 10_000);
        }
        if !(self.cleanup.hour <= 6 || (20..=23).contains(&self.cleanup.hour)) {
            complaints.add(
                "/cleanup/hour",
                "OUT_OF_RANGE",
                "must be from 20 to 23 or from 0 to 6",
            );
        }
    }
}

/// Letters (of any script), digits, and the few marks that names of systems really have.
fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '（' | '）' | '·')
}

/// Complains about a server address that cannot be one (row T5).
pub fn check_server(server: &ServerAddress, complaints: &mut Complaints) {
    if server.authority.trim().is_empty() {
        complaints.require("/server/authority", &server.authority);
    } else if !is_authority(&server.authority) {
        complaints.add(
            "/server/authority",
            "INVALID_ADDRESS",
            "must be host or host:port",
        );
    }
    let path = &server.base_path;
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\');
    if !path.is_empty() && (!path.starts_with('/') || path.ends_with('/') || path.contains(bad)) {
        complaints.add(
            "/server/basePath",
            "INVALID_PATH",
            "must begin with / and not end with it",
        );
    }
}

/// Whether `text` is `host`, `host:port`, `[v6]` or `[v6]:port`.
pub fn is_authority(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((inner, after)) if inner.parse::<std::net::Ipv6Addr>().is_ok() => {
                match after.strip_prefix(':') {
                    Some(port) => ("v6", Some(port)),
                    None if after.is_empty() => ("v6", None),
                    None => return false,
                }
            }
            _ => return false,
        },
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let host_is_good = host.len() <= 253 && host.split('.').all(label);
    let all_numeric = host
        .split('.')
        .all(|part| part.chars().all(|c| c.is_ascii_digit()));
    let numeric_is_good = !all_numeric || host.parse::<std::net::Ipv4Addr>().is_ok();
    let port_is_good = port.is_none_or(|port| {
        !port.is_empty()
            && port.chars().all(|c| c.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|n| n > 0)
    });
    host_is_good && numeric_is_good && port_is_good
}
