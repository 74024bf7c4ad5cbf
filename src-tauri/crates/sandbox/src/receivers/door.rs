//! The listening socket of a receiver, which a trouble switch can shut and open again on the same port.
//!
//! Guarantees: when a change is answered it holds — shut, connections are refused and those that were open are closed;
//! open, the port listens. While shut the port stays bound without listening, so that nobody else, the caller's own
//! outgoing connections included, is given it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::trouble::{Trouble, TroubleKind};
use super::{Receiver, serve};

const BACKLOG: u32 = 1024;
/// Wait after the system could not hand over a connection, so that a lack of descriptors is no busy loop.
const AFTER_FAILED_ACCEPT: Duration = Duration::from_millis(50);

/// A trouble to set; answered when it holds.
pub(super) struct Command {
    pub(super) trouble: Trouble,
    pub(super) done: oneshot::Sender<io::Result<()>>,
}

enum Door {
    Open(TcpListener),
    /// `None` where the port could not be kept.
    Shut(Option<TcpSocket>),
}

/// Owns the socket until `stop`; each connection is a task of `tasks`.
pub(super) async fn keep(
    receiver: Arc<Receiver>,
    (listener, mut commands): (TcpListener, mpsc::Receiver<Command>),
    (tasks, stop): (TaskTracker, CancellationToken),
) {
    let mut door = Door::Open(listener);
    let mut connections = stop.child_token();
    loop {
        let command = match &door {
            Door::Open(listener) => tokio::select! {
                biased;
                () = stop.cancelled() => return,
                command = commands.recv() => command,
                accepted = listener.accept() => {
                    match accepted {
                        Ok((stream, _)) => {
                            let (receiver, connections) = (Arc::clone(&receiver), connections.clone());
                            tasks.spawn(async move {
                                connections.run_until_cancelled(serve::connection(receiver, stream)).await
                            });
                        }
                        Err(error) => {
                            tracing::warn!(receiver = receiver.id(), %error, "a connection could not be accepted");
                            tokio::time::sleep(AFTER_FAILED_ACCEPT).await;
                        }
                    }
                    continue;
                }
            },
            Door::Shut(_) => tokio::select! {
                biased;
                () = stop.cancelled() => return,
                command = commands.recv() => command,
            },
        };
        let Some(Command { trouble, done }) = command else {
            return;
        };
        let down = trouble.kind == TroubleKind::Down;
        let result;
        (door, result) = match door {
            Door::Open(listener) if down => {
                connections.cancel();
                connections = stop.child_token();
                drop(listener);
                (Door::Shut(park(receiver.address())), Ok(()))
            }
            Door::Shut(parked) if !down => open(parked, receiver.address()),
            door => (door, Ok(())),
        };
        if result.is_ok() {
            receiver.set_trouble_now(trouble);
        }
        // Whoever asked may be gone; the change holds all the same.
        let _ = done.send(result);
    }
}

/// Keeps the port without listening on it.
fn park(address: SocketAddr) -> Option<TcpSocket> {
    bind(address)
        .inspect_err(|error| tracing::warn!(%address, %error, "the port could not be kept"))
        .ok()
}

fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // On Unix this only looks past connections that are still closing; elsewhere it would share the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

fn open(parked: Option<TcpSocket>, address: SocketAddr) -> (Door, io::Result<()>) {
    let socket = match parked {
        Some(socket) => Ok(socket),
        None => bind(address),
    };
    match socket.and_then(|socket| socket.listen(BACKLOG)) {
        Ok(listener) => (Door::Open(listener), Ok(())),
        Err(error) => (Door::Shut(None), Err(error)),
    }
}
