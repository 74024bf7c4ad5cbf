//! Push addresses (推送地址管理, rows A1 to A3): how the three URLs of a delivery are made.
//!
//! A suite has *standard* addresses of its own. A push address that is bound to a target changes them:
//!
//! * redirect off: the prefix (where there is one) takes the place of the standard address's origin (absolute prefix)
//!   or is put before its path (relative prefix), and the parameters are added to its query;
//! * redirect on: the user is sent to the prefix page, with the parameters in its query. A parameter *encoded URL*
//!   (编码后的URL) carries the standard address, percent-encoded exactly once, so that the page can go on to it. A
//!   relative prefix stands on the standard address's origin.
//!
//! The push and the preview (row A4) call [`render`]; there is no second way to make an address.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::delivery::Links;
use crate::fields::{Complaints, FieldError};
use crate::ids::{RequestId, TargetId};
use crate::installation::Installation;

/// System variable (系统变量): taken from the moment of the push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SystemVariable {
    /// 日期, `yyyy-MM-dd`
    Date,
    /// 时间, `HH:mm:ss`
    Time,
    /// 日期时间, `yyyy-MM-dd HH:mm:ss`
    DateTime,
    /// 时间戳（毫秒）
    TimestampMillis,
    /// 时间戳（秒）
    TimestampSeconds,
}

/// System parameter (系统参数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SystemParameter {
    /// 租户key
    TenantKey,
    /// 流程ID
    RequestId,
    /// 编码后的URL: the standard address, percent-encoded once.
    EncodedUrl,
}

/// e-Bridge configuration (云桥配置); its parameter names are fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EBridgeKey {
    /// `wea_link_keep_ebAgentKey`
    Agent,
    /// `wea_link_keep_ebCorpKey`
    Corp,
    /// `wea_link_keep_ebTenantKey`
    Tenant,
}

impl EBridgeKey {
    /// The fixed name (row A2).
    pub const fn parameter_name(self) -> &'static str {
        match self {
            Self::Agent => "wea_link_keep_ebAgentKey",
            Self::Corp => "wea_link_keep_ebCorpKey",
            Self::Tenant => "wea_link_keep_ebTenantKey",
        }
    }
}

/// Where a parameter's value comes from (参数值).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ParameterValue {
    /// 固定值
    Fixed {
        /// The value itself.
        text: String,
    },
    /// 系统变量
    SystemVariable {
        /// Which one.
        variable: SystemVariable,
    },
    /// 系统参数
    SystemParameter {
        /// Which one.
        parameter: SystemParameter,
    },
    /// 云桥配置
    EBridge {
        /// Which key.
        key: EBridgeKey,
    },
}

/// One parameter of a push address (数据对应关系).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressParameter {
    /// 参数名
    pub name: String,
    /// 备注
    #[serde(default)]
    pub remark: String,
    /// 参数值
    pub value: ParameterValue,
}

/// A target bound to a push address (绑定应用系统, row A3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Binding {
    /// Which target.
    pub target: TargetId,
    /// Makes the PC address.
    #[serde(default)]
    pub pc: bool,
    /// Makes the APP address.
    #[serde(default)]
    pub app: bool,
    /// Makes the adaptive address.
    #[serde(default)]
    pub adaptive: bool,
}

/// A push address (推送地址).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushAddress {
    /// 名称
    pub name: String,
    /// Off by default; a disabled one changes nothing.
    #[serde(default)]
    pub enabled: bool,
    /// 重定向, off by default.
    #[serde(default)]
    pub redirect: bool,
    /// 地址前缀: `http://host/path` or `/path`; required while redirect is on.
    #[serde(default)]
    pub prefix: String,
    /// 数据对应关系
    #[serde(default)]
    pub parameters: Vec<AddressParameter>,
    /// 绑定应用系统
    #[serde(default)]
    pub bindings: Vec<Binding>,
}

/// The push addresses bound to one target, by channel.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bound<'a> {
    /// Makes the PC address.
    pub pc: Option<&'a PushAddress>,
    /// Makes the APP address.
    pub app: Option<&'a PushAddress>,
    /// Makes the adaptive address.
    pub adaptive: Option<&'a PushAddress>,
}

/// The moment and the item that an address is made for.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// 流程ID
    pub request: &'a RequestId,
    /// The moment of the push, in the zone that dates are shown in.
    pub now: DateTime<FixedOffset>,
    /// Tenant and e-Bridge.
    pub installation: &'a Installation,
}

impl PushAddress {
    /// Checks the rules of rows A1 to A3 that one address can be checked for by itself.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self, installation: &Installation) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        complaints.require("/name", &self.name);
        let prefix = self.prefix.as_str();
        if self.redirect && prefix.is_empty() {
            complaints.add("/prefix", "REQUIRED", "is required while redirect is on");
        }
        // Without redirect the standard path follows the prefix, which is only possible after a path.
        let has_tail = !self.redirect && prefix.contains(['?', '#']);
        if !prefix.is_empty() && (has_tail || !is_prefix(prefix)) {
            complaints.add(
                "/prefix",
                "INVALID_ADDRESS",
                "must be http(s)://host/path or begin with /; a ? or # is for redirect only",
            );
        }
        for (n, parameter) in self.parameters.iter().enumerate() {
            let path = format!("/parameters/{n}");
            complaints.require(format!("{path}/name"), &parameter.name);
            if let ParameterValue::EBridge { key } = &parameter.value {
                if parameter.name != key.parameter_name() {
                    complaints.add(
                        format!("{path}/name"),
                        "FIXED_NAME",
                        format!("must be {}", key.parameter_name()),
                    );
                }
                if installation.e_bridge.is_none() {
                    complaints.add(
                        format!("{path}/value"),
                        "EBRIDGE_NOT_CONFIGURED",
                        "e-Bridge is not configured",
                    );
                }
            }
        }
        for (n, binding) in self.bindings.iter().enumerate() {
            if !(binding.pc || binding.app || binding.adaptive) {
                complaints.add(
                    format!("/bindings/{n}"),
                    "REQUIRED",
                    "one of pc, app and adaptive must be on",
                );
            }
            if self.bindings[..n]
                .iter()
                .any(|other| other.target == binding.target)
            {
                complaints.add(
                    format!("/bindings/{n}/target"),
                    "NOT_UNIQUE",
                    "is bound to this address already",
                );
            }
        }
        complaints.into_result()
    }
}

fn is_prefix(prefix: &str) -> bool {
    let clean = !prefix.chars().any(|c| c.is_whitespace() || c.is_control());
    let absolute = ["http://", "https://"]
        .iter()
        .filter_map(|scheme| prefix.strip_prefix(scheme))
        .any(|rest| crate::target::is_authority(rest.split(['/', '?', '#']).next().unwrap_or_default()));
    clean && (absolute || (prefix.starts_with('/') && !prefix.starts_with("//")))
}

/// The three addresses of an item, from the suite's standard ones and what is bound to the target.
pub fn render(standard: &Links, bound: Bound<'_>, occasion: Occasion<'_>) -> Links {
    let one = |standard: &str, address: Option<&PushAddress>| match address {
        Some(address) if address.enabled && !standard.is_empty() => apply(standard, address, occasion),
        _ => standard.to_owned(),
    };
    Links {
        pc: one(&standard.pc, bound.pc),
        app: one(&standard.app, bound.app),
        adaptive: one(&standard.adaptive, bound.adaptive),
    }
}

fn apply(standard: &str, address: &PushAddress, occasion: Occasion<'_>) -> String {
    let (origin, path) = split_origin(standard);
    let prefix = address.prefix.as_str();
    let is_absolute = !prefix.starts_with('/');
    // Where a path follows the prefix, one slash joins them; where none does, a slash at the end is the page's own.
    let front = prefix.trim_end_matches('/');
    let joint = match path.chars().next() {
        None | Some('/' | '?' | '#') => "",
        Some(_) => "/",
    };
    let base = match (address.redirect, is_absolute) {
        (_, _) if prefix.is_empty() => standard.to_owned(),
        (true, true) => prefix.to_owned(),
        (true, false) => format!("{origin}{prefix}"),
        (false, true) => format!("{front}{joint}{path}"),
        (false, false) => format!("{origin}{front}{joint}{path}"),
    };
    let query = address
        .parameters
        .iter()
        .map(|parameter| {
            let value = value_of(&parameter.value, standard, occasion);
            format!("{}={}", encode(&parameter.name), encode(&value))
        })
        .collect::<Vec<_>>()
        .join("&");
    with_query(&base, &query)
}

fn value_of(value: &ParameterValue, standard: &str, occasion: Occasion<'_>) -> String {
    let now = occasion.now;
    match value {
        ParameterValue::Fixed { text } => text.clone(),
        ParameterValue::SystemVariable { variable } => match variable {
            SystemVariable::Date => now.format("%Y-%m-%d").to_string(),
            SystemVariable::Time => now.format("%H:%M:%S").to_string(),
            SystemVariable::DateTime => now.format("%Y-%m-%d %H:%M:%S").to_string(),
            SystemVariable::TimestampMillis => now.timestamp_millis().to_string(),
            SystemVariable::TimestampSeconds => now.timestamp().to_string(),
        },
        ParameterValue::SystemParameter { parameter } => match parameter {
            SystemParameter::TenantKey => occasion.installation.tenant_key.clone(),
            SystemParameter::RequestId => occasion.request.0.clone(),
            // Encoded once, like every value, where it is put into the query.
            SystemParameter::EncodedUrl => standard.to_owned(),
        },
        ParameterValue::EBridge { key } => match (&occasion.installation.e_bridge, key) {
            (None, _) => String::new(),
            (Some(keys), EBridgeKey::Agent) => keys.agent.clone(),
            (Some(keys), EBridgeKey::Corp) => keys.corp.clone(),
            (Some(keys), EBridgeKey::Tenant) => keys.tenant.clone(),
        },
    }
}

/// `scheme://authority` (empty for a path alone) and what follows.
fn split_origin(url: &str) -> (&str, &str) {
    let after_scheme = match url.find("://") {
        // Not that of an address inside a query.
        Some(at) if !url[..at].contains(['/', '?', '#']) => at + 3,
        _ => return ("", url),
    };
    match url[after_scheme..].find(['/', '?', '#']) {
        Some(at) => url.split_at(after_scheme + at),
        None => (url, ""),
    }
}

/// Adds a query before the fragment, after what query there is.
fn with_query(url: &str, query: &str) -> String {
    if query.is_empty() {
        return url.to_owned();
    }
    let (front, fragment) = match url.find('#') {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    let join = match front.find('?') {
        None => "?",
        Some(at) if at + 1 == front.len() || front.ends_with('&') => "",
        Some(_) => "&",
    };
    format!("{front}{join}{query}{fragment}")
}

/// Percent-encoding of a query component (RFC 3986: unreserved characters stay).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            const HEX: [char; 16] = [
                '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
            ];
            out.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    out
}
