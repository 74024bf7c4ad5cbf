//! A running sandbox, raw HTTP over a socket, and calls of the control operations.

use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode, header};
use sandbox::{Sandbox, SandboxOptions};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tower::ServiceExt;

/// A sandbox and what the tests need of it.
pub(crate) struct Ground {
    pub(crate) sandbox: Sandbox,
    pub(crate) router: Router,
    pub(crate) directory: Value,
}

/// An answer read from a socket.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body should be JSON")
    }
}

impl Ground {
    pub(crate) async fn new() -> Self {
        let sandbox = Sandbox::start(SandboxOptions { seed: 11 })
            .await
            .expect("loopback ports are free");
        let router = sandbox.router().split_for_parts().0;
        let directory = sandbox.directory();
        Self {
            sandbox,
            router,
            directory,
        }
    }

    /// `host:port` of a receiver.
    pub(crate) fn authority(&self, push_type: &str) -> String {
        let target = self.target(push_type);
        target["server"]["authority"]
            .as_str()
            .expect("an authority")
            .to_owned()
    }

    pub(crate) fn target(&self, push_type: &str) -> Value {
        let targets = self.sandbox.targets();
        targets
            .into_iter()
            .find(|t| t["pushType"] == push_type)
            .expect("a target of this push type")
    }

    /// A main, active person by number.
    pub(crate) fn person(&self, number: usize) -> Value {
        let persons = self.directory["persons"].as_array().expect("persons");
        let mut mains = persons
            .iter()
            .filter(|p| p["mainAccount"].is_null() && p["active"] == true);
        mains.nth(number).expect("that many persons").clone()
    }

    /// Calls a control operation.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/sandbox{path}"));
        let request = match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        let request = request.expect("a well-formed request");
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("a router never fails");
        let status = answer.status();
        let kind = answer
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let problem = kind == "application/problem+json";
        assert_eq!(
            problem,
            !status.is_success(),
            "refusals are problem+json: {status} {kind}"
        );
        let body = axum::body::to_bytes(answer.into_body(), 1 << 22)
            .await
            .expect("a readable body");
        (status, serde_json::from_slice(&body).expect("a JSON body"))
    }

    /// What a person sees at a receiver: request ids of a list, last change first.
    pub(crate) async fn list(&self, receiver: &str, person: &Value, list: &str) -> Vec<String> {
        let person = person["id"].as_str().expect("an id");
        let path = format!("/receivers/{receiver}/items?person={person}&list={list}");
        let (status, body) = self.call("GET", &path, None).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let items = body["items"].as_array().expect("items");
        items
            .iter()
            .map(|item| item["requestId"].as_str().expect("an id").to_owned())
            .collect()
    }

    /// A parameter of a ready-made target.
    pub(crate) fn param(&self, push_type: &str, name: &str) -> String {
        let target = self.target(push_type);
        target["params"][name]
            .as_str()
            .expect("a text parameter")
            .to_owned()
    }

    /// The state of a receiver, as the control operations show it.
    pub(crate) async fn receiver(&self, id: &str) -> Value {
        let (_, status) = self.call("GET", "", None).await;
        let receivers = status["receivers"].as_array().expect("receivers");
        let found = receivers.iter().find(|receiver| receiver["id"] == id);
        found.expect("a receiver of this id").clone()
    }

    /// Puts a receiver into trouble.
    pub(crate) async fn trouble(&self, id: &str, trouble: Value) {
        let path = format!("/receivers/{id}/trouble");
        let (status, body) = self.call("PUT", &path, Some(trouble)).await;
        assert_eq!(status, StatusCode::OK, "{body}");
    }

    /// A person's items at a receiver, whole, last change first.
    pub(crate) async fn items(&self, receiver: &str, person: &Value, list: &str) -> Vec<Value> {
        let person = person["id"].as_str().expect("an id");
        let path = format!("/receivers/{receiver}/items?person={person}&list={list}");
        let (status, body) = self.call("GET", &path, None).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body["items"].as_array().expect("items").clone()
    }

    /// The newest message that a receiver noted, and all of its messages as one text.
    pub(crate) async fn messages(&self, receiver: &str) -> (Value, String) {
        let (_, body) = self
            .call("GET", &format!("/receivers/{receiver}/messages"), None)
            .await;
        (body["items"][0].clone(), body.to_string())
    }

    /// Posts raw bytes on a connection of their own.
    pub(crate) async fn post(&self, push_type: &str, (path, kind): (&str, &str), body: &str) -> Answer {
        exchange(&self.authority(push_type), "POST", (path, kind), body)
            .await
            .expect("an answer")
    }
}

/// A message to send.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// Content type
    pub(crate) kind: &'a str,
    /// Further headers.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a str,
}

/// One HTTP/1.1 exchange of a message without headers of its own.
pub(crate) async fn exchange(
    authority: &str,
    method: &str,
    (path, kind): (&str, &str),
    body: &str,
) -> std::io::Result<Answer> {
    let message = Outgoing {
        method,
        path,
        kind,
        headers: &[],
        body,
    };
    send(authority, &message).await
}

/// One HTTP/1.1 exchange, written out by hand.
pub(crate) async fn send(authority: &str, message: &Outgoing<'_>) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(authority).await?;
    let Outgoing {
        method,
        path,
        kind,
        headers,
        body,
    } = message;
    let own: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {authority}\r\nContent-Type: {kind}\r\nSOAPAction: \"\"\r\n{own}\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.ok_or_else(|| std::io::Error::other("no head came"))?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| std::io::Error::other("no status came"))?;
    Ok(Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    })
}
