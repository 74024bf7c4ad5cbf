//! Ready-made targets: what an operator would set up by hand to push to the simulated receivers.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::accounts::{
    Accounts, Application, E10, E10_SYSCODE, ECOLOGY, ESB, LANDRAY, LANDRAY_USER, PORTAL, WISEDU,
};
use crate::receivers::{Identity, Receiver, SYSCODE, TASK_CENTRE};

/// Address of the simulated OA as receivers' links name it; nothing answers there.
const OA_ADDRESS: &str = "http://oa.sandbox.local";

/// A person that is there whatever the seed.
const OA_OPERATOR: &str = "1001";

/// One target (contract shape) for each receiver, enabled, pointed at where it listens now.
pub(crate) fn ready_made(receivers: &[Arc<Receiver>], accounts: &Accounts) -> Vec<Value> {
    let server = |identity: Identity| {
        let found = receivers
            .iter()
            .find(|receiver| receiver.identity().id == identity.id);
        found.map_or(Value::Null, |receiver| {
            json!({ "scheme": "http", "authority": receiver.address().to_string(), "basePath": "" })
        })
    };
    vec![
        json!({
            "identifier": SYSCODE, "name": ECOLOGY.zh, "enabled": true, "pushType": "ecology",
            "server": server(ECOLOGY), "personKey": "userId",
            "params": { "sysCode": SYSCODE, "toViewRemark": false },
        }),
        json!({
            "identifier": "sandbox-landray", "name": LANDRAY.zh, "enabled": true, "pushType": "landray",
            "server": server(LANDRAY), "personKey": "loginId",
            "params": {
                "appName": "sandbox-oa", "username": LANDRAY_USER, "password": accounts.landray_password,
                "oaAddress": OA_ADDRESS, "ekpUserKey": "LoginName",
            },
        }),
        json!({
            "identifier": "sandbox-e10", "name": E10.zh, "enabled": true, "pushType": "e10",
            "server": server(E10), "personKey": "loginId",
            "params": signed_on(&accounts.e10, json!({ "sysCode": E10_SYSCODE, "state": "todorelay" })),
        }),
        json!({
            "identifier": "sandbox-esb", "name": ESB.zh, "enabled": true, "pushType": "esb",
            "server": server(ESB), "personKey": "workCode",
            "params": signed_on(&accounts.esb, json!({ "actionFlow": accounts.action_flow })),
        }),
        json!({
            "identifier": "sandbox-wisedu", "name": WISEDU.zh, "enabled": true, "pushType": "wisedu",
            "server": server(WISEDU), "personKey": "workCode", "protocol": { "path": TASK_CENTRE },
            "params": {
                "appId": accounts.wisedu.key, "appSecret": accounts.wisedu.secret, "oaAddress": OA_ADDRESS,
            },
        }),
        json!({
            "identifier": "sandbox-portal", "name": PORTAL.zh, "enabled": true, "pushType": "custom",
            "server": server(PORTAL), "personKey": "mobile", "adapter": { "class": "example.JsonPortal" },
            "params": { "appKey": accounts.portal.key, "secret": accounts.portal.secret },
        }),
    ]
}

/// How the OA's own interfaces are reached; calls are made as the system's own person.
pub(crate) fn oa_connection(door: &Receiver, accounts: &Accounts) -> Value {
    json!({
        "server": { "scheme": "http", "authority": door.address().to_string(), "basePath": "" },
        "appId": accounts.oa.app_id, "clientPublicKey": "sandbox", "userId": OA_OPERATOR,
        "secrets": { "tokenSeed": accounts.oa.token_seed },
    })
}

/// Parameters with those that sign the sender on.
fn signed_on(application: &Application, mut params: Value) -> Value {
    params["corpId"] = Value::from(application.corp_id.as_str());
    params["app_key"] = Value::from(application.app_key.as_str());
    params["app_secret"] = Value::from(application.app_secret.as_str());
    params
}
