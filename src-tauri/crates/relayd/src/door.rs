//! A socket door: takes connections, hands their requests to the router, and closes in order.
//!
//! Bounds: [`MOST_CONNECTIONS`] at once (when they are taken, a newcomer gets the place of one that does nothing:
//! [`places`]), [`MOST_HEAD`] a head, [`MOST_UNREAD`] of what is not read, [`PATIENCE`] for the head of a request and for a client to read what is written to
//! it (a body's time is bounded where it is read). Closing: nothing new is taken, what is being answered is answered, and
//! whatever has not ended after [`LONGEST_CLOSE`] is cut.

mod leftover;
mod places;
mod watched;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::header::EXPECT;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;
use tracing::Instrument as _;

use leftover::Leftover;
use places::{Leaving, Place, Places, Seat};
use watched::{Answered, Awaited, Watched};

/// Connections at once of one door.
const MOST_CONNECTIONS: usize = 512;
/// Bytes of a request's head, and of what is read ahead of a connection: all of them together take 32 MiB.
const MOST_HEAD: usize = 64 * 1024;
/// Bytes of answers that the system holds for a connection whose caller does not read; by itself it would let that grow
/// to some megabytes each.
const MOST_UNREAD: u32 = 128 * 1024;
/// Connections that may stand before the door.
const MOST_OUTSIDE: u32 = 1024;
/// How long a connection may take to say what it wants, also between two requests.
const PATIENCE: Duration = Duration::from_secs(75);
/// How long a close waits for answers that are under way.
const LONGEST_CLOSE: Duration = Duration::from_secs(9);
/// A pause after the system could not give a connection (too many files open), so that the loop does not spin.
const BREATH: Duration = Duration::from_millis(100);

/// Binds a door's address; nobody is taken before the door is open.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Elsewhere it would let two programs listen on one port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    // Every connection has it from here.
    socket.set_send_buffer_size(MOST_UNREAD)?;
    socket.bind(address)?;
    socket.listen(MOST_OUTSIDE)
}

/// An open socket door. It is closed by its host.
#[derive(Debug, Clone)]
pub struct Door {
    /// Where it listens, the port as it was chosen.
    pub addr: SocketAddr,
}

impl Door {
    /// Address for a client on this machine, without a slash at the end.
    pub fn url(&self) -> String {
        let ip = match self.addr.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, self.addr.port()))
    }
}

/// All doors of a host.
#[derive(Debug, Default)]
pub(crate) struct Doors {
    tasks: TaskTracker,
    closing: CancellationToken,
    cut: CancellationToken,
}

impl Doors {
    /// Takes connections from now on.
    pub(crate) fn open(&self, listener: TcpListener, router: Router) -> io::Result<Door> {
        let addr = listener.local_addr()?;
        let accept = Accept {
            listener,
            router,
            places: Places::new(MOST_CONNECTIONS),
            tasks: self.tasks.clone(),
            closing: self.closing.clone(),
            cut: self.cut.clone(),
        };
        self.tasks
            .spawn(accept.run().instrument(tracing::info_span!("door", %addr)));
        Ok(Door { addr })
    }

    /// Takes nothing new, waits for what is under way, cuts what takes too long.
    pub(crate) async fn close(&self) {
        self.closing.cancel();
        self.tasks.close();
        if tokio::time::timeout(LONGEST_CLOSE, self.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("some requests were still under way and are cut");
            self.cut.cancel();
            self.tasks.wait().await;
        }
    }
}

struct Accept {
    listener: TcpListener,
    router: Router,
    places: Arc<Places>,
    tasks: TaskTracker,
    closing: CancellationToken,
    cut: CancellationToken,
}

impl Accept {
    async fn run(self) {
        loop {
            let accepted = tokio::select! {
                () = self.closing.cancelled() => return,
                accepted = self.accept() => accepted,
            };
            match accepted {
                Ok((place, stream, caller)) => {
                    let connection = Connection {
                        router: self.router.clone(),
                        caller,
                        closing: self.closing.clone(),
                        cut: self.cut.clone(),
                    };
                    self.tasks.spawn(async move {
                        connection.run(stream, &place.seat).await;
                        drop(place);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }

    async fn accept(&self) -> io::Result<(Place, TcpStream, SocketAddr)> {
        let (stream, caller) = self.listener.accept().await?;
        stream.set_nodelay(true)?;
        Ok((self.places.take().await, stream, caller))
    }
}

struct Connection {
    router: Router,
    caller: SocketAddr,
    closing: CancellationToken,
    cut: CancellationToken,
}

impl Connection {
    async fn run(self, stream: TcpStream, seat: &Arc<Seat>) {
        let Self {
            router,
            caller,
            closing,
            cut,
        } = self;
        let service = service_fn(|request| answer(router.clone(), (caller, Arc::clone(seat)), request));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(MOST_HEAD);
        // Whoever does not read what is written to it gives its place to another.
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(PATIENCE));
        let io = TokioIo::new(Watched::new(Box::pin(stream), Arc::clone(seat)));
        let mut served = std::pin::pin!(http.serve_connection(io, service));
        let result = tokio::select! {
            result = served.as_mut() => result,
            () = seat.asked_to_leave() => Ok(()),
            () = closing.cancelled() => {
                served.as_mut().graceful_shutdown();
                tokio::select! {
                    result = served.as_mut() => result,
                    () = cut.cancelled() => Ok(()),
                }
            }
        };
        if let Err(error) = result {
            tracing::debug!(%error, %caller, "a connection broke off");
        }
    }
}

async fn answer(
    router: Router,
    (caller, seat): (SocketAddr, Arc<Seat>),
    request: Request<Incoming>,
) -> Result<Response<Answered<Body>>, Leaving> {
    seat.begins()?;
    let leftover = Leftover::default();
    // Who asks first whether to send a body at all will not send it when the answer is there already.
    let waits = request.headers().contains_key(EXPECT);
    let mut request = request.map(|body| Body::new(Awaited::new(leftover.lend(body), Arc::clone(&seat))));
    request.extensions_mut().insert(ConnectInfo(caller));
    let Ok(response) = router.oneshot(request).await;
    if !waits {
        seat.waits_for_caller();
        leftover.throw_away().await;
        seat.goes_on();
    }
    Ok(response.map(|body| Answered::new(body, seat)))
}
