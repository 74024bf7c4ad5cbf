//! Speaking to the program over HTTP, as any client would.

use std::error::Error;
use std::fmt::Write as _;
use std::time::Instant;

use ::http::header::{AUTHORIZATION, CONTENT_TYPE};
use ::http::request::Builder;
use ::http::{HeaderMap, Method, Request};
use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::until::PATIENCE;

/// A call that got no answer.
pub type Broken = Box<dyn Error + Send + Sync>;

/// Calls one address, with a token or without.
#[derive(Debug, Clone)]
pub struct Caller {
    base: String,
    token: Option<String>,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| Value::from(format!("not JSON ({error}): {}", self.text())))
    }

    /// The body as JSON; the status must be the one that is expected.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(
            self.status,
            status,
            "the answer should have status {status}: {}",
            self.text()
        );
        self.json()
    }

    /// A header's value, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Path and code of each field that a problem names.
    pub fn fields(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let problem = self.json();
        let fields = problem["fields"].as_array().into_iter().flatten();
        fields
            .map(|field| (text(&field["path"]), text(&field["code"])))
            .collect()
    }
}

impl Caller {
    /// Calls `base` (`http://host:port`) without a token.
    pub fn new(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            token: None,
            client: Client::builder(TokioExecutor::new()).build_http(),
        }
    }

    /// The same with a token.
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// The same without a token.
    pub fn without_token(&self) -> Self {
        Self {
            token: None,
            ..self.clone()
        }
    }

    /// The same with a new connection for every call.
    pub fn on_new_connections(&self) -> Self {
        let mut builder = Client::builder(TokioExecutor::new());
        Self {
            client: builder.pool_max_idle_per_host(0).build_http(),
            ..self.clone()
        }
    }

    /// `http://host:port`
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The beginning of a request, its token put in.
    pub fn request(&self, method: Method, path: &str) -> Builder {
        let builder = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        match &self.token {
            Some(token) => builder.header(AUTHORIZATION, format!("Bearer {token}")),
            None => builder,
        }
    }

    /// Sends a request.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Result<Answer, Broken> {
        tokio::time::timeout(PATIENCE, async {
            let (head, body) = self.client.request(request).await?.into_parts();
            let body = body.collect().await?.to_bytes();
            Ok(Answer {
                status: head.status.as_u16(),
                headers: head.headers,
                body,
            })
        })
        .await?
    }

    /// Sends JSON, or nothing.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub async fn try_call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer, Broken> {
        let builder = self.request(method, path);
        let request = match body {
            Some(body) => builder
                .header(CONTENT_TYPE, "application/json")
                .body(Full::from(body.to_string()))?,
            None => builder.body(Full::default())?,
        };
        self.send(request).await
    }

    /// Sends JSON, or nothing; there must be an answer.
    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.try_call(method, path, body)
            .await
            .unwrap_or_else(|error| no_answer(path, &error))
    }

    /// GET; the answer must be 200 and JSON.
    pub async fn get(&self, path: &str) -> Value {
        self.call(Method::GET, path, None).await.expect(200)
    }

    /// POST of JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    /// PUT of JSON.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PUT, path, Some(body)).await
    }

    /// Opens a stream of server-sent events.
    pub async fn stream(&self, path: &str) -> Frames {
        let request = self
            .request(Method::GET, path)
            .body(Full::default())
            .expect("a path of a test is a path");
        let answer = tokio::time::timeout(PATIENCE, self.client.request(request)).await;
        let answer = answer
            .expect("the stream should begin in time")
            .expect("the stream should begin");
        assert_eq!(answer.status(), 200, "the stream should begin");
        assert_eq!(
            answer
                .headers()
                .get(CONTENT_TYPE)
                .map(::http::HeaderValue::as_bytes),
            Some(&b"text/event-stream"[..]),
            "a stream is server-sent events"
        );
        Frames {
            body: answer.into_body(),
            read: BytesMut::new(),
        }
    }
}

fn no_answer(path: &str, error: &Broken) -> Answer {
    let mut whole = format!("no answer from {path}: {error}");
    let mut source = error.source();
    while let Some(inner) = source {
        // Writing to a text cannot fail.
        let _ = write!(whole, ": {inner}");
        source = inner.source();
    }
    Answer {
        status: 0,
        headers: HeaderMap::new(),
        body: Bytes::from(whole),
    }
}

/// `name=value` pairs with `&` between them, percent-encoded.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        for byte in value.bytes() {
            // Writing to a text cannot fail.
            let _ = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    write!(text, "{}", char::from(byte))
                }
                _ => write!(text, "%{byte:02X}"),
            };
        }
    }
    text
}

/// One server-sent event.
#[derive(Debug, Clone)]
pub struct Frame {
    /// When its last byte was read.
    pub at: Instant,
    /// Its `event`.
    pub event: String,
    /// Its `data`.
    pub data: Value,
    /// Its bytes as they came.
    pub raw: Bytes,
}

/// A stream of server-sent events.
#[derive(Debug)]
pub struct Frames {
    body: Incoming,
    read: BytesMut,
}

impl Frames {
    /// The next event; nothing when the stream has ended or broken off.
    pub async fn next(&mut self) -> Option<Frame> {
        loop {
            while let Some(end) = self.read.windows(2).position(|pair| pair == b"\n\n") {
                let raw = self.read.split_to(end + 2).freeze();
                if let Some(frame) = frame(raw) {
                    return Some(frame);
                }
            }
            let bytes = self.body.frame().await?.ok()?.into_data().ok()?;
            self.read.extend_from_slice(&bytes);
        }
    }
}

/// Reads one event; nothing when it is a comment.
fn frame(raw: Bytes) -> Option<Frame> {
    let text = String::from_utf8_lossy(&raw);
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .map(str::trim)
    };
    let data = serde_json::from_str(field("data")?).ok()?;
    let event = field("event").unwrap_or("message").to_owned();
    Some(Frame {
        at: Instant::now(),
        event,
        data,
        raw: raw.clone(),
    })
}
