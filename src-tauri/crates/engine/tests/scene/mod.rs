//! A scene: an engine in a directory of its own, and e-cology receivers on real sockets that note what they get and
//! can be made to misbehave.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "in a test a surprise is a failure"
)]
#![allow(dead_code, reason = "each test program uses a part of the scene")]

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::event::Batch;
use domain::ids::TargetId;
use engine::{Actor, DeliveryFilter, DeliveryItem, DeliveryQuery, Engine, EngineOptions, Pulse};
use secrets::{KeySource, Secrets, SecretsOptions, StoreChoice};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Longer than anything here should take; a test that reaches it has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) async fn start(directory: &Path) -> Engine {
    let secrets = Secrets::open(SecretsOptions {
        application: "todo-relay-test".to_owned(),
        choice: StoreChoice::EncryptedFile,
        file: directory.join("data/secrets.enc"),
        key: KeySource::KeyFile(directory.join("secret.key")),
    })
    .await
    .unwrap();
    Engine::start(EngineOptions {
        data: directory.join("data"),
        secrets,
        version: "test",
    })
    .await
    .unwrap()
}

/// How a receiver answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Accepts,
    Refuses,
    Html,
    Hangs,
    /// Accepts everything but request 13, to which it answers as in [`Mood::Html`].
    ChokesOn13,
}

/// A receiver on a real socket.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
    serving: Option<JoinHandle<()>>,
}

struct State {
    mood: Mutex<Mood>,
    got: Mutex<Vec<Value>>,
    news: Notify,
    busy: AtomicBool,
}

impl Receiver {
    pub(crate) async fn start(mood: Mood) -> Self {
        let state = State {
            mood: Mutex::new(mood),
            got: Mutex::default(),
            news: Notify::new(),
            busy: AtomicBool::new(false),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut receiver = Self {
            address,
            state: Arc::new(state),
            serving: None,
        };
        receiver.serve(listener);
        receiver
    }

    #[allow(clippy::disallowed_methods, reason = "the handle is kept and aborted")]
    fn serve(&mut self, listener: tokio::net::TcpListener) {
        let state = Arc::clone(&self.state);
        let router = Router::new().fallback(move |body: String| answer(Arc::clone(&state), body));
        self.serving = Some(tokio::spawn(async move {
            axum::serve(listener, router).await.unwrap();
        }));
    }

    /// Connections are refused from now on, and those there are break.
    pub(crate) async fn go_down(&mut self) {
        let serving = self.serving.take().unwrap();
        serving.abort();
        let _ = serving.await;
    }

    /// It listens again, on the same port.
    pub(crate) async fn come_up(&mut self) {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(self.address).unwrap();
        self.serve(socket.listen(1_024).unwrap());
    }

    pub(crate) fn set_mood(&self, mood: Mood) {
        *self.state.mood.lock().unwrap() = mood;
    }

    /// Everything it got, in order of arrival.
    pub(crate) fn got(&self) -> Vec<Value> {
        self.state.got.lock().unwrap().clone()
    }

    /// Whether two requests of one lane were ever here at the same time is for the tests to see from the order; this
    /// is whether it was ever called at all.
    pub(crate) fn was_called(&self) -> bool {
        self.state.busy.load(Ordering::Acquire)
    }

    pub(crate) async fn await_got(&self, count: usize) -> Vec<Value> {
        tokio::time::timeout(PATIENCE, async {
            loop {
                let news = self.state.news.notified();
                let got = self.got();
                if got.len() >= count {
                    return got;
                }
                news.await;
            }
        })
        .await
        .unwrap_or_else(|_| panic!("the receiver got only {} of {count}", self.got().len()))
    }
}

async fn answer(state: Arc<State>, body: String) -> Response {
    state.busy.store(true, Ordering::Release);
    let mood = *state.mood.lock().unwrap();
    if mood == Mood::Hangs {
        std::future::pending::<()>().await;
    }
    let message: Value = serde_json::from_str(&body).unwrap_or(Value::Null);
    let mood = match mood {
        Mood::ChokesOn13 if message["flowid"] == "13" => Mood::Html,
        Mood::ChokesOn13 => Mood::Accepts,
        mood => mood,
    };
    state.got.lock().unwrap().push(message);
    state.news.notify_waiters();
    let reply = |result: &str, message: &str| {
        json!({ "syscode": "OA1", "dataType": "WfData", "operType": "New", "operResult": result, "message": message })
            .to_string()
    };
    match mood {
        Mood::Accepts => reply("1", "自动创建成功").into_response(),
        Mood::Refuses => reply("0", "流程数据【x】检测接收人不存在").into_response(),
        Mood::Html | Mood::Hangs | Mood::ChokesOn13 => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "<html><body>Error 500</body></html>",
        )
            .into_response(),
    }
}

/// A target of an e-cology receiver; `more` is laid over it.
pub(crate) fn target(identifier: &str, receiver: SocketAddr, more: &Value) -> Value {
    let mut target = json!({
        "identifier": identifier, "name": format!("系统 {identifier}"), "enabled": true, "pushType": "ecology",
        "server": { "scheme": "http", "authority": receiver.to_string(), "basePath": "" },
        "params": { "sysCode": "OA1" },
        "delivery": { "timeoutMs": 1_000, "connectTimeoutMs": 1_000 }
    });
    for (name, value) in more.as_object().unwrap() {
        target[name] = value.clone();
    }
    target
}

/// Who changes the configuration here.
pub(crate) fn operator() -> Actor {
    Actor::named("operator")
}

pub(crate) async fn create(engine: &Engine, target: Value) -> TargetId {
    engine
        .create_target(&operator(), serde_json::from_value(target).unwrap())
        .await
        .unwrap()
        .id
}

/// One event; a sequence number goes into the title, so that the order can be told at the receiver.
pub(crate) fn event(request: usize, receiver: usize, sequence: usize) -> Value {
    json!({
        "dataSet": if sequence.is_multiple_of(2) { "todo" } else { "done" }, "businessState": "pending",
        "requestId": request.to_string(), "requestName": format!("差旅报销-{sequence}"),
        "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "nodeName": "审批",
        "creator": "1", "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": receiver.to_string(), "receivedAt": "2026-11-22T09:01:00+08:00",
        "occurredAt": "2026-11-22T09:01:00+08:00"
    })
}

pub(crate) fn batch(id: &str, events: Vec<Value>) -> Batch {
    serde_json::from_value(json!({ "batchId": id, "events": events })).unwrap()
}

pub(crate) async fn pulse(engine: &Engine, target: TargetId) -> Pulse {
    let overview = engine.overview().await.unwrap();
    overview
        .targets
        .into_iter()
        .find(|pulse| pulse.target_id == target)
        .unwrap()
}

/// Waits until a target's state is as wanted; the live stream says when to look.
pub(crate) async fn await_pulse(engine: &Engine, target: TargetId, wanted: impl Fn(&Pulse) -> bool) -> Pulse {
    let mut live = engine.live();
    tokio::time::timeout(PATIENCE, async {
        loop {
            let pulse = pulse(engine, target).await;
            if wanted(&pulse) {
                return pulse;
            }
            // Lagging behind is no matter: the state is read anew.
            let _ = live.recv().await;
        }
    })
    .await
    .expect("the target should have come into the wanted state")
}

pub(crate) async fn log(engine: &Engine, filter: DeliveryFilter) -> Vec<DeliveryItem> {
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let query = DeliveryQuery {
            filter: filter.clone(),
            limit: 1_000,
            after,
        };
        let page = engine.deliveries(query).await.unwrap();
        items.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return items,
        }
    }
}
