//! The trouble switches of a receiver: what each does to a message, over a real socket.

use std::time::Duration;

use bytes::Bytes;

use super::journal::Verdict;
use super::peer::{Answered, Call, Peer};

/// What is wrong with a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TroubleKind {
    /// Nothing.
    None,
    /// Nobody listens: connections are refused.
    Down,
    /// Messages are taken as ever, but answered late.
    Slow,
    /// Every message is refused in the protocol's own words.
    Refuse,
    /// A page of an application server instead of an answer: mostly HTTP 500, each third time 200.
    HtmlError,
    /// HTTP 200 with bytes of no format.
    Garbage,
    /// Messages are taken as ever, but the connection is closed in the middle of the answer.
    Cut,
}

/// The switch and its delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) kind: TroubleKind,
    /// Read while the kind is [`TroubleKind::Slow`].
    pub(crate) delay: Duration,
}

impl Default for Trouble {
    fn default() -> Self {
        Self {
            kind: TroubleKind::None,
            delay: Duration::from_secs(3),
        }
    }
}

/// Answers a message under a trouble; `turn` counts messages.
pub(super) fn answer(peer: &dyn Peer, call: &Call, kind: TroubleKind, turn: u64) -> Answered {
    match kind {
        TroubleKind::None | TroubleKind::Slow | TroubleKind::Cut | TroubleKind::Down => peer.handle(call),
        TroubleKind::Refuse => peer.refuse(call),
        TroubleKind::HtmlError => {
            let status = if turn % 3 == 2 { 200 } else { 500 };
            spoilt(
                peer,
                call,
                (status, "text/html;charset=UTF-8"),
                Bytes::from_static(PAGE.as_bytes()),
            )
        }
        TroubleKind::Garbage => spoilt(peer, call, (200, peer.content_type(call)), garbage(turn)),
    }
}

/// The note tells what the message was; the answer is another.
fn spoilt(
    peer: &dyn Peer,
    call: &Call,
    (status, content_type): (u16, &'static str),
    body: Bytes,
) -> Answered {
    let mut note = peer.describe(call);
    note.verdict = Verdict::Trouble;
    Answered {
        status,
        content_type,
        body,
        note,
    }
}

const PAGE: &str = "<!DOCTYPE html><html><head><title>500 Internal Server Error</title></head><body>\
<h1>500 Internal Server Error</h1><p>系统繁忙，请稍后再试。</p><pre>java.lang.NullPointerException\n\
\tat com.sandbox.portal.Dispatcher.forward(Dispatcher.java:217)</pre></body></html>";

fn garbage(turn: u64) -> Bytes {
    let mut dice = crate::random::Dice::new(turn);
    let noise = (0..48).flat_map(|_| dice.next().to_be_bytes());
    Bytes::from_iter([0xff, 0x00, b'}', b'<'].into_iter().chain(noise))
}
