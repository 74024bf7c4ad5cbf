//! An engine in a directory of its own, asked through the router: by the in-process door, or by the socket's checks.

use std::net::SocketAddr;

use api::{Extra, GuardOptions};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use engine::{Engine, EngineOptions, Scope};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Where the guarded door believes it listens.
pub(crate) const HOST: &str = "127.0.0.1:7680";

pub(crate) struct World {
    pub(crate) engine: Engine,
    /// The in-process door.
    pub(crate) inside: Router,
    /// The socket's door, without the socket.
    pub(crate) outside: Router,
    pub(crate) directory: tempfile::TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("the body is JSON")
    }

    /// The problem's code, after its shape was looked at.
    pub(crate) fn problem(&self) -> String {
        let document = self.json();
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{document}"
        );
        assert_eq!(
            document["status"],
            self.status.as_u16(),
            "the status should stand in the problem"
        );
        assert_eq!(
            document["traceId"],
            self.header("x-trace-id"),
            "the trace id should be the header's"
        );
        for part in ["type", "title", "detail", "traceId"] {
            assert!(
                !document[part].as_str().unwrap_or_default().is_empty(),
                "{part} should be said: {document}"
            );
        }
        document["code"].as_str().unwrap_or_default().to_owned()
    }

    /// `path code` of each field of the problem.
    pub(crate) fn fields(&self) -> Vec<String> {
        assert_eq!(self.status, StatusCode::BAD_REQUEST, "{}", self.text);
        assert_eq!(self.problem(), "INVALID_INPUT");
        let document = self.json();
        let fields = document["fields"].as_array().cloned().unwrap_or_default();
        let word = |field: &Value, part: &str| field[part].as_str().unwrap_or_default().to_owned();
        fields
            .iter()
            .map(|field| format!("{} {}", word(field, "path"), word(field, "code")))
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// One request, built up by what it says.
pub(crate) struct Ask {
    builder: axum::http::request::Builder,
    body: Body,
    caller: SocketAddr,
}

pub(crate) fn ask(method: Method, path: &str) -> Ask {
    Ask {
        builder: Request::builder().method(method).uri(path),
        body: Body::empty(),
        caller: SocketAddr::from(([127, 0, 0, 1], 50_000)),
    }
}

impl Ask {
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        Self {
            builder: self.builder.header(name, value),
            ..self
        }
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.text(body.to_string())
            .header("content-type", "application/json")
    }

    pub(crate) fn text(self, body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    pub(crate) fn caller(self, caller: [u8; 4]) -> Self {
        Self {
            caller: SocketAddr::from((caller, 50_000)),
            ..self
        }
    }

    pub(crate) async fn of(self, router: &Router) -> Answer {
        let mut request = self.builder.body(self.body).expect("the request is well formed");
        request.extensions_mut().insert(ConnectInfo(self.caller));
        let response = router
            .clone()
            .oneshot(request)
            .await
            .expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body is whole").to_bytes();
        let text = String::from_utf8(bytes.to_vec()).expect("the body is text");
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory of its own");
        let options = ::secrets::SecretsOptions {
            application: "todo-relay-tests".to_owned(),
            choice: ::secrets::StoreChoice::EncryptedFile,
            file: directory.path().join("data/secrets.enc"),
            key: ::secrets::KeySource::KeyFile(directory.path().join("key/secrets.key")),
        };
        std::fs::create_dir_all(directory.path().join("data")).expect("the data directory can be made");
        std::fs::create_dir_all(directory.path().join("key")).expect("the key's directory can be made");
        let secrets = ::secrets::Secrets::open(options).await.expect("the secrets open");
        let data = directory.path().join("data");
        let engine = Engine::start(EngineOptions {
            data,
            secrets,
            version: "0.0.0",
        })
        .await
        .expect("the engine starts");
        let inside = api::open(engine.clone(), Extra::default());
        let options = GuardOptions {
            listening: HOST.parse().expect("an address"),
            names: vec!["relay.example".to_owned()],
        };
        let pages = Router::new().fallback(async || "the console");
        let outside = api::guarded(inside.clone(), pages, engine.clone(), &options);
        Self {
            engine,
            inside,
            outside,
            directory,
        }
    }

    pub(crate) async fn token(&self, scope: Scope) -> String {
        let token = self
            .engine
            .create_token(&engine::Actor::named("test"), "test".to_owned(), vec![scope])
            .await;
        token.expect("a token can be made").token
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        ask(Method::GET, path).of(&self.inside).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        ask(Method::POST, path).json(body).of(&self.inside).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        ask(Method::PUT, path).json(body).of(&self.inside).await
    }
}

/// A batch of `count` events as the contract shows them.
pub(crate) fn batch(id: &str, count: usize) -> Value {
    let event = |n: usize| {
        json!({
            "dataSet": "todo", "businessState": "pending",
            "requestId": format!("{}", 100_000 + n), "requestName": "差旅报销-20261122",
            "workflowId": "54", "workflowName": "差旅报销", "workflowTypeId": "3", "workflowTypeName": "财务",
            "nodeId": "12", "nodeName": "部门经理审批",
            "creator": "1001", "createdAt": "2026-11-22T09:00:00+08:00",
            "receiver": "1002", "receiverIdentity": "1002-2", "receivedAt": "2026-11-22T09:01:00+08:00",
            "viewType": "unread", "occurredAt": "2026-11-22T09:01:00.123+08:00"
        })
    };
    json!({ "batchId": id, "events": (0..count).map(event).collect::<Vec<_>>() })
}

/// A target that is switched off, so that nothing is ever sent.
/// One event.
pub(crate) fn event() -> Value {
    batch("one", 1)["events"][0].clone()
}

pub(crate) fn target(identifier: &str) -> Value {
    json!({
        "identifier": identifier, "name": "集团门户", "enabled": false, "pushType": "ecology",
        "server": { "scheme": "http", "authority": "127.0.0.1:9001", "basePath": "" },
        "personKey": "userId", "params": { "sysCode": "OA1", "toViewRemark": false }
    })
}

/// A Landray target, which has a secret parameter.
pub(crate) fn secretive(identifier: &str, password: &Value) -> Value {
    json!({
        "identifier": identifier, "name": "蓝凌", "enabled": false, "pushType": "landray",
        "server": { "scheme": "http", "authority": "127.0.0.1:9002" }, "personKey": "userId",
        "params": {
            "appName": "oa", "username": "relay", "password": password,
            "oaAddress": "http://oa.example", "ekpUserKey": "LoginName"
        }
    })
}
