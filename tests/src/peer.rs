//! A receiving system on a real socket: takes whole HTTP requests, answers as it is told, and can be down.
//!
//! Its port stays its own while it is down: a second socket that never listens keeps it, so connections are refused and
//! nobody else can take the port meanwhile.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderMap, Method, Request, Response};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// One request, read whole.
#[derive(Debug, Clone)]
pub struct Call {
    /// When its last byte had come.
    pub at: Instant,
    /// HTTP method
    pub method: Method,
    /// Path without the query.
    pub path: String,
    /// All headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

/// What a peer does with a call.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Answers 200 after a while.
    Content {
        /// Media type of the body.
        kind: &'static str,
        /// The body.
        body: Bytes,
        /// How long the answer takes.
        after: Duration,
    },
    /// Never answers; the connection stays open.
    Never,
}

type Decide = dyn Fn(Call) -> Reply + Send + Sync;

struct Shared {
    decide: Box<Decide>,
    open: AtomicUsize,
}

struct Serving {
    stop: CancellationToken,
    tasks: JoinSet<()>,
}

/// The peer. It is up from the start and goes with its value.
pub struct Peer {
    address: SocketAddr,
    /// Keeps the port while the peer is down.
    _port: TcpSocket,
    shared: Arc<Shared>,
    serving: Option<Serving>,
}

impl std::fmt::Debug for Peer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Peer")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Peer {
    /// A peer on a free port of loopback; `decide` is asked for each call as soon as it has come.
    pub fn start(decide: impl Fn(Call) -> Reply + Send + Sync + 'static) -> Self {
        let port = bound(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let address = port.local_addr().expect("a bound socket has an address");
        let shared = Shared {
            decide: Box::new(decide),
            open: AtomicUsize::new(0),
        };
        let mut peer = Self {
            address,
            _port: port,
            shared: Arc::new(shared),
            serving: None,
        };
        peer.come_up();
        peer
    }

    /// `127.0.0.1:port`
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// How many connections are open, or not yet read to their end.
    pub fn open_connections(&self) -> usize {
        self.shared.open.load(Ordering::Acquire)
    }

    /// Connections are refused from now on, and those there are break.
    pub async fn go_down(&mut self) {
        if let Some(mut serving) = self.serving.take() {
            serving.stop.cancel();
            while serving.tasks.join_next().await.is_some() {}
        }
    }

    /// It listens again, on the same port.
    pub fn come_up(&mut self) {
        let listener = bound(self.address)
            .listen(1_024)
            .expect("the peer's own port is free for it");
        let mut serving = Serving {
            stop: CancellationToken::new(),
            tasks: JoinSet::new(),
        };
        let (shared, stop) = (Arc::clone(&self.shared), serving.stop.clone());
        serving.tasks.spawn(accept(listener, shared, stop));
        self.serving = Some(serving);
    }
}

fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket can be made");
    socket
        .set_reuseaddr(true)
        .expect("a socket can share its address");
    socket.bind(address).expect("the address is free");
    socket
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, stop: CancellationToken) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { break };
                shared.open.fetch_add(1, Ordering::AcqRel);
                connections.spawn(converse(stream, Open(Arc::clone(&shared))));
            }
        }
    }
    drop(listener);
    connections.shutdown().await;
}

/// Counts one connection for as long as it lives.
struct Open(Arc<Shared>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::AcqRel);
    }
}

async fn converse(stream: TcpStream, open: Open) {
    // Without it answers are slower, not wrong.
    let _ = stream.set_nodelay(true);
    let shared = &open.0;
    let service = service_fn(|request| answer(shared, request));
    // A connection that the other side breaks off is nothing to tell of here.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(shared: &Shared, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let call = Call {
        at: Instant::now(),
        method: head.method,
        path: head.uri.path().to_owned(),
        headers: head.headers,
        body,
    };
    match (shared.decide)(call) {
        Reply::Content { kind, body, after } => {
            if !after.is_zero() {
                tokio::time::sleep(after).await;
            }
            let answer = Response::builder()
                .header(CONTENT_TYPE, kind)
                .body(Full::from(body));
            Ok(answer.expect("a media type of a test is a header"))
        }
        Reply::Never => {
            let never: Infallible = std::future::pending().await;
            match never {}
        }
    }
}
