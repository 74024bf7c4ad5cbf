//! What is set once for the whole installation: decentralised administration (分权), the tenant, e-Bridge (云桥).

use serde::{Deserialize, Serialize};

use crate::fields::{Complaints, FieldError};

/// Settings of the installation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Installation {
    /// 分权: while it is on, a target can be tied to a subsidiary or a department (row T4).
    pub decentralized: bool,
    /// 租户key, for push addresses that carry it.
    pub tenant_key: String,
    /// e-Bridge agent, corp and tenant keys; nothing while e-Bridge is not configured.
    pub e_bridge: Option<EBridge>,
}

/// Keys of the e-Bridge application (row A2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EBridge {
    /// `ebAgentKey`
    pub agent: String,
    /// `ebCorpKey`
    pub corp: String,
    /// `ebTenantKey`
    pub tenant: String,
}

impl Installation {
    /// Checks that what is given is whole.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        complaints.at_most("/tenantKey", &self.tenant_key, 200);
        if let Some(keys) = &self.e_bridge {
            for (path, key) in [
                ("/eBridge/agent", &keys.agent),
                ("/eBridge/corp", &keys.corp),
                ("/eBridge/tenant", &keys.tenant),
            ] {
                complaints.require(path, key);
                complaints.at_most(path, key, 200);
            }
        }
        complaints.into_result()
    }
}
