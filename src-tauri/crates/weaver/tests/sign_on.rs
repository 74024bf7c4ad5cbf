//! The token sign-on against a real socket (row W2): how often it registers and applies, and what it makes of failures.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::oa::OaConnection;
use domain::target::{Scheme, ServerAddress};
use futures_util::future::join_all;
use rsa::pkcs8::EncodePublicKey;
use rsa::{Pkcs1v15Encrypt, PrivateKey};
use secrets::{KeySource, Secrets, SecretsOptions, StoreChoice};
use serde_json::{Map, json};
use tokio::sync::OnceCell;
use tokio::task::JoinSet;
use weaver::{MOST_OPERATORS, Oa, OaFaultKind, WorkflowList};

/// How the OA behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Well,
    /// Knows no token, whatever it gave out.
    Forgetful,
    /// Gives out no token.
    Strict,
    /// Answers calls with a page, once.
    PageOnce,
}

struct Seen {
    mood: Mood,
    key: PrivateKey,
    registered: usize,
    applied: HashMap<String, usize>,
    calls: Vec<HeaderMap>,
    tokens: usize,
    last_time: String,
}

#[derive(Clone)]
struct Server(Arc<Mutex<Seen>>);

impl Server {
    fn seen<R>(&self, look: impl FnOnce(&mut Seen) -> R) -> R {
        look(&mut self.0.lock().unwrap())
    }

    fn applications(&self) -> usize {
        self.seen(|seen| seen.applied.values().sum())
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn decrypted(seen: &Seen, text: &str) -> String {
    let bytes = STANDARD.decode(text).unwrap();
    String::from_utf8(seen.key.decrypt(Pkcs1v15Encrypt, &bytes).unwrap()).unwrap()
}

async fn register(State(server): State<Server>, headers: HeaderMap) -> Response {
    server.seen(|seen| {
        seen.registered += 1;
        assert_eq!(
            (text(&headers, "appid"), text(&headers, "cpk")),
            ("app", "cpk-text")
        );
        let spk = STANDARD.encode(seen.key.to_public_key().to_public_key_der().unwrap().as_bytes());
        let body = json!({ "status": true, "code": 0, "msg": "ok", "secrit": "the-secret", "spk": spk });
        // A session that nobody asked for.
        ([("set-cookie", "JSESSIONID=somebody; Path=/")], Json(body)).into_response()
    })
}

async fn apply(State(server): State<Server>, headers: HeaderMap) -> Response {
    // Long enough for others to come meanwhile.
    tokio::task::yield_now().await;
    server.seen(|seen| {
        let secret = decrypted(seen, text(&headers, "secret"));
        seen.last_time = text(&headers, "time").to_owned();
        *seen.applied.entry(secret).or_default() += 1;
        if seen.mood == Mood::Strict {
            return Json(json!({ "msg": "secret解密失败,请检查加密内容.", "code": -1 })).into_response();
        }
        seen.tokens += 1;
        Json(json!({ "status": true, "code": 0, "token": format!("token-{}", seen.tokens) })).into_response()
    })
}

async fn count(State(server): State<Server>, headers: HeaderMap) -> Response {
    server.seen(|seen| {
        seen.calls.push(headers);
        match seen.mood {
            Mood::Forgetful => {
                let body = json!({ "msg": "token不存在或者超时：x", "code": -1, "status": false });
                Json(body).into_response()
            }
            Mood::PageOnce => {
                seen.mood = Mood::Well;
                (StatusCode::INTERNAL_SERVER_ERROR, Html("<html>500</html>")).into_response()
            }
            _ => Json(json!(7)).into_response(),
        }
    })
}

/// Making a key takes its time: one for all tests.
static KEY: OnceCell<PrivateKey> = OnceCell::const_new();

async fn serve(mood: Mood) -> (Server, OaConnection, JoinSet<()>) {
    let key = KEY
        .get_or_init(|| async { PrivateKey::new(&mut getrandom::SysRng, 1_024).unwrap() })
        .await;
    let server = Server(Arc::new(Mutex::new(Seen {
        mood,
        key: key.clone(),
        registered: 0,
        applied: HashMap::new(),
        calls: Vec::new(),
        tokens: 0,
        last_time: String::new(),
    })));
    let routes = Router::new()
        .route("/api/ec/dev/auth/regist", post(register))
        .route("/api/ec/dev/auth/applytoken", post(apply))
        .route("/api/workflow/paService/getToDoWorkflowRequestCount", post(count))
        .with_state(server.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = listener.local_addr().unwrap().to_string();
    let mut serving = JoinSet::new();
    serving.spawn(async move { axum::serve(listener, routes).await.unwrap() });
    let address = ServerAddress {
        scheme: Scheme::Http,
        authority,
        base_path: String::new(),
    };
    let connection = OaConnection {
        app_id: "app".to_owned(),
        client_public_key: "cpk-text".to_owned(),
        user_id: "1".to_owned(),
        ..OaConnection::to(address)
    };
    (server, connection, serving)
}

async fn secrets(directory: &tempfile::TempDir) -> Secrets {
    let options = SecretsOptions {
        application: "test".to_owned(),
        choice: StoreChoice::EncryptedFile,
        file: directory.path().join("data/secrets.bin"),
        key: KeySource::KeyFile(directory.path().join("key")),
    };
    std::fs::create_dir_all(directory.path().join("data")).unwrap();
    Secrets::open(options).await.unwrap()
}

async fn oa(connection: &OaConnection, secrets: &Secrets) -> Oa {
    Oa::new(
        connection.clone(),
        None,
        (secrets.clone(), "oa-registration".to_owned()),
    )
    .unwrap()
}

async fn ask(oa: &Oa, person: &str) -> Result<u64, OaFaultKind> {
    let count = oa.workflow_count((person, WorkflowList::Todo), &Map::new()).await;
    count.map_err(|fault| fault.kind)
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_callers_of_fifty_operators_register_once_and_apply_once_each() {
    let (server, connection, _serving) = serve(Mood::Well).await;
    let directory = tempfile::tempdir().unwrap();
    let oa = oa(&connection, &secrets(&directory).await).await;
    let people: Vec<String> = (0..500).map(|n| (n % 50).to_string()).collect();
    let asked = join_all(people.iter().map(|person| ask(&oa, person))).await;
    assert!(asked.iter().all(|answer| *answer == Ok(7)), "{asked:?}");
    server.seen(|seen| {
        assert_eq!(
            (seen.registered, &seen.applied),
            (1, &HashMap::from([("the-secret".to_owned(), 50)]))
        );
        assert_eq!(seen.last_time, "3600");
        let mut by_person: HashMap<String, Vec<&str>> = HashMap::new();
        for call in &seen.calls {
            assert_eq!((text(call, "appid"), text(call, "skipsession")), ("app", "1"));
            assert_eq!(text(call, "cookie"), "", "no session is kept");
            let person = decrypted(seen, text(call, "userid"));
            by_person.entry(person).or_default().push(text(call, "token"));
        }
        assert_eq!(by_person.len(), 50);
        for (person, tokens) in by_person {
            assert!(
                tokens.iter().all(|token| *token == tokens[0]),
                "{person}: {tokens:?}"
            );
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_outlives_a_restart_and_is_not_that_of_another_application() {
    let (server, connection, _serving) = serve(Mood::Well).await;
    let directory = tempfile::tempdir().unwrap();
    let secrets = secrets(&directory).await;
    assert_eq!(ask(&oa(&connection, &secrets).await, "1").await, Ok(7));
    assert_eq!(ask(&oa(&connection, &secrets).await, "1").await, Ok(7));
    assert_eq!(server.seen(|seen| seen.registered), 1);
    let elsewhere = OaConnection {
        server: ServerAddress {
            authority: connection.server.authority.replace("127.0.0.1", "localhost"),
            ..connection.server.clone()
        },
        ..connection.clone()
    };
    assert_eq!(ask(&oa(&elsewhere, &secrets).await, "1").await, Ok(7));
    assert_eq!(
        server.seen(|seen| seen.registered),
        2,
        "another address is another OA"
    );
    assert_eq!(ask(&oa(&connection, &secrets).await, "1").await, Ok(7));
    assert_eq!(
        server.seen(|seen| seen.registered),
        2,
        "the first is not forgotten for it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_whose_token_is_forgotten_is_made_once_more_and_no_more() {
    let (server, connection, _serving) = serve(Mood::Forgetful).await;
    let directory = tempfile::tempdir().unwrap();
    let oa = oa(&connection, &secrets(&directory).await).await;
    assert_eq!(ask(&oa, "1").await, Err(OaFaultKind::Token));
    assert_eq!(
        (server.applications(), server.seen(|seen| seen.calls.len())),
        (2, 2)
    );
    server.seen(|seen| seen.mood = Mood::PageOnce);
    assert_eq!(
        ask(&oa, "1").await,
        Ok(7),
        "a page is the old defect of a session"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waited_for_a_refusal_shares_it_and_nothing_registers_by_itself() {
    let (server, connection, _serving) = serve(Mood::Strict).await;
    let directory = tempfile::tempdir().unwrap();
    let oa = oa(&connection, &secrets(&directory).await).await;
    let asked = join_all((0..40).map(|_| ask(&oa, "1"))).await;
    assert!(
        asked.iter().all(|answer| *answer == Err(OaFaultKind::Keys)),
        "{asked:?}"
    );
    assert_eq!(
        (server.applications(), server.seen(|seen| seen.registered)),
        (1, 1)
    );
    assert_eq!(ask(&oa, "1").await, Err(OaFaultKind::Keys));
    assert_eq!(server.applications(), 2, "who comes later asks again");
    server.seen(|seen| seen.mood = Mood::Well);
    oa.register_anew().await.unwrap();
    assert_eq!(ask(&oa, "1").await, Ok(7));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_replaced_ahead_of_its_end_and_only_so_many_are_kept() {
    let (server, mut connection, _serving) = serve(Mood::Well).await;
    let directory = tempfile::tempdir().unwrap();
    let secrets = secrets(&directory).await;
    let kept = oa(&connection, &secrets).await;
    for person in 0..=MOST_OPERATORS.get() {
        assert_eq!(ask(&kept, &person.to_string()).await, Ok(7));
    }
    let before = server.applications();
    assert_eq!(ask(&kept, &MOST_OPERATORS.to_string()).await, Ok(7));
    assert_eq!(server.applications(), before, "the newest is kept");
    assert_eq!(ask(&kept, "0").await, Ok(7));
    assert_eq!(
        server.applications(),
        before + 1,
        "the one not used for longest went"
    );

    // As good as over when it is granted.
    connection.sign_on.refresh_ahead_seconds = connection.sign_on.ttl_seconds;
    let ahead = oa(&connection, &secrets).await;
    let before = server.applications();
    assert_eq!((ask(&ahead, "1").await, ask(&ahead, "1").await), (Ok(7), Ok(7)));
    assert_eq!(server.applications(), before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_secret_is_printed() {
    let (_, connection, _serving) = serve(Mood::Well).await;
    let directory = tempfile::tempdir().unwrap();
    let oa = oa(&connection, &secrets(&directory).await).await;
    assert_eq!(ask(&oa, "1").await, Ok(7));
    let shown = format!("{oa:?}");
    for secret in ["the-secret", "token-1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
