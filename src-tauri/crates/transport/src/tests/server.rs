//! A tiny server: takes connections on loopback and does to each what the test says.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::client::{Client, ClientOptions, MOST_BODY};
use crate::resolve::Lookup;

/// What is done to one connection.
pub(super) type Behaviour = Arc<dyn Fn(TcpStream) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Runs until it is dropped.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    _task: JoinSet<()>,
}

impl Server {
    pub(super) async fn start<F, D>(behaviour: F) -> Self
    where
        F: Fn(TcpStream) -> D + Send + Sync + 'static,
        D: Future<Output = ()> + Send + 'static,
    {
        let behaviour: Behaviour = Arc::new(move |stream| Box::pin(behaviour(stream)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(behaviour(stream));
            }
        });
        Self { address, _task: task }
    }

    /// Answers every request on a connection with `answer`, byte by byte what it says.
    pub(super) async fn answering(answer: &'static str) -> Self {
        Self::start(move |mut stream| async move {
            while read_request(&mut stream).await.is_some() {
                if stream.write_all(answer.as_bytes()).await.is_err() {
                    return;
                }
            }
        })
        .await
    }

    /// Sends `words` to whoever connects and has said anything at all, then closes.
    pub(super) async fn blurting(words: &'static str) -> Self {
        Self::start(move |mut stream| async move {
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let _ = stream.write_all(words.as_bytes()).await;
        })
        .await
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Reads one request with its body; nothing when the connection ended.
pub(super) async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.ok()?;
        if read == 0 {
            return None;
        }
        text.extend_from_slice(&buffer[..read]);
        let so_far = String::from_utf8_lossy(&text).into_owned();
        let Some((head, body)) = so_far.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| {
                line.to_ascii_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse::<usize>()
                    .ok()
            })
            .unwrap_or(0);
        if body.len() >= length {
            return Some(so_far);
        }
    }
}

pub(super) fn options(base_url: &str) -> ClientOptions {
    ClientOptions {
        base_url: base_url.to_owned(),
        tls: domain::target::TlsOptions::default(),
        connect_timeout: Duration::from_secs(10),
        total_timeout: Duration::from_secs(30),
        most_body: MOST_BODY,
        proxy: None,
        most_connections: 4,
    }
}

pub(super) fn client(base_url: &str) -> Client {
    Client::new(options(base_url)).expect("the options should work")
}

pub(super) fn post(url: &str) -> Request<Bytes> {
    let mut request = Request::new(Bytes::from_static(b"{\"a\":1}"));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = url.parse().unwrap();
    request
}

/// A resolver that knows every name by these addresses.
pub(super) fn everything_is(addresses: &[IpAddr]) -> Lookup {
    let addresses = addresses.to_vec();
    Arc::new(move |_| {
        let addresses = addresses.clone();
        Box::pin(async move { Ok(addresses) })
    })
}
