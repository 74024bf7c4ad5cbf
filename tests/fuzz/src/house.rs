//! An engine in a directory of its own: for parsers that only its operations reach. Nothing is sent and, by previews
//! and comparisons, nothing is changed, so that one input cannot help another.

use std::net::SocketAddr;
use std::sync::OnceLock;

use api::{Extra, GuardOptions};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use domain::ids::TargetId;
use engine::{Actor, Engine, EngineOptions};
use http::Request;
use http_body_util::BodyExt as _;
use secrets::{KeySource, Secrets, SecretsOptions, StoreChoice};
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// The engine, the door to it, and what keeps both going.
pub struct House {
    runtime: Runtime,
    /// The engine.
    pub engine: Engine,
    open: Router,
    guarded: Router,
    /// A disabled target.
    pub target: TargetId,
    _directory: TempDir,
}

/// An answer of the interface.
pub struct Said {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

/// The one house of this process.
pub fn house() -> &'static House {
    static HOUSE: OnceLock<House> = OnceLock::new();
    HOUSE.get_or_init(House::build)
}

/// By whom everything is done.
pub fn actor() -> Actor {
    Actor::named("fuzz")
}

impl House {
    fn build() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be made");
        let directory = tempfile::tempdir().expect("a directory can be made");
        let path = directory.path();
        let (engine, target) = runtime.block_on(async {
            let secrets = Secrets::open(SecretsOptions {
                application: "todo-relay-fuzz".to_owned(),
                choice: StoreChoice::EncryptedFile,
                file: path.join("data/secrets.enc"),
                key: KeySource::KeyFile(path.join("secret.key")),
            });
            let options = EngineOptions {
                data: path.join("data"),
                secrets: secrets.await.expect("the secrets can be opened"),
                version: "fuzz",
            };
            let engine = Engine::start(options).await.expect("the engine starts");
            let config = serde_json::from_value(json!({
                "identifier": "portal", "name": "集团门户", "pushType": "ecology", "personKey": "mapping",
                "server": { "scheme": "http", "authority": "127.0.0.1:9" }, "params": { "sysCode": "OA1" },
            }));
            let config = config.expect("the configuration has the shape of one");
            let made = engine
                .create_target(&actor(), config)
                .await
                .expect("the target is made");
            (engine, made.id)
        });
        let open = api::open(engine.clone(), Extra::default());
        let listening = GuardOptions {
            listening: SocketAddr::from(([127, 0, 0, 1], 7_680)),
            names: vec!["relay.example.com".to_owned()],
        };
        let guarded = api::guarded(open.clone(), Router::new(), engine.clone(), &listening);
        Self {
            runtime,
            engine,
            open,
            guarded,
            target,
            _directory: directory,
        }
    }

    /// Waits for what the engine does.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Asks the interface, by the door without guards.
    pub fn ask(&self, request: Request<Body>) -> Said {
        self.ask_at(&self.open, request)
    }

    /// Asks the interface, by the door of the socket.
    pub fn ask_outside(&self, mut request: Request<Body>) -> Said {
        let caller = SocketAddr::from(([127, 0, 0, 1], 50_000));
        request.extensions_mut().insert(ConnectInfo(caller));
        self.ask_at(&self.guarded, request)
    }

    fn ask_at(&self, door: &Router, request: Request<Body>) -> Said {
        self.wait(async {
            let answer = door.clone().oneshot(request).await;
            let (head, body) = answer.expect("a router always answers").into_parts();
            let body = body.collect().await.expect("a body that was made here is whole");
            Said {
                status: head.status.as_u16(),
                body: body.to_bytes().to_vec(),
            }
        })
    }
}

impl Said {
    /// Holds that bad input is refused as such, by a problem document, and never taken for a fault of ours.
    pub fn hold_refused(&self) {
        assert!(
            (400..500).contains(&self.status),
            "status {}: {}",
            self.status,
            self.text()
        );
        let problem: serde_json::Value = serde_json::from_slice(&self.body).expect("a refusal is a document");
        assert!(problem["code"].is_string(), "a refusal has a code: {problem}");
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
