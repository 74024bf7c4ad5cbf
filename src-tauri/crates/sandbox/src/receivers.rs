//! The simulated receivers: each listens on a port of its own on loopback, speaks its real protocol, keeps what every
//! person now sees, its last messages and its counters, and can be put into trouble.

pub(crate) mod answers;
mod door;
mod e10;
mod ecology;
mod esb;
pub(crate) mod fields;
mod inbox;
mod journal;
mod landray;
pub(crate) mod peer;
mod portal;
mod serve;
mod sign_on;
mod trouble;
mod wisedu;
mod xml;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use self::e10::E10;
pub(crate) use self::ecology::{Ecology, SYSCODE};
pub(crate) use self::esb::Esb;
pub(crate) use self::inbox::{Inbox, List};
pub(crate) use self::journal::Verdict;
pub(crate) use self::landray::Landray;
pub(crate) use self::peer::{Peer, ShownItem};
pub(crate) use self::portal::Portal;
pub(crate) use self::sign_on::SignOns;
pub(crate) use self::trouble::{Trouble, TroubleKind};
pub(crate) use self::wisedu::{TASK_CENTRE, Wisedu};

use self::door::Command;
use self::journal::{Journal, Message};
use self::peer::Answered;
use crate::clock::{china_now, rfc3339};
use crate::organisation::PersonIndex;

/// Changes of trouble that may wait for the door; a further one waits its turn.
const COMMANDS: usize = 8;

/// Which receiver, and what it is called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identity {
    pub(crate) id: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// Counters of a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) received: u64,
    pub(crate) accepted: u64,
    pub(crate) refused: u64,
    pub(crate) todos_now: usize,
}

/// A raw message as text.
#[derive(Debug, Clone)]
pub(crate) struct ShownMessage {
    pub(crate) at: String,
    pub(crate) operation: String,
    pub(crate) request_id: Option<String>,
    pub(crate) person: Option<String>,
    pub(crate) request: String,
    pub(crate) response: String,
    pub(crate) verdict: Verdict,
}

/// A receiver.
pub(crate) struct Receiver {
    identity: Identity,
    address: SocketAddr,
    peer: Box<dyn Peer>,
    trouble: Mutex<Trouble>,
    journal: Mutex<Journal>,
    received: AtomicU64,
    accepted: AtomicU64,
    refused: AtomicU64,
    turns: AtomicU64,
    door: mpsc::Sender<Command>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Receiver {
    /// Binds a free port on loopback and starts to listen.
    pub(crate) async fn start(
        identity: Identity,
        peer: Box<dyn Peer>,
        (tasks, stop): (&TaskTracker, CancellationToken),
    ) -> io::Result<Arc<Self>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let (door, commands) = mpsc::channel(COMMANDS);
        let receiver = Arc::new(Self {
            identity,
            address: listener.local_addr()?,
            peer,
            trouble: Mutex::default(),
            journal: Mutex::default(),
            received: AtomicU64::new(0),
            accepted: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            turns: AtomicU64::new(0),
            door,
        });
        tasks.spawn(door::keep(
            Arc::clone(&receiver),
            (listener, commands),
            (tasks.clone(), stop),
        ));
        Ok(receiver)
    }

    pub(crate) fn identity(&self) -> Identity {
        self.identity
    }

    fn id(&self) -> &'static str {
        self.identity.id
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn peer(&self) -> &dyn Peer {
        &*self.peer
    }

    pub(crate) fn trouble(&self) -> Trouble {
        *locked(&self.trouble)
    }

    /// What callers sign on with; `None` where the protocol has no sign-on.
    pub(crate) fn sign_ons(&self) -> Option<&SignOns> {
        self.peer.sign_ons()
    }

    fn set_trouble_now(&self, trouble: Trouble) {
        *locked(&self.trouble) = trouble;
    }

    /// Sets the trouble; it holds when this returns.
    ///
    /// # Errors
    /// The port could not be opened again, or the receiver was stopped.
    pub(crate) async fn set_trouble(&self, trouble: Trouble) -> io::Result<()> {
        let stopped = || io::Error::new(io::ErrorKind::NotConnected, "the receiver was stopped");
        let (done, answer) = oneshot::channel();
        self.door
            .send(Command { trouble, done })
            .await
            .map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    /// Counts messages, for troubles that come in turns.
    fn turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::Relaxed)
    }

    /// Notes a message and its answer.
    fn note(&self, request: Bytes, answered: &Answered, response: Bytes) {
        let verdict = answered.note.verdict;
        self.received.fetch_add(1, Ordering::Relaxed);
        match verdict {
            Verdict::Accepted | Verdict::Stale | Verdict::Answered => &self.accepted,
            Verdict::Refused | Verdict::Trouble => &self.refused,
        }
        .fetch_add(1, Ordering::Relaxed);
        let message = Message {
            at: rfc3339(&china_now()),
            note: answered.note.clone(),
            request,
            response,
        };
        locked(&self.journal).add(message);
    }

    pub(crate) fn counts(&self) -> Counts {
        let mut todos_now = 0;
        self.peer.look(&mut |shelf| todos_now = shelf.todos());
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counts {
            received: read(&self.received),
            accepted: read(&self.accepted),
            refused: read(&self.refused),
            todos_now,
        }
    }

    /// To-dos, and done or closed items, of each of these persons.
    pub(crate) fn counts_of(&self, persons: &[PersonIndex]) -> Vec<(usize, usize)> {
        let mut counts = Vec::new();
        self.peer.look(&mut |shelf| counts = shelf.counts(persons));
        counts
    }

    /// What a person now sees on a list, last change first.
    pub(crate) fn items(&self, person: PersonIndex, list: List) -> Vec<ShownItem> {
        let mut items = Vec::new();
        self.peer.look(&mut |shelf| items = shelf.items(person, list));
        items
    }

    /// The last messages, newest first, secrets masked.
    pub(crate) fn messages(&self) -> Vec<ShownMessage> {
        let newest = locked(&self.journal).newest();
        let text = |bytes: &Bytes| self.peer.mask(String::from_utf8_lossy(bytes).into_owned());
        let shown = |message: Message| ShownMessage {
            request: text(&message.request),
            response: text(&message.response),
            at: message.at,
            operation: message.note.operation,
            request_id: message.note.request_id,
            person: message.note.person,
            verdict: message.note.verdict,
        };
        newest.into_iter().map(shown).collect()
    }
}
