//! A receiver that speaks Landray EKP's to-do service (row S4; protocol facts, 4.1 to 4.7) and is as careless as one can
//! be: the message of its answer is the whole request that it was sent, headers and password included, and then the
//! password again and again, so that whoever cuts the answer cuts through a password.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde_json::{Value, json};
use std::time::Duration;

use crate::peer::{Call, Peer, Reply};

/// How often the password is in an answer.
const PASSWORDS: usize = 2_000;
/// Where the service is.
const PATH: &str = "/sys/webservice/sysNotifyTodoWebService";

/// The receiver.
#[derive(Debug)]
pub struct CarelessLandray {
    peer: Peer,
    calls: Arc<Mutex<Vec<String>>>,
}

impl CarelessLandray {
    /// A receiver on a free port.
    pub fn start() -> Self {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&calls);
        let peer = Peer::start(move |call| {
            let said = said(&call);
            let mut calls = noted.lock().unwrap_or_else(PoisonError::into_inner);
            calls.push(said.clone());
            Reply::Content {
                kind: "text/xml;charset=UTF-8",
                body: Bytes::from(answer(&call, &said, calls.len())),
                after: Duration::ZERO,
            }
        });
        Self { peer, calls }
    }

    /// A target for it with this password.
    pub fn target(&self, identifier: &str, password: &str) -> Value {
        json!({
            "identifier": identifier, "name": format!("蓝凌 {identifier}"), "enabled": true, "pushType": "landray",
            "server": { "scheme": "http", "authority": self.peer.authority(), "basePath": "" },
            "params": { "appName": "oa", "username": "relay", "password": password,
                        "oaAddress": "http://oa.example" },
        })
    }

    /// What it was sent, heads and bodies, in order.
    pub fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn said(call: &Call) -> String {
    let headers = call
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
    let headers: String = headers.collect();
    let body = String::from_utf8_lossy(&call.body);
    format!("{} {}\n{headers}\n{body}", call.method, call.path)
}

fn answer(call: &Call, said: &str, number: usize) -> String {
    // 2 is "succeeded"; what is asked for elsewhere has failed.
    let state = if call.path == PATH { 2 } else { 1 };
    let message = said
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let operation = ["setTodoDone", "deleteTodo"]
        .into_iter()
        .find(|operation| said.contains(&format!(":{operation}>")))
        .unwrap_or("sendTodo");
    // With each answer a cut comes at another place of the password.
    let blanks = " ".repeat(number);
    let passwords = password(said).repeat(PASSWORDS);
    format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <ns:{operation}Response xmlns:ns=\"http://webservice.notify.sys.kmss.landray.com/\">\
         <return><message>{message}{blanks}{passwords}</message><returnState>{state}</returnState></return>\
         </ns:{operation}Response></soap:Body></soap:Envelope>"
    )
}

/// The password as it stands in the request.
fn password(said: &str) -> &str {
    let after = said.split_once("password>").map_or("", |(_, after)| after);
    after.split_once("</").map_or("", |(password, _)| password)
}
