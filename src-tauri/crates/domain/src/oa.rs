//! How the OA's own interfaces are reached (rows O2, O3, W2, W6): sign-on, workflow lists, organisation. What sites differ
//! in is configuration; the defaults are those of an e-cology 9 (protocol facts, 6 to 8).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::fields::{Complaints, FieldError};
use crate::schedule::Schedule;
use crate::target::{ServerAddress, TlsOptions, check_proxy, check_server};

/// Name of the one secret among [`OaConnection::secrets`]: what keys of the organisation's interface are made with.
pub const TOKEN_SEED: &str = "tokenSeed";

const MOST_TEXT: usize = 200;
/// A public key in Base64, with room.
const MOST_KEY: usize = 4_000;

/// Names of the headers of the token sign-on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeaderNames {
    /// 应用编号
    pub app_id: String,
    /// 客户端公钥
    pub client_public_key: String,
    /// The encrypted secret, when a token is applied for.
    pub secret: String,
    /// Life of the token that is applied for, seconds.
    pub time: String,
    /// The token of a call.
    pub token: String,
    /// The encrypted operator of a call.
    pub user_id: String,
}

impl HeaderNames {
    /// As an e-cology 9 has them (protocol facts, 6).
    pub fn ecology9() -> Self {
        Self::of(["appid", "cpk", "secret", "time", "token", "userid"])
    }

    /// As the iWork integration's document has them (row W4).
    pub fn iwork() -> Self {
        Self::of([
            "app-id",
            "client-public-key",
            "secret",
            "time",
            "token",
            "user-id",
        ])
    }

    fn of(names: [&str; 6]) -> Self {
        let [app_id, client_public_key, secret, time, token, user_id] = names.map(str::to_owned);
        Self {
            app_id,
            client_public_key,
            secret,
            time,
            token,
            user_id,
        }
    }

    /// Each name with its field.
    pub fn all(&self) -> [(&'static str, &str); 6] {
        [
            ("appId", &self.app_id),
            ("clientPublicKey", &self.client_public_key),
            ("secret", &self.secret),
            ("time", &self.time),
            ("token", &self.token),
            ("userId", &self.user_id),
        ]
    }
}

/// The token sign-on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignOnOptions {
    /// Names of its headers.
    pub headers: HeaderNames,
    /// Where an application registers itself.
    pub register_path: String,
    /// Where a token is applied for.
    pub apply_token_path: String,
    /// Life of a token, as it is applied for.
    pub ttl_seconds: u32,
    /// So long before its end a token is replaced.
    pub refresh_ahead_seconds: u32,
}

impl Default for SignOnOptions {
    fn default() -> Self {
        Self {
            headers: HeaderNames::ecology9(),
            register_path: "/api/ec/dev/auth/regist".to_owned(),
            apply_token_path: "/api/ec/dev/auth/applytoken".to_owned(),
            ttl_seconds: 3_600,
            refresh_ahead_seconds: 60,
        }
    }
}

/// What the key of the organisation's interface is made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KeyDigest {
    /// MD5
    #[default]
    Md5,
    /// 国密 SM3
    Sm3,
}

/// How the key's digits are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KeyCase {
    /// As the vendor's document has them.
    #[default]
    Upper,
    /// As some servers want them.
    Lower,
}

/// Where the key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KeyPlace {
    /// In the field `token`, as JSON text.
    #[default]
    Field,
    /// In the headers `key` and `ts`.
    Headers,
}

/// How the query of the organisation's interface is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HrmBody {
    /// `application/x-www-form-urlencoded`
    #[default]
    Form,
    /// `application/json`
    Json,
}

/// The organisation's interface (HRM, protocol facts, 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HrmOptions {
    /// What the key is made by.
    pub digest: KeyDigest,
    /// How its digits are written.
    pub letters: KeyCase,
    /// Where it stands.
    pub place: KeyPlace,
    /// How a query is written.
    pub body: HrmBody,
    /// Rows of a page, 20 to 2,000.
    pub page_size: u16,
    /// Pages of subsidiaries (分部).
    pub subsidiary_path: String,
    /// Pages of departments (部门).
    pub department_path: String,
    /// Pages of posts (岗位).
    pub post_path: String,
    /// Pages of persons (人员).
    pub person_path: String,
    /// When it is read by itself.
    pub schedule: SynchronisationSchedule,
}

impl Default for HrmOptions {
    fn default() -> Self {
        let path = |name: &str| format!("/api/hrm/resful/{name}");
        Self {
            digest: KeyDigest::Md5,
            letters: KeyCase::Upper,
            place: KeyPlace::Field,
            body: HrmBody::Form,
            page_size: 500,
            subsidiary_path: path("getHrmsubcompanyWithPage"),
            department_path: path("getHrmdepartmentWithPage"),
            post_path: path("getJobtitleInfoWithPage"),
            person_path: path("getHrmUserInfoWithPage"),
            schedule: SynchronisationSchedule::default(),
        }
    }
}

/// When the organisation is read by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SynchronisationSchedule {
    /// Off by default.
    pub enabled: bool,
    /// Six fields, seconds first.
    pub cron: String,
    /// How much is read.
    pub extent: Extent,
}

impl Default for SynchronisationSchedule {
    fn default() -> Self {
        Self {
            enabled: false,
            cron: "0 30 3 * * *".to_owned(),
            extent: Extent::Whole,
        }
    }
}

/// How much of the organisation a synchronisation reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Extent {
    /// 全量: what is not there any more goes.
    #[default]
    Whole,
    /// 增量: what was changed since the last time; nothing goes.
    Changed,
}

/// The workflow interface (protocol facts, 7.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowOptions {
    /// Rows of a page, 10 to 1,000.
    pub page_size: u16,
    /// Persons that are asked about at once, 1 to 32.
    pub parallel: u8,
    /// 待办
    pub todo_list_path: String,
    /// How many there are of them.
    pub todo_count_path: String,
    /// 已办
    pub done_list_path: String,
    /// How many there are of them.
    pub done_count_path: String,
}

impl Default for WorkflowOptions {
    fn default() -> Self {
        let path = |name: &str| format!("/api/workflow/paService/{name}");
        Self {
            page_size: 100,
            parallel: 8,
            todo_list_path: path("getToDoWorkflowRequestList"),
            todo_count_path: path("getToDoWorkflowRequestCount"),
            done_list_path: path("getHandledWorkflowRequestList"),
            done_count_path: path("getHandledWorkflowRequestCount"),
        }
    }
}

/// Patience towards the OA, milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Patience {
    /// For name, TCP and TLS.
    pub connect_timeout_ms: u32,
    /// For a whole answer.
    pub response_timeout_ms: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect_timeout_ms: 5_000,
            response_timeout_ms: 30_000,
        }
    }
}

/// How the OA's own interfaces are reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OaConnection {
    /// OA 地址
    pub server: ServerAddress,
    /// 应用编号, as the OA has it registered; empty while only the organisation is read.
    #[serde(default)]
    pub app_id: String,
    /// 客户端公钥: any text to most servers.
    #[serde(default)]
    pub client_public_key: String,
    /// OA person id that calls are made as where no other is named.
    #[serde(default)]
    pub user_id: String,
    /// `tokenSeed`, written as text and read as `{"secret":true,"set":true}`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub secrets: Map<String, Value>,
    /// The token sign-on.
    #[serde(default)]
    pub sign_on: SignOnOptions,
    /// The organisation's interface.
    #[serde(default)]
    pub hrm: HrmOptions,
    /// The workflow interface.
    #[serde(default)]
    pub workflow: WorkflowOptions,
    /// Patience.
    #[serde(default)]
    pub patience: Patience,
    /// TLS towards the OA.
    #[serde(default)]
    pub tls: TlsOptions,
    /// HTTP proxy on the way, `http://host:port`.
    #[serde(default)]
    pub proxy: Option<String>,
}

impl OaConnection {
    /// A connection to this address, all else as it is by default.
    pub fn to(server: ServerAddress) -> Self {
        Self {
            server,
            app_id: String::new(),
            client_public_key: String::new(),
            user_id: String::new(),
            secrets: Map::new(),
            sign_on: SignOnOptions::default(),
            hrm: HrmOptions::default(),
            workflow: WorkflowOptions::default(),
            patience: Patience::default(),
            tls: TlsOptions::default(),
            proxy: None,
        }
    }

    /// Whether it says how to sign on with a token.
    pub fn can_sign_on(&self) -> bool {
        [&self.app_id, &self.client_public_key, &self.user_id]
            .into_iter()
            .all(|text| !text.trim().is_empty())
    }

    /// Checks that what is given is whole.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        check_server(&self.server, &mut complaints);
        check_proxy(self.proxy.as_deref(), &mut complaints);
        self.check_identity(&mut complaints);
        for (field, name) in self.sign_on.headers.all() {
            let path = format!("/signOn/headers/{field}");
            complaints.require(path.as_str(), name);
            if !name.trim().is_empty() && !is_header_name(name) {
                complaints.add(path, "INVALID_CHARACTER", "must be the name of a header");
            }
        }
        for (path, value) in self.paths() {
            if !is_path(value) {
                complaints.add(path, "INVALID_PATH", "must begin with / and hold no white space");
            }
        }
        self.check_numbers(&mut complaints);
        if let Err(why) = Schedule::parse(&self.hrm.schedule.cron) {
            complaints.add("/hrm/schedule/cron", "INVALID_CRON", why);
        }
        complaints.into_result()
    }

    /// What is needed to sign on is there as a whole or not at all.
    fn check_identity(&self, complaints: &mut Complaints) {
        let parts = [
            ("/appId", &self.app_id, MOST_TEXT),
            ("/clientPublicKey", &self.client_public_key, MOST_KEY),
            ("/userId", &self.user_id, MOST_TEXT),
        ];
        let any = parts.iter().any(|(_, text, _)| !text.trim().is_empty());
        for (path, text, most) in parts {
            if any {
                complaints.require(path, text);
            }
            complaints.at_most(path, text, most);
            if text.chars().any(|c| !c.is_ascii_graphic() && c != ' ') {
                complaints.add(
                    path,
                    "INVALID_CHARACTER",
                    "must be printable ASCII: it is sent in a header",
                );
            }
        }
        for (name, value) in &self.secrets {
            let path = format!("/secrets/{name}");
            if name != TOKEN_SEED {
                complaints.add(path, "UNKNOWN_FIELD", "is not known");
            } else if !value.is_object() {
                complaints.add(path, "INVALID_TYPE", "must be text");
            }
        }
    }

    fn check_numbers(&self, complaints: &mut Complaints) {
        let mut range = |path: &str, value: u32, low: u32, high: u32| {
            if !(low..=high).contains(&value) {
                complaints.add(path, "OUT_OF_RANGE", format!("must be from {low} to {high}"));
            }
        };
        let ttl = self.sign_on.ttl_seconds;
        range("/signOn/ttlSeconds", ttl, 60, 7 * 86_400);
        range(
            "/signOn/refreshAheadSeconds",
            self.sign_on.refresh_ahead_seconds,
            0,
            ttl / 2,
        );
        range("/hrm/pageSize", self.hrm.page_size.into(), 20, 2_000);
        range("/workflow/pageSize", self.workflow.page_size.into(), 10, 1_000);
        range("/workflow/parallel", self.workflow.parallel.into(), 1, 32);
        range(
            "/patience/connectTimeoutMs",
            self.patience.connect_timeout_ms,
            100,
            60_000,
        );
        range(
            "/patience/responseTimeoutMs",
            self.patience.response_timeout_ms,
            100,
            300_000,
        );
    }

    fn paths(&self) -> [(&'static str, &str); 10] {
        [
            ("/signOn/registerPath", &self.sign_on.register_path),
            ("/signOn/applyTokenPath", &self.sign_on.apply_token_path),
            ("/hrm/subsidiaryPath", &self.hrm.subsidiary_path),
            ("/hrm/departmentPath", &self.hrm.department_path),
            ("/hrm/postPath", &self.hrm.post_path),
            ("/hrm/personPath", &self.hrm.person_path),
            ("/workflow/todoListPath", &self.workflow.todo_list_path),
            ("/workflow/todoCountPath", &self.workflow.todo_count_path),
            ("/workflow/doneListPath", &self.workflow.done_list_path),
            ("/workflow/doneCountPath", &self.workflow.done_count_path),
        ]
    }
}

fn is_path(path: &str) -> bool {
    path.len() <= MOST_TEXT
        && path.starts_with('/')
        && path
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '\\' | '"'))
}

fn is_header_name(name: &str) -> bool {
    name.len() <= 64
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
