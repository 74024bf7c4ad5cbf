//! A receiver that speaks e-cology's REST interface for items of other systems (row S1), as the protocol facts tell it
//! (sections 1.1 to 1.4): it checks what it is sent, notes every arrival in order, and says success in the body.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ::http::Method;
use bytes::Bytes;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::peer::{Call, Peer, Reply};
use crate::until::PATIENCE;

/// The system code under which the relay is registered here.
pub const SYS_CODE: &str = "OA1";
/// Fields without which an upsert is refused.
const REQUIRED: [&str; 10] = [
    "syscode",
    "flowid",
    "requestname",
    "workflowname",
    "nodename",
    "pcurl",
    "creator",
    "createdatetime",
    "receiver",
    "receivedatetime",
];

/// How the receiver answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// At once.
    Prompt,
    /// After this time.
    Late(Duration),
    /// After a time that differs from call to call, up to this.
    Uneven(Duration),
    /// Never.
    Hangs,
}

/// One item as it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Arrival {
    /// `flowid`
    pub flow: String,
    /// `receiver`, or `userid` of a deletion.
    pub receiver: String,
    /// `requestname`; a deletion has none.
    pub title: Option<String>,
    /// `isremark`; `None` is a deletion.
    pub mark: Option<String>,
}

/// How much has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// All arrivals.
    pub all: usize,
    /// Different ones.
    pub distinct: usize,
    /// Calls that were refused; they are no arrivals.
    pub refused: usize,
}

struct State {
    inner: Mutex<Inner>,
    count: watch::Sender<Count>,
}

struct Inner {
    mood: Mood,
    arrivals: Vec<(Instant, Arrival)>,
    distinct: HashSet<Arrival>,
    refusals: Vec<String>,
}

/// The receiver.
pub struct Ecology {
    peer: Peer,
    state: Arc<State>,
    count: watch::Receiver<Count>,
}

impl std::fmt::Debug for Ecology {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ecology")
            .field("peer", &self.peer)
            .finish_non_exhaustive()
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, call: &Call) -> Reply {
        let taken = arrival(call);
        let mut inner = self.lock();
        let answer = match taken {
            Ok(arrival) => {
                inner.distinct.insert(arrival.clone());
                inner.arrivals.push((call.at, arrival));
                json!({ "syscode": SYS_CODE, "dataType": "WfData", "operType": "AutoNew", "operResult": "1",
                        "message": "自动创建成功" })
            }
            Err(message) => {
                let answer = json!({ "syscode": SYS_CODE, "dataType": "WfData", "operType": "Check", "operResult": "0",
                            "message": message });
                inner.refusals.push(message);
                answer
            }
        };
        let count = Count {
            all: inner.arrivals.len(),
            distinct: inner.distinct.len(),
            refused: inner.refusals.len(),
        };
        let mood = inner.mood;
        drop(inner);
        self.count.send_replace(count);
        let after = match mood {
            Mood::Hangs => return Reply::Never,
            Mood::Prompt => Duration::ZERO,
            Mood::Late(time) => time,
            // Spread over the time by the golden ratio: uneven, and the same in every run.
            Mood::Uneven(most) => most.mul_f64((count.all as f64 * 0.618_034).fract()),
        };
        Reply::Content {
            kind: "application/json;charset=UTF-8",
            body: Bytes::from(answer.to_string()),
            after,
        }
    }
}

fn arrival(call: &Call) -> Result<Arrival, String> {
    let kind = call
        .headers
        .get("content-type")
        .and_then(|kind| kind.to_str().ok());
    if call.method != Method::POST || !kind.is_some_and(|kind| kind.starts_with("application/json")) {
        return Err(format!("not a POST of JSON: {} {kind:?}", call.method));
    }
    let body: Value = serde_json::from_slice(&call.body).map_err(|error| format!("not JSON: {error}"))?;
    let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
    if text("syscode") != SYS_CODE {
        return Err(format!("异构系统标识【{}】未注册", text("syscode")));
    }
    match call.path.as_str() {
        "/rest/ofs/ReceiveRequestInfoByJson" => {
            if let Some(field) = REQUIRED.iter().find(|field| text(field).is_empty()) {
                return Err(format!("{field} 未填写"));
            }
            let mark = text("isremark");
            if !["0", "2", "4", "8"].contains(&mark.as_str()) {
                return Err(format!("流程数据【{}】检测isremark不合法", text("requestname")));
            }
            for field in ["createdatetime", "receivedatetime"] {
                // The real server cuts these by position.
                let time = text(field);
                if time.len() != 19 || time.as_bytes()[10] != b' ' {
                    return Err(format!("{field} cannot be cut: {time}"));
                }
            }
            Ok(Arrival {
                flow: text("flowid"),
                receiver: text("receiver"),
                title: Some(text("requestname")),
                mark: Some(mark),
            })
        }
        "/rest/ofs/deleteUserRequestInfoByJson" => {
            if let Some(field) = ["flowid", "userid"].iter().find(|field| text(field).is_empty()) {
                return Err(format!("流程数据删除失败,{field}为空"));
            }
            Ok(Arrival {
                flow: text("flowid"),
                receiver: text("userid"),
                title: None,
                mark: None,
            })
        }
        other => Err(format!("there is no {other} here")),
    }
}

impl Ecology {
    /// A receiver on a free port.
    pub fn start(mood: Mood) -> Self {
        let (tell, count) = watch::channel(Count::default());
        let inner = Inner {
            mood,
            arrivals: Vec::new(),
            distinct: HashSet::new(),
            refusals: Vec::new(),
        };
        let state = Arc::new(State {
            inner: Mutex::new(inner),
            count: tell,
        });
        let taking = Arc::clone(&state);
        let peer = Peer::start(move |call| taking.take(&call));
        Self { peer, state, count }
    }

    /// The socket behind it.
    pub fn peer(&mut self) -> &mut Peer {
        &mut self.peer
    }

    /// Answers so from now on.
    pub fn set_mood(&self, mood: Mood) {
        self.state.lock().mood = mood;
    }

    /// A target for it, as the interface takes one.
    pub fn target(&self, identifier: &str) -> Value {
        json!({
            "identifier": identifier, "name": format!("门户 {identifier}"), "enabled": true, "pushType": "ecology",
            "server": { "scheme": "http", "authority": self.peer.authority(), "basePath": "" },
            "params": { "sysCode": SYS_CODE },
        })
    }

    /// Everything that has arrived, in order.
    pub fn arrivals(&self) -> Vec<(Instant, Arrival)> {
        self.state.lock().arrivals.clone()
    }

    /// Why something was refused, in order.
    pub fn refusals(&self) -> Vec<String> {
        self.state.lock().refusals.clone()
    }

    /// How much has arrived, as it grows.
    pub fn count(&self) -> watch::Receiver<Count> {
        self.count.clone()
    }

    /// Waits until the arrivals are such.
    pub async fn until(&self, what: &str, is_so: impl FnMut(&Count) -> bool) {
        let mut count = self.count();
        let come = tokio::time::timeout(PATIENCE, count.wait_for(is_so))
            .await
            .is_ok();
        let now = *self.count.borrow();
        assert!(
            come,
            "the receiver waited in vain for this: {what}; it has {now:?}"
        );
    }
}
